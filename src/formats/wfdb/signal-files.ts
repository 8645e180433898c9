// Which signal of a WFDB record lies where in which file. Known from the header alone, so that the lengths of the
// files can be checked before a byte of them is decoded.
import { FormatError } from "../../ecg/errors.ts";
import { quote } from "../quote.ts";
import { unitsPerMillivolt } from "../voltage-unit.ts";
import type { WfdbHeader } from "./header.ts";
import { encodedSamples, type FixedWidthFormat, type FlacFormat, isFlacFormat } from "./samples.ts";
import type { WfdbSignal } from "./signal-line.ts";

/** One file, with all signals that are in it. */
export interface SignalFile {
  readonly fileName: string;
  readonly format: FixedWidthFormat | FlacFormat;
  readonly byteOffset: number;
  /** Samples of all the file's signals in one frame. */
  readonly frameSize: number;
  readonly lanes: readonly SignalLane[];
  /** Names the file in messages. */
  readonly where: string;
}

/** One signal's share of every frame. */
export interface SignalLane {
  readonly signal: WfdbSignal;
  /** Its place among the file's signals: the channel of a FLAC file. */
  readonly index: number;
  /** Samples of other signals before it in a frame. */
  readonly start: number;
  /** null where the signal is no voltage. */
  readonly perMillivolt: number | null;
}

/**
 * The files that hold the samples, each once, in header order; none for a multi-segment record, whose segments
 * have their own.
 */
export function signalFileNames(header: WfdbHeader): string[] {
  const withSamples = header.signals.filter((signal) => signal.format !== 0);
  return [...new Set(withSamples.map((signal) => signal.fileName))];
}

/** Throws FormatError where the signals of one file contradict each other; `where` names the header. */
export function signalFilesOf(header: WfdbHeader, where: string): SignalFile[] {
  const byName = new Map<string, WfdbSignal[]>();
  for (const signal of header.signals) {
    if (signal.format === 0) continue;
    const others = byName.get(signal.fileName);
    if (others === undefined) byName.set(signal.fileName, [signal]);
    else others.push(signal);
  }
  return [...byName].map(([fileName, signals]) => signalFile(fileName, signals, where));
}

function signalFile(fileName: string, signals: readonly WfdbSignal[], where: string): SignalFile {
  const { byteOffset, samplesPerFrame } = signals[0]!;
  const format = signals[0]!.format as FixedWidthFormat | FlacFormat;
  const file = `${where}: signal file ${quote(fileName)}`;
  let frameSize = 0;
  const lanes = signals.map((signal, index): SignalLane => {
    // an offset is often given for the first signal of a file only
    const sameStart = signal.byteOffset === byteOffset || signal.byteOffset === 0;
    if (signal.format !== format || !sameStart)
      throw new FormatError({
        file,
        field: `signal ${index + 1} of the file`,
        got: `format ${signal.format}+${signal.byteOffset}`,
        wanted: `one format and offset for all its signals, ${format}+${byteOffset}`,
      });
    if (isFlacFormat(format) && signal.samplesPerFrame !== samplesPerFrame)
      throw new FormatError({
        file,
        field: "samples a frame",
        got: `${samplesPerFrame} and ${signal.samplesPerFrame}`,
        wanted: "one number for all channels of a FLAC file",
      });
    const start = frameSize;
    frameSize += signal.samplesPerFrame;
    return { signal, index, start, perMillivolt: unitsPerMillivolt(signal.unit) };
  });
  return { fileName, format, byteOffset, frameSize, lanes, where: file };
}

/** Whole frames in a file of fixed-width samples that has `byteLength` bytes. */
export function framesHeld(
  { byteOffset, frameSize }: SignalFile,
  format: FixedWidthFormat,
  byteLength: number,
): number {
  return Math.floor(encodedSamples(format, byteLength - byteOffset) / frameSize);
}

/** Refuses a file that holds fewer frames than are wanted, or none. */
export function checkFramesHeld(
  file: SignalFile,
  { held, wanted, byteLength }: { held: number; wanted: number; byteLength: number },
): void {
  if (held >= Math.max(1, wanted)) return;
  throw new FormatError({
    file: file.where,
    byteOffset: byteLength,
    field: "samples a signal",
    got: held,
    wanted: `${wanted || "at least 1"} (is the file cut off?)`,
  });
}

// The signal files of a WFDB record: which signal lies where in which file, and its samples in millivolts.
// Checked against the files' lengths before anything is allocated.
import { FileAccessError, FormatError } from "../../ecg/errors.ts";
import { MAX_TOTAL_SAMPLES } from "../limits.ts";
import { quote } from "../quote.ts";
import { unitsPerMillivolt } from "../voltage-unit.ts";
import type { WfdbHeader } from "./header.ts";
import { checkMatlab4 } from "./matlab4.ts";
import { decodeSamples, encodedSamples, invalidSample } from "./samples.ts";
import type { WfdbSignal } from "./signal-line.ts";

export interface DecodedSignal {
  readonly signal: WfdbSignal;
  readonly samplesMv: Float64Array;
  /** Sum of the samples as stored, modulo 65536. */
  readonly checksum: number;
}

/** The bytes of the signal files a header names, and what to call the header in messages. */
export interface SignalFiles {
  readonly files: ReadonlyMap<string, Uint8Array>;
  readonly where: string;
}

/** The files that hold the samples, each once, in header order. */
export function signalFileNames(header: WfdbHeader): string[] {
  return [...new Set(header.signals.map((signal) => signal.fileName))];
}

/**
 * The signals that are voltages, in header order; at least one. Throws FileAccessError where a file is not in
 * `input.files`, FormatError where one is shorter than the header says or contradicts it.
 */
export function decodeSignalFiles(header: WfdbHeader, input: SignalFiles): DecodedSignal[] {
  const decoded = new Map<WfdbSignal, DecodedSignal>();
  const layouts = fileLayouts(header, input);
  const frameCount = header.frameCount ?? Math.min(...layouts.map((layout) => layout.framesHeld));
  for (const { where, framesHeld } of layouts) {
    if (framesHeld >= Math.max(1, frameCount)) continue;
    throw new FormatError(
      `${where} is empty or truncated: ${framesHeld} samples a signal, wanted ${frameCount || "at least one"}`,
    );
  }
  const total = frameCount * layouts.reduce((sum, layout) => sum + layout.frameSize, 0);
  if (total > MAX_TOTAL_SAMPLES) {
    throw new FormatError(`${input.where}: ${total} samples, at most ${MAX_TOTAL_SAMPLES} are read`);
  }
  for (const layout of layouts) {
    for (const signal of decodeFile(layout, frameCount)) decoded.set(signal.signal, signal);
  }
  if (decoded.size === 0)
    throw new FormatError(`${input.where}: none of its signals is a voltage (mV, uV, V)`);
  return header.signals.flatMap((signal) => decoded.get(signal) ?? []);
}

interface FileLayout {
  readonly bytes: Uint8Array;
  readonly signals: readonly WfdbSignal[];
  readonly byteOffset: number;
  /** Samples of all the file's signals in one frame. */
  readonly frameSize: number;
  readonly framesHeld: number;
  readonly where: string;
}

function fileLayouts(header: WfdbHeader, input: SignalFiles): FileLayout[] {
  return signalFileNames(header).map((fileName) => {
    const bytes = input.files.get(fileName);
    if (bytes === undefined)
      throw new FileAccessError(`${input.where}: its signal file ${quote(fileName)} is missing`);
    const signals = header.signals.filter((signal) => signal.fileName === fileName);
    const { format, byteOffset } = signals[0]!;
    const where = `${input.where}: signal file ${quote(fileName)}`;
    for (const other of signals) {
      // an offset is often given for the first signal of a file only
      const sameStart = other.byteOffset === byteOffset || other.byteOffset === 0;
      if (other.format !== format || !sameStart) {
        throw new FormatError(
          `${where} is said to hold different formats or offsets, wanted one for all its signals`,
        );
      }
    }
    const frameSize = signals.reduce((sum, signal) => sum + signal.samplesPerFrame, 0);
    if (/\.mat$/i.test(fileName)) checkMatlab4(bytes, { format, byteOffset, rows: frameSize }, where);
    const framesHeld = Math.floor(encodedSamples(format, bytes.length - byteOffset) / frameSize);
    return { bytes, signals, byteOffset, frameSize, framesHeld, where };
  });
}

function decodeFile(layout: FileLayout, frameCount: number): DecodedSignal[] {
  const { bytes, signals, byteOffset, frameSize } = layout;
  const { format } = signals[0]!;
  const raw = decodeSamples(bytes, format, byteOffset, frameCount * frameSize);
  const invalid = invalidSample(format);
  const decoded: DecodedSignal[] = [];
  let start = 0;
  for (const signal of signals) {
    const lane = { start, width: signal.samplesPerFrame, frameSize, frameCount };
    start += signal.samplesPerFrame;
    const perMillivolt = unitsPerMillivolt(signal.unit);
    if (perMillivolt === null) continue;
    const samples = takeLane(raw, lane);
    if (format === 8) sumDifferences(samples, signal.initialValue);
    let checksum = 0;
    const samplesMv = new Float64Array(samples.length);
    const { baseline, gain } = signal;
    for (let i = 0; i < samples.length; i++) {
      const value = samples[i]!;
      checksum = (checksum + value) | 0;
      samplesMv[i] = value === invalid ? Number.NaN : (value - baseline) / gain;
    }
    if (perMillivolt !== 1) for (let i = 0; i < samplesMv.length; i++) samplesMv[i]! /= perMillivolt;
    undoSkew(samplesMv, signal.skewFrames * signal.samplesPerFrame);
    decoded.push({ signal, samplesMv, checksum: checksum & 0xffff });
  }
  return decoded;
}

/** Where one signal lies in the interleaved samples of its file. */
interface Lane {
  readonly start: number;
  readonly width: number;
  readonly frameSize: number;
  readonly frameCount: number;
}

function takeLane(raw: Int32Array, { start, width, frameSize, frameCount }: Lane): Int32Array {
  const samples = new Int32Array(frameCount * width);
  if (width === 1) {
    for (let frame = 0, from = start; frame < frameCount; frame++, from += frameSize)
      samples[frame] = raw[from]!;
  } else {
    for (let i = 0; i < samples.length; i++) {
      samples[i] = raw[Math.floor(i / width) * frameSize + start + (i % width)]!;
    }
  }
  return samples;
}

function sumDifferences(samples: Int32Array, initialValue: number): void {
  let value = initialValue | 0;
  for (let i = 0; i < samples.length; i++) {
    value = (value + samples[i]!) | 0;
    samples[i] = value;
  }
}

/** A skewed signal's first `samples` values belong before the record; what it lacks at the end is NaN. */
function undoSkew(samplesMv: Float64Array, samples: number): void {
  if (samples === 0) return;
  samplesMv.copyWithin(0, samples);
  samplesMv.fill(Number.NaN, Math.max(0, samplesMv.length - samples));
}

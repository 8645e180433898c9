// The samples of a WFDB record without segments, in millivolts, from the bytes of its signal files. Checked against
// the files' lengths before anything is allocated.
import { FileAccessError, FormatError } from "../../ecg/errors.ts";
import { MAX_TOTAL_SAMPLES } from "../limits.ts";
import { quote } from "../quote.ts";
import { countFlacSamples, decodeFlac } from "./flac/decode-flac.ts";
import { type FlacStreamInfo, readFlacStreamInfo } from "./flac/stream-info.ts";
import type { WfdbHeader } from "./header.ts";
import { checkMatlab4 } from "./matlab4.ts";
import { sumDifferences, toMillivolts } from "./millivolts.ts";
import { type FixedWidthFormat, isFlacFormat, readLane } from "./samples.ts";
import {
  checkFramesHeld,
  framesHeld,
  type SignalFile,
  type SignalLane,
  signalFilesOf,
} from "./signal-files.ts";
import type { WfdbSignal } from "./signal-line.ts";

export interface DecodedSignal {
  readonly signal: WfdbSignal;
  readonly samplesMv: Float64Array;
  /** Where the header's checksum is not that of the samples. */
  readonly checksumFaults: readonly ChecksumFault[];
}

export interface ChecksumFault {
  readonly stated: number;
  readonly computed: number;
  /** Counted from 1, or null in a record without segments. */
  readonly segment: number | null;
}

/** The bytes of the signal files a header names, and what to call the header in messages. */
export interface SignalFileBytes {
  readonly files: ReadonlyMap<string, Uint8Array>;
  readonly where: string;
}

/**
 * The signals that are voltages, in header order, skew undone; possibly none. Throws FileAccessError where a file is
 * not in `input.files`, FormatError where one is shorter than the header says or contradicts it.
 */
export function decodeSignals(header: WfdbHeader, input: SignalFileBytes): DecodedSignal[] {
  const opened = signalFilesOf(header, input.where).map((file) => openFile(file, input));
  if (header.frameCount === null) countUnknown(opened, input.where);
  const frameCount =
    header.frameCount ?? opened.reduce((least, { held }) => Math.min(least, held), Number.POSITIVE_INFINITY);
  for (const { file, bytes, held } of opened)
    checkFramesHeld(file, { held, wanted: frameCount, byteLength: bytes.length });
  const total = opened.reduce((sum, { file }) => sum + samplesToDecode(file, frameCount), 0);
  checkTotal(total, input.where);
  const decoded = new Map<WfdbSignal, DecodedSignal>();
  for (const file of opened) {
    for (const signal of decodeFile(file, frameCount)) decoded.set(signal.signal, signal);
  }
  return header.signals.flatMap((signal) => decoded.get(signal) ?? []);
}

/** Samples that have to be decoded for so many frames: those before the first of a FLAC file, too. */
export function samplesToDecode(
  { format, byteOffset, frameSize, lanes }: SignalFile,
  frameCount: number,
): number {
  return frameCount * frameSize + (isFlacFormat(format) ? byteOffset * lanes.length : 0);
}

/** Refuses more samples than are kept in memory. */
export function checkTotal(samples: number, where: string): void {
  if (samples <= MAX_TOTAL_SAMPLES) return;
  throw new FormatError({
    file: where,
    field: "samples in all",
    got: samples,
    wanted: `at most ${MAX_TOTAL_SAMPLES}`,
  });
}

interface OpenFile {
  readonly file: SignalFile;
  readonly bytes: Uint8Array;
  /** Frames in it; as many as may be wanted where a FLAC stream does not tell. */
  held: number;
  readonly encoding: FixedWidthFormat | FlacStreamInfo;
}

function openFile(file: SignalFile, { files, where }: SignalFileBytes): OpenFile {
  const bytes = files.get(file.fileName);
  if (bytes === undefined)
    throw new FileAccessError(`${where}: its signal file ${quote(file.fileName)} is missing`);
  const { format, byteOffset, frameSize } = file;
  if (isFlacFormat(format)) return openFlac(file, bytes);
  if (/\.mat$/i.test(file.fileName)) checkMatlab4(bytes, { format, byteOffset, rows: frameSize }, file.where);
  return { file, bytes, held: framesHeld(file, format, bytes.length), encoding: format };
}

/** The channels must be the signals; fewer bits than the format's fit as they are. */
function openFlac(file: SignalFile, bytes: Uint8Array): OpenFile {
  const { where, lanes, format } = file;
  const stream = readFlacStreamInfo(bytes, where);
  const fault = (field: string, got: number, wanted: string) =>
    new FormatError({ file: where, byteOffset: 8, field, got, wanted });
  if (stream.channelCount !== lanes.length)
    throw fault("channels", stream.channelCount, `${lanes.length}, one a signal`);
  if (stream.bitsPerSample > format - 500)
    throw fault("bits per sample", stream.bitsPerSample, `at most ${format - 500}`);
  const samples = stream.sampleCount ?? Number.POSITIVE_INFINITY;
  return { file, bytes, held: flacFramesHeld(file, samples), encoding: stream };
}

function flacFramesHeld({ byteOffset, lanes }: SignalFile, samples: number): number {
  return Math.floor(Math.max(0, samples - byteOffset) / lanes[0]!.signal.samplesPerFrame);
}

/** Where neither the header nor a FLAC stream tells the length, the stream is decoded once to count. */
function countUnknown(opened: readonly OpenFile[], where: string): void {
  let counted = 0;
  for (const open of opened) {
    const { file, bytes, encoding } = open;
    if (typeof encoding === "number" || encoding.sampleCount !== null) continue;
    const limit = Math.floor((MAX_TOTAL_SAMPLES - counted) / encoding.channelCount);
    const samples = countFlacSamples(bytes, { stream: encoding, where: file.where, limit });
    counted += samples * encoding.channelCount;
    checkTotal(counted, where);
    open.held = flacFramesHeld(file, samples);
  }
}

function decodeFile({ file, bytes, encoding }: OpenFile, frameCount: number): DecodedSignal[] {
  const { byteOffset, frameSize, lanes, where } = file;
  const voltages = lanes.filter((lane) => lane.perMillivolt !== null);
  if (voltages.length === 0) return [];
  if (typeof encoding !== "number") {
    const sampleCount = frameCount * lanes[0]!.signal.samplesPerFrame;
    const range = { stream: encoding, fromSample: byteOffset, sampleCount, where };
    const channels = decodeFlac(bytes, range);
    return voltages.map((lane) => decodeLane(file, lane, channels[lane.index]!));
  }
  let scratch = new Int32Array(0);
  return voltages.map((lane) => {
    const width = lane.signal.samplesPerFrame;
    if (scratch.length !== frameCount * width) scratch = new Int32Array(frameCount * width);
    readLane(bytes, encoding, { byteOffset, first: lane.start, width, frameSize }, scratch);
    if (encoding === 8) sumDifferences(scratch, lane.signal.initialValue);
    return decodeLane(file, lane, scratch);
  });
}

function decodeLane({ format }: SignalFile, lane: SignalLane, samples: Int32Array): DecodedSignal {
  const { signal } = lane;
  const samplesMv = new Float64Array(samples.length);
  const computed = toMillivolts(samples, samplesMv, { lane, format }) & 0xffff;
  undoSkew(samplesMv, signal.skewFrames * signal.samplesPerFrame);
  const stated = (signal.checksum ?? computed) & 0xffff;
  const checksumFaults = stated === computed ? [] : [{ stated, computed, segment: null }];
  return { signal, samplesMv, checksumFaults };
}

/** Why a signal of the record is not among the leads. */
export function leftOutNote(signal: WfdbSignal, lacks: "unit" | "samples"): string {
  const what = `note: signal ${quote(signal.description)}`;
  return lacks === "unit"
    ? `${what} in ${quote(signal.unit)} is no voltage and was left out`
    : `${what} has no samples and was left out`;
}

/** A skewed signal's first `samples` values belong before the record; what it lacks at the end is NaN. */
function undoSkew(samplesMv: Float64Array, samples: number): void {
  if (samples === 0) return;
  samplesMv.copyWithin(0, samples);
  samplesMv.fill(Number.NaN, Math.max(0, samplesMv.length - samples));
}

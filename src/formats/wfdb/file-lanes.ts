// Pieces of the signals in files of fixed-width samples, read as they are asked for. A skewed signal's samples lie
// later in the file, so signals of one file are read apart by their skew.
import type { ByteSource } from "../byte-source.ts";
import { sumDifferences, toMillivolts } from "./millivolts.ts";
import { encodedBytes, type FixedWidthFormat, groupStart, readLane } from "./samples.ts";
import type { SignalFile, SignalLane } from "./signal-files.ts";

/** A file and those of its signals that are voltages, all with the same samples a frame. */
export interface FileLanes {
  readonly file: SignalFile;
  readonly format: FixedWidthFormat;
  readonly source: ByteSource;
  readonly lanes: readonly SignalLane[];
  /** Looks at the file's own header, where it has one. */
  readonly check: () => Promise<void>;
  /** Frames in it. */
  readonly held: number;
}

export interface PieceRange {
  readonly files: readonly FileLanes[];
  /** All lanes of all files, as the pieces shall have them. */
  readonly inOrder: readonly SignalLane[];
  readonly frameCount: number;
  readonly samplesPerFrame: number;
  readonly from: number;
  readonly end: number;
  readonly chunkSamples: number;
}

/** Frames that are passed over at once on the way to a later sample of differences. */
const PASSED_FRAMES = 65_536;

/** Lanes of one file and one skew, and how far its differences have been summed. */
interface Cursor {
  readonly file: FileLanes;
  readonly lanes: readonly SignalLane[];
  readonly skewSamples: number;
  /** Format 8 only: the sum of each lane before `summedTo`. */
  readonly sums: number[];
  summedTo: number;
}

/** Consecutive pieces in millivolts, one array for each of `inOrder`. */
export async function* readPieces(range: PieceRange): AsyncGenerator<Float64Array[]> {
  const { files, inOrder, frameCount, samplesPerFrame, from, end, chunkSamples } = range;
  for (const file of files) await file.check();
  const cursors = files.flatMap((file) => cursorsOf(file, samplesPerFrame));
  const total = frameCount * samplesPerFrame;
  for (let at = from; at < end; at += chunkSamples) {
    const count = Math.min(chunkSamples, end - at);
    const pieces = new Map<SignalLane, Float64Array>();
    for (const cursor of cursors) {
      const first = at + cursor.skewSamples;
      const last = Math.min(first + count, total);
      const samples = first < last ? await readLanes(cursor, { first, last, samplesPerFrame }) : null;
      cursor.lanes.forEach((lane, index) => {
        const out = new Float64Array(count);
        const held = samples === null ? 0 : last - first;
        if (samples !== null)
          toMillivolts(samples[index]!, out.subarray(0, held), { lane, format: cursor.file.format });
        pieces.set(lane, out.fill(Number.NaN, held));
      });
    }
    yield inOrder.map((lane) => pieces.get(lane)!);
  }
}

function cursorsOf(file: FileLanes, samplesPerFrame: number): Cursor[] {
  const bySkew = Map.groupBy(file.lanes, ({ signal }) => signal.skewFrames);
  return [...bySkew].map(([skewFrames, lanes]) => ({
    file,
    lanes,
    skewSamples: skewFrames * samplesPerFrame,
    sums: lanes.map(({ signal }) => signal.initialValue),
    summedTo: 0,
  }));
}

interface SampleRange {
  readonly first: number;
  readonly last: number;
  readonly samplesPerFrame: number;
}

/** Samples from `first` up to `last` of each lane; sums of differences in format 8. */
async function readLanes(cursor: Cursor, range: SampleRange): Promise<Int32Array[]> {
  if (cursor.file.format !== 8) return readRaw(cursor, range);
  const { samplesPerFrame } = range;
  while (cursor.summedTo < range.first) {
    const last = Math.min(range.first, cursor.summedTo + PASSED_FRAMES * samplesPerFrame);
    sumLanes(cursor, await readRaw(cursor, { first: cursor.summedTo, last, samplesPerFrame }));
  }
  return sumLanes(cursor, await readRaw(cursor, range));
}

function sumLanes(cursor: Cursor, differences: Int32Array[]): Int32Array[] {
  differences.forEach((lane, index) => {
    cursor.sums[index] = sumDifferences(lane, cursor.sums[index]!);
  });
  cursor.summedTo += differences[0]?.length ?? 0;
  return differences;
}

/** Reads whole groups of bytes, since samples share them, and takes the lanes out of them. */
async function readRaw({ file, lanes }: Cursor, range: SampleRange): Promise<Int32Array[]> {
  const { first, last, samplesPerFrame } = range;
  const { byteOffset, frameSize } = file.file;
  const firstFrame = Math.floor(first / samplesPerFrame);
  const frames = Math.ceil(last / samplesPerFrame) - firstFrame;
  const start = groupStart(file.format, firstFrame * frameSize);
  const skipped = firstFrame * frameSize - start;
  const bytes = await file.source.read(
    byteOffset + encodedBytes(file.format, start),
    encodedBytes(file.format, skipped + frames * frameSize),
  );
  return lanes.map((lane) => {
    const samples = new Int32Array(frames * samplesPerFrame);
    const place = { byteOffset: 0, first: skipped + lane.start, width: samplesPerFrame, frameSize };
    readLane(bytes, file.format, place, samples);
    const offset = first - firstFrame * samplesPerFrame;
    return samples.subarray(offset, offset + last - first);
  });
}

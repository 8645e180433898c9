// EDF and its kin in pieces: a day passes through a few megabytes. The annotation lists are read once at the
// start, since they tell where the records of a discontinuous file lie.
import type { ByteSource } from "../byte-source.ts";
import type { DecodeInput } from "../decode-input.ts";
import { boundedRange, type RecordingStream, type StreamRange } from "../recording-stream.ts";
import { annotationSignals, collectTimeline, type EdfTimeline } from "./annotations.ts";
import { describeContents, type PlacedGroup } from "./edf-contents.ts";
import { type EdfHeader, edfHeaderByteLength, parseEdfHeader } from "./header.ts";
import { recordAt } from "./place-records.ts";
import { decodeSamples } from "./scale.ts";

/** Read at once where a record fits; larger blocks are no faster and leave more to the garbage collector. */
const BLOCK_BYTES = 262_144;

interface OpenInput extends Omit<DecodeInput, "bytes"> {
  readonly source: ByteSource;
}

/** The leads that `decodeEdf` gives for the same bytes, in pieces; signals at other rates are left out with a note. */
export async function openEdf(input: OpenInput): Promise<RecordingStream> {
  const { source, where } = input;
  const upTo = (length: number) => source.read(0, Math.min(length, source.byteLength));
  const headerBytes = await upTo(edfHeaderByteLength(await upTo(256), where));
  const header = parseEdfHeader(headerBytes, { fileByteLength: source.byteLength, where });
  const timeline = await readTimeline(source, header, where);
  const { head, main, others } = describeContents({ ...input, header, headerBytes, timeline });
  const left = others.flatMap(({ leads }) => leads).length;
  const warnings = [...head.source.warnings];
  if (left > 0) warnings.push(`note: ${left} signals at other sampling rates were left out`);
  return {
    head: { ...head, source: { ...head.source, warnings } },
    chunks: (range = {}) => readChunks(recordReader(source, header), { header, main, range }),
  };
}

/** Bytes within one record, out of blocks of whole records where these are small. */
interface RecordReader {
  /** null where they must be loaded first: nothing is awaited for most of a day's records. */
  held(record: number, offset: number, length: number): Uint8Array | null;
  load(record: number, offset: number, length: number): Promise<Uint8Array>;
}

function recordReader(source: ByteSource, header: EdfHeader): RecordReader {
  const { dataOffset, recordBytes, recordCount } = header;
  const recordsPerBlock = Math.floor(BLOCK_BYTES / recordBytes);
  let block: Uint8Array = new Uint8Array(0);
  let firstRecord = 0;
  const held: RecordReader["held"] = (record, offset, length) => {
    const from = (record - firstRecord) * recordBytes + offset;
    return from < 0 || from + length > block.length ? null : block.subarray(from, from + length);
  };
  return {
    held,
    async load(record, offset, length) {
      const position = dataOffset + record * recordBytes;
      if (recordsPerBlock === 0) return source.read(position + offset, length);
      firstRecord = record;
      block = await source.read(position, Math.min(recordsPerBlock, recordCount - record) * recordBytes);
      return block.subarray(offset, offset + length);
    },
  };
}

async function readTimeline(
  source: ByteSource,
  header: EdfHeader,
  where: string,
): Promise<EdfTimeline | null> {
  const signals = annotationSignals(header);
  if (signals.length === 0) return null;
  const reader = recordReader(source, header);
  const collector = collectTimeline(header, where);
  for (let record = 0; record < header.recordCount; record++) {
    for (const signal of signals) {
      const length = signal.samplesPerRecord * header.bytesPerSample;
      const place = [record, signal.byteOffsetInRecord, length] as const;
      const list = reader.held(...place) ?? (await reader.load(...place));
      collector.add(list, { record, isFirstSignal: signal === signals[0] });
    }
  }
  return collector.finish();
}

interface ChunkPlan {
  readonly header: EdfHeader;
  readonly main: PlacedGroup;
  readonly range: StreamRange;
}

async function* readChunks(
  reader: RecordReader,
  { header, main, range }: ChunkPlan,
): AsyncGenerator<readonly Float64Array[]> {
  const { leads, places, samplesPerRecord } = main;
  const { bytesPerSample, recordCount } = header;
  const { fromSample, endSample, chunkSamples } = boundedRange(range, places.sampleCount);
  for (let from = fromSample; from < endSample; from += chunkSamples) {
    const to = Math.min(from + chunkSamples, endSample);
    const chunk = leads.map(() => new Float64Array(to - from).fill(Number.NaN));
    for (let record = recordAt(from, places, samplesPerRecord); record < recordCount; record++) {
      const start = places.starts?.[record] ?? record * samplesPerRecord;
      if (start >= to) break;
      const skip = Math.max(0, from - start);
      const count = Math.min(samplesPerRecord, to - start) - skip;
      for (const [index, { signal, scale }] of leads.entries()) {
        const offset = signal.byteOffsetInRecord + skip * bytesPerSample;
        const place = [record, offset, count * bytesPerSample] as const;
        const bytes = reader.held(...place) ?? (await reader.load(...place));
        decodeSamples(
          { bytes, byteOffset: 0, bytesPerSample, count, scale },
          chunk[index]!,
          start + skip - from,
        );
      }
    }
    yield chunk;
  }
}

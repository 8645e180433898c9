// Where on the time line the samples of each data record lie. One follows the other in EDF, EDF+C and BDF+C; in
// EDF+D and BDF+D each starts when its first annotation list says (EDF+ section 2.2.4), with gaps between them.
import { FormatError, UnsupportedError } from "../../ecg/errors.ts";
import { MAX_TOTAL_SAMPLES } from "../limits.ts";
import type { EdfTimeline } from "./annotations.ts";
import { type EdfHeader, TICKS_PER_SECOND } from "./header.ts";

/** The longest that ECG patches are worn is two weeks; a file's gaps may not stretch it to more than this. */
const MAX_DISCONTINUOUS_DAYS = 31;
/** What gaps may add to the samples that are there: as much again, or what fits into memory at once. */
const LARGEST_GAPS = MAX_TOTAL_SAMPLES;
/** Of a sample interval: nearer to the grid than a reader could tell. */
const ON_GRID = 0.01;

export interface RecordPlaces {
  /** From the first sample of the first record to the last of the last, gaps included. */
  readonly sampleCount: number;
  /** First sample of each record; null where they follow one another. */
  readonly starts: Float64Array | null;
  readonly warnings: readonly string[];
}

interface PlaceInput {
  readonly header: EdfHeader;
  readonly timeline: EdfTimeline | null;
  readonly samplesPerRecord: number;
  readonly samplingRateHz: number;
  readonly leads: readonly unknown[];
  readonly where: string;
}

/** Throws FormatError for records that overlap, go back in time or do not tell theirs. */
export function placeRecords(input: PlaceInput): RecordPlaces {
  const { header, samplesPerRecord } = input;
  if (header.discontinuous) return placeByTime(input);
  const warnings = header.plus ? continuityWarnings(input) : [];
  return { sampleCount: header.recordCount * samplesPerRecord, starts: null, warnings };
}

function placeByTime({
  header,
  timeline,
  samplesPerRecord,
  samplingRateHz,
  leads,
  where,
}: PlaceInput): RecordPlaces {
  const times = timeline?.recordStarts ?? new Float64Array([Number.NaN]);
  const starts = new Float64Array(header.recordCount);
  let end = 0;
  let offGrid = 0;
  for (let record = 0; record < header.recordCount; record++) {
    const byteOffset = header.dataOffset + record * header.recordBytes;
    const field = `start of data record ${record + 1}`;
    const ticks = times[record]! - times[0]!;
    if (Number.isNaN(ticks)) {
      throw new FormatError({
        file: where,
        byteOffset,
        field,
        got: "none",
        wanted: "the annotation list that tells it, in a discontinuous file",
      });
    }
    if (ticks > MAX_DISCONTINUOUS_DAYS * 86_400 * TICKS_PER_SECOND) {
      throw new UnsupportedError(
        `${where}: its data records span more than ${MAX_DISCONTINUOUS_DAYS} days with gaps; no more are read`,
      );
    }
    const exact = (ticks * samplingRateHz) / TICKS_PER_SECOND;
    const start = Math.max(Math.round(exact), end);
    if (start - exact > 1) {
      throw new FormatError({
        file: where,
        byteOffset,
        field,
        got: `${exact / samplingRateHz} s`,
        wanted: `${end / samplingRateHz} s or later, where the record before it ends`,
      });
    }
    if (Math.abs(start - exact) > ON_GRID) offGrid++;
    starts[record] = start;
    end = start + samplesPerRecord;
  }
  const storedSamples = header.recordCount * samplesPerRecord * leads.length;
  const gapSamples = end * leads.length - storedSamples;
  if (gapSamples > Math.max(LARGEST_GAPS, storedSamples)) {
    throw new UnsupportedError(
      `${where}: gaps of ${gapSamples} samples between its data records, which hold ${storedSamples}; gaps of at most ${LARGEST_GAPS}, or as many as are held, are read`,
    );
  }
  const warnings =
    gapSamples > 0
      ? ["the recording is interrupted: samples in the gaps between its data records are missing"]
      : [];
  if (offGrid > 0) {
    warnings.push(`note: ${offGrid} data records start between two samples; they were moved to the nearest`);
  }
  return { sampleCount: end, starts, warnings };
}

/** Does a file that promises to be without gaps keep it? */
function continuityWarnings({ header, timeline, samplingRateHz }: PlaceInput): string[] {
  const times = timeline?.recordStarts ?? new Float64Array([Number.NaN]);
  let untold = 0;
  let wrong = 0;
  for (let record = 0; record < header.recordCount; record++) {
    const expected = times[0]! + record * header.recordTicks;
    const deviation = Math.abs(times[record]! - expected);
    if (Number.isNaN(deviation)) untold++;
    else if (deviation > TICKS_PER_SECOND / samplingRateHz / 2) wrong++;
  }
  const warnings: string[] = [];
  if (untold > 0)
    warnings.push(
      `${untold} data records do not tell when they start; they are taken as one after the other`,
    );
  if (wrong > 0) {
    warnings.push(
      `${wrong} data records tell another start than a recording without gaps would have, which the header says it is; they are taken as one after the other`,
    );
  }
  return warnings;
}

/** Index of the record in which that sample lies, or of the next one where it lies in a gap. */
export function recordAt(sample: number, places: RecordPlaces, samplesPerRecord: number): number {
  const { starts } = places;
  if (starts === null) return Math.floor(sample / samplesPerRecord);
  let low = 0;
  let high = starts.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (starts[middle]! + samplesPerRecord <= sample) low = middle + 1;
    else high = middle;
  }
  return low;
}

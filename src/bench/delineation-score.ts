// How well detected wave boundaries fit manual ones, lead by lead, as delineation is usually scored (Martinez et al.,
// IEEE Trans Biomed Eng 2004;51:570): a reference point is found when a detection of its kind lies within 150 ms, one
// to one, nearest first. LUDB's readers left out most first and last beats, so that a detection without a partner
// is false only between the lead's first and last marked points.
import { mean } from "../signal/statistics.ts";

/** [onset, peak, offset] in samples; null where that point was not marked or not found. */
export type Wave = readonly [onset: number | null, peak: number | null, offset: number | null];

export interface LeadWaves {
  readonly p: readonly Wave[];
  readonly qrs: readonly Wave[];
  readonly t: readonly Wave[];
}

export const POINTS = [
  { name: "P_on", wave: "p", place: 0 },
  { name: "P_peak", wave: "p", place: 1 },
  { name: "P_off", wave: "p", place: 2 },
  { name: "QRS_on", wave: "qrs", place: 0 },
  { name: "QRS_peak", wave: "qrs", place: 1 },
  { name: "QRS_off", wave: "qrs", place: 2 },
  { name: "T_on", wave: "t", place: 0 },
  { name: "T_peak", wave: "t", place: 1 },
  { name: "T_off", wave: "t", place: 2 },
] as const;

export type PointName = (typeof POINTS)[number]["name"];

/** Twice the SD between referees, ms (CSE Working Party, Eur Heart J 1985;6:815); the other points have none. */
const CSE_TWO_SD_MS: Partial<Record<PointName, number>> = {
  P_on: 10.2,
  P_off: 12.7,
  QRS_on: 6.5,
  QRS_off: 11.6,
  T_off: 30.6,
};

/** Rates 0..1, errors detection minus reference in ms over what was found; null where nothing was counted. */
export interface PointScore {
  /** Reference points. */
  readonly count: number;
  readonly sensitivity: number | null;
  readonly positivePredictiveValue: number | null;
  readonly f1: number | null;
  readonly meanMs: number | null;
  /** Pooled over every point found. */
  readonly sdMs: number | null;
  /** SD within a record, averaged over the records with two points or more. */
  readonly sdByRecordMs: number | null;
  readonly meanAbsoluteMs: number | null;
  /** Share of all reference points found within the CSE tolerance. */
  readonly withinCse: number | null;
}

interface Tally {
  found: number;
  missed: number;
  falsePositives: number;
  withinCse: number;
  readonly errorsMs: number[];
  readonly errorsByRecord: Map<string, number[]>;
}

/** One lead of one record, reference beside detection. */
export interface LeadPair {
  readonly record: string;
  readonly reference: LeadWaves;
  readonly detected: LeadWaves;
}

export interface DelineationOptions {
  readonly samplingRateHz: number;
  readonly toleranceMs?: number;
}

/** The score of each of the nine points over all leads. */
export function scoreDelineation(
  pairs: Iterable<LeadPair>,
  { samplingRateHz, toleranceMs = 150 }: DelineationOptions,
): Record<PointName, PointScore> {
  const tallies = new Map(POINTS.map(({ name }) => [name, newTally()]));
  for (const { record, reference, detected } of pairs) {
    const span = markedSpan(reference);
    if (span === null) continue;
    for (const { name, wave, place } of POINTS) {
      const tally = tallies.get(name)!;
      const {
        pairs: matched,
        missed,
        unmatched,
      } = matchPoints({
        reference: pointsOf(reference[wave], place),
        detected: pointsOf(detected[wave], place),
        tolerance: (toleranceMs * samplingRateHz) / 1000,
      });
      const errors = matched.map(([r, d]) => ((d - r) * 1000) / samplingRateHz);
      const limit = CSE_TWO_SD_MS[name];
      tally.found += matched.length;
      tally.missed += missed;
      tally.falsePositives += unmatched.filter((at) => span.first <= at && at <= span.last).length;
      if (limit !== undefined) tally.withinCse += errors.filter((e) => Math.abs(e) <= limit + 1e-9).length;
      tally.errorsMs.push(...errors);
      const own = tally.errorsByRecord.get(record);
      if (own === undefined) tally.errorsByRecord.set(record, errors);
      else own.push(...errors);
    }
  }
  return Object.fromEntries(POINTS.map(({ name }) => [name, summary(name, tallies.get(name)!)])) as Record<
    PointName,
    PointScore
  >;
}

function newTally(): Tally {
  return { found: 0, missed: 0, falsePositives: 0, withinCse: 0, errorsMs: [], errorsByRecord: new Map() };
}

function summary(name: PointName, tally: Tally): PointScore {
  const { found, missed, falsePositives, errorsMs } = tally;
  const count = found + missed;
  const bySeveral = [...tally.errorsByRecord.values()].filter((errors) => errors.length > 1);
  return {
    count,
    sensitivity: ratio(found, count),
    positivePredictiveValue: ratio(found, found + falsePositives),
    f1: count === 0 ? null : ratio(2 * found, 2 * found + falsePositives + missed),
    meanMs: mean(errorsMs),
    sdMs: deviation(errorsMs),
    sdByRecordMs: mean(bySeveral.map((errors) => deviation(errors)!)),
    meanAbsoluteMs: mean(errorsMs.map(Math.abs)),
    withinCse: name in CSE_TWO_SD_MS ? ratio(tally.withinCse, count) : null,
  };
}

/** First and last marked point of any kind, or null where nothing was marked. */
export function markedSpan(waves: LeadWaves): { first: number; last: number } | null {
  let first = Number.POSITIVE_INFINITY;
  let last = Number.NEGATIVE_INFINITY;
  for (const wave of [...waves.p, ...waves.qrs, ...waves.t]) {
    for (const point of wave) {
      if (point === null) continue;
      first = Math.min(first, point);
      last = Math.max(last, point);
    }
  }
  return first <= last ? { first, last } : null;
}

interface Matched {
  readonly pairs: readonly (readonly [reference: number, detected: number])[];
  readonly missed: number;
  readonly unmatched: readonly number[];
}

/** One to one, the nearest pair of all first; ties go to the earlier reference, then the earlier detection. */
export function matchPoints(options: {
  readonly reference: readonly number[];
  readonly detected: readonly number[];
  readonly tolerance: number;
}): Matched {
  const reference = options.reference.toSorted((a, b) => a - b);
  const detected = options.detected.toSorted((a, b) => a - b);
  const candidates: { distance: number; r: number; d: number }[] = [];
  let start = 0;
  for (const [r, at] of reference.entries()) {
    while (start < detected.length && detected[start]! < at - options.tolerance) start++;
    for (let d = start; d < detected.length && detected[d]! <= at + options.tolerance; d++) {
      candidates.push({ distance: Math.abs(detected[d]! - at), r, d });
    }
  }
  candidates.sort((a, b) => a.distance - b.distance || a.r - b.r || a.d - b.d);
  const usedReference = new Set<number>();
  const usedDetected = new Set<number>();
  const pairs: [number, number][] = [];
  for (const { r, d } of candidates) {
    if (usedReference.has(r) || usedDetected.has(d)) continue;
    usedReference.add(r);
    usedDetected.add(d);
    pairs.push([reference[r]!, detected[d]!]);
  }
  const unmatched = detected.filter((_, d) => !usedDetected.has(d));
  return { pairs, missed: reference.length - pairs.length, unmatched };
}

function pointsOf(waves: readonly Wave[], place: 0 | 1 | 2): number[] {
  return waves.flatMap((wave) => wave[place] ?? []);
}

/** Population SD; 0 for a single value, as the protocol has it. */
function deviation(values: readonly number[]): number | null {
  const centre = mean(values);
  if (centre === null) return null;
  return Math.sqrt(mean(values.map((value) => (value - centre) ** 2))!);
}

function ratio(part: number, whole: number): number | null {
  return whole === 0 ? null : part / whole;
}

// P waves that do not keep their distance to the QRS: AV block with changing PR, or none at all. When no P
// stands at a fixed place before the beats, the same shape is looked for anywhere in what is left after the
// QRST is subtracted. Regular recurrence settles it: fibrillation repeats neither its shape nor its interval.

import { movingAverage } from "../../signal/smoothing.ts";
import { median, standardDeviation } from "../../signal/statistics.ts";
import { MEDIAN_BEFORE, medianBeat } from "../beats/median-beat.ts";
import { placeWave, waveTemplate } from "../beats/place-waves.ts";
import type { MeasuredGroup } from "../measure-waves.ts";
import type { Boundaries } from "../waves/qrs-boundaries.ts";
import { samplesOf } from "../waves/wave-boundaries.ts";

export interface FreeP {
  /** Samples of the P peaks, sorted, conducted or not. */
  readonly peaks: readonly number[];
  /** Mean correlation of the single P waves with their median, -1..1. */
  readonly correlation: number;
  /** Median P per lead (the leads given), peak at MEDIAN_BEFORE, QRST subtracted. */
  readonly medians: readonly Float64Array[];
}

const HALF_WIDTH_MS = 64;
const APART_MS = 260;
const SAME_SHAPE_FROM = 0.7;
const LEAST_WAVES = 5;
/** The strongest bumps show a regular P, or nothing does. */
const MOST_SEEDS = 6;
const MOST_BUMPS = 24;
const SEARCH_STEP = 8;
/** Share of the PP intervals that fit one, two or three times the basic PP, and of the grid that is filled. */
const REGULAR_SHARE = 0.8;
const FILLED_SHARE = 0.6;
const PP_TOLERANCE = 0.1;
/** Faster regular atria (over 115 a minute) without a fixed PR are tachycardia or flutter, not blocked sinus P. */
const SHORTEST_PP_MS = 520;
const LEAST_WANDER_MS = 24;

/** `leads` are usable leads without baseline; null where no regular P is found. */
export function findFreeP(options: {
  leads: readonly Float64Array[];
  fiducials: readonly number[];
  groupOfBeat: readonly number[];
  groups: readonly (MeasuredGroup | null)[];
  qrsOfBeat: readonly (Boundaries | null)[];
}): FreeP | null {
  const { leads, qrsOfBeat } = options;
  const residuals = leads.map((lead, index) => withoutQrst(lead, index, options));
  const inQrs = (sample: number): boolean =>
    qrsOfBeat.some(
      (qrs) => qrs !== null && sample > qrs.onset - samplesOf(10) && sample < qrs.offset + samplesOf(30),
    );
  const bumps = strongestBumps(residuals, inQrs);
  const shape = commonShape(residuals, bumps);
  if (shape === null) return null;
  const found = matches(residuals, shape, inQrs);
  if (!isRegular(found.map((match) => match.at))) return null;
  const peaks = found.map((match) => match.at);
  if (keepsDistance(peaks, qrsOfBeat)) return null;
  return {
    peaks,
    correlation: found.reduce((sum, match) => sum + match.correlation, 0) / found.length,
    medians: residuals.map((residual) => medianBeat(residual, peaks)),
  };
}

/** Each beat's QRST by its group's median; a group of one or two is bridged, for it would subtract itself. */
function withoutQrst(
  lead: Float64Array,
  leadIndex: number,
  { fiducials, groupOfBeat, groups }: Parameters<typeof findFreeP>[0],
): Float64Array {
  const result = lead.slice();
  fiducials.forEach((fiducial, beat) => {
    const group = groups[groupOfBeat[beat]!];
    if (!group) return;
    const template = group.leads.filter((it) => it.usable)[leadIndex]!.smooth;
    const origin = fiducial - MEDIAN_BEFORE;
    const from = Math.max(0, origin + group.marks.qrs.onset - samplesOf(6));
    const end = (group.marks.t?.offset ?? group.marks.qrs.offset) + samplesOf(10);
    const to = Math.min(lead.length - 1, origin + end);
    for (let i = from; i <= to; i++) {
      result[i] =
        group.beats.length > 2
          ? result[i]! - template[i - origin]!
          : lead[from]! + ((lead[to]! - lead[from]!) * (i - from)) / Math.max(to - from, 1);
    }
  });
  return result;
}

/** Local maxima of the joint amplitude outside the QRS complexes, strongest first. */
function strongestBumps(residuals: readonly Float64Array[], inQrs: (sample: number) => boolean): number[] {
  const length = residuals[0]?.length ?? 0;
  const power = new Float64Array(length);
  for (const residual of residuals) {
    const level = movingAverage(residual, 2 * samplesOf(200) + 1);
    for (let i = 0; i < length; i++) power[i]! += (residual[i]! - level[i]!) ** 2;
  }
  const envelope = movingAverage(power, 2 * samplesOf(30) + 1);
  const candidates: number[] = [];
  for (let i = samplesOf(HALF_WIDTH_MS); i < length - samplesOf(HALF_WIDTH_MS); i++) {
    if (envelope[i]! >= envelope[i - 1]! && envelope[i]! > envelope[i + 1]! && !inQrs(i)) candidates.push(i);
  }
  candidates.sort((a, b) => envelope[b]! - envelope[a]!);
  const kept: number[] = [];
  for (const candidate of candidates) {
    if (kept.every((other) => Math.abs(other - candidate) > samplesOf(APART_MS / 2))) kept.push(candidate);
    if (kept.length >= MOST_BUMPS) break;
  }
  return kept;
}

/** The bump that most other bumps look like, averaged with them; null where fewer than LEAST_WAVES agree. */
function commonShape(residuals: readonly Float64Array[], bumps: readonly number[]): Float64Array[] | null {
  let best: number[] = [];
  for (const seed of bumps.slice(0, MOST_SEEDS)) {
    const reach = samplesOf(HALF_WIDTH_MS);
    const template = waveTemplate(residuals, { onset: seed - reach, offset: seed + reach });
    const alike = bumps.flatMap((bump) => {
      const placed = placeWave({
        signals: residuals,
        template,
        origin: bump - seed,
        largestShift: samplesOf(30),
      });
      return placed && placed.correlation >= SAME_SHAPE_FROM ? [bump + placed.shift] : [];
    });
    if (alike.length > best.length) best = alike;
  }
  return best.length >= LEAST_WAVES ? residuals.map((residual) => medianBeat(residual, best)) : null;
}

function matches(
  residuals: readonly Float64Array[],
  shape: readonly Float64Array[],
  inQrs: (sample: number) => boolean,
): { at: number; correlation: number }[] {
  const template = waveTemplate(shape, {
    onset: MEDIAN_BEFORE - samplesOf(HALF_WIDTH_MS),
    offset: MEDIAN_BEFORE + samplesOf(HALF_WIDTH_MS),
  });
  const found: { at: number; correlation: number }[] = [];
  for (
    let at = samplesOf(HALF_WIDTH_MS);
    at < (residuals[0]?.length ?? 0) - samplesOf(HALF_WIDTH_MS);
    at += SEARCH_STEP
  ) {
    if (inQrs(at)) continue;
    const placed = placeWave({
      signals: residuals,
      template,
      origin: at - MEDIAN_BEFORE,
      largestShift: SEARCH_STEP / 2,
    });
    if (placed && placed.correlation >= SAME_SHAPE_FROM && placed.gain > 0.5 && placed.gain < 1.8) {
      found.push({ at: at + placed.shift, correlation: placed.correlation });
    }
  }
  found.sort((a, b) => b.correlation - a.correlation);
  const kept: typeof found = [];
  for (const match of found) {
    if (kept.every((other) => Math.abs(other.at - match.at) > samplesOf(APART_MS))) kept.push(match);
  }
  return kept.sort((a, b) => a.at - b.at);
}

/** Always as far before the QRS: what is left of a pacing spike or of the QRS itself, for such a P is not free. */
function keepsDistance(peaks: readonly number[], qrsOfBeat: readonly (Boundaries | null)[]): boolean {
  const distances = peaks.flatMap((peak) => {
    const next = qrsOfBeat.find((qrs) => qrs !== null && qrs.onset > peak);
    return next ? [next.onset - peak] : [];
  });
  return (standardDeviation(distances) ?? 0) < samplesOf(LEAST_WANDER_MS);
}

/** One basic PP explains the intervals: singly, or doubled and tripled where a P hides in a QRS. */
function isRegular(peaks: readonly number[]): boolean {
  if (peaks.length < LEAST_WAVES) return false;
  const intervals = peaks.slice(1).map((at, i) => at - peaks[i]!);
  const basic = median(intervals)!;
  if (basic < samplesOf(SHORTEST_PP_MS)) return false;
  const fits = intervals.filter((interval) => {
    const times = Math.max(1, Math.round(interval / basic));
    return times <= 3 && Math.abs(interval / times / basic - 1) <= PP_TOLERANCE;
  });
  const grid = Math.round((peaks.at(-1)! - peaks[0]!) / basic) + 1;
  return fits.length / intervals.length >= REGULAR_SHARE && peaks.length / grid >= FILLED_SHARE;
}

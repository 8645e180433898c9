// Is there an organised P wave before the QRS complexes? Decided once a recording: how well does each beat's
// P window match the average of the OTHER beats', over all leads together? Fibrillation does not repeat
// itself (correlation near 0), P waves do. Most false P waves of other delineators stand in atrial
// fibrillation and paced rhythm, where this question is not asked.
import { mean, median } from "../../signal/statistics.ts";
import { MEDIAN_BEFORE } from "../beats/median-beat.ts";
import type { MeasuredGroup } from "../measure-waves.ts";
import { samplesOf } from "../waves/wave-boundaries.ts";

export interface OrganisedP {
  /** null where fewer than three beats can be compared. */
  readonly present: boolean | null;
  /** Mean leave-one-out correlation, -1..1. */
  readonly correlation: number | null;
  /** Share of the compared beats that match on their own. */
  readonly share: number | null;
}

/**
 * Correlation from which P is organised. With regular beats chance agreement is rare; with irregular ones a
 * coarse fibrillation of few beats can reach 0.5, so more is asked (LUDB and PTB-XL development records).
 */
const PRESENT_FROM = 0.35;
const PRESENT_FROM_IRREGULAR = 0.5;
/** At high rates P and the T before it share the window, and T always repeats itself. */
const PRESENT_FROM_IRREGULAR_FAST = 0.75;
const FAST_BELOW_RR_MS = 480;
/** Median change of RR over mean RR: in fibrillation every interval differs, a few extrasystoles move no median. */
const IRREGULAR_FROM = 0.085;
const BEAT_MATCHES_FROM = 0.35;
/** Most beats. Coarse fibrillation resembles itself as much by chance, but no network that has learnt it sees its P. */
const SEEN_FROM = 0.6;

export function organisedP(options: {
  signals: readonly Float64Array[];
  group: MeasuredGroup | null;
  fiducials: readonly number[];
  rrMs: number;
  /** Share of the beats before which the network sees a P; it has learnt that fibrillation has none. */
  seenShare?: number | null;
}): OrganisedP {
  const { signals, group, fiducials, rrMs, seenShare = null } = options;
  if (group === null) return { present: null, correlation: null, share: null };
  if (group.marks.p === null) return { present: false, correlation: null, share: 0 };
  const from = Math.max(0, group.marks.p.onset - samplesOf(20));
  const to = Math.min(group.marks.qrs.onset - samplesOf(2), group.marks.p.offset + samplesOf(20));
  const length = to - from;
  const windows = group.beats
    .map((beat) => fiducials[beat]! - MEDIAN_BEFORE + from)
    .filter((start) => start >= 0 && start + length <= (signals[0]?.length ?? 0))
    .map((start) => levelled(signals, start, length));
  if (windows.length < 3 || length < samplesOf(40)) return { present: null, correlation: null, share: null };
  const sum = new Float64Array(length * signals.length);
  for (const window of windows) for (let i = 0; i < sum.length; i++) sum[i]! += window[i]!;
  const correlations = windows.map((window) => againstOthers(window, sum));
  const correlation = mean(correlations)!;
  const irregular = irregularity(group, fiducials) >= IRREGULAR_FROM;
  const irregularThreshold = rrMs < FAST_BELOW_RR_MS ? PRESENT_FROM_IRREGULAR_FAST : PRESENT_FROM_IRREGULAR;
  const isSeen = seenShare !== null && seenShare >= SEEN_FROM && rrMs >= FAST_BELOW_RR_MS;
  const threshold = irregular && !isSeen ? irregularThreshold : PRESENT_FROM;
  const matching = correlations.filter((value) => value >= BEAT_MATCHES_FROM).length;
  return {
    present: correlation >= threshold,
    correlation,
    share: matching / windows.length,
  };
}

/** Median absolute change of RR over mean RR, only between neighbouring beats of the group. */
function irregularity(group: MeasuredGroup, fiducials: readonly number[]): number {
  const members = new Set(group.beats);
  const changes: number[] = [];
  const intervals: number[] = [];
  for (const beat of group.beats) {
    if (!members.has(beat - 1)) continue;
    const interval = fiducials[beat]! - fiducials[beat - 1]!;
    intervals.push(interval);
    if (members.has(beat - 2))
      changes.push(Math.abs(interval - (fiducials[beat - 1]! - fiducials[beat - 2]!)));
  }
  const meanInterval = mean(intervals);
  return meanInterval === null ? 0 : (median(changes) ?? 0) / meanInterval;
}

/** The window of every lead, end to end, each without its mean. */
function levelled(signals: readonly Float64Array[], start: number, length: number): Float64Array {
  const result = new Float64Array(length * signals.length);
  signals.forEach((signal, lead) => {
    const level = mean(signal.subarray(start, start + length)) ?? 0;
    for (let i = 0; i < length; i++) result[lead * length + i] = signal[start + i]! - level;
  });
  return result;
}

function againstOthers(window: Float64Array, sum: Float64Array): number {
  let ab = 0;
  let aa = 0;
  let bb = 0;
  for (let i = 0; i < window.length; i++) {
    const other = sum[i]! - window[i]!;
    ab += window[i]! * other;
    aa += window[i]! * window[i]!;
    bb += other * other;
  }
  return aa > 0 && bb > 0 ? ab / Math.sqrt(aa * bb) : 0;
}

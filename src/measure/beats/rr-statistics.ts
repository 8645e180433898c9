// Statistics of the RR intervals. Those of sinus variability leave ectopic beats and the intervals on both sides of
// them out (Task Force 1996); the entropy takes all intervals as they come, because irregularity is what it asks for.
import type { Beat, GlobalMeasurements } from "../../ecg/measurements.ts";
import { mean, standardDeviation } from "../../signal/statistics.ts";
import type { Stretch } from "../waves/unseen-stretches.ts";

const NN50_MS = 50;
/** Lake and Moorman 2011: templates of one interval, and a tolerance that finds at least five matches. */
const FIRST_TOLERANCE_MS = 30;
const LEAST_MATCHES = 5;
/** They use twelve beats; under this there are too few pairs for five matches to mean anything. */
const LEAST_INTERVALS = 6;
/** Pairs grow with the square: of a long recording its start is judged. */
const MOST_INTERVALS = 500;

/** `rr[i]` leads from beat i to the next; null where something between them was not seen (`unseen`, sorted). */
export function rrStatistics(
  beats: readonly Beat[],
  rr: readonly (number | null)[],
  durationMs: number,
  unseen: readonly Stretch[] = [],
): GlobalMeasurements["rhythm"] {
  const ectopic = (beat: Beat | undefined): boolean => beat?.class === "pvc" || beat?.class === "pac";
  const regular = rr.map((interval, i) => (ectopic(beats[i]) || ectopic(beats[i + 1]) ? null : interval));
  const known = rr.filter((interval) => interval !== null);
  const differences = regular
    .slice(1)
    .flatMap((interval, i) => (interval === null || regular[i] === null ? [] : [interval - regular[i]!]));
  const rmssd = differences.length > 0 ? Math.sqrt(mean(differences.map((d) => d * d))!) : null;
  const kept = regular.filter((interval) => interval !== null);
  const meanRr = mean(kept);
  const sd = standardDeviation(kept);
  return {
    rrSdMs: sd === null ? null : Math.round(sd),
    rmssdMs: rmssd === null ? null : Math.round(rmssd),
    normalisedRmssd: rmssd === null || meanRr === null ? null : thousandths(rmssd / meanRr),
    minRrMs: known.length > 0 ? known.reduce((a, b) => Math.min(a, b)) : null,
    maxRrMs: known.length > 0 ? known.reduce((a, b) => Math.max(a, b)) : null,
    longestPauseMs: known.length > 0 ? longestPauseMs(beats, durationMs, unseen) : null,
    nn50Share:
      differences.length > 0
        ? thousandths(differences.filter((d) => Math.abs(d) > NN50_MS).length / differences.length)
        : null,
    rrVariation: sd === null || meanRr === null ? null : thousandths(sd / meanRr),
    rrEntropy: entropyCoefficient(known),
  };
}

/** Between two beats, or a beat and an end of what was seen: of a gap nobody knows whether a beat fell into it. */
function longestPauseMs(beats: readonly Beat[], durationMs: number, unseen: readonly Stretch[]): number {
  const ends = [...beats.map((beat) => beat.rPeakMs), durationMs];
  let longest = 0;
  let from = 0;
  let next = 0;
  for (const end of ends) {
    for (; next < unseen.length && unseen[next]!.fromMs < end; next++) {
      longest = Math.max(longest, unseen[next]!.fromMs - from);
      from = Math.max(from, unseen[next]!.toMs);
    }
    longest = Math.max(longest, end - from);
    from = Math.max(from, end);
  }
  return longest;
}

/**
 * Coefficient of sample entropy: ln(B / A) + ln(2 r) - ln(mean RR). A counts the pairs of places where this and the
 * next interval are alike within r, B those where this one is; r is 30 ms, or what gives A five pairs.
 */
export function entropyCoefficient(rr: readonly number[]): number | null {
  const intervals = rr.slice(0, MOST_INTERVALS);
  if (intervals.length < LEAST_INTERVALS) return null;
  const places = intervals.length - 1;
  const apart = (i: number, k: number): number => Math.abs(intervals[i]! - intervals[k]!);
  const nearest: number[] = [];
  for (let i = 0; i < places; i++) {
    for (let k = i + 1; k < places; k++) {
      const distance = Math.max(apart(i, k), apart(i + 1, k + 1));
      if (nearest.length === LEAST_MATCHES && distance >= nearest.at(-1)!) continue;
      nearest.push(distance);
      nearest.sort((a, b) => a - b);
      nearest.length = Math.min(nearest.length, LEAST_MATCHES);
    }
  }
  const tolerance = Math.max(FIRST_TOLERANCE_MS, nearest.at(-1)!);
  let both = 0;
  let one = 0;
  for (let i = 0; i < places; i++) {
    for (let k = i + 1; k < places; k++) {
      if (apart(i, k) > tolerance) continue;
      one++;
      if (apart(i + 1, k + 1) <= tolerance) both++;
    }
  }
  return thousandths(Math.log(one / both) + Math.log(2 * tolerance) - Math.log(mean(intervals)!));
}

function thousandths(value: number): number {
  return Math.round(value * 1000) / 1000;
}

// Wander that is too fast for one level a beat. By the sampling theorem the PR levels alone cannot follow it from half
// the heart rate on (breathing at 18 a minute under 41 beats a minute): between two beats the line would be far off.
import { mean, median } from "../../signal/statistics.ts";
import { type Knot, secondDerivatives, splineThrough } from "./natural-spline.ts";
import { samplesOf } from "./wave-boundaries.ts";

/** A diastolic level is a mean over this, at least so long after a QRS onset and before the next. */
const DIASTOLIC_MS = 100;
const PAST_T_MS = 480;
const BEFORE_QRS_MS = 350;
/** A slow heart has room for more than one level in its diastole. */
const APART_MS = 300;
const MOST_LEVELS = 3;
/** Under this scatter (a robust SD) the PR levels have followed the wander by themselves. */
const FOLLOWED_MV = 0.02;
const FARTHEST_STRAY = 4;
const LEAST_BEATS = 4;

/**
 * One level a beat cannot follow wander of half the heart rate. Where it does not, diastole gives further ones. What
 * stands there in every beat alike (U, the end of T) is told from wander by the offsets that make the line smoothest,
 * so that the PR levels remain its zero.
 */
export function withDiastolicKnots(
  samples: Float64Array,
  onsets: readonly number[],
  knots: readonly Knot[],
): readonly Knot[] {
  if (knots.length < LEAST_BEATS) return knots;
  const line = splineThrough(knots);
  const half = samplesOf(DIASTOLIC_MS) / 2;
  const families = diastole(onsets).map((delay) => {
    const places = onsets.flatMap((onset, beat): (Knot & { stray: number })[] => {
      const at = onset + delay;
      const next = onsets[beat + 1] ?? samples.length;
      if (at <= knots[0]!.at || at >= knots.at(-1)!.at || at + samplesOf(BEFORE_QRS_MS) > next) return [];
      const level = mean(samples.subarray(at - half, at + half)) ?? 0;
      return [{ at, level, stray: level - line(at) }];
    });
    // another kind of beat has another diastole
    const [usual, farthest] = [middle(places), FARTHEST_STRAY * scatter(places)];
    return places.filter(({ stray }) => Math.abs(stray - usual) <= farthest);
  });
  const told = families.filter((places) => places.length >= LEAST_BEATS);
  if (told.every((places) => scatter(places) < FOLLOWED_MV)) return knots;
  return smoothest(knots, told);
}

/** The knots of all families, each family less the offset with which the spline through all bends least. */
function smoothest(knots: readonly Knot[], families: readonly (readonly Knot[])[]): Knot[] {
  const familyOf = new Map(
    families.flatMap((places, family) => places.map((knot) => [knot, family] as const)),
  );
  const rough = [...knots, ...families.flat()].sort((a, b) => a.at - b.at);
  const steps = families.map((_, family) =>
    rough.map((knot) => ({ at: knot.at, level: familyOf.get(knot) === family ? 1 : 0 })),
  );
  const offsets = solved(
    steps.map((one) => [...steps.map((other) => product(one, other)), product(rough, one)]),
  );
  return rough.map((knot) => {
    const family = familyOf.get(knot);
    return family === undefined ? knot : { at: knot.at, level: knot.level - offsets[family]! };
  });
}

/** A small positive definite system, its right side as last column (Gauss and Jordan). */
function solved(rows: readonly number[][]): number[] {
  for (const [k, pivot] of rows.entries()) {
    for (const [i, row] of rows.entries()) {
      if (i === k) continue;
      const share = row[k]! / pivot[k]!;
      for (let j = k; j < row.length; j++) row[j]! -= share * pivot[j]!;
    }
  }
  return rows.map((row, k) => row.at(-1)! / row[k]!);
}

function middle(places: readonly { readonly stray: number }[]): number {
  return median(places.map(({ stray }) => stray)) ?? 0;
}

/** Mean absolute deviation from the median, as the standard deviation of a normal distribution. */
function scatter(places: readonly { readonly stray: number }[]): number {
  const usual = middle(places);
  return 1.25 * (mean(places.map(({ stray }) => Math.abs(stray - usual))) ?? 0);
}

/** Integral of the product of two splines' second derivatives: what is smoothest has the least with itself. */
function product(one: readonly Knot[], other: readonly Knot[]): number {
  const [a, b] = [secondDerivatives(one), secondDerivatives(other)];
  let sum = 0;
  for (let i = 0; i < one.length - 1; i++) {
    const ends = 2 * a[i]! * b[i]! + 2 * a[i + 1]! * b[i + 1]! + a[i]! * b[i + 1]! + a[i + 1]! * b[i]!;
    sum += ((one[i + 1]!.at - one[i]!.at) * ends) / 6;
  }
  return sum;
}

/** Samples from a QRS onset to the places in its diastole; none where the beats are too close together. */
function diastole(onsets: readonly number[]): number[] {
  const rr = median(onsets.slice(1).map((onset, i) => onset - onsets[i]!));
  if (rr === null) return [];
  const [first, last] = [samplesOf(PAST_T_MS), Math.floor(rr) - samplesOf(BEFORE_QRS_MS)];
  const count = Math.min(MOST_LEVELS, 1 + Math.floor((last - first) / samplesOf(APART_MS)));
  if (count <= 1) {
    const delay = Math.max(Math.round(rr / 2), first);
    return delay <= last ? [delay] : [];
  }
  return Array.from({ length: count }, (_, i) => Math.round(first + ((last - first) * i) / (count - 1)));
}

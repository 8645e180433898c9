// The isoelectric line: a natural cubic spline through the PR level of every beat (just before the QRS onset,
// where CSE and the fourth universal definition of infarction measure from), so that slow wander leaves ST and
// T alone (Meyer and Keiser 1977).
import { median } from "../signal/statistics.ts";
import { SAMPLE_MS } from "./prepare-signals.ts";

const LEVEL_FROM_MS = 22;
const LEVEL_TO_MS = 6;

interface Knot {
  readonly at: number;
  readonly level: number;
}

/** `samples` minus its baseline; `onsets` are the QRS onsets (samples, sorted). Beyond the knots it is level. */
export function removeBaseline(samples: Float64Array, onsets: readonly number[]): Float64Array {
  const knots = onsets.flatMap((onset): Knot[] => {
    const at = onset - (LEVEL_FROM_MS + LEVEL_TO_MS) / 2 / SAMPLE_MS;
    const level = levelBefore(samples, onset);
    return level === null || at < 0 ? [] : [{ at, level }];
  });
  const result = samples.slice();
  if (knots.length === 0) {
    const level = median(samples) ?? 0;
    return result.map((value) => value - level);
  }
  const bends = secondDerivatives(knots);
  let k = 0;
  for (let i = 0; i < result.length; i++) {
    while (k < knots.length - 2 && i >= knots[k + 1]!.at) k++;
    result[i]! -= valueAt(i, knots, bends, k);
  }
  return result;
}

function levelBefore(samples: Float64Array, onset: number): number | null {
  const from = Math.max(0, Math.round(onset - LEVEL_FROM_MS / SAMPLE_MS));
  const to = Math.round(onset - LEVEL_TO_MS / SAMPLE_MS);
  return to > from ? median(samples.subarray(from, to)) : null;
}

/** Of the natural spline at its knots (tridiagonal system, Thomas algorithm). */
function secondDerivatives(knots: readonly Knot[]): Float64Array {
  const count = knots.length;
  const bends = new Float64Array(count);
  const upper = new Float64Array(count);
  for (let i = 1; i < count - 1; i++) {
    const before = knots[i]!.at - knots[i - 1]!.at;
    const after = knots[i + 1]!.at - knots[i]!.at;
    const change =
      (knots[i + 1]!.level - knots[i]!.level) / after - (knots[i]!.level - knots[i - 1]!.level) / before;
    const pivot = 2 * (before + after) - before * upper[i - 1]!;
    upper[i] = after / pivot;
    bends[i] = (6 * change - before * bends[i - 1]!) / pivot;
  }
  for (let i = count - 2; i > 0; i--) bends[i]! -= upper[i]! * bends[i + 1]!;
  return bends;
}

function valueAt(i: number, knots: readonly Knot[], bends: Float64Array, k: number): number {
  const left = knots[k]!;
  const right = knots[k + 1];
  if (right === undefined || i <= left.at) return left.level;
  if (i >= right.at) return right.level;
  const span = right.at - left.at;
  const a = (right.at - i) / span;
  const b = 1 - a;
  const bend = ((a ** 3 - a) * bends[k]! + (b ** 3 - b) * bends[k + 1]!) * span ** 2;
  return a * left.level + b * right.level + bend / 6;
}

// The isoelectric line: a curve through the PR level of every beat (just before the QRS onset, where CSE and
// the fourth universal definition of infarction measure from), so that slow wander leaves ST levels alone.
import { median } from "../signal/statistics.ts";
import { SAMPLE_MS } from "./prepare-signals.ts";

const LEVEL_FROM_MS = 22;
const LEVEL_TO_MS = 6;

/** `samples` minus its baseline; `onsets` are the QRS onsets (samples, sorted). */
export function removeBaseline(samples: Float64Array, onsets: readonly number[]): Float64Array {
  const knots = onsets
    .map((onset) => ({
      at: onset - (LEVEL_FROM_MS + LEVEL_TO_MS) / 2 / SAMPLE_MS,
      level: levelBefore(samples, onset),
    }))
    .filter((knot): knot is Knot => knot.level !== null && knot.at >= 0);
  const result = samples.slice();
  if (knots.length === 0) {
    const level = median(samples) ?? 0;
    for (let i = 0; i < result.length; i++) result[i]! -= level;
    return result;
  }
  for (let k = -1; k < knots.length; k++) {
    const left = knots[Math.max(k, 0)]!;
    const right = knots[Math.min(k + 1, knots.length - 1)]!;
    const from = k < 0 ? 0 : Math.ceil(left.at);
    const to = k + 1 >= knots.length ? result.length : Math.ceil(right.at);
    const span = right.at - left.at;
    const before = knots[Math.max(k - 1, 0)]!;
    const after = knots[Math.min(k + 2, knots.length - 1)]!;
    const slopeLeft = tangent(before, right);
    const slopeRight = tangent(left, after);
    for (let i = from; i < to; i++) {
      result[i]! -=
        span > 0
          ? hermite((i - left.at) / span, span, left.level, right.level, slopeLeft, slopeRight)
          : left.level;
    }
  }
  return result;
}

function levelBefore(samples: Float64Array, onset: number): number | null {
  const from = Math.max(0, Math.round(onset - LEVEL_FROM_MS / SAMPLE_MS));
  const to = Math.round(onset - LEVEL_TO_MS / SAMPLE_MS);
  return to > from ? median(samples.subarray(from, to)) : null;
}

/** Tangent at `b` from its neighbours (Catmull and Rom): follows a wander sampled only once a beat. */
function tangent(a: Knot, c: Knot): number {
  return c.at > a.at ? (c.level - a.level) / (c.at - a.at) : 0;
}

interface Knot {
  readonly at: number;
  readonly level: number;
}

function hermite(t: number, span: number, y0: number, y1: number, m0: number, m1: number): number {
  const t2 = t * t;
  const t3 = t2 * t;
  return (
    (2 * t3 - 3 * t2 + 1) * y0 +
    (t3 - 2 * t2 + t) * span * m0 +
    (3 * t2 - 2 * t3) * y1 +
    (t3 - t2) * span * m1
  );
}

// The isoelectric line: a natural cubic spline through the PR level of every beat (just before the QRS onset,
// where CSE and the fourth universal definition of infarction measure from), so that slow wander leaves ST and
// T alone (Meyer and Keiser 1977).
import { median } from "../../signal/statistics.ts";
import { SAMPLE_MS } from "../prepare-signals.ts";
import { withDiastolicKnots } from "./diastolic-levels.ts";
import { type Knot, secondDerivatives } from "./natural-spline.ts";

const LEVEL_FROM_MS = 22;
const LEVEL_TO_MS = 6;

/** `samples` minus its baseline; `onsets` are the QRS onsets (samples, sorted). Beyond the knots it is level. */
export function removeBaseline(samples: Float64Array, onsets: readonly number[]): Float64Array {
  const knots = withDiastolicKnots(samples, onsets, levelsBefore(samples, onsets));
  const result = samples.slice();
  if (knots.length === 0) {
    const level = median(samples) ?? 0;
    return result.map((value) => value - level);
  }
  const bends = secondDerivatives(knots);
  const first = knots[0]!;
  const last = knots.at(-1)!;
  let i = 0;
  for (; i < result.length && i <= first.at; i++) result[i]! -= first.level;
  for (let k = 0; k < knots.length - 1; k++) {
    const left = knots[k]!;
    const right = knots[k + 1]!;
    const span = right.at - left.at;
    // the cubic between the knots in powers of the distance from the left one
    const half = bends[k]! / 2;
    const third = (bends[k + 1]! - bends[k]!) / (6 * span);
    const rise = (right.level - left.level) / span - (span * (2 * bends[k]! + bends[k + 1]!)) / 6;
    for (; i < result.length && i < right.at; i++) {
      const t = i - left.at;
      result[i]! -= left.level + t * (rise + t * (half + t * third));
    }
  }
  for (; i < result.length; i++) result[i]! -= last.level;
  return result;
}

function levelsBefore(samples: Float64Array, onsets: readonly number[]): Knot[] {
  return onsets.flatMap((onset): Knot[] => {
    const at = onset - (LEVEL_FROM_MS + LEVEL_TO_MS) / 2 / SAMPLE_MS;
    const level = levelBefore(samples, onset);
    return level === null || at < 0 ? [] : [{ at, level }];
  });
}

function levelBefore(samples: Float64Array, onset: number): number | null {
  const from = Math.max(0, Math.round(onset - LEVEL_FROM_MS / SAMPLE_MS));
  const to = Math.round(onset - LEVEL_TO_MS / SAMPLE_MS);
  return to > from ? median(samples.subarray(from, to)) : null;
}

// The end of T by two methods that err to opposite sides: the steepest tangent's crossing of the isoelectric line
// (Lepeschkin and Surawicz 1952) is early, the corner of the largest trapezium (Zhang et al. 2006) late. How far
// apart they lie says how clear the end is.
import { samplesOf, type WaveMarks } from "./wave-boundaries.ts";

const REACH_MS = 230;

export interface TEnds {
  /** Samples, not rounded. */
  readonly tangent: number;
  readonly area: number;
}

/** On the last flank of T in a median beat without baseline; null where it does not fall. */
export function tEndMethods(beat: Float64Array, t: WaveMarks): TEnds | null {
  const limit = Math.min(beat.length - 3, t.peak + samplesOf(REACH_MS));
  const sign = Math.sign(beat[t.peak]! - beat[limit]!);
  let steepest = t.peak;
  let steepestFall = 0;
  for (let i = t.peak + 1; i < t.peak + (limit - t.peak) * 0.8; i++) {
    const fall = sign * (beat[i - 2]! - beat[i + 2]!);
    if (fall > steepestFall) {
      steepestFall = fall;
      steepest = i;
    }
  }
  if (steepestFall <= 0) return null;
  const tangent = steepest + (sign * beat[steepest]!) / (steepestFall / 4);
  const span = limit - steepest;
  let area = steepest;
  let largest = Number.NEGATIVE_INFINITY;
  for (let i = steepest; i <= limit; i++) {
    const size = 0.5 * sign * (beat[steepest]! - beat[i]!) * (2 * span - (i - steepest));
    if (size > largest) {
      largest = size;
      area = i;
    }
  }
  return { tangent, area };
}

// Onset, peak and end of a slow wave (P or T) in one lead's beat. The ends are found without a threshold: a
// blend of the trapezium-area corner (Zhang et al. 2006; late when the segment beyond slopes) and of the
// steepest tangent's crossing of the level there (Lepeschkin and Surawicz 1952; early).
import { SAMPLE_MS } from "../prepare-signals.ts";

/** Share of the area method; 0.35 leaves the least mean error on LUDB's development records. */
const AREA_WEIGHT = 0.35;

export interface WaveMarks {
  readonly onset: number;
  readonly peak: number;
  readonly offset: number;
  /** The wave began before its search window did (P on top of T): there is an onset mark, but no known onset. */
  readonly onsetUnknown?: boolean;
  /** Mean probability that the network gave the wave, where the network placed it. */
  readonly sureness?: number;
}

/** Largest deviation from the chord between the window's ends: where a wave is, if there is one. */
export function strongestDeflection(
  beat: Float64Array,
  from: number,
  to: number,
): { at: number; height: number } {
  let best = { at: from, height: 0 };
  for (let i = from; i <= to; i++) {
    const chord = beat[from]! + ((beat[to]! - beat[from]!) * (i - from)) / Math.max(to - from, 1);
    const height = beat[i]! - chord;
    if (Math.abs(height) > Math.abs(best.height)) best = { at: i, height };
  }
  return best;
}

/**
 * End of the wave whose last extremum is at `peak`, searched up to `limit` (samples; `limit` may lie before
 * the peak: then this is the onset).
 */
export function waveEdge(beat: Float64Array, peak: number, limit: number): number {
  const step = limit > peak ? 1 : -1;
  const reach = Math.abs(limit - peak);
  if (reach < 3) return limit;
  let steepest = peak;
  let steepestSlope = 0;
  const sign = Math.sign(beat[peak]! - beat[limit]!) || 1;
  // the flank belongs to this wave: stop looking once the curve has turned back towards a next wave
  for (let i = 1; i < reach * 0.8; i++) {
    const at = peak + i * step;
    const fall = sign * ((beat[at - 2 * step] ?? beat[at]!) - (beat[at + 2 * step] ?? beat[at]!));
    if (fall > steepestSlope) {
      steepestSlope = fall;
      steepest = at;
    }
  }
  const anchor = beat[steepest]!;
  const reference = limit;
  let best = steepest;
  let bestArea = Number.NEGATIVE_INFINITY;
  for (let at = steepest; at !== reference + step; at += step) {
    const area =
      0.5 * sign * (anchor - beat[at]!) * (2 * Math.abs(reference - steepest) - Math.abs(at - steepest));
    if (area > bestArea) {
      bestArea = area;
      best = at;
    }
  }
  const level = beat[best]!;
  const perSample = steepestSlope / 4;
  const tangent = perSample > 0 ? steepest + (step * sign * (anchor - level)) / perSample : best;
  return Math.round(AREA_WEIGHT * best + (1 - AREA_WEIGHT) * tangent);
}

/** Milliseconds to samples at the working rate. */
export function samplesOf(milliseconds: number): number {
  return Math.round(milliseconds / SAMPLE_MS);
}

/** The sample farthest from the straight line between the wave's ends. */
export function wavePeak(
  samples: Float64Array,
  { onset, offset }: { onset: number; offset: number },
): number {
  let best = onset;
  let farthest = -1;
  for (let i = onset; i <= offset; i++) {
    const chord =
      samples[onset]! + ((samples[offset]! - samples[onset]!) * (i - onset)) / Math.max(1, offset - onset);
    const distance = Math.abs(samples[i]! - chord);
    if (distance > farthest) {
      farthest = distance;
      best = i;
    }
  }
  return best;
}

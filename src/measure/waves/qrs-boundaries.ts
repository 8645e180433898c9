// Onset and end of the QRS from the magnitude of the slope: where it sinks to the level of the segments
// around the complex. On the joint slope of all leads this gives the global QRS (earliest onset to latest
// end, AHA 2009 part III); on one lead's slope, held near the global marks, that lead's own.
import { slope } from "../../signal/smoothing.ts";
import { quantile } from "../../signal/statistics.ts";
import { SAMPLE_MS, WORKING_RATE_HZ } from "../prepare-signals.ts";

export interface Boundaries {
  readonly onset: number;
  readonly offset: number;
}

const SLOPE_SPAN_SAMPLES = 4;
/** The complex proper is where the slope passes this share of its maximum. */
const CORE_SHARE = 0.18;
/** It begins and ends where the slope sinks under this share, or into the noise. */
const ONSET_SHARE = 0.03;
const OFFSET_SHARE = 0.045;
/** At rest for so long (12 ms), the leads together have come to the segment before. */
const CALM_SAMPLES = 6;
const LONGEST_BEFORE_MS = 110;
const LONGEST_AFTER_MS = 150;
/** Where it is quiet is read from this far before the centre, and for so long after the complex. */
const QUIET_FROM_BEFORE = 130;
const QUIET_AFTER = 60;
/** The samples of a beat farther than this from the centre decide nothing. */
export const FARTHEST_READ =
  Math.max(QUIET_FROM_BEFORE, LONGEST_AFTER_MS / SAMPLE_MS + QUIET_AFTER) + SLOPE_SPAN_SAMPLES;

export function slopeMagnitude(beat: Float64Array): Float64Array {
  const result = slope(beat, SLOPE_SPAN_SAMPLES, WORKING_RATE_HZ);
  for (let i = 0; i < result.length; i++) result[i] = Math.abs(result[i]!);
  return result;
}

/** Root mean square over leads of the slope, mV/s. */
export function jointSlope(beats: readonly Float64Array[]): Float64Array {
  const result = new Float64Array(beats[0]?.length ?? 0);
  const steep = new Float64Array(result.length);
  for (const beat of beats) {
    slope(beat, SLOPE_SPAN_SAMPLES, WORKING_RATE_HZ, steep);
    for (let i = 0; i < result.length; i++) result[i]! += steep[i]! * steep[i]!;
  }
  for (let i = 0; i < result.length; i++) result[i] = Math.sqrt(result[i]! / Math.max(beats.length, 1));
  return result;
}

/**
 * Marks around `centre` (a sample inside the QRS) on a slope magnitude; null where there is no complex.
 * `within` keeps one lead's marks inside the global ones.
 */
export function qrsBoundaries(
  steepness: Float64Array,
  centre: number,
  within?: Boundaries,
): Boundaries | null {
  const from = Math.max(1, within ? within.onset : centre - LONGEST_BEFORE_MS / SAMPLE_MS);
  const to = Math.min(steepness.length - 2, within ? within.offset : centre + LONGEST_AFTER_MS / SAMPLE_MS);
  let peak = 0;
  for (let i = Math.max(from, centre - 40); i <= Math.min(to, centre + 40); i++) {
    peak = Math.max(peak, steepness[i]!);
  }
  if (peak <= 0 || to <= from) return null;

  const quietBefore = quietLevel(steepness, centre - QUIET_FROM_BEFORE, from);
  const quietAfter = quietLevel(steepness, to, to + QUIET_AFTER);
  const core = Math.max(CORE_SHARE * peak, 2 * quietBefore);
  const onsetLevel = Math.min(core, Math.max(ONSET_SHARE * peak, 1.6 * quietBefore));
  const first = within
    ? firstAbove(steepness, { centre, from, core })
    : firstAbove(steepness, { centre, from, core, calmUnder: onsetLevel });
  let last = centre;
  for (let i = centre; i <= to; i++) {
    if (steepness[i]! > core) last = i;
    // the T wave of a fast rhythm must not be taken for a late part of the complex
    else if (i - last > 30) break;
  }
  const offsetLevel = Math.min(core, Math.max(OFFSET_SHARE * peak, 1.4 * quietAfter));
  const onset = edge(steepness, { start: first, step: -1, limit: from, level: onsetLevel });
  const offset = edge(steepness, { start: last, step: 1, limit: to, level: offsetLevel });
  return offset > onset ? { onset, offset } : null;
}

/**
 * Where the complex proper begins. The leads together are never at rest inside a QRS: a PR segment ends the way
 * left, or a steep P would be taken for its first part. One lead alone may well be (`calmUnder` is not given).
 */
function firstAbove(
  steepness: Float64Array,
  walk: { centre: number; from: number; core: number; calmUnder?: number },
): number {
  const { centre, from, core, calmUnder = 0 } = walk;
  let first = centre;
  let calm = 0;
  for (let i = centre; i >= from; i--) {
    if (steepness[i]! > core) first = i;
    calm = steepness[i]! < calmUnder ? calm + 1 : 0;
    if (calm >= CALM_SAMPLES) break;
  }
  return first;
}

/** Walks outwards until the slope stays under `level` for 8 ms, or to the lowest slope before the limit. */
function edge(
  steepness: Float64Array,
  walk: { start: number; step: 1 | -1; limit: number; level: number },
): number {
  const { start, step, limit, level } = walk;
  let lowest = start;
  for (let i = start; step > 0 ? i <= limit : i >= limit; i += step) {
    if (steepness[i]! < steepness[lowest]!) lowest = i;
    let calm = true;
    for (let k = 0; k < 4; k++) {
      if ((steepness[i + k * step] ?? 0) >= level) {
        calm = false;
        break;
      }
    }
    if (calm) return i;
  }
  return lowest;
}

function quietLevel(steepness: Float64Array, from: number, to: number): number {
  const low = Math.max(0, Math.min(from, steepness.length));
  const high = Math.max(low, Math.min(to, steepness.length));
  return quantile(steepness.subarray(low, high), 0.3) ?? 0;
}

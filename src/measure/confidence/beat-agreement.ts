// How well the beats of one lead agree: the size of the dominant group's median beat over what the single beats
// differ from it. This signal-to-noise ratio sees electrode motion, tremor and a lead without a heart in it alike, and
// needs no band of its own.
import { median, quantile } from "../../signal/statistics.ts";
import { MEDIAN_BEFORE } from "../beats/median-beat.ts";
import type { MeasuredWaves } from "../measure-waves.ts";
import { WORKING_RATE_HZ } from "../prepare-signals.ts";

/** From before P to after T at 60 beats a minute. */
const BEFORE = 0.2 * WORKING_RATE_HZ;
const AFTER = 0.4 * WORKING_RATE_HZ;
/** Of a short RR interval, so that at fast rates no beat is compared where its neighbour begins. */
const BEFORE_SHARE = 0.35;
const AFTER_SHARE = 0.6;
/** 10 ms: the signals are low-passed at 40 Hz. */
const STEP = 5;
/** About half a step of common recorders; keeps noiseless signals finite. */
const FLOOR_MV = 0.003;
/** Enough to know a median, however long the recording. */
const MOST_BEATS = 200;

/** Of every lead of `waves`, in its order; null where there are not two whole beats of one shape to compare. */
export function beatAgreement(waves: MeasuredWaves): (number | null)[] {
  const group = waves.groups[0];
  const { before, after } = windowAround(waves.fiducials);
  const count = waves.leads[0]?.smooth.length ?? 0;
  const whole = (group?.beats ?? [])
    .map((beat) => waves.fiducials[beat]! - before)
    .filter((start) => start >= 0 && start + before + after <= count);
  if (!group || whole.length < 2) return waves.leads.map(() => null);
  const stride = Math.ceil(whole.length / MOST_BEATS);
  const starts = whole.filter((_, index) => index % stride === 0);
  const length = Math.floor((before + after) / STEP);
  const single = new Float64Array(length);
  const typical = new Float64Array(length);
  return waves.leads.map(({ smooth }, lead) => {
    const size = levelled(group.leads[lead]!.smooth, MEDIAN_BEFORE - before, typical);
    const errors = starts.map((start) => {
      levelled(smooth, start, single);
      let power = 0;
      for (let i = 0; i < length; i++) {
        const error = single[i]! - typical[i]!;
        power += error * error;
      }
      return Math.sqrt(power / length);
    });
    return size / (median(errors)! + FLOOR_MV);
  });
}

function windowAround(fiducials: readonly number[]): { before: number; after: number } {
  const intervals = fiducials.slice(1).map((at, index) => at - fiducials[index]!);
  const short = quantile(intervals, 0.25) ?? Number.POSITIVE_INFINITY;
  return {
    before: Math.round(Math.min(BEFORE, BEFORE_SHARE * short)),
    after: Math.round(Math.min(AFTER, AFTER_SHARE * short)),
  };
}

/** Every STEP-th sample from `start` on into `result`, less the line of best fit (wander). Returns its RMS. */
function levelled(samples: Float64Array, start: number, result: Float64Array): number {
  const count = result.length;
  const centre = (count - 1) / 2;
  let sum = 0;
  let moment = 0;
  for (let i = 0; i < count; i++) {
    const value = samples[start + i * STEP]!;
    result[i] = value;
    sum += value;
    moment += (i - centre) * value;
  }
  const mean = sum / count;
  // the squares of -centre to centre add up to count (count^2 - 1) / 12
  const rise = count > 1 ? (12 * moment) / (count * (count * count - 1)) : 0;
  let power = 0;
  for (let i = 0; i < count; i++) {
    const value = result[i]! - mean - rise * (i - centre);
    result[i] = value;
    power += value * value;
  }
  return Math.sqrt(power / count);
}

// The U wave of one lead's median beat: the largest hump of either sign between the end of T and the next P, measured
// from the nearest of the isoelectric line and the levels on its two sides: the sloping end of a T is no U, and
// neither is the valley between a T and an upright U or P.
import type { UWave } from "../../ecg/measurements.ts";
import { SAMPLE_MS } from "../prepare-signals.ts";
import { samplesOf, type WaveMarks } from "../waves/wave-boundaries.ts";

/** U peaks 90 to 110 ms after the end of T and is over within this (AHA 2009 part IV). */
const REACH_MS = 180;
const AFTER_T_MS = 16;
const HALF_WIDTH_MS = 12;
const LEAST_MV = 0.03;
/** A hump stands out of what is left of the noise by this factor. */
const NOISE_FACTOR = 3;

/** `before` is the sample at which the next P, or QRS, may begin; `fiducialAt` is the sample of time 0. */
export function uWave(options: {
  beat: Float64Array;
  t: WaveMarks;
  tAmplitudeMv: number | null;
  before: number;
  /** Noise of the median beat. */
  noiseMv: number | null;
  fiducialAt: number;
}): UWave | null {
  const { beat, t, tAmplitudeMv, before, noiseMv, fiducialAt } = options;
  const from = t.offset;
  const to = Math.min(beat.length - 5, from + samplesOf(REACH_MS), before);
  const half = samplesOf(HALF_WIDTH_MS);
  const least = Math.max(LEAST_MV, NOISE_FACTOR * (noiseMv ?? 0));
  let best: { at: number; amplitudeMv: number } | null = null;
  for (let i = from + samplesOf(AFTER_T_MS); i < to - samplesOf(AFTER_T_MS); i++) {
    for (const sign of [1, -1]) {
      const value = sign * beat[i]!;
      if (value <= sign * beat[i - half]! || value <= sign * beat[i + half]!) continue;
      const height = value - Math.max(0, sign * beat[from]!, sign * beat[to]!);
      if (height >= least && (best === null || height > Math.abs(best.amplitudeMv)))
        best = { at: i, amplitudeMv: sign * height };
    }
  }
  if (best === null) return null;
  return {
    peakMs: (best.at - fiducialAt) * SAMPLE_MS,
    amplitudeMv: Math.round(best.amplitudeMv * 1000) / 1000,
    againstT: tAmplitudeMv === null || tAmplitudeMv === 0 ? null : best.amplitudeMv * tAmplitudeMv < 0,
  };
}

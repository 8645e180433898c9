// The quality of one lead before anything is measured on it: missing, flat, clipped, noisy, wandering.
// Limits: rule q.refuse of the rule book (engineering choices after AHA 2007 codes 10-15 and the CinC 2011
// challenge). A reason alone does not make a lead unusable; what does is listed with each limit.
import { highPass, lowPass } from "./butterworth.ts";
import { fillGaps } from "./fill-gaps.ts";
import { removeMains } from "./remove-mains.ts";
import { median, quantile } from "./statistics.ts";

const FLAT_MV = 0.05;
/** Long enough to hold a beat at 30 a minute. */
const FLAT_WINDOW_S = 2;
const NOISE_MV = 0.05;
const UNUSABLE_NOISE_MV = 0.15;
const UNUSABLE_HUM_MV = 0.6;
const WANDER_MV = 0.5;
const UNUSABLE_WANDER_MV = 4;
const IMPLAUSIBLE_MV = 10;
const UNUSABLE_MISSING_SHARE = 0.2;
const UNUSABLE_FLAT_SHARE = 0.4;
const UNUSABLE_CLIPPED_SHARE = 0.02;
const SMALL_CLIPPED_SHARE = 0.01;
/** A run of equal extreme samples this long is clipping, not a rounded peak. */
const CLIPPED_RUN_MS = 20;
const LEAST_CLIPPED_MV = 0.8;

export interface LeadQualityReport {
  readonly usable: boolean;
  /** In words for people, e.g. "flat for 3.0 s". */
  readonly reasons: readonly string[];
}

/** `samplesMv` may hold NaN where samples are invalid. */
export function leadQuality(samplesMv: Float64Array, samplingRateHz: number): LeadQualityReport {
  const reasons: string[] = [];
  let usable = true;
  const report = (reason: string, unusable: boolean): void => {
    reasons.push(reason);
    if (unusable) usable = false;
  };
  const count = samplesMv.length;
  if (count === 0) return { usable: false, reasons: ["no samples"] };
  const { filled, gaps } = fillGaps(samplesMv);
  const missing = gaps.reduce((sum, gap) => sum + gap.end - gap.start, 0);
  if (missing === count) return { usable: false, reasons: ["missing: no valid sample"] };
  if (missing > 0) {
    report(`missing ${percent(missing / count)} of its samples`, missing / count > UNUSABLE_MISSING_SHARE);
  }
  const flatSeconds = flatTime(filled, samplingRateHz);
  if (flatSeconds > 0) {
    const share = (flatSeconds * samplingRateHz) / count;
    report(`flat for ${flatSeconds.toFixed(1)} s`, share > UNUSABLE_FLAT_SHARE);
  }
  const clipped = clippedShare(filled, samplingRateHz);
  if (clipped > 0) report(`clipped (${percent(clipped)} of samples)`, clipped > UNUSABLE_CLIPPED_SHARE);
  const { samples: humless, humMv } = removeMains(filled, samplingRateHz);
  if (humMv > NOISE_MV) report(`mains hum (${humMv.toFixed(2)} mV RMS, removed)`, humMv > UNUSABLE_HUM_MV);
  const noise = highFrequencyNoise(humless, samplingRateHz);
  if (noise > NOISE_MV) report(`noisy (${noise.toFixed(2)} mV RMS above 35 Hz)`, noise > UNUSABLE_NOISE_MV);
  const wander = baselineWander(filled, samplingRateHz);
  if (wander > WANDER_MV) report(`baseline wanders by ${wander.toFixed(1)} mV`, wander > UNUSABLE_WANDER_MV);
  const largest = (quantile(filled.map(Math.abs), 0.99) ?? 0) - Math.abs(median(filled) ?? 0);
  if (largest > IMPLAUSIBLE_MV) report(`implausible amplitudes (${largest.toFixed(0)} mV)`, true);
  return { usable, reasons };
}

/** Seconds covered by windows of less than FLAT_MV peak to peak. */
function flatTime(samples: Float64Array, rate: number): number {
  const window = Math.min(samples.length, Math.round(FLAT_WINDOW_S * rate));
  const step = Math.max(1, Math.round(0.25 * rate));
  let covered = 0;
  let flatUntil = 0;
  for (let start = 0; start + window <= samples.length; start += step) {
    let low = samples[start]!;
    let high = low;
    for (let i = start; i < start + window; i++) {
      if (samples[i]! < low) low = samples[i]!;
      if (samples[i]! > high) high = samples[i]!;
    }
    if (high - low < FLAT_MV) {
      covered += start + window - Math.max(start, flatUntil);
      flatUntil = start + window;
    }
  }
  return covered / rate;
}

function clippedShare(samples: Float64Array, rate: number): number {
  let low = samples[0]!;
  let high = low;
  for (const value of samples) {
    if (value < low) low = value;
    if (value > high) high = value;
  }
  const longEnough = Math.max(3, Math.round((CLIPPED_RUN_MS * rate) / 1000));
  const centre = median(samples) ?? 0;
  let clipped = 0;
  // a small lead counts as clipped only where it rests at both of its extremes for long: at one of them a flat
  // ST segment or the isoelectric line of a noiseless recording can rest as well
  const restsAt = (extreme: number): boolean =>
    Math.abs(extreme - centre) >= FLAT_MV &&
    samples.filter((value) => value === extreme).length / samples.length >= SMALL_CLIPPED_SHARE;
  const smallButClipped = high - low < LEAST_CLIPPED_MV && restsAt(low) && restsAt(high);
  for (const extreme of [low, high]) {
    if (Math.abs(extreme - centre) < LEAST_CLIPPED_MV && !smallButClipped) continue;
    let run = 0;
    for (let i = 0; i <= samples.length; i++) {
      if (i < samples.length && samples[i] === extreme) run++;
      else {
        if (run >= longEnough) clipped += run;
        run = 0;
      }
    }
  }
  return clipped / samples.length;
}

/** Robust RMS above 35 Hz: the median of its magnitude does not see the QRS complexes (a tenth of the time). */
function highFrequencyNoise(samples: Float64Array, rate: number): number {
  if (rate < 100) return 0;
  return (median(highPass(samples, 35, rate).map(Math.abs)) ?? 0) / 0.6745;
}

function baselineWander(samples: Float64Array, rate: number): number {
  if (samples.length < rate) return 0;
  const slow = lowPass(samples, 0.5, rate);
  return (quantile(slow, 0.98) ?? 0) - (quantile(slow, 0.02) ?? 0);
}

function percent(share: number): string {
  return `${(100 * share).toFixed(share < 0.1 ? 1 : 0)} %`;
}

// The quality of one lead before anything is measured on it: missing, flat, clipped, noisy, wandering.
// Limits: rule q.refuse of the rule book (engineering choices after AHA 2007 codes 10-15 and the CinC 2011
// challenge). A reason alone does not make a lead unusable; what does is listed with each limit.
import { highPass, lowPass } from "./butterworth.ts";
import { fillGaps } from "./fill-gaps.ts";
import { type LeadEvidence, leadEvidence } from "./lead-evidence.ts";
import { removeMains } from "./remove-mains.ts";
import { median, quantile } from "./statistics.ts";

const FLAT_MV = 0.05;
/** Long enough to hold a beat at 30 a minute. */
const FLAT_WINDOW_S = 2;
const NOISE_FROM_HZ = 35;
const LEAST_NOISE_RATE_HZ = 100;
const NOISE_MV = 0.05;
const UNUSABLE_NOISE_MV = 0.15;
const UNUSABLE_HUM_MV = 0.6;
const WANDER_MV = 0.5;
const UNUSABLE_WANDER_MV = 4;
const IMPLAUSIBLE_MV = 10;
const UNUSABLE_MISSING_SHARE = 0.2;
/** In one piece: the pauses between rare beats are flat, too, but come one by one. */
const UNUSABLE_FLAT_SHARE = 0.4;
const UNUSABLE_FLAT_IN_ALL = 0.9;
const UNUSABLE_CLIPPED_SHARE = 0.02;
const SMALL_CLIPPED_SHARE = 0.01;
/** A run of equal extreme samples this long is clipping, not a rounded peak. */
const CLIPPED_RUN_MS = 20;
const LEAST_CLIPPED_MV = 0.8;

export interface LeadQualityReport {
  readonly usable: boolean;
  /** In words for people, e.g. "flat for 3.0 s". */
  readonly reasons: readonly string[];
  /** What a reader would hold against it, by degrees; null without a valid sample. */
  readonly evidence: LeadEvidence | null;
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
  if (count === 0) return { usable: false, reasons: ["no samples"], evidence: null };
  const { filled, gaps } = fillGaps(samplesMv);
  const missing = gaps.reduce((sum, gap) => sum + gap.end - gap.start, 0);
  if (missing === count) {
    return { usable: false, reasons: ["missing: no valid sample"], evidence: null };
  }
  if (missing > 0) {
    report(`missing ${percent(missing / count)} of its samples`, missing / count > UNUSABLE_MISSING_SHARE);
  }
  const flat = flatTime(filled, samplingRateHz);
  if (flat.seconds > 0) {
    const share = (seconds: number): number => (seconds * samplingRateHz) / count;
    report(
      `flat for ${flat.seconds.toFixed(1)} s`,
      share(flat.longestSeconds) > UNUSABLE_FLAT_SHARE || share(flat.seconds) > UNUSABLE_FLAT_IN_ALL,
    );
  }
  const ends = extremesOf(filled);
  const clipped = clippedShare(filled, ends, samplingRateHz);
  if (clipped > 0) report(`clipped (${percent(clipped)} of samples)`, clipped > UNUSABLE_CLIPPED_SHARE);
  const { samples: humless, humMv } = removeMains(filled, samplingRateHz);
  if (humMv > NOISE_MV) report(`mains hum (${humMv.toFixed(2)} mV RMS, removed)`, humMv > UNUSABLE_HUM_MV);
  const fast = samplingRateHz < LEAST_NOISE_RATE_HZ ? null : highPass(humless, NOISE_FROM_HZ, samplingRateHz);
  const noise = fast === null ? 0 : robustRms(fast);
  if (noise > NOISE_MV) report(`noisy (${noise.toFixed(2)} mV RMS above 35 Hz)`, noise > UNUSABLE_NOISE_MV);
  const wander = baselineWander(filled, samplingRateHz);
  if (wander > WANDER_MV) report(`baseline wanders by ${wander.toFixed(1)} mV`, wander > UNUSABLE_WANDER_MV);
  const largest = largestMv(filled, ends);
  if (largest > IMPLAUSIBLE_MV) report(`implausible amplitudes (${largest.toFixed(0)} mV)`, true);
  const evidence = leadEvidence(filled, fast, samplingRateHz);
  return { usable, reasons, evidence };
}

/** Seconds covered by windows of less than FLAT_MV peak to peak. */
function flatTime(samples: Float64Array, rate: number): { seconds: number; longestSeconds: number } {
  const window = Math.min(samples.length, Math.round(FLAT_WINDOW_S * rate));
  const step = Math.max(1, Math.round(0.25 * rate));
  let covered = 0;
  let flatFrom = 0;
  let flatUntil = 0;
  let longest = 0;
  for (let start = 0; start + window <= samples.length; start += step) {
    if (!isFlat(samples, start, start + window)) continue;
    covered += start + window - Math.max(start, flatUntil);
    if (start > flatUntil || flatUntil === 0) flatFrom = start;
    flatUntil = start + window;
    longest = Math.max(longest, flatUntil - flatFrom);
  }
  return { seconds: covered / rate, longestSeconds: longest / rate };
}

/** Most windows are found not to be after a few samples. */
function isFlat(samples: Float64Array, from: number, to: number): boolean {
  let low = samples[from]!;
  let high = low;
  for (let i = from; i < to; i++) {
    const value = samples[i]!;
    if (value < low) low = value;
    else if (value > high) high = value;
    else continue;
    if (high - low >= FLAT_MV) return false;
  }
  return true;
}

interface Extreme {
  readonly value: number;
  /** Samples of exactly this value. */
  readonly times: number;
}

function extremesOf(samples: Float64Array): { low: Extreme; high: Extreme } {
  let low = samples[0]!;
  let high = low;
  let lowTimes = 0;
  let highTimes = 0;
  for (const value of samples) {
    if (value < low) {
      low = value;
      lowTimes = 0;
    } else if (value > high) {
      high = value;
      highTimes = 0;
    }
    if (value === low) lowTimes++;
    if (value === high) highTimes++;
  }
  return { low: { value: low, times: lowTimes }, high: { value: high, times: highTimes } };
}

function clippedShare(samples: Float64Array, ends: { low: Extreme; high: Extreme }, rate: number): number {
  const { low, high } = ends;
  const longEnough = Math.max(3, Math.round((CLIPPED_RUN_MS * rate) / 1000));
  if (low.times < longEnough && high.times < longEnough) return 0;
  const centre = median(samples) ?? 0;
  let clipped = 0;
  // a small lead counts as clipped only where it rests at both of its extremes for long: at one of them a flat
  // ST segment or the isoelectric line of a noiseless recording can rest as well
  const restsAt = ({ value, times }: Extreme): boolean =>
    Math.abs(value - centre) >= FLAT_MV && times / samples.length >= SMALL_CLIPPED_SHARE;
  const smallButClipped = high.value - low.value < LEAST_CLIPPED_MV && restsAt(low) && restsAt(high);
  for (const { value: extreme } of [low, high]) {
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

/** From the median magnitude, which does not see the QRS complexes (a tenth of the time). */
function robustRms(samples: Float64Array): number {
  return (median(magnitudes(samples)) ?? 0) / 0.6745;
}

function baselineWander(samples: Float64Array, rate: number): number {
  if (samples.length < rate) return 0;
  const slow = lowPass(samples, 0.5, rate);
  // so slow a signal needs no more than 25 samples a second
  const step = Math.max(1, Math.floor(rate / 25));
  const values = Float64Array.from({ length: Math.ceil(slow.length / step) }, (_, i) => slow[i * step]!);
  return (quantile(values, 0.98) ?? 0) - (quantile(values, 0.02) ?? 0);
}

/** Magnitude that 99 % of the samples stay below, less the level; where none is implausible it is not worked out. */
function largestMv(samples: Float64Array, { low, high }: { low: Extreme; high: Extreme }): number {
  if (Math.max(-low.value, high.value) <= IMPLAUSIBLE_MV) return 0;
  return (quantile(magnitudes(samples), 0.99) ?? 0) - Math.abs(median(samples) ?? 0);
}

function magnitudes(samples: Float64Array): Float64Array {
  const result = new Float64Array(samples.length);
  for (let i = 0; i < samples.length; i++) result[i] = Math.abs(samples[i]!);
  return result;
}

function percent(share: number): string {
  return `${(100 * share).toFixed(share < 0.1 ? 1 : 0)} %`;
}

// From the scatter of a value to the probability that it is right: the parts of its standard error are added in
// quadrature, and the error is taken as normal. P(|error| <= tolerance) = erf(tolerance / (sqrt(2) * standard error)).
import { median } from "../../signal/statistics.ts";
import { AXIS_ERROR_DEG } from "./measurement-errors.ts";

/** Standard deviation of the normal distribution over its median absolute deviation. */
const SD_OVER_MAD = 1.4826;
const LONGEST_INSERTION_SORT = 64;
/** Standard error of the median of many normal values over that of their mean: sqrt(pi / 2). */
const MEDIAN_OVER_MEAN = Math.sqrt(Math.PI / 2);

/** Probability that a normal error stays within the tolerance. */
export function withinProbability(tolerance: number, standardError: number): number {
  return standardError > 0 ? erf(tolerance / (Math.SQRT2 * standardError)) : 1;
}

/** Abramowitz and Stegun 7.1.26, within 1.5e-7; for x >= 0. */
export function erf(x: number): number {
  const t = 1 / (1 + 0.3275911 * x);
  const polynomial =
    t * (0.254829592 + t * (-0.284496736 + t * (1.421413741 + t * (-1.453152027 + t * 1.061405429))));
  return 1 - polynomial * Math.exp(-x * x);
}

/** 1.4826 times the median absolute deviation: one wild beat changes nothing. null under three values. */
export function robustDeviation(values: readonly number[]): number | null {
  if (values.length < 3) return null;
  const centre = middle(values.slice());
  return SD_OVER_MAD * middle(values.map((value) => Math.abs(value - centre)));
}

/** Median of some values, which it sorts. By insertion: there are a dozen of them, and this is asked 150 times. */
function middle(values: number[]): number {
  if (values.length > LONGEST_INSERTION_SORT) return median(values)!;
  for (let i = 1; i < values.length; i++) {
    const value = values[i]!;
    let k = i - 1;
    for (; k >= 0 && values[k]! > value; k--) values[k + 1] = values[k]!;
    values[k + 1] = value;
  }
  const half = values.length >> 1;
  return values.length % 2 === 1 ? values[half]! : (values[half - 1]! + values[half]!) / 2;
}

/** Of a median over `count` beats that scatter by `deviation`. */
export function errorOverBeats(deviation: number, count: number): number {
  return deviation / Math.sqrt(Math.max(count, 1));
}

/** Noise of the sample-wise median of `count` beats with this noise each. */
export function medianNoise(noise: number, count: number): number {
  return count <= 2 ? noise / Math.sqrt(count) : (MEDIAN_OVER_MEAN * noise) / Math.sqrt(count);
}

/** Parts of an error that have nothing to do with each other. */
export function quadrature(...parts: readonly number[]): number {
  return Math.hypot(...parts);
}

/** By how much noise moves a wave's edge: noise over the steepest slope of a half cosine, pi * height / duration. */
export function edgeErrorMs(noiseMv: number, wave: { heightMv: number; durationMs: number }): number {
  const slope = (Math.PI * Math.abs(wave.heightMv)) / Math.max(wave.durationMs, 1);
  return slope > 0 ? Math.min(noiseMv / slope, LARGEST_EDGE_ERROR_MS) : LARGEST_EDGE_ERROR_MS;
}

/** An edge is looked for in a window of about this half width. */
const LARGEST_EDGE_ERROR_MS = 100;

/** Of an inner quantile (0.15 to 0.2) over leads that scatter by `deviation`: 1.5 standard errors of their mean. */
export function errorOverLeads(deviation: number, count: number): number {
  return (1.5 * deviation) / Math.sqrt(Math.max(count, 1));
}

/** Of a vector's direction: its level error turns it by the ratio to its mean height, `area` over `durationMs`. */
export function axisErrorDeg(vector: { area: number; durationMs: number; levelErrorMv: number }): number {
  const { area, durationMs, levelErrorMv } = vector;
  if (area <= 0) return Number.POSITIVE_INFINITY;
  return quadrature(AXIS_ERROR_DEG, ((180 / Math.PI) * levelErrorMv * durationMs) / area);
}

/** Two decimals: what is behind them is model, not measurement. */
export function asConfidence(probability: number): number {
  return Math.round(probability * 100) / 100;
}

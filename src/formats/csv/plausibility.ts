// A CSV that states no unit is taken for millivolts. Microvolts or raw converter counts would be off by a
// factor of hundreds, and every amplitude criterion with them, so they are refused rather than guessed at.
import { FormatError } from "../../ecg/errors.ts";
import type { Lead } from "../../ecg/recording.ts";

/** Electrode offsets of AC-coupled leads stay far below this; microvolts around zero lie above it. */
const MAX_MEDIAN_MV = 20;
/** The tallest QRS complexes reach some 10 mV peak to peak. */
const MAX_SPREAD_MV = 40;
/** Sorting all of them would take longer than reading the file. */
const MAX_SAMPLES_LOOKED_AT = 4_000;

/**
 * For values that were taken for millivolts. Throws FormatError where the median absolute value, or the middle lead's
 * spread from its 0.5th to its 99.5th percentile, cannot be millivolts.
 */
export function checkMillivolts(leads: readonly Lead[], where: string): void {
  const medians: number[] = [];
  const spreads: number[] = [];
  for (const { samplesMv } of leads) {
    const sorted = sortedSample(samplesMv);
    if (sorted.length === 0) continue;
    const quantile = (share: number) => sorted[Math.round(share * (sorted.length - 1))]!;
    spreads.push(quantile(0.995) - quantile(0.005));
    medians.push(medianOfAbsolute(sorted));
  }
  const median = middle(medians);
  const spread = middle(spreads);
  if (median > MAX_MEDIAN_MV || spread > MAX_SPREAD_MV) {
    throw new FormatError({
      file: where,
      field: "values of no stated unit",
      got: `typically ${Number(Math.max(median, spread / 2).toPrecision(2))}`,
      wanted: 'millivolts; state the unit (a header such as "I (uV)", or --unit uV)',
    });
  }
}

/** Evenly spaced samples that are not missing, in rising order. */
function sortedSample(samples: Float64Array): Float64Array {
  const stride = Math.max(1, Math.ceil(samples.length / MAX_SAMPLES_LOOKED_AT));
  const taken = new Float64Array(Math.ceil(samples.length / stride));
  let count = 0;
  for (let i = 0; i < samples.length; i += stride) {
    if (!Number.isNaN(samples[i]!)) taken[count++] = samples[i]!;
  }
  return taken.subarray(0, count).sort();
}

/** The smallest absolute values of a sorted array lie beside zero: walks outwards from there to the middle one. */
function medianOfAbsolute(sorted: Float64Array): number {
  let right = sorted.findIndex((value) => value >= 0);
  if (right === -1) right = sorted.length;
  let left = right - 1;
  let absolute = 0;
  for (let place = 0; place <= sorted.length >> 1; place++) {
    const negative = left < 0 ? Number.POSITIVE_INFINITY : -sorted[left]!;
    const positive = sorted[right] ?? Number.POSITIVE_INFINITY;
    absolute = Math.min(negative, positive);
    if (negative < positive) left--;
    else right++;
  }
  return absolute;
}

function middle(values: number[]): number {
  return values.sort((a, b) => a - b)[values.length >> 1] ?? 0;
}

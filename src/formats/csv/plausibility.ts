// A CSV that states no unit is taken for millivolts. Microvolts or raw converter counts would be off by a
// factor of hundreds, and every amplitude criterion with them, so they are refused rather than guessed at.
import { FormatError } from "../../ecg/errors.ts";
import type { Lead } from "../../ecg/recording.ts";

/** Electrode offsets of AC-coupled leads stay far below this; microvolts around zero lie above it. */
const MAX_MEDIAN_MV = 20;
/** The tallest QRS complexes reach some 10 mV peak to peak. */
const MAX_SPREAD_MV = 40;
/** A living heart gives more than this in some lead. */
const MIN_PEAK_MV = 0.02;
const MAX_SAMPLES_LOOKED_AT = 20_000;

/**
 * Warnings about the size of values that were taken for millivolts. Throws FormatError where the median
 * absolute value, or the middle lead's spread from its 0.5th to its 99.5th percentile, cannot be millivolts.
 */
export function checkMillivolts(leads: readonly Lead[], where: string): string[] {
  const medians: number[] = [];
  const spreads: number[] = [];
  let peak = 0;
  for (const { samplesMv } of leads) {
    const stride = Math.ceil(samplesMv.length / MAX_SAMPLES_LOOKED_AT);
    const sorted = samplesMv.filter((value, index) => index % stride === 0 && !Number.isNaN(value)).sort();
    if (sorted.length === 0) continue;
    const quantile = (share: number) => sorted[Math.round(share * (sorted.length - 1))]!;
    spreads.push(quantile(0.995) - quantile(0.005));
    medians.push(sorted.map(Math.abs).sort()[sorted.length >> 1]!);
    peak = Math.max(peak, Math.abs(quantile(0)), Math.abs(quantile(1)));
  }
  const median = middle(medians);
  const spread = middle(spreads);
  if (median > MAX_MEDIAN_MV || spread > MAX_SPREAD_MV) {
    throw new FormatError(
      `${where}: values of typically ${Number(Math.max(median, spread / 2).toPrecision(2))} are no millivolts; state the unit (a header such as "I (uV)", or --unit uV)`,
    );
  }
  return peak > 0 && peak < MIN_PEAK_MV
    ? [`no value exceeds ${Number(peak.toPrecision(2))} mV; if the file is in volts, state the unit`]
    : [];
}

function middle(values: number[]): number {
  return values.sort((a, b) => a - b)[values.length >> 1] ?? 0;
}

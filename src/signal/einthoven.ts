// Einthoven's law and the augmented leads: I + III = II and aVR = -(I + II) / 2 hold at every sample of a
// consistent lead set, whatever the heart does.
import type { Recording } from "../ecg/recording.ts";
import { findLead } from "../ecg/recording.ts";
import { median, quantile } from "./statistics.ts";

const LEAST_TOLERANCE_MV = 0.05;
const TOLERANCE_SHARE = 0.05;

/** What is inconsistent, in words, or null; null too where the leads for the check are missing. */
export function einthovenFault(recording: Recording): string | null {
  const lead = (name: string): Float64Array | undefined => findLead(recording, name)?.samplesMv;
  const [i, ii, iii, avr] = [lead("I"), lead("II"), lead("III"), lead("aVR")];
  if (!i || !ii) return null;
  const faults: string[] = [];
  const check = (errors: Float64Array, what: string): void => {
    // as it nearly always is; to tell it takes no quantiles
    if (rangeOf(errors) <= LEAST_TOLERANCE_MV) return;
    const error = residual(errors);
    const allowed = Math.max(LEAST_TOLERANCE_MV, TOLERANCE_SHARE * peakToPeak(ii));
    if (error > allowed) faults.push(`${what} by ${error.toFixed(2)} mV`);
  };
  if (iii) check(sumOf(iii, [i, 1], [ii, -1]), "I + III differs from II");
  if (avr) check(sumOf(avr, [i, 0.5], [ii, 0.5]), "aVR differs from -(I + II)/2");
  return faults.length > 0 ? `lead set inconsistent: ${faults.join(", ")}` : null;
}

type Weighted = readonly [lead: Float64Array, weight: number];

/** As long as II, the last of them; not a number where one of them has no sample. */
function sumOf(lead: Float64Array, [one, oneWeight]: Weighted, [two, twoWeight]: Weighted): Float64Array {
  const count = two.length;
  const sum = new Float64Array(count);
  for (let n = 0; n < count; n++) sum[n] = lead[n]! + oneWeight * one[n]! + twoWeight * two[n]!;
  return sum;
}

/** Between the least and the largest; what is not a number is passed over. */
function rangeOf(values: Float64Array): number {
  let low = Number.POSITIVE_INFINITY;
  let high = Number.NEGATIVE_INFINITY;
  const count = values.length;
  for (let n = 0; n < count; n++) {
    if (values[n]! < low) low = values[n]!;
    if (values[n]! > high) high = values[n]!;
  }
  return high - low;
}

/** 99th percentile of the absolute residual (a single glitch is no inconsistency), offset removed. */
function residual(errors: Float64Array): number {
  const valid = errors.filter(Number.isFinite);
  const offset = median(valid) ?? 0;
  return (
    quantile(
      valid.map((value) => Math.abs(value - offset)),
      0.99,
    ) ?? 0
  );
}

function peakToPeak(samples: Float64Array): number {
  const valid = samples.filter(Number.isFinite);
  return (quantile(valid, 0.998) ?? 0) - (quantile(valid, 0.002) ?? 0);
}

// Einthoven's law and the augmented leads: I + III = II and aVR = -(I + II) / 2 hold at every sample of a
// consistent lead set, whatever the heart does.
import type { Recording } from "../ecg/recording.ts";
import { findLead } from "../ecg/recording.ts";
import { quantile } from "./statistics.ts";

const LEAST_TOLERANCE_MV = 0.05;
const TOLERANCE_SHARE = 0.05;

/** What is inconsistent, in words, or null; null too where the leads for the check are missing. */
export function einthovenFault(recording: Recording): string | null {
  const lead = (name: string): Float64Array | undefined => findLead(recording, name)?.samplesMv;
  const [i, ii, iii, avr] = [lead("I"), lead("II"), lead("III"), lead("aVR")];
  if (!i || !ii) return null;
  const allowed = Math.max(LEAST_TOLERANCE_MV, TOLERANCE_SHARE * peakToPeak(ii));
  const faults: string[] = [];
  if (iii) {
    const error = residual(ii, (n) => i[n]! + iii[n]! - ii[n]!);
    if (error > allowed) faults.push(`I + III differs from II by ${error.toFixed(2)} mV`);
  }
  if (avr) {
    const error = residual(ii, (n) => avr[n]! + (i[n]! + ii[n]!) / 2);
    if (error > allowed) faults.push(`aVR differs from -(I + II)/2 by ${error.toFixed(2)} mV`);
  }
  return faults.length > 0 ? `lead set inconsistent: ${faults.join(", ")}` : null;
}

/** 99th percentile of the absolute residual (a single glitch is no inconsistency), offset removed. */
function residual(like: Float64Array, at: (n: number) => number): number {
  const values = Float64Array.from(like, (_, n) => at(n)).filter(Number.isFinite);
  const offset = quantile(values, 0.5) ?? 0;
  return (
    quantile(
      values.map((value) => Math.abs(value - offset)),
      0.99,
    ) ?? 0
  );
}

function peakToPeak(samples: Float64Array): number {
  const valid = samples.filter(Number.isFinite);
  return (quantile(valid, 0.998) ?? 0) - (quantile(valid, 0.002) ?? 0);
}

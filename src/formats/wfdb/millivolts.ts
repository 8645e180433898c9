// From a signal's whole numbers to millivolts: (value - baseline) / gain, then the unit. The order of these
// operations is that of the wfdb Python package, and so every double is the same.
import { type FixedWidthFormat, type FlacFormat, invalidSample } from "./samples.ts";
import type { SignalLane } from "./signal-files.ts";

/**
 * Writes the millivolts of `samples` to `out`, as many, NaN for invalid ones, and returns the sum of all samples modulo
 * 2^32, whose lower half is the checksum. The lane is a voltage.
 */
export function toMillivolts(
  samples: Int32Array,
  out: Float64Array,
  { lane, format }: { lane: SignalLane; format: FixedWidthFormat | FlacFormat },
): number {
  const { baseline, gain } = lane.signal;
  const { perMillivolt } = lane;
  let sum = 0;
  for (let i = 0; i < out.length; i++) {
    const value = samples[i]!;
    sum = (sum + value) | 0;
    out[i] = (value - baseline) / gain;
  }
  if (perMillivolt !== null && perMillivolt !== 1)
    for (let i = 0; i < out.length; i++) out[i] = out[i]! / perMillivolt;
  // rare, and so cheaper to look for than to ask of every sample in the loop above
  const invalid = invalidSample(format);
  if (invalid !== null)
    for (let i = samples.indexOf(invalid); i !== -1; i = samples.indexOf(invalid, i + 1)) out[i] = Number.NaN;
  return sum;
}

/** Format 8 stores differences: makes them samples that follow `before`, and returns the last. */
export function sumDifferences(differences: Int32Array, before: number): number {
  let value = before | 0;
  for (let i = 0; i < differences.length; i++) {
    value = (value + differences[i]!) | 0;
    differences[i] = value;
  }
  return value;
}

// What is absent is null; a zero would read as a finding. Counts the zeros where no true value can be one.
import type { Measurements } from "../../ecg/measurements.ts";

const SEQUENCES = [
  "heartRate",
  "rrInterval1",
  "rrInterval2",
  "pAmplitude",
  "pDuration",
  "prInterval",
  "qrsAmplitude",
  "qrsDuration",
  "tAmplitude",
  "tDuration",
  "qtInterval",
  "qtcInterval",
] as const;
const GLOBALS = ["heartRateBpm", "rrMs", "prMs", "pDurationMs", "qrsDurationMs", "qtMs"] as const;
const DEFLECTIONS = ["q", "r", "s", "rPrime", "sPrime"] as const;

export function countZeros({ leads, global }: Measurements): number {
  const inLeads = Object.values(leads).map(({ sequences, median }) => {
    const inSequences = SEQUENCES.flatMap((name) => sequences[name]);
    const waves = [median?.p?.amplitudeMv, median?.t?.amplitudeMv, median?.prMs, median?.qtMs];
    const deflections = DEFLECTIONS.flatMap((name) => [
      median?.[name]?.amplitudeMv,
      median?.[name]?.durationMs,
    ]);
    return [...inSequences, ...waves, ...deflections];
  });
  const all = [...inLeads.flat(), ...GLOBALS.map((name) => global[name])];
  return all.filter((value) => value === 0).length;
}

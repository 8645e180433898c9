// Whether a lead can be read, and in words why not.
import type { Measurements, MedianBeat } from "../../ecg/measurements.ts";

export interface LeadState {
  readonly median: MedianBeat | null;
  /** "lead V1 is missing", "lead V1 is unusable (flat)"; "" where it can be read. */
  readonly trouble: string;
}

export function leadState(measurements: Measurements, lead: string): LeadState {
  const quality = measurements.quality.leads[lead];
  if (quality?.usable === false) {
    const why = quality.reasons.length > 0 ? ` (${quality.reasons.join(", ")})` : "";
    return { median: null, trouble: `lead ${lead} is unusable${why}` };
  }
  const measured = measurements.leads[lead];
  if (measured === undefined) return { median: null, trouble: `lead ${lead} is missing` };
  if (measured.median === null) return { median: null, trouble: `no beat could be measured in lead ${lead}` };
  return { median: measured.median, trouble: "" };
}

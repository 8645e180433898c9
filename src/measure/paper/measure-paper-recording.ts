// A recording that was read from paper. Leads that the page shows one column after the other are measured column by
// column, with the rhythm strips beside them; rhythm comes from the strips. What a pixel is too coarse for is withheld.
import type { Measurements } from "../../ecg/measurements.ts";
import { durationMs, type Lead, type Recording } from "../../ecg/recording.ts";
import { type MeasureOptions, measureRecording } from "../measure-recording.ts";
import { leadStretches } from "./lead-stretches.ts";
import { mergeColumns } from "./merge-columns.ts";
import { withholdTooFine } from "./withhold-too-fine.ts";

/** As `measureRecording`, which it is where the recording is not from paper; never throws on a readable recording. */
export function measurePaperRecording(recording: Recording, options: MeasureOptions = {}): Measurements {
  const { paper } = recording.source;
  if (paper === undefined) return measureRecording(recording, options);
  return withholdTooFine(measureColumns(recording, options), paper);
}

function measureColumns(recording: Recording, options: MeasureOptions): Measurements {
  const { whole, parts, missing } = leadStretches(recording);
  if (parts.length === 0) return withoutElectrodeFault(measureRecording(recording, options));
  const columns = parts.map(({ startMs, endMs, leads }) => ({
    startMs,
    leads: leads.map((lead) => lead.name),
    measurements: measureRecording(part(recording, [...leads, ...whole], startMs, endMs), options),
  }));
  const strips =
    whole.length === 0 ? null : measureRecording(part(recording, whole, 0, durationMs(recording)), options);
  return mergeColumns({ recording, columns, strips, missing: missing.map((lead) => lead.name) });
}

/** Each lead was traced by itself: that they fit less than a machine's do says nothing about electrodes. */
function withoutElectrodeFault(measurements: Measurements): Measurements {
  const { quality } = measurements;
  return {
    ...measurements,
    quality: {
      ...quality,
      reasons: quality.reasons.filter((reason) => !reason.startsWith("lead set inconsistent")),
    },
  };
}

/** Without the warnings of the whole, which the merged measurements carry once. */
function part(recording: Recording, leads: readonly Lead[], startMs: number, endMs: number): Recording {
  const at = (ms: number) => Math.round((ms * recording.samplingRateHz) / 1000);
  return {
    ...recording,
    leads: leads.map(({ name, samplesMv }) => ({ name, samplesMv: samplesMv.slice(at(startMs), at(endMs)) })),
    source: { ...recording.source, warnings: [] },
  };
}

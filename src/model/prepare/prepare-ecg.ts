// A Recording to the ECG tower's numbers, [lead][sample] in millivolts. The reference takes the first samples of the
// file at whatever rate and in whatever order they are; here they are brought to the tower's rate and to one order of
// leads first, unless its way is asked for.
import { UsageError } from "../../ecg/errors.ts";
import { STANDARD_LEADS } from "../../ecg/lead-names.ts";
import { findLead, type Recording } from "../../ecg/recording.ts";
import { fillGaps } from "../../signal/fill-gaps.ts";
import { resample } from "../../signal/resample.ts";

export interface EcgSettings {
  readonly leads: number;
  readonly samples: number;
  /** What the tower was trained at. */
  readonly samplingRateHz: number;
  /** Standard names in the order of the tower's input; as many as `leads`. */
  readonly leadOrder: readonly string[];
}

export interface PreparedEcg {
  readonly leads: number;
  readonly samples: number;
  /** [lead][sample] */
  readonly values: Float32Array;
  /** What the tower does not see as it was recorded ("lead V6 is missing"), for the person who asks. */
  readonly notes: readonly string[];
}

/** The tower's rate and order where its configuration says nothing: the paper's 500 Hz, the twelve standard leads. */
export const ECG_DEFAULTS = { samplingRateHz: 500, leadOrder: STANDARD_LEADS } as const;

export function prepareEcg(
  recording: Recording,
  settings: EcgSettings & { readonly compat: boolean },
): PreparedEcg {
  return settings.compat ? asInTheFile(recording, settings) : asTheTowerWasTrained(recording, settings);
}

/** Sample by sample, in the file's order; what is no number is 0, what is missing at the end is 0. */
function asInTheFile(recording: Recording, { leads, samples }: EcgSettings): PreparedEcg {
  if (recording.leads.length !== leads) {
    throw new UsageError(
      `${recording.name}: ${recording.leads.length} leads, wanted the ${leads} of the model's ECG tower`,
    );
  }
  const values = new Float32Array(leads * samples);
  recording.leads.forEach(({ samplesMv }, lead) => {
    const count = Math.min(samplesMv.length, samples);
    for (let i = 0; i < count; i++) {
      const value = samplesMv[i]!;
      values[lead * samples + i] = Number.isFinite(value) ? value : 0;
    }
  });
  return { leads, samples, values, notes: [] };
}

function asTheTowerWasTrained(
  recording: Recording,
  { leads, samples, samplingRateHz, leadOrder }: EcgSettings,
): PreparedEcg {
  const values = new Float32Array(leads * samples);
  const notes: string[] = [];
  const found = leadOrder.map((name) => findLead(recording, name));
  if (found.every((lead) => lead === undefined)) {
    throw new UsageError(`${recording.name}: none of the leads ${leadOrder.join(", ")}, wanted at least one`);
  }
  let longest = 0;
  found.forEach((lead, row) => {
    if (lead === undefined) {
      notes.push(`lead ${leadOrder[row]} is missing: the model is given zeros`);
      return;
    }
    const { filled, gaps } = fillGaps(lead.samplesMv);
    if (gaps.length > 0) notes.push(`lead ${lead.name} has gaps: the model is given straight lines`);
    const resampled = resample(filled, recording.samplingRateHz, samplingRateHz);
    longest = Math.max(longest, resampled.length);
    values.set(resampled.subarray(0, samples), row * samples);
  });
  const seconds = (count: number) => (count / samplingRateHz).toFixed(1);
  if (longest > samples) {
    notes.push(`the model is given the first ${seconds(samples)} s of ${seconds(longest)} s`);
  } else if (longest < samples) {
    notes.push(
      `the recording lasts ${seconds(longest)} s: the model is given zeros up to ${seconds(samples)} s`,
    );
  }
  return { leads, samples, values, notes };
}

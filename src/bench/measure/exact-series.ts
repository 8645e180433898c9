// The analytic ECGs at other sampling rates, lengths, sets of leads and heart rates.
import { STANDARD_LEADS } from "../../ecg/lead-names.ts";
import { findLead, type Recording } from "../../ecg/recording.ts";
import { ANALYTIC_SIGNALS, normalAtRate } from "../../simulate/analytic-signals.ts";
import { type ExactEcgOptions, exactEcg } from "../../simulate/exact-ecg.ts";
import { type ConditionScore, type Measure, scoreCondition } from "./exact-condition.ts";

const SAMPLING_RATES_HZ = [100, 125, 250, 257, 360, 500, 1000, 2000];
const LENGTHS_MS = [2000, 5000, 10_000, 60_000];
const HEART_RATES_BPM = [30, 40, 50, 60, 75, 90, 110, 130, 150, 175, 200, 220];
const LEAD_SETS: readonly (readonly string[])[] = [
  ["II"],
  ["II", "V1"],
  ["I", "II", "III"],
  ["I", "II", "V1", "V2", "V3", "V4", "V5", "V6"],
  STANDARD_LEADS,
  [...STANDARD_LEADS, "V7", "V8", "V9"],
];
/** The leads behind V6 see what V6 sees, weaker. */
const BEHIND: Readonly<Record<string, number>> = { V7: 0.8, V8: 0.6, V9: 0.45 };

export interface ExactSeries {
  readonly samplingRates: readonly ConditionScore[];
  readonly lengths: readonly ConditionScore[];
  readonly leadSets: readonly ConditionScore[];
  readonly heartRates: readonly ConditionScore[];
}

export function exactSeries(measure: Measure): ExactSeries {
  const score = (condition: string, options: ExactEcgOptions, as: Measure = measure): ConditionScore =>
    scoreCondition(
      condition,
      ANALYTIC_SIGNALS.map((signal) => exactEcg(signal, options)),
      as,
    );
  return {
    samplingRates: SAMPLING_RATES_HZ.map((samplingRateHz) =>
      score(`${samplingRateHz} Hz`, { samplingRateHz }),
    ),
    lengths: LENGTHS_MS.map((durationMs) => score(`${durationMs / 1000} s`, { durationMs })),
    leadSets: LEAD_SETS.map((leads) =>
      score(leads.length <= 3 ? leads.join(", ") : `${leads.length} leads`, {}, (recording) =>
        measure(withLeads(recording, leads)),
      ),
    ),
    heartRates: HEART_RATES_BPM.map((rateBpm) =>
      scoreCondition(`${rateBpm} bpm`, [exactEcg(normalAtRate(rateBpm))], measure),
    ),
  };
}

function withLeads(recording: Recording, names: readonly string[]): Recording {
  const leads = names.map((name) => {
    const share = BEHIND[name];
    const { samplesMv } = findLead(recording, share === undefined ? name : "V6")!;
    return { name, samplesMv: share === undefined ? samplesMv : samplesMv.map((value) => share * value) };
  });
  return { ...recording, leads };
}

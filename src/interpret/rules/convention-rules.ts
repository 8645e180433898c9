// Conventions of measurement and wording: the rest of the rule book rests on them, but only the age gate
// and the sampling rate can be tested. With them, the one rule that needs an earlier ECG.
import type { Rule } from "./rule-schema.ts";

const base = { group: "conventions", stage: "quality", kind: "convention", mark: "S", topic: null } as const;
const tested = { ...base, kind: "executable", allAges: true } as const;
const MEASURING = "a convention that the measurements follow; there is nothing to test";

export const conventionRules: readonly Rule[] = [
  {
    ...base,
    id: "conv.units",
    name: "units: mV, ms, beats per minute, degrees",
    reason: MEASURING,
    source: "standard",
  },
  {
    ...base,
    id: "conv.baseline",
    name: "amplitudes against the level at QRS onset, P against that at P onset",
    reason: MEASURING,
    source: "UDMI4; CSE Working Party",
  },
  {
    ...base,
    id: "conv.global",
    name: "global intervals from the earliest onset to the latest offset",
    reason: MEASURING,
    source: "AHA/ACC/HRS 2007 Part I (Circ 115:1306); AHA/ACCF/HRS 2009 Part III (JACC 53:976)",
  },
  {
    ...base,
    id: "conv.contig",
    name: "contiguous leads: aVL, I, -aVR, II, aVF, III and V1 to V6",
    reason: "an order of leads that other rules use (their `among` lists); there is nothing to test",
    source: "AHA/ACCF/HRS 2009 Part VI (JACC 53:1003)",
    mark: "K",
    unverified: true,
  },
  {
    ...base,
    id: "conv.regions",
    name: "regions: inferior, lateral, septal, anterior",
    reason: "lists of leads that other rules use; there is nothing to test",
    source: "UDMI4 / textbook",
  },
  {
    ...tested,
    id: "conv.adult",
    name: "adult (16 years or older)",
    source: "engineering choice; AHA/ACCF/HRS 2009 Part III (JACC 53:976)",
    mark: "E",
    when: { measure: "patient.ageYears", operator: ">=", threshold: 16, unit: "years" },
    note: "an unknown age is taken for an adult's",
  },
  {
    ...tested,
    id: "conv.bw",
    name: "sampling rate of at least 500 Hz",
    source: "AHA/ACC/HRS 2007 Part I (Circ 115:1306)",
    mark: "K",
    unverified: true,
    when: { measure: "record.samplingRateHz", operator: ">=", threshold: 500, unit: "Hz" },
    note: "the pass band of the recording is not known, so only the sampling rate is tested",
  },
  {
    ...tested,
    id: "conv.bw@accepted",
    name: "sampling rate of at least 250 Hz",
    source: "AHA/ACC/HRS 2007 Part I (Circ 115:1306)",
    mark: "K",
    unverified: true,
    when: { measure: "record.samplingRateHz", operator: ">=", threshold: 250, unit: "Hz" },
  },
  {
    ...base,
    id: "cmp",
    group: "comparison",
    stage: "comparison",
    name: "comparison with an earlier ECG",
    topic: "change since an earlier ECG",
    reason: "no earlier ECG is read",
    source: "AHA/ACC/HRS 2007 Part II, comparison statements 400 to 406",
  },
];

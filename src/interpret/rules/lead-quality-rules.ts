// Electrode exchanges and the usability of the recording. An exchange is only ever suspected; nothing is
// repaired. These rules hold for children too.
import type { Condition, LeadName, Rule } from "./rule-schema.ts";

const base = {
  group: "leads and quality",
  stage: "quality",
  kind: "executable",
  mark: "S",
  topic: null,
  allAges: true,
} as const;
const REVERSE = "REVERSE mnemonic (PMC10902517)";
const SENSORS = "Sensors 19:2920";

const net = (lead: LeadName, operator: "<" | ">"): Condition => ({
  measure: "derived.netQrsMv",
  lead,
  operator,
  threshold: 0,
  unit: "mV",
});
const p = (lead: LeadName, operator: "<" | ">"): Condition => ({
  measure: "median.p.amplitudeMv",
  lead,
  operator,
  threshold: 0,
  unit: "mV",
  tolerance: 0,
});
const t = (lead: LeadName, operator: "<" | ">"): Condition => ({
  measure: "median.t.amplitudeMv",
  lead,
  operator,
  threshold: 0,
  unit: "mV",
  tolerance: 0,
});
const invertedI: Condition = { all: [p("I", "<"), net("I", "<"), t("I", "<")] };
const rFallsToV6: Condition = {
  all: [
    { measure: "derived.rV6MinusRV1Mv", operator: "<", threshold: 0, unit: "mV" },
    { measure: "median.r.amplitudeMv", lead: "V6", operator: "<", threshold: 0.5, unit: "mV" },
  ],
};

export const leadQualityRules: readonly Rule[] = [
  {
    ...base,
    id: "lead.einthoven",
    name: "limb leads that do not fit together",
    source: "physics (Einthoven, Goldberger)",
    mark: "E",
    when: { measure: "derived.einthovenExcessMv", operator: ">", threshold: 0, unit: "mV" },
    note: "read from the median beats, the worst 5 % of their samples left out; the excess is over max(0.05 mV, 5 % of the largest limb QRS)",
  },
  {
    ...base,
    id: "lead.dextro",
    name: "dextrocardia pattern",
    source: `${REVERSE}; GE`,
    when: { all: [invertedI, rFallsToV6] },
  },
  {
    ...base,
    id: "lead.rala",
    name: "arm electrodes possibly exchanged",
    source: `${REVERSE}; ${SENSORS}`,
    when: {
      all: [
        invertedI,
        net("aVR", ">"),
        { measure: "derived.iV6Correlation", operator: "<", threshold: -0.5, unit: "" },
        { not: { rule: "lead.dextro" } },
      ],
    },
  },
  {
    ...base,
    id: "lead.lall",
    name: "left arm and left leg electrodes possibly exchanged",
    source: REVERSE,
    when: {
      all: [
        { measure: "derived.pIMinusPIIMv", operator: ">", threshold: 0, unit: "mV" },
        { measure: "median.pTerminalMv", lead: "III", operator: "<", threshold: 0, unit: "mV" },
        net("III", "<"),
      ],
    },
    note: "weak: an earlier ECG would be needed; makes no finding",
  },
  {
    ...base,
    id: "lead.rall",
    name: "right arm and left leg electrodes possibly exchanged",
    source: SENSORS,
    when: {
      all: [
        net("I", "<"),
        net("II", "<"),
        net("III", "<"),
        net("aVF", "<"),
        net("aVR", ">"),
        p("II", "<"),
        p("aVR", ">"),
      ],
    },
  },
  {
    ...base,
    id: "lead.rarl",
    name: "an arm and a leg electrode possibly exchanged (one flat limb lead)",
    source: REVERSE,
    when: { measure: "derived.flatLimbLead", operator: "!=", threshold: "none", unit: "" },
  },
  {
    ...base,
    id: "lead.prec",
    name: "chest electrodes possibly exchanged",
    source: "PMC6932211",
    when: { measure: "derived.precordialSwap", operator: "!=", threshold: "none", unit: "" },
    note: "neighbouring chest leads resemble each other clearly better after one exchange; the amount is an engineering choice",
  },
  {
    ...base,
    id: "q.refuse",
    name: "uninterpretable recording",
    source: "AHA 2007 codes 4 and 10 to 15; CinC 2011; engineering choice",
    mark: "E",
    when: { measure: "quality.verdict", operator: "=", threshold: "unusable", unit: "" },
  },
  {
    ...base,
    id: "q.refuse@limited",
    name: "recording of limited use",
    source: "AHA 2007 codes 4 and 10 to 15; CinC 2011; engineering choice",
    mark: "E",
    when: {
      any: [
        { measure: "quality.verdict", operator: "in", threshold: ["limited", "unusable"], unit: "" },
        { measure: "derived.usableLeadCount", operator: "<", threshold: 8, unit: "" },
        { measure: "record.durationMs", operator: "<", threshold: 5000, unit: "ms" },
        { measure: "derived.beatCount", operator: "<", threshold: 3, unit: "" },
      ],
    },
  },
  {
    ...base,
    id: "lead.rala@gate",
    name: "electrode exchange suspected by the quality gate",
    source: `${REVERSE}; ${SENSORS}`,
    when: { measure: "quality.leadReversal", operator: "!=", threshold: "none", unit: "" },
  },
];

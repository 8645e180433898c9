// Patterns that resemble ischaemia or point at electrolytes, drugs, the pericardium or the lungs. An ECG can
// only suggest them: each becomes "pattern, consider ..." and nothing stronger.
import type { Condition, LeadName, Rule } from "./rule-schema.ts";
import { UNJUDGED_RIGHT_CHEST, UNJUDGED_ST_T } from "./unjudged-qrs.ts";

const base = {
  group: "mimics",
  stage: "ST-T and Q",
  kind: "executable",
  mark: "S",
  topic: null,
  suppressedBy: UNJUDGED_ST_T,
} as const;
const known = { ...base, mark: "K", unverified: true } as const;

const stJ = (operator: ">=" | "<" | "<=", threshold: number): Condition => ({
  measure: "median.stJMv",
  operator,
  threshold,
  unit: "mV",
});
const t = (operator: ">" | "<", threshold: number): Condition => ({
  measure: "median.t.amplitudeMv",
  operator,
  threshold,
  unit: "mV",
});
const CHEST: readonly LeadName[] = ["V1", "V2", "V3", "V4", "V5", "V6"];
const LIMB: readonly LeadName[] = ["I", "II", "III", "aVL", "aVF"];
const jWave: Condition = { measure: "median.jWaveMv", operator: ">=", threshold: 0.1, unit: "mV" };
const narrowPeakedT: Condition = {
  all: [
    {
      any: [{ all: [{ leadIn: CHEST }, t(">", 1)] }, { all: [{ leadIn: LIMB }, t(">", 0.6)] }],
    },
    { measure: "median.tAsymmetry", operator: "<=", threshold: 1.5, unit: "" },
    { measure: "derived.tDurationMs", operator: "<", threshold: 180, unit: "ms" },
  ],
};

export const mimicRules: readonly Rule[] = [
  {
    ...base,
    id: "brug1",
    name: "Brugada type 1 pattern",
    source: "ESC 2022; International athlete ECG criteria 2017 (JACC 69:1057)",
    suppressedBy: UNJUDGED_RIGHT_CHEST,
    when: {
      inLeads: ["V1", "V2"],
      count: 1,
      that: {
        all: [
          stJ(">=", 0.2),
          { measure: "derived.stSlopeMv", operator: "<", threshold: 0, unit: "mV" },
          { measure: "median.stCurve", operator: "in", threshold: ["convex", "straight"], unit: "" },
          t("<", 0),
        ],
      },
    },
    note: "the fourth intercostal space only: no high leads are recorded",
  },
  {
    group: "mimics",
    stage: "ST-T and Q",
    mark: "S",
    topic: null,
    id: "brug2",
    kind: "convention",
    name: "Brugada type 2 screening",
    source: "Serra 2014 (Europace 16:1639)",
    reason: "the width of the r' triangle 0.5 mV below its take-off is not measured",
  },
  {
    ...base,
    id: "er",
    name: "early repolarisation pattern",
    source: "Macfarlane 2015 (JACC 66:470)",
    when: {
      all: [
        {
          any: [
            { contiguous: 2, among: ["II", "aVF", "III"], that: jWave },
            { contiguous: 2, among: ["aVL", "I"], that: jWave },
            { contiguous: 2, among: ["V4", "V5", "V6"], that: jWave },
          ],
        },
        { measure: "global.qrsDurationMs", operator: "<", threshold: 120, unit: "ms" },
      ],
    },
  },
  {
    ...base,
    id: "er@ascending",
    name: "early repolarisation with ascending ST",
    source: "Macfarlane 2015 (JACC 66:470)",
    requires: ["er"],
    when: {
      inLeads: ["I", "II", "III", "aVL", "aVF", "V4", "V5", "V6"],
      count: 2,
      that: { all: [jWave, { measure: "median.stForm", operator: "=", threshold: "upslope", unit: "" }] },
    },
  },
  {
    ...base,
    id: "peri",
    name: "pericarditis pattern",
    source: "ESC 2004/2015; Ginzton & Laks; lead counts and 0.05 mV are engineering choices",
    when: {
      all: [
        {
          inLeads: ["I", "II", "aVL", "aVF", "V3", "V4", "V5", "V6"],
          count: 5,
          that: {
            all: [
              stJ(">=", 0.05),
              { measure: "median.stCurve", operator: "=", threshold: "concave", unit: "" },
            ],
          },
        },
        { inLeads: ["aVR"], count: 1, that: stJ("<", 0) },
        {
          inLeads: ["I", "II", "III", "aVL", "aVF", "V2", "V3", "V4", "V5", "V6"],
          count: "all",
          that: { not: stJ("<=", -0.05) },
        },
        {
          any: [
            {
              inLeads: ["I", "II", "aVF", "V4", "V5", "V6"],
              count: 1,
              that: { measure: "median.prSegmentMv", operator: "<=", threshold: -0.05, unit: "mV" },
            },
            { measure: "median.prSegmentMv", lead: "aVR", operator: ">=", threshold: 0.05, unit: "mV" },
            { measure: "derived.stToT", lead: "V6", operator: ">=", threshold: 0.25, unit: "" },
          ],
        },
      ],
    },
  },
  {
    ...base,
    id: "hyperk",
    name: "hyperkalaemia pattern",
    source: "AccessEM; Emergency Medicine Journal table; T:R study",
    when: { inLeads: [...LIMB, ...CHEST], count: 2, that: narrowPeakedT },
    note: "narrow base is a T of less than 180 ms (engineering choice); PR, P and QRS are stated by themselves",
  },
  {
    ...base,
    id: "hypok",
    name: "hypokalaemia pattern",
    source: "textbook",
    when: {
      all: [
        { rule: "t.class" },
        { rule: "std" },
        {
          inLeads: ["V2", "V3", "V4", "V5", "II"],
          count: 1,
          that: {
            any: [
              { measure: "median.uMv", operator: ">", threshold: 0.1, unit: "mV" },
              { measure: "derived.uToT", operator: ">", threshold: 1, unit: "" },
            ],
          },
        },
      ],
    },
  },
  {
    ...known,
    id: "ca@hypo",
    stage: "QT",
    name: "long QTc by a long ST segment",
    source: "textbook",
    requires: ["qt.long"],
    when: { measure: "derived.stSegmentMs", operator: ">=", threshold: 160, unit: "ms" },
    note: "160 ms for a long ST segment are an engineering choice",
  },
  {
    ...known,
    id: "ca",
    stage: "QT",
    name: "short ST segment with QTc under 390 ms",
    source: "textbook",
    when: {
      all: [
        { measure: "global.qtcMs.framingham", operator: "<", threshold: 390, unit: "ms" },
        { measure: "derived.stSegmentMs", operator: "<=", threshold: 40, unit: "ms" },
      ],
    },
    note: "40 ms for a short ST segment are an engineering choice",
  },
  {
    ...known,
    id: "dig",
    stage: "QT",
    name: "digitalis pattern",
    source: "textbook",
    when: {
      all: [
        {
          inLeads: ["I", "II", "aVL", "V4", "V5", "V6"],
          count: 2,
          that: {
            all: [
              stJ("<=", -0.05),
              { measure: "median.stCurve", operator: "=", threshold: "concave", unit: "" },
              { measure: "derived.netQrsMv", operator: ">", threshold: 0, unit: "mV", tolerance: 0 },
            ],
          },
        },
        { measure: "global.qtcMs.framingham", operator: "<", threshold: 390, unit: "ms" },
      ],
    },
    note: "'short QT' is a QTc under 390 ms",
  },
  {
    ...known,
    id: "pe",
    name: "S1Q3T3",
    source: "McGinn-White",
    needs: { leads: ["I", "III"] },
    when: {
      all: [
        { measure: "median.s.depthMv", lead: "I", operator: ">=", threshold: 0.15, unit: "mV" },
        { measure: "median.q.depthMv", lead: "III", operator: ">=", threshold: 0.15, unit: "mV" },
        { measure: "median.t.amplitudeMv", lead: "III", operator: "<", threshold: 0, unit: "mV" },
      ],
    },
  },
  {
    ...known,
    id: "pe@strain",
    name: "T inversion in III and V1 to V4",
    source: "McGinn-White",
    suppressedBy: UNJUDGED_RIGHT_CHEST,
    when: { inLeads: ["III", "V1", "V2", "V3", "V4"], count: "all", that: t("<", 0) },
  },
];

// Bundle branch and fascicular blocks, and pre-excitation. Ranges narrower than the tolerance (110 to 119 ms)
// are read without it, or nothing could ever be "met" in them.
import type { Condition, Rule } from "./rule-schema.ts";

const base = {
  group: "intraventricular conduction",
  stage: "QRS and bundle branch block",
  kind: "executable",
  mark: "S",
  topic: "bundle branch block",
} as const;
const PART_III = "AHA/ACCF/HRS 2009 Part III (JACC 53:976)";
const UNJUDGED = ["rhy.pace@dominant", "wpw"];

const qrs = (operator: ">" | ">=" | "<" | "<=", threshold: number): Condition => ({
  measure: "global.qrsDurationMs",
  operator,
  threshold,
  unit: "ms",
});
const incomplete: Condition = {
  all: [
    { measure: "global.qrsDurationMs", operator: ">=", threshold: 110, unit: "ms", tolerance: 0 },
    { measure: "global.qrsDurationMs", operator: "<", threshold: 120, unit: "ms", tolerance: 0 },
  ],
};
const secondR: Condition = {
  inLeads: ["V1", "V2"],
  count: 1,
  that: {
    all: [
      { measure: "derived.hasRPrime", operator: "=", threshold: true, unit: "" },
      { measure: "derived.isQs", operator: "=", threshold: false, unit: "" },
    ],
  },
};
const broadR: Condition = {
  all: [
    { measure: "derived.monophasicR", lead: "V1", operator: "=", threshold: true, unit: "" },
    { measure: "median.rPeakTimeMs", lead: "V1", operator: ">", threshold: 50, unit: "ms" },
    {
      inLeads: ["V5", "V6"],
      count: "all",
      that: { measure: "median.rPeakTimeMs", operator: "<=", threshold: 50, unit: "ms" },
    },
  ],
};
const lateS: Condition = {
  inLeads: ["I", "V6"],
  count: "all",
  that: {
    any: [
      { measure: "derived.sMinusRDurationMs", operator: ">", threshold: 0, unit: "ms", tolerance: 0 },
      { measure: "median.s.durationMs", operator: ">", threshold: 40, unit: "ms" },
    ],
  },
};
const rightMorphology: Condition = { all: [{ any: [secondR, broadR] }, lateS] };
const noLateralQ: Condition = {
  inLeads: ["I", "V5", "V6"],
  count: "all",
  that: { measure: "median.q.depthMv", operator: "<", threshold: 0.05, unit: "mV" },
};
const latePeak = (leads: readonly ("V4" | "V5" | "V6")[]): Condition => ({
  inLeads: leads,
  count: 1,
  that: { measure: "median.rPeakTimeMs", operator: ">", threshold: 60, unit: "ms" },
});
const lvhVoltage: Condition = {
  any: [
    { measure: "global.voltages.sokolowLyonMv", operator: ">=", threshold: 3.5, unit: "mV" },
    {
      measure: "global.voltages.cornellMv",
      operator: ">",
      threshold: {
        variants: [
          { sex: "male", value: 2.8 },
          { sex: "female", value: 2 },
        ],
      },
      unit: "mV",
    },
  ],
};
const hemiblock = (leftAxisLimit: number): Condition => ({
  all: [
    { measure: "global.axisDeg.qrs", operator: "<=", threshold: leftAxisLimit, unit: "deg" },
    { measure: "global.axisDeg.qrs", operator: ">=", threshold: -90, unit: "deg" },
    { measure: "derived.qrPattern", lead: "aVL", operator: "=", threshold: true, unit: "" },
    { measure: "median.rPeakTimeMs", lead: "aVL", operator: ">=", threshold: 45, unit: "ms" },
    { any: [qrs("<", 120), { rule: "bbb.rbbb" }] },
  ],
});

export const intraventricularRules: readonly Rule[] = [
  {
    ...base,
    id: "wpw",
    stage: "pacing and pre-excitation",
    name: "ventricular pre-excitation",
    source: `${PART_III}; International athlete ECG criteria 2017`,
    topic: "pre-excitation",
    suppressedBy: ["rhy.pace@dominant"],
    suppressesOnlyWhenMet: true,
    when: {
      all: [
        { measure: "global.prMs", operator: "<", threshold: 120, unit: "ms" },
        qrs(">", 120),
        {
          inLeads: ["I", "II", "III", "aVL", "aVF", "V1", "V2", "V3", "V4", "V5", "V6"],
          count: 3,
          that: { measure: "median.slurredOnsetMs", operator: ">=", threshold: 30, unit: "ms" },
        },
      ],
    },
    note: "a delta wave in three leads is an engineering choice; a borderline short PR with a wide QRS is as often bundle branch block, so it suppresses nothing",
  },
  {
    ...base,
    id: "bbb.rbbb",
    name: "complete right bundle branch block",
    source: PART_III,
    needs: { leads: ["I", "V1", "V6"] },
    suppressedBy: UNJUDGED,
    when: { all: [qrs(">=", 120), rightMorphology] },
  },
  {
    ...base,
    id: "bbb.irbbb",
    name: "incomplete right bundle branch block",
    source: PART_III,
    needs: { leads: ["I", "V1", "V6"] },
    suppressedBy: UNJUDGED,
    when: { all: [incomplete, rightMorphology] },
  },
  {
    ...base,
    id: "bbb.rsr",
    name: "rSr' in V1 or V2 with normal QRS duration",
    source: PART_III,
    mark: "K",
    unverified: true,
    topic: null,
    suppressedBy: UNJUDGED,
    when: {
      all: [
        { measure: "global.qrsDurationMs", operator: "<", threshold: 110, unit: "ms", tolerance: 0 },
        secondR,
      ],
    },
  },
  {
    ...base,
    id: "bbb.lbbb",
    name: "complete left bundle branch block",
    source: PART_III,
    needs: { leads: ["I", "V1", "V5", "V6"] },
    suppressedBy: UNJUDGED,
    when: {
      all: [
        qrs(">=", 120),
        noLateralQ,
        latePeak(["V5", "V6"]),
        {
          inLeads: ["I", "aVL", "V5", "V6"],
          count: 1,
          that: {
            any: [
              { measure: "median.notches", operator: ">=", threshold: 1, unit: "" },
              { measure: "median.rPeakTimeMs", operator: ">", threshold: 60, unit: "ms" },
            ],
          },
        },
        { measure: "derived.netQrsMv", lead: "V1", operator: "<", threshold: 0, unit: "mV" },
      ],
    },
    note: "'broad, notched or slurred R' is a notch or a late peak in one of I, aVL, V5, V6; an R-peak time over 60 ms is asked for in V5 or V6; a mainly negative V1 stands for the normal early peak there",
  },
  {
    ...base,
    id: "bbb.ilbbb",
    name: "incomplete left bundle branch block",
    source: PART_III,
    needs: { leads: ["I", "V5", "V6"] },
    suppressedBy: UNJUDGED,
    when: { all: [incomplete, lvhVoltage, latePeak(["V4", "V5", "V6"]), noLateralQ] },
  },
  {
    ...base,
    id: "bbb.strauss",
    name: "left bundle branch block by the strict criteria",
    source: "Strauss 2011",
    topic: null,
    needs: { leads: ["V1", "V2"] },
    suppressedBy: UNJUDGED,
    when: {
      all: [
        {
          measure: "global.qrsDurationMs",
          operator: ">=",
          threshold: {
            variants: [
              { sex: "male", value: 140 },
              { sex: "female", value: 130 },
            ],
          },
          unit: "ms",
        },
        {
          inLeads: ["V1", "V2"],
          count: "all",
          that: {
            any: [
              { measure: "derived.isQs", operator: "=", threshold: true, unit: "" },
              { measure: "derived.rsPattern", operator: "=", threshold: true, unit: "" },
            ],
          },
        },
        {
          inLeads: ["V1", "V2", "V5", "V6", "I", "aVL"],
          count: 2,
          that: { measure: "median.notches", operator: ">=", threshold: 1, unit: "" },
        },
      ],
    },
  },
  {
    ...base,
    id: "bbb.nivcd",
    name: "nonspecific intraventricular conduction delay",
    source: `${PART_III}; International athlete ECG criteria 2017`,
    suppressedBy: UNJUDGED,
    when: {
      all: [
        qrs(">", 110),
        { not: { rule: "bbb.rbbb" } },
        { not: { rule: "bbb.irbbb" } },
        { not: { rule: "bbb.lbbb" } },
        { not: { rule: "bbb.ilbbb" } },
      ],
    },
  },
  {
    ...base,
    id: "bbb.nivcd@wide",
    name: "QRS of 120 ms or more",
    source: PART_III,
    topic: null,
    suppressedBy: UNJUDGED,
    when: { measure: "global.qrsDurationMs", operator: ">=", threshold: 120, unit: "ms", tolerance: 0 },
  },
  {
    ...base,
    id: "bbb.nivcd@marked",
    name: "marked intraventricular conduction delay",
    source: "International athlete ECG criteria 2017 (JACC 69:1057)",
    topic: null,
    requires: ["bbb.nivcd"],
    when: qrs(">=", 140),
  },
  {
    ...base,
    id: "bbb.lafb",
    topic: "fascicular block",
    name: "left anterior fascicular block",
    source: PART_III,
    needs: { leads: ["aVL"] },
    suppressedBy: [...UNJUDGED, "bbb.lbbb"],
    when: hemiblock(-45),
    profiles: { "reasoning-benchmark": hemiblock(-30) },
    note: "with right bundle branch block the QRS may be wide: each block is stated by itself",
  },
  {
    ...base,
    id: "bbb.lafb@form",
    topic: "fascicular block",
    name: "QRS forms of left anterior fascicular block",
    source: PART_III,
    needs: { leads: ["aVL", "III"] },
    suppressedBy: [...UNJUDGED, "bbb.lbbb"],
    when: {
      all: [
        { measure: "derived.qrPattern", lead: "aVL", operator: "=", threshold: true, unit: "" },
        {
          inLeads: ["II", "III", "aVF"],
          count: 2,
          that: { measure: "derived.rsPattern", operator: "=", threshold: true, unit: "" },
        },
        { any: [qrs("<", 120), { rule: "bbb.rbbb" }] },
      ],
    },
    note: "without the R-peak time in aVL: alone it makes the block probable at most",
  },
  {
    ...base,
    id: "bbb.lpfb",
    topic: "fascicular block",
    name: "left posterior fascicular block",
    source: PART_III,
    needs: { leads: ["I", "aVL", "III", "aVF"] },
    suppressedBy: [...UNJUDGED, "bbb.lbbb"],
    when: {
      all: [
        { measure: "global.axisDeg.qrs", operator: ">=", threshold: 90, unit: "deg" },
        {
          inLeads: ["I", "aVL"],
          count: "all",
          that: { measure: "derived.rsPattern", operator: "=", threshold: true, unit: "" },
        },
        {
          inLeads: ["III", "aVF"],
          count: "all",
          that: { measure: "derived.qrPattern", operator: "=", threshold: true, unit: "" },
        },
        qrs("<", 120),
      ],
    },
    note: "right ventricular hypertrophy and lateral infarction are excluded when findings are derived",
  },
  {
    ...base,
    id: "bbb.bif",
    kind: "convention",
    name: "each block is stated by itself",
    source: "AHA/ACCF/HRS 2009 Part III, through cardiologywiki",
    topic: null,
    reason: "a wording: bifascicular and trifascicular are not used as terms",
  },
];

// Ventricular hypertrophy. Women's limits differ; where sex is unknown the higher one is used.
import { terminalForce } from "./atrial-rules.ts";
import type { Condition, Rule } from "./rule-schema.ts";
import { UNJUDGED_QRS } from "./unjudged-qrs.ts";

const base = {
  group: "hypertrophy",
  stage: "axis, voltage and hypertrophy",
  kind: "executable",
  mark: "S",
  topic: "left ventricular hypertrophy",
  suppressedBy: UNJUDGED_QRS,
} as const;
const PART_V = "AHA/ACCF/HRS 2009 Part V (JACC 53:992)";

/** ST down and T inverted where the QRS is upright, in one of the leads that face the left ventricle. */
const lateralStrain: Condition = {
  inLeads: ["I", "aVL", "V5", "V6"],
  count: 1,
  that: {
    all: [
      { measure: "derived.netQrsMv", operator: ">", threshold: 0, unit: "mV", tolerance: 0 },
      { measure: "median.stJMv", operator: "<=", threshold: -0.05, unit: "mV" },
      { measure: "median.t.amplitudeMv", operator: "<", threshold: 0, unit: "mV" },
    ],
  },
};
const romhiltEstes = (points: number): Condition => ({
  atLeast: points,
  of: [
    {
      points: 3,
      when: {
        any: [
          {
            inLeads: ["I", "II", "III", "aVR", "aVL", "aVF"],
            count: 1,
            that: { measure: "derived.largestDeflectionMv", operator: ">=", threshold: 2, unit: "mV" },
          },
          {
            inLeads: ["V1", "V2"],
            count: 1,
            that: { measure: "median.s.depthMv", operator: ">=", threshold: 3, unit: "mV" },
          },
          {
            inLeads: ["V5", "V6"],
            count: 1,
            that: { measure: "median.r.amplitudeMv", operator: ">=", threshold: 3, unit: "mV" },
          },
        ],
      },
    },
    { points: 3, when: lateralStrain },
    { points: 3, when: terminalForce },
    { points: 2, when: { measure: "global.axisDeg.qrs", operator: "<=", threshold: -30, unit: "deg" } },
    { points: 1, when: { measure: "global.qrsDurationMs", operator: ">=", threshold: 90, unit: "ms" } },
    {
      points: 1,
      when: {
        inLeads: ["V5", "V6"],
        count: 1,
        that: { measure: "median.rPeakTimeMs", operator: ">=", threshold: 50, unit: "ms" },
      },
    },
  ],
});
/** Signs of right ventricular hypertrophy beside the axis. */
const rightVentricularSign: Condition = {
  any: [
    { measure: "median.r.amplitudeMv", lead: "V1", operator: ">", threshold: 0.6, unit: "mV" },
    { measure: "derived.rToS", lead: "V1", operator: ">", threshold: 1, unit: "" },
    { measure: "derived.rV1PlusSV56Mv", operator: ">", threshold: 1.05, unit: "mV" },
    { measure: "median.s.depthMv", lead: "V5", operator: ">", threshold: 1, unit: "mV" },
    { measure: "median.s.depthMv", lead: "V6", operator: ">", threshold: 0.3, unit: "mV" },
    { measure: "median.r.amplitudeMv", lead: "aVR", operator: ">", threshold: 0.4, unit: "mV" },
    { measure: "derived.rToS", lead: "V5", operator: "<", threshold: 0.75, unit: "" },
    { measure: "derived.rToS", lead: "V6", operator: "<", threshold: 0.4, unit: "" },
    {
      all: [
        { measure: "median.rPeakTimeMs", lead: "V1", operator: ">", threshold: 35, unit: "ms" },
        { measure: "global.qrsDurationMs", operator: "<", threshold: 120, unit: "ms" },
      ],
    },
    { measure: "derived.qrPattern", lead: "V1", operator: "=", threshold: true, unit: "" },
  ],
};

export const hypertrophyRules: readonly Rule[] = [
  {
    ...base,
    id: "lvh.sl",
    name: "Sokolow-Lyon voltage",
    source: `${PART_V}; ECG-Reasoning-Benchmark`,
    needs: { leads: ["V1", "V5", "V6"] },
    when: {
      all: [
        { measure: "patient.ageYears", operator: ">=", threshold: 35, unit: "years" },
        { measure: "global.voltages.sokolowLyonMv", operator: ">=", threshold: 3.5, unit: "mV" },
      ],
    },
    profiles: {
      "reasoning-benchmark": {
        measure: "global.voltages.sokolowLyonMv",
        operator: ">",
        threshold: 3.5,
        unit: "mV",
      },
    },
  },
  {
    ...base,
    id: "lvh.sl@young",
    name: "Sokolow-Lyon voltage under 35 years",
    source: PART_V,
    topic: null,
    needs: { leads: ["V1", "V5", "V6"] },
    when: {
      all: [
        { measure: "patient.ageYears", operator: "<", threshold: 35, unit: "years" },
        { measure: "global.voltages.sokolowLyonMv", operator: ">=", threshold: 3.5, unit: "mV" },
      ],
    },
    note: "common in the healthy young; no sign of hypertrophy",
  },
  {
    ...base,
    id: "lvh.avl",
    name: "R in aVL",
    source: `${PART_V}; ECG-Reasoning-Benchmark`,
    needs: { leads: ["aVL"] },
    when: { measure: "global.voltages.rAvlMv", operator: ">", threshold: 1.1, unit: "mV" },
  },
  {
    ...base,
    id: "lvh.cv",
    name: "Cornell voltage",
    source: `${PART_V}; ecgpedia`,
    needs: { leads: ["aVL", "V3"] },
    when: {
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
  },
  {
    ...base,
    id: "lvh.cp",
    name: "Cornell product",
    source: "Okin; ECG-Reasoning-Benchmark without the addition for women",
    needs: { leads: ["aVL", "V3"] },
    when: { measure: "derived.cornellProductBySexMvMs", operator: ">=", threshold: 244, unit: "mV*ms" },
    profiles: {
      "reasoning-benchmark": {
        measure: "derived.cornellProductMvMs",
        operator: ">",
        threshold: 244,
        unit: "mV*ms",
      },
    },
    note: "0.6 mV are added for women; where sex is unknown nothing is added",
  },
  {
    ...base,
    id: "lvh.pl",
    name: "Peguero-Lo Presti voltage",
    source: "Peguero 2017 (JACC 69:1694)",
    needs: { leads: ["V4"] },
    when: {
      measure: "global.voltages.pegueroLoPrestiMv",
      operator: ">=",
      threshold: {
        variants: [
          { sex: "male", value: 2.8 },
          { sex: "female", value: 2.3 },
        ],
      },
      unit: "mV",
    },
  },
  {
    ...base,
    id: "lvh.gub",
    name: "Gubner voltage",
    source: PART_V,
    mark: "K",
    unverified: true,
    needs: { leads: ["I", "III"] },
    when: { measure: "global.voltages.gubnerMv", operator: ">=", threshold: 2.5, unit: "mV" },
  },
  {
    ...base,
    id: "lvh.re",
    topic: null,
    name: "Romhilt-Estes score of 4 or more",
    source: "Romhilt & Estes 1968",
    mark: "K",
    unverified: true,
    when: romhiltEstes(4),
    note: "digitalis is not known: ST-T changes count 3 points",
  },
  {
    ...base,
    id: "lvh.re@definite",
    name: "Romhilt-Estes score of 5 or more",
    source: "Romhilt & Estes 1968",
    mark: "K",
    unverified: true,
    topic: null,
    when: romhiltEstes(5),
  },
  {
    ...base,
    id: "lvh.rule@voltage",
    name: "voltage criteria for left ventricular hypertrophy",
    source: `${PART_V}, through cardiologywiki`,
    topic: null,
    when: {
      any: [
        { rule: "lvh.sl" },
        { rule: "lvh.avl" },
        { rule: "lvh.cv" },
        { rule: "lvh.cp" },
        { rule: "lvh.pl" },
        { rule: "lvh.gub" },
      ],
    },
  },
  {
    ...base,
    id: "lvh.rule@strain",
    name: "ST depression and T inversion over the left ventricle",
    source: `${PART_V}, through cardiologywiki`,
    topic: null,
    when: lateralStrain,
  },
  {
    ...base,
    id: "lvh.rule",
    name: "left ventricular hypertrophy with ST-T changes or left atrial abnormality",
    source: `${PART_V}, through cardiologywiki`,
    topic: null,
    requires: ["lvh.rule@voltage"],
    when: { any: [{ rule: "lvh.rule@strain" }, { rule: "laa@two" }] },
    note: "left atrial abnormality counts with two of its criteria: a P of 120 ms alone is too common",
  },
  {
    ...base,
    id: "rvh",
    name: "right ventricular hypertrophy",
    source: `${PART_V}, table from memory; Sokolow-Lyon values`,
    topic: "right ventricular hypertrophy",
    suppressedBy: [...UNJUDGED_QRS, "bbb.rbbb"],
    needs: { leads: ["V1", "V5", "V6"] },
    when: {
      all: [
        { measure: "global.axisDeg.qrs", operator: ">", threshold: 90, unit: "deg" },
        rightVentricularSign,
      ],
    },
    note: "posterior infarction and left posterior fascicular block are weighed when findings are derived",
  },
  {
    ...base,
    id: "rvh@strong",
    name: "right ventricular hypertrophy with an axis of 110 or more",
    source: `${PART_V}, table from memory; Sokolow-Lyon values`,
    topic: null,
    requires: ["rvh"],
    when: { measure: "global.axisDeg.qrs", operator: ">=", threshold: 110, unit: "deg" },
  },
];

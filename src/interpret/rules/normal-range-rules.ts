// Normal ranges of adults at rest. They make no finding alone: "normal ECG" needs them, and readers are
// told with them that a value is normal.
import type { Rule } from "./rule-schema.ts";
import { UNJUDGED_QRS } from "./unjudged-qrs.ts";

const base = { group: "normal ranges", kind: "executable", mark: "S", topic: null } as const;

export const normalRangeRules: readonly Rule[] = [
  {
    ...base,
    id: "norm.hr",
    stage: "rhythm",
    name: "normal heart rate",
    source: "textbook; WHI (PMC3825808)",
    when: {
      all: [
        { measure: "global.heartRateBpm", operator: ">=", threshold: 60, unit: "bpm" },
        { measure: "global.heartRateBpm", operator: "<=", threshold: 100, unit: "bpm" },
      ],
    },
  },
  {
    ...base,
    id: "norm.hr@clinical",
    stage: "rhythm",
    name: "clinically normal heart rate (50 to 100)",
    source: "textbook; WHI (PMC3825808)",
    when: {
      all: [
        { measure: "global.heartRateBpm", operator: ">=", threshold: 50, unit: "bpm" },
        { measure: "global.heartRateBpm", operator: "<=", threshold: 100, unit: "bpm" },
      ],
    },
  },
  {
    ...base,
    id: "norm.p",
    stage: "rhythm",
    name: "normal P wave",
    source: "ECG-R1 protocol; textbook; AHA/ACCF/HRS 2009 Part V (JACC 53:992)",
    needs: { leads: ["II", "V1"] },
    when: {
      all: [
        { measure: "global.pDurationMs", operator: "<", threshold: 120, unit: "ms" },
        { measure: "median.p.amplitudeMv", lead: "II", operator: "<", threshold: 0.25, unit: "mV" },
        { measure: "median.pInitialMv", lead: "V1", operator: "<", threshold: 0.15, unit: "mV" },
        { measure: "global.axisDeg.p", operator: ">=", threshold: 0, unit: "deg" },
        { measure: "global.axisDeg.p", operator: "<=", threshold: 75, unit: "deg" },
      ],
    },
  },
  {
    ...base,
    id: "norm.pr",
    stage: "AV conduction",
    name: "normal PR interval",
    source: "2018 bradycardia guideline (JACC 74:e51); WHI (PMC3825808)",
    when: {
      all: [
        { measure: "global.prMs", operator: ">=", threshold: 120, unit: "ms" },
        { measure: "global.prMs", operator: "<=", threshold: 200, unit: "ms" },
      ],
    },
  },
  {
    ...base,
    id: "norm.qrs",
    stage: "QRS and bundle branch block",
    name: "normal QRS duration",
    source: "AHA/ACCF/HRS 2009 Part III (JACC 53:976); WHI (PMC3825808)",
    when: { measure: "global.qrsDurationMs", operator: "<=", threshold: 110, unit: "ms" },
  },
  {
    ...base,
    id: "norm.axis",
    stage: "axis, voltage and hypertrophy",
    name: "normal QRS axis",
    source: "AHA/ACCF/HRS 2009 Part III (JACC 53:976)",
    suppressedBy: UNJUDGED_QRS,
    when: {
      all: [
        { measure: "global.axisDeg.qrs", operator: ">=", threshold: -30, unit: "deg" },
        { measure: "global.axisDeg.qrs", operator: "<=", threshold: 90, unit: "deg" },
      ],
    },
  },
  {
    ...base,
    id: "norm.qtc",
    stage: "QT",
    name: "QTc neither long nor short",
    source: "AHA/ACCF/HRS 2009 Part IV (JACC 53:982); WHI (PMC3825808)",
    when: { all: [{ not: { rule: "qt.long" } }, { not: { rule: "qt.short@marked" } }] },
  },
  {
    ...base,
    id: "norm.t",
    stage: "ST-T and Q",
    name: "normal T waves",
    source: "textbook; AHA/ACCF/HRS 2009 Part IV (JACC 53:982)",
    suppressedBy: UNJUDGED_QRS,
    when: {
      all: [
        {
          inLeads: ["I", "II", "V3", "V4", "V5", "V6"],
          count: "all",
          that: { measure: "median.t.amplitudeMv", operator: ">", threshold: 0, unit: "mV", tolerance: 0 },
        },
        {
          measure: "median.t.amplitudeMv",
          lead: "aVR",
          operator: "<",
          threshold: 0,
          unit: "mV",
          tolerance: 0,
        },
        {
          inLeads: ["I", "II", "III", "aVR", "aVL", "aVF"],
          count: "all",
          that: { measure: "derived.absoluteTMv", operator: "<", threshold: 0.5, unit: "mV" },
        },
        {
          inLeads: ["V1", "V2", "V3", "V4", "V5", "V6"],
          count: "all",
          that: { measure: "derived.absoluteTMv", operator: "<", threshold: 1, unit: "mV" },
        },
      ],
    },
    note: "men under 30 may exceed the amplitudes; that is not modelled",
  },
  {
    ...base,
    id: "norm.tables",
    stage: "comparison",
    kind: "convention",
    name: "percentile tables by lead, sex and age",
    source: "Rijnbeek 2014 (J Electrocardiol 47:914); Palhares 2017 (BMC Cardiovasc Disord, PMC5470250)",
    reason: "the percentile tables of the papers are not part of this rule book",
  },
];

// Sinus rhythm and its variations.
import type { Condition, Rule } from "./rule-schema.ts";

const base = { group: "rhythm", stage: "rhythm", kind: "executable", topic: "atrial rhythm" } as const;
const known = { ...base, mark: "K", unverified: true } as const;

const sinusAxis: Condition = {
  any: [
    {
      all: [
        { measure: "global.axisDeg.p", operator: ">=", threshold: -30, unit: "deg" },
        { measure: "global.axisDeg.p", operator: "<=", threshold: 90, unit: "deg" },
      ],
    },
    {
      all: [
        {
          measure: "median.p.amplitudeMv",
          lead: "II",
          operator: ">",
          threshold: 0,
          unit: "mV",
          tolerance: 0,
        },
        {
          measure: "median.p.amplitudeMv",
          lead: "aVR",
          operator: "<",
          threshold: 0,
          unit: "mV",
          tolerance: 0,
        },
      ],
    },
  ],
};
export const sinusRules: readonly Rule[] = [
  {
    ...base,
    id: "rhy.sinus",
    name: "sinus rhythm",
    source: "textbook; ECG-R1 protocol",
    mark: "S",
    when: {
      all: [
        { measure: "global.atrial.organisedP", operator: "=", threshold: true, unit: "" },
        { measure: "global.atrial.pShare", operator: ">=", threshold: 0.6, unit: "", tolerance: 0 },
        { measure: "global.dominantClass", operator: "=", threshold: "normal", unit: "" },
        sinusAxis,
        {
          any: [
            { measure: "global.prMs", operator: ">=", threshold: 120, unit: "ms", tolerance: 0 },
            { measure: "global.axisDeg.p", operator: ">=", threshold: 0, unit: "deg", tolerance: 0 },
          ],
        },
      ],
    },
    note: "PR under 120 ms is allowed with a P axis of 0 or more (short PR is stated by itself); a constant PR is not asked for, so that sinus rhythm survives second-degree block; a P in 60 % of the beats is an engineering choice (extrasystoles have none of that shape)",
  },
  {
    ...base,
    id: "rhy.sbrad",
    name: "sinus bradycardia",
    source: "2018 bradycardia guideline (JACC 74:e51), below 50; AHA 2007 statement use, below 60",
    mark: "S",
    requires: ["rhy.sinus"],
    when: { measure: "global.heartRateBpm", operator: "<", threshold: 50, unit: "bpm" },
    profiles: {
      "reasoning-benchmark": { measure: "global.heartRateBpm", operator: "<", threshold: 60, unit: "bpm" },
    },
  },
  {
    ...base,
    id: "rhy.sbrad@marked",
    name: "marked sinus bradycardia",
    source: "International athlete ECG criteria 2017 (JACC 69:1057)",
    mark: "S",
    requires: ["rhy.sinus"],
    when: { measure: "global.heartRateBpm", operator: "<", threshold: 40, unit: "bpm" },
  },
  {
    ...base,
    id: "rhy.stach",
    name: "sinus tachycardia",
    source: "textbook",
    mark: "S",
    requires: ["rhy.sinus"],
    when: { measure: "global.heartRateBpm", operator: ">", threshold: 100, unit: "bpm" },
  },
  {
    ...known,
    id: "rhy.sarr",
    name: "sinus arrhythmia",
    source: "Chou",
    requires: ["rhy.sinus"],
    when: { measure: "derived.normalRrRangeMs", operator: ">", threshold: 120, unit: "ms" },
    note: "RR between normal beats stands for PP",
  },
  {
    ...base,
    id: "rhy.sarr@marked",
    name: "RR varies by more than a quarter",
    source: "engineering choice",
    mark: "E",
    requires: ["rhy.sinus"],
    when: { measure: "derived.normalRrRangeShare", operator: ">", threshold: 0.25, unit: "" },
    note: "the textbook's 120 ms is passed by one healthy adult in four; a quarter of the mean RR is what is named",
  },
  {
    ...base,
    id: "rhy.pause",
    name: "pause of at least 3 s",
    source: "2018 bradycardia guideline (JACC 74:e51); International athlete ECG criteria 2017",
    mark: "S",
    when: { measure: "global.rhythm.longestPauseMs", operator: ">=", threshold: 3000, unit: "ms" },
    note: "measured between QRS complexes, not between P waves",
  },
  {
    ...known,
    id: "rhy.sab",
    name: "second-degree sinoatrial block, type II",
    source: "textbook",
    requires: ["rhy.sinus"],
    when: {
      all: [
        { measure: "derived.nonConductedPCount", operator: "=", threshold: 0, unit: "" },
        { measure: "derived.pacCount", operator: "=", threshold: 0, unit: "" },
        { measure: "derived.longestToMedianRr", operator: ">=", threshold: 1.8, unit: "", tolerance: 0 },
        { measure: "derived.longestToMedianRr", operator: "<=", threshold: 2.2, unit: "", tolerance: 0 },
      ],
    },
    note: "type I (progressive shortening before the pause) is not tested",
  },
];

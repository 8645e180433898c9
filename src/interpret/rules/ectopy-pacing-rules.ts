// Ectopic beats and their patterns, ventricular rhythms, and pacing. Which beat is premature or ventricular
// is decided when beats are classed; here they are counted.
import type { Condition, Rule } from "./rule-schema.ts";

const base = { group: "rhythm", stage: "rhythm", kind: "executable", topic: "ectopic beats" } as const;
const known = { ...base, mark: "K", unverified: true } as const;

const wide: Condition = { measure: "global.qrsDurationMs", operator: ">=", threshold: 120, unit: "ms" };
const over100: Condition = { measure: "global.heartRateBpm", operator: ">", threshold: 100, unit: "bpm" };
const noOrganisedP: Condition = {
  measure: "global.atrial.organisedP",
  operator: "=",
  threshold: false,
  unit: "",
};
const ventricularRun: Condition = {
  measure: "derived.longestVentricularRun",
  operator: ">=",
  threshold: 3,
  unit: "",
};
const notPaced: Condition = { not: { rule: "rhy.pace@dominant" } };

export const ectopyPacingRules: readonly Rule[] = [
  {
    ...known,
    id: "rhy.pace@dominant",
    stage: "pacing and pre-excitation",
    name: "ventricular pacing of most beats",
    source: "AHA/ACC/HRS 2007 Part I (Circ 115:1306)",
    topic: "pacing",
    allAges: true,
    when: {
      all: [
        { measure: "global.dominantClass", operator: "=", threshold: "paced", unit: "" },
        { measure: "global.pacing.mode", operator: "!=", threshold: "atrial", unit: "" },
      ],
    },
  },
  {
    ...known,
    id: "rhy.pace@ventricular",
    stage: "pacing and pre-excitation",
    name: "ventricular pacing",
    source: "AHA/ACC/HRS 2007 Part I (Circ 115:1306)",
    topic: "pacing",
    allAges: true,
    when: {
      any: [
        { measure: "global.pacing.mode", operator: "in", threshold: ["ventricular", "dual"], unit: "" },
        { rule: "rhy.pace@dominant" },
      ],
    },
  },
  {
    ...known,
    id: "rhy.pace@atrial",
    stage: "pacing and pre-excitation",
    name: "atrial pacing",
    source: "AHA/ACC/HRS 2007 Part I (Circ 115:1306)",
    topic: "pacing",
    allAges: true,
    when: { measure: "global.pacing.mode", operator: "in", threshold: ["atrial", "dual"], unit: "" },
  },
  {
    ...known,
    id: "rhy.pace",
    stage: "pacing and pre-excitation",
    name: "paced rhythm",
    source: "AHA/ACC/HRS 2007 Part I (Circ 115:1306)",
    topic: "pacing",
    allAges: true,
    when: {
      any: [
        { rule: "rhy.pace@ventricular" },
        { rule: "rhy.pace@atrial" },
        { measure: "global.pacing.pacedBeats", operator: ">=", threshold: 1, unit: "" },
      ],
    },
    note: "spikes are searched by the measuring code; that none is found does not exclude pacing",
  },
  {
    ...known,
    id: "rhy.vf",
    name: "no QRS for 3 s or more",
    source: "textbook",
    topic: "ventricular rhythm",
    allAges: true,
    when: { measure: "derived.longestGapWithoutQrsMs", operator: ">=", threshold: 3000, unit: "ms" },
    note: "standstill only: chaotic ventricular activity has no QRS that could be measured and ends in an unusable recording",
  },
  {
    ...base,
    id: "rhy.pac",
    topic: "premature atrial beats",
    name: "premature atrial complexes",
    source: "ECG-Reasoning-Benchmark (premature, QRS not prolonged); 0.85 of RR is an engineering choice",
    mark: "S",
    suppressedBy: ["rhy.af"],
    when: { measure: "derived.pacCount", operator: ">=", threshold: 1, unit: "" },
  },
  {
    ...base,
    id: "rhy.pac@frequent",
    topic: null,
    name: "three or more premature atrial complexes",
    source: "engineering choice",
    mark: "E",
    requires: ["rhy.pac"],
    when: { measure: "derived.pacCount", operator: ">=", threshold: 3, unit: "" },
  },
  {
    ...base,
    id: "rhy.pvc",
    name: "premature ventricular complexes",
    source: "ECG-Reasoning-Benchmark; textbook",
    mark: "S",
    when: { measure: "derived.pvcCount", operator: ">=", threshold: 1, unit: "" },
  },
  {
    ...known,
    id: "rhy.pattern@bigeminy",
    name: "bigeminy",
    source: "textbook",
    when: { measure: "derived.bigeminyCycles", operator: ">=", threshold: 3, unit: "" },
  },
  {
    ...known,
    id: "rhy.pattern@trigeminy",
    name: "trigeminy",
    source: "textbook",
    when: { measure: "derived.trigeminyCycles", operator: ">=", threshold: 2, unit: "" },
    note: "two cycles in ten seconds are an engineering choice",
  },
  {
    ...known,
    id: "rhy.pattern@couplet",
    name: "ventricular couplet",
    source: "textbook",
    when: { measure: "derived.ventricularCouplets", operator: ">=", threshold: 1, unit: "" },
  },
  {
    ...known,
    id: "rhy.pattern",
    name: "bigeminy, trigeminy or couplets",
    source: "textbook",
    when: {
      any: [
        { rule: "rhy.pattern@bigeminy" },
        { rule: "rhy.pattern@trigeminy" },
        { rule: "rhy.pattern@couplet" },
      ],
    },
  },
  {
    ...known,
    id: "rhy.vt",
    name: "run of ventricular beats above 100/min",
    source: "ACC/AHA",
    topic: "ventricular rhythm",
    when: {
      all: [
        ventricularRun,
        { measure: "derived.ventricularRunRateBpm", operator: ">", threshold: 100, unit: "bpm" },
      ],
    },
    note: "a 10 s recording cannot tell sustained from unsustained",
  },
  {
    ...known,
    id: "rhy.ivr",
    name: "idioventricular rhythm",
    source: "textbook",
    topic: "ventricular rhythm",
    when: {
      any: [
        {
          all: [
            ventricularRun,
            { measure: "derived.ventricularRunRateBpm", operator: "<=", threshold: 100, unit: "bpm" },
          ],
        },
        {
          all: [
            wide,
            noOrganisedP,
            { measure: "global.heartRateBpm", operator: "<=", threshold: 40, unit: "bpm" },
            notPaced,
          ],
        },
      ],
    },
  },
  {
    ...known,
    id: "rhy.ivr@accelerated",
    name: "accelerated idioventricular rhythm",
    source: "textbook",
    topic: null,
    requires: ["rhy.ivr"],
    when: {
      all: [
        ventricularRun,
        { measure: "derived.ventricularRunRateBpm", operator: ">", threshold: 40, unit: "bpm" },
      ],
    },
  },
  {
    ...base,
    id: "rhy.wct@tachycardia",
    name: "wide-QRS tachycardia",
    source: "ACC/AHA/HRS 2015 SVT guideline",
    mark: "S",
    topic: "ventricular rhythm",
    when: { all: [over100, wide, { not: { rule: "rhy.sinus" } }, notPaced] },
  },
  {
    ...base,
    id: "rhy.wct",
    name: "wide-QRS tachycardia with a sign of ventricular origin",
    source: "ACC/AHA/HRS 2015 SVT guideline, Table 5",
    mark: "S",
    topic: "ventricular rhythm",
    requires: ["rhy.wct@tachycardia"],
    when: {
      any: [
        {
          inLeads: ["V1", "V2", "V3", "V4", "V5", "V6"],
          count: "all",
          that: { measure: "derived.hasRs", operator: "=", threshold: false, unit: "" },
        },
        { measure: "derived.fusionCount", operator: ">=", threshold: 1, unit: "" },
        { measure: "derived.initialR", lead: "aVR", operator: "=", threshold: true, unit: "" },
        {
          all: [
            { measure: "derived.qrPattern", lead: "aVR", operator: "=", threshold: true, unit: "" },
            { measure: "median.q.durationMs", lead: "aVR", operator: ">", threshold: 40, unit: "ms" },
          ],
        },
        { measure: "median.rPeakTimeMs", lead: "II", operator: ">=", threshold: 50, unit: "ms" },
        {
          measure: "derived.precordialConcordance",
          operator: "in",
          threshold: ["positive", "negative"],
          unit: "",
        },
      ],
    },
    note: "a q in aVR counts before a larger R only; onset of R to nadir of S, AV dissociation and a notch on the descending limb in aVR are not measured",
  },
];

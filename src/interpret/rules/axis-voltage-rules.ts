// QRS axis, low voltage, R-wave progression and transition.
import type { Condition, Rule } from "./rule-schema.ts";
import { UNJUDGED_QRS } from "./unjudged-qrs.ts";

const base = {
  group: "axis and voltage",
  stage: "axis, voltage and hypertrophy",
  kind: "executable",
  mark: "S",
  topic: "QRS axis",
  suppressedBy: UNJUDGED_QRS,
} as const;
const known = { ...base, mark: "K", unverified: true } as const;
const PART_III = "AHA/ACCF/HRS 2009 Part III (JACC 53:976)";
const LIMB = ["I", "II", "III", "aVR", "aVL", "aVF"] as const;
const CHEST = ["V1", "V2", "V3", "V4", "V5", "V6"] as const;

const axis = (operator: ">" | ">=" | "<" | "<=", threshold: number): Condition => ({
  measure: "global.axisDeg.qrs",
  operator,
  threshold,
  unit: "deg",
});
/** The end at +-180 degrees is no clinical limit, so nothing is borderline there. */
const withinCircle = (operator: ">=" | "<=", threshold: number): Condition => ({
  measure: "global.axisDeg.qrs",
  operator,
  threshold,
  unit: "deg",
  tolerance: 0,
});
const rises = (lead: "V2" | "V3" | "V4", operator: ">=" | "<"): Condition => ({
  measure: "derived.rIncreaseMv",
  lead,
  operator,
  threshold: 0,
  unit: "mV",
});

export const axisVoltageRules: readonly Rule[] = [
  {
    ...known,
    id: "ax.lad",
    name: "left axis deviation",
    source: PART_III,
    when: { all: [axis("<", -30), axis(">=", -90)] },
  },
  {
    ...known,
    id: "ax.lad@marked",
    name: "marked left axis deviation",
    source: PART_III,
    topic: null,
    when: { all: [axis("<=", -45), axis(">=", -90)] },
  },
  {
    ...known,
    id: "ax.rad",
    name: "right axis deviation",
    source: PART_III,
    when: { all: [axis(">", 90), withinCircle("<=", 180)] },
  },
  {
    ...known,
    id: "ax.rad@marked",
    name: "marked right axis deviation",
    source: PART_III,
    topic: null,
    when: { all: [axis(">=", 120), withinCircle("<=", 180)] },
  },
  {
    ...base,
    id: "ax.ext",
    name: "extreme (superior) axis",
    source: "FeatureDB; textbook",
    when: { all: [axis("<", -90), withinCircle(">=", -180)] },
  },
  {
    ...base,
    id: "ax.ext@indeterminate",
    name: "indeterminate axis",
    source: "FeatureDB; textbook",
    needs: { leads: ["I", "aVF"] },
    when: {
      inLeads: ["I", "aVF"],
      count: "all",
      that: { measure: "derived.absoluteNetQrsMv", operator: "<", threshold: 0.1, unit: "mV" },
    },
  },
  {
    ...base,
    id: "low@limb",
    name: "low limb-lead voltage",
    source: "Eisenberg; Minnesota Code 9-1",
    topic: "low voltage",
    suppressedBy: [],
    needs: { leads: [...LIMB] },
    when: { measure: "global.voltages.maxLimbPeakToPeakMv", operator: "<", threshold: 0.5, unit: "mV" },
  },
  {
    ...base,
    id: "low@chest",
    name: "low chest-lead voltage",
    source: "Eisenberg; Minnesota Code 9-1",
    topic: "low voltage",
    suppressedBy: [],
    needs: { leads: [...CHEST] },
    when: { measure: "global.voltages.maxPrecordialPeakToPeakMv", operator: "<", threshold: 1, unit: "mV" },
  },
  {
    ...base,
    id: "low",
    name: "low QRS voltage",
    source: "Eisenberg; Minnesota Code 9-1",
    topic: "low voltage",
    suppressedBy: [],
    when: { any: [{ rule: "low@limb" }, { rule: "low@chest" }] },
  },
  {
    ...base,
    id: "prwp",
    name: "poor R-wave progression",
    source: "torch_ecg CinC2021 (R in V3 of at most 0.3 mV); Zema",
    topic: "R-wave progression",
    needs: { leads: ["V2", "V3"] },
    when: {
      all: [
        { measure: "median.r.amplitudeMv", lead: "V3", operator: "<=", threshold: 0.3, unit: "mV" },
        { ...rises("V3", ">="), tolerance: 0 },
      ],
    },
  },
  {
    ...base,
    id: "prwp@low",
    name: "low R in V3",
    source: "torch_ecg CinC2021 (R in V3 of at most 0.3 mV)",
    topic: null,
    needs: { leads: ["V3"] },
    when: { measure: "median.r.amplitudeMv", lead: "V3", operator: "<=", threshold: 0.3, unit: "mV" },
  },
  {
    ...base,
    id: "prwp@reversed",
    name: "reversed R-wave progression",
    source: "torch_ecg CinC2021; Zema",
    topic: "R-wave progression",
    needs: { leads: ["V1", "V2", "V3", "V4"] },
    when: { any: [rises("V2", "<"), rises("V3", "<"), rises("V4", "<")] },
  },
  {
    ...known,
    id: "trans",
    name: "normal transition in V3 or V4",
    source: "textbook",
    topic: null,
    needs: { leads: [...CHEST] },
    when: { measure: "global.transitionLead", operator: "in", threshold: ["V3", "V4"], unit: "" },
  },
  {
    ...known,
    id: "trans@early",
    name: "early transition",
    source: "textbook",
    topic: null,
    needs: { leads: [...CHEST] },
    when: { measure: "global.transitionLead", operator: "in", threshold: ["V1", "V2"], unit: "" },
  },
  {
    ...known,
    id: "trans@late",
    name: "late transition",
    source: "textbook",
    topic: null,
    needs: { leads: [...CHEST] },
    when: { measure: "global.transitionLead", operator: "in", threshold: ["V5", "V6", "none"], unit: "" },
  },
];

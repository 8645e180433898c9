// Atrial abnormality and interatrial block. Nothing is judged in fibrillation and flutter: there is no P.
import type { Condition, Rule } from "./rule-schema.ts";

const atrial = {
  group: "hypertrophy",
  stage: "axis, voltage and hypertrophy",
  kind: "executable",
  mark: "S",
  topic: "atrial abnormality",
  suppressedBy: ["rhy.af", "rhy.afl"],
} as const;
const PART_V = "AHA/ACCF/HRS 2009 Part V (JACC 53:992)";

/** P terminal force in V1; the Romhilt-Estes score counts it too. */
export const terminalForce: Condition = {
  measure: "median.pTerminalForceMvMs",
  lead: "V1",
  operator: ">=",
  threshold: 4,
  unit: "mV*ms",
};
const longP: Condition = { measure: "global.pDurationMs", operator: ">=", threshold: 120, unit: "ms" };
const notchedP: Condition = {
  inLeads: ["I", "II", "aVL", "V5", "V6"],
  count: 1,
  that: { measure: "median.pNotchMs", operator: ">=", threshold: 40, unit: "ms" },
};
export const atrialRules: readonly Rule[] = [
  {
    ...atrial,
    id: "laa",
    name: "left atrial abnormality",
    source: PART_V,
    needs: { leads: ["V1"] },
    when: { any: [longP, notchedP, terminalForce] },
  },
  {
    ...atrial,
    id: "laa@two",
    name: "left atrial abnormality by two criteria",
    source: PART_V,
    topic: null,
    needs: { leads: ["V1"] },
    when: { atLeast: 2, of: [longP, notchedP, terminalForce] },
  },
  {
    ...atrial,
    id: "laa@force",
    name: "P terminal force in V1 of 4 mV*ms or more",
    source: PART_V,
    topic: null,
    needs: { leads: ["V1"] },
    when: terminalForce,
  },
  {
    ...atrial,
    id: "raa",
    name: "right atrial abnormality",
    source: PART_V,
    needs: { leads: ["II", "V1"] },
    when: {
      any: [
        { measure: "median.p.amplitudeMv", lead: "II", operator: ">", threshold: 0.25, unit: "mV" },
        {
          inLeads: ["V1", "V2"],
          count: 1,
          that: { measure: "median.pInitialMv", operator: ">=", threshold: 0.15, unit: "mV" },
        },
      ],
    },
  },
  {
    ...atrial,
    id: "iab@advanced",
    name: "advanced interatrial block",
    source: "Bayes de Luna 2012",
    mark: "K",
    unverified: true,
    topic: null,
    when: {
      all: [
        longP,
        {
          inLeads: ["II", "III", "aVF"],
          count: "all",
          that: { measure: "median.p.form", operator: "=", threshold: "+-", unit: "" },
        },
      ],
    },
  },
  {
    ...atrial,
    id: "iab",
    name: "interatrial block",
    source: "Bayes de Luna 2012",
    mark: "K",
    unverified: true,
    topic: null,
    when: longP,
  },
];

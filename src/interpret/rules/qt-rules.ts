// QT and U. QTc is Framingham's, a linear correction as AHA/ACCF/HRS 2009 part IV advises; the other formulas
// are reported beside it. A wide QRS lengthens QT by itself, so raw QTc is not judged there.
import type { Condition, Rule } from "./rule-schema.ts";
import { UNJUDGED_ST_T } from "./unjudged-qrs.ts";

const base = { group: "QT", stage: "QT", kind: "executable", mark: "S", topic: "QT interval" } as const;
const PART_IV = "AHA/ACCF/HRS 2009 Part IV (JACC 53:982)";
const ATHLETES = "International athlete ECG criteria 2017 (JACC 69:1057)";

const notWide: Condition = { measure: "global.qrsDurationMs", operator: "<", threshold: 120, unit: "ms" };
const bySex = {
  variants: [
    { sex: "male" as const, value: 450 },
    { sex: "female" as const, value: 460 },
  ],
};

export const qtRules: readonly Rule[] = [
  {
    ...base,
    id: "lqts",
    kind: "convention",
    name: "QT correction formulas",
    source: "Bazett, Fridericia, Framingham, Hodges",
    topic: null,
    reason: "formulas that the measurements follow; there is nothing to test",
  },
  {
    ...base,
    id: "qt.long",
    name: "prolonged QTc",
    source: `${PART_IV}; ${ATHLETES}`,
    suppressedBy: UNJUDGED_ST_T,
    when: {
      all: [{ measure: "global.qtcMs.framingham", operator: ">=", threshold: bySex, unit: "ms" }, notWide],
    },
  },
  {
    ...base,
    id: "qt.long@marked",
    name: "markedly prolonged QTc (500 ms or more)",
    source: PART_IV,
    topic: null,
    requires: ["qt.long"],
    when: { measure: "global.qtcMs.framingham", operator: ">=", threshold: 500, unit: "ms" },
  },
  {
    ...base,
    id: "qt.short",
    suppressedBy: UNJUDGED_ST_T,
    name: "QTc of 390 ms or less",
    source: PART_IV,
    topic: null,
    when: { measure: "global.qtcMs.framingham", operator: "<=", threshold: 390, unit: "ms" },
    note: "a descriptor: two healthy women in a hundred are below 388 ms",
  },
  {
    ...base,
    id: "qt.short@marked",
    suppressedBy: UNJUDGED_ST_T,
    name: "short QTc (360 ms or less)",
    source: `ESC 2022; ${ATHLETES}`,
    when: { measure: "global.qtcMs.framingham", operator: "<=", threshold: 360, unit: "ms" },
  },
  {
    ...base,
    id: "qt.wide",
    suppressedBy: ["rhy.afl"],
    name: "prolonged QTc after allowing for a wide QRS",
    source: PART_IV,
    mark: "K",
    unverified: true,
    when: {
      all: [
        { measure: "global.qrsDurationMs", operator: ">=", threshold: 120, unit: "ms" },
        { measure: "derived.modifiedQtcMs", operator: ">=", threshold: bySex, unit: "ms" },
      ],
    },
    note: "QT less 0.485 of QRS (Bogossian), corrected by Framingham",
  },
  {
    ...base,
    id: "qt.af",
    name: "QTc of limited reliability (fibrillation, or rate under 50 or over 100)",
    source: "International athlete ECG criteria 2017 note",
    topic: null,
    when: {
      any: [
        { rule: "rhy.af" },
        { measure: "global.heartRateBpm", operator: "<", threshold: 50, unit: "bpm" },
        { measure: "global.heartRateBpm", operator: ">", threshold: 100, unit: "bpm" },
      ],
    },
  },
  {
    ...base,
    id: "u",
    name: "prominent U waves",
    source: PART_IV,
    mark: "K",
    unverified: true,
    topic: null,
    when: {
      inLeads: ["V2", "V3", "V4", "V5"],
      count: 2,
      that: {
        any: [
          { measure: "median.uMv", operator: ">", threshold: 0.1, unit: "mV" },
          {
            all: [
              { measure: "median.uMv", operator: ">", threshold: 0.05, unit: "mV" },
              { measure: "derived.uToT", operator: ">", threshold: 0.25, unit: "" },
            ],
          },
        ],
      },
    },
    note: "asked for in two leads, and a quarter of T only with 0.05 mV (engineering choices)",
  },
  {
    ...base,
    id: "u@inverted",
    name: "inverted U waves",
    source: PART_IV,
    mark: "K",
    unverified: true,
    topic: null,
    when: {
      inLeads: ["V2", "V3", "V4", "V5"],
      count: 2,
      that: { measure: "median.u.amplitudeMv", operator: "<", threshold: -0.05, unit: "mV" },
    },
    note: "0.05 mV in two leads are engineering choices",
  },
];

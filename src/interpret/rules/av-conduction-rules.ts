// AV conduction. Blocked P waves come from the measuring code; where it finds none, second- and
// third-degree block cannot be seen.
import type { Condition, Rule } from "./rule-schema.ts";

const base = {
  group: "AV conduction",
  stage: "AV conduction",
  kind: "executable",
  topic: "AV conduction",
} as const;
const known = { ...base, mark: "K", unverified: true } as const;
const B18 = "ACC/AHA/HRS 2018 bradycardia guideline (JACC 74:e51)";

const blockedP = (count: number): Condition => ({
  measure: "derived.nonConductedPCount",
  operator: ">=",
  threshold: count,
  unit: "",
});
const allConducted: Condition = { not: blockedP(1) };
const organisedP: Condition = {
  measure: "global.atrial.organisedP",
  operator: "=",
  threshold: true,
  unit: "",
};
const single: Condition = {
  measure: "derived.longestNonConductedPRun",
  operator: "=",
  threshold: 1,
  unit: "",
};
const notTwoToOne: Condition = {
  measure: "derived.twoToOneConduction",
  operator: "=",
  threshold: false,
  unit: "",
};
/** PP is constant enough for a blocked premature P to be unlikely: an engineering choice. */
const constantPp: Condition = {
  measure: "derived.ppVariationShare",
  operator: "<=",
  threshold: 0.12,
  unit: "",
};
const regular: Condition = { measure: "derived.rrVariationShare", operator: "<=", threshold: 0.08, unit: "" };
const notFibrillation: Condition = { not: { rule: "rhy.af" } };
const dissociated: Condition = {
  all: [
    { measure: "derived.prRangeMs", operator: ">", threshold: 100, unit: "ms" },
    blockedP(2),
    { measure: "derived.atrialToVentricularRate", operator: ">", threshold: 1.1, unit: "" },
  ],
};

export const avConductionRules: readonly Rule[] = [
  {
    ...base,
    id: "av.1",
    name: "first-degree AV block",
    source: `${B18}; ECG-Reasoning-Benchmark; International athlete ECG criteria 2017`,
    mark: "S",
    suppressedBy: ["rhy.af", "rhy.afl", "rhy.pace@dominant"],
    when: {
      all: [organisedP, { measure: "global.prMs", operator: ">", threshold: 200, unit: "ms" }, allConducted],
    },
  },
  {
    ...base,
    id: "av.1@marked",
    name: "marked first-degree AV block",
    source: "International athlete ECG criteria 2017 (JACC 69:1057)",
    mark: "S",
    topic: null,
    requires: ["av.1"],
    when: { measure: "global.prMs", operator: ">=", threshold: 300, unit: "ms" },
  },
  {
    ...base,
    id: "av.shortpr",
    name: "short PR interval",
    source: B18,
    mark: "S",
    suppressedBy: ["rhy.af", "rhy.afl", "rhy.pace@dominant"],
    when: {
      all: [
        organisedP,
        { measure: "global.prMs", operator: "<", threshold: 120, unit: "ms" },
        { not: { rule: "wpw" } },
      ],
    },
  },
  {
    ...known,
    id: "av.21",
    name: "2:1 AV block",
    source: B18,
    when: {
      all: [
        blockedP(2),
        { measure: "derived.twoToOneConduction", operator: "=", threshold: true, unit: "" },
        notFibrillation,
      ],
    },
  },
  {
    ...known,
    id: "av.high",
    name: "high-grade AV block",
    source: B18,
    when: {
      all: [
        { measure: "derived.longestNonConductedPRun", operator: ">=", threshold: 2, unit: "" },
        { measure: "derived.atrialRateBpm", operator: "<=", threshold: 120, unit: "bpm" },
        notFibrillation,
      ],
    },
    note: "a 'physiological' atrial rate of at most 120/min is an engineering choice",
  },
  {
    ...base,
    id: "av.3",
    name: "third-degree AV block",
    source: `${B18}; ECG-Reasoning-Benchmark`,
    mark: "S",
    when: { all: [dissociated, regular, notFibrillation] },
    profiles: {
      "reasoning-benchmark": {
        all: [
          { measure: "global.heartRateBpm", operator: "<", threshold: 70, unit: "bpm" },
          regular,
          notFibrillation,
          dissociated,
        ],
      },
    },
    note: "dissociation is read from a PR range over 100 ms, at least two blocked P and an atrial rate over the ventricular (engineering choices); fibrillation with regular slow escape is not looked for",
  },
  {
    ...known,
    id: "av.mob1",
    name: "second-degree AV block, Mobitz I (Wenckebach)",
    source: B18,
    when: {
      all: [
        blockedP(1),
        single,
        notTwoToOne,
        constantPp,
        { measure: "derived.prDropAfterPauseMs", operator: ">=", threshold: 20, unit: "ms" },
        { not: { rule: "av.3" } },
      ],
    },
  },
  {
    ...base,
    id: "av.mob2",
    name: "second-degree AV block, Mobitz II",
    source: `${B18}; International athlete ECG criteria 2017`,
    mark: "S",
    when: {
      all: [
        blockedP(1),
        single,
        notTwoToOne,
        constantPp,
        { measure: "derived.prRangeMs", operator: "<=", threshold: 20, unit: "ms", tolerance: 0 },
        { not: { rule: "av.3" } },
      ],
    },
    note: "constant within 10 ms either way, so a range of at most 20 ms",
  },
];

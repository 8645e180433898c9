// ST elevation and depression, by territory, and what their combinations suggest. Under a QRS that explains
// its own ST segment the modified Sgarbossa rules are read instead.
import type { Condition, LeadName, Rule } from "./rule-schema.ts";
import { UNJUDGED_QRS, UNJUDGED_RIGHT_CHEST, UNJUDGED_ST_T } from "./unjudged-qrs.ts";

const base = {
  group: "ischaemia",
  stage: "ST-T and Q",
  kind: "executable",
  mark: "S",
  topic: "ST segment",
  suppressedBy: UNJUDGED_ST_T,
} as const;
const known = { ...base, mark: "K", unverified: true } as const;
const UDMI4 = "4th Universal Definition of MI 2018 (JACC 72:2231)";
const ACC_2022 = "ACC 2022 expert consensus on chest pain in the emergency department, Table 1";

const FRONTAL: readonly LeadName[] = ["aVL", "I", "-aVR", "II", "aVF", "III"];
const CHEST: readonly LeadName[] = ["V1", "V2", "V3", "V4", "V5", "V6"];
const TERRITORIES: Readonly<Record<string, readonly (readonly LeadName[])[]>> = {
  inferior: [["II", "aVF", "III"]],
  anterior: [["V1", "V2", "V3", "V4"]],
  apical: [["V4", "V5"]],
  "chest-lateral": [["V5", "V6"]],
  "high-lateral": [["aVL", "I"]],
};

const elevated: Condition = {
  measure: "median.stJMv",
  operator: ">=",
  threshold: {
    variants: [
      { leads: ["V2", "V3"], sex: "male", ageBelow: 40, value: 0.25 },
      { leads: ["V2", "V3"], sex: "male", ageFrom: 40, value: 0.2 },
      { leads: ["V2", "V3"], sex: "female", value: 0.15 },
      { value: 0.1 },
    ],
  },
  unit: "mV",
};
const elevatedForAll: Condition = { measure: "median.stJMv", operator: ">", threshold: 0.1, unit: "mV" };
const notRising: Condition = {
  any: [
    { measure: "derived.stSlopeMv", operator: "<=", threshold: 0, unit: "mV", tolerance: 0 },
    { measure: "median.stForm", operator: "=", threshold: "horizontal", unit: "" },
  ],
};
const below = (threshold: number): Condition => ({
  measure: "median.stJMv",
  operator: "<=",
  threshold,
  unit: "mV",
});
const depressed: Condition = { all: [below(-0.05), notRising] };
const depressedBenchmark: Condition = {
  all: [
    {
      any: [
        {
          all: [{ leadIn: ["V2"] }, { measure: "median.stJMv", operator: "<", threshold: -0.1, unit: "mV" }],
        },
        {
          all: [
            { not: { leadIn: ["V2"] } },
            { measure: "median.stJMv", operator: "<", threshold: -0.07, unit: "mV" },
          ],
        },
      ],
    },
    notRising,
  ],
};

const twoOf = (groups: readonly (readonly LeadName[])[], that: Condition): Condition => ({
  any: groups.map((among) => ({ contiguous: 2, among, that })),
});
const elevation = (id: string, groups: readonly (readonly LeadName[])[]): Rule => ({
  ...base,
  id,
  name: id === "ste" ? "ST elevation" : `ST elevation, ${id.slice(4)} leads`,
  source: UDMI4,
  // not silenced by flutter: an infarct must not be missed for the sake of a distorted baseline
  suppressedBy: UNJUDGED_QRS,
  when: twoOf(groups, elevated),
  profiles: { "reasoning-benchmark": twoOf(groups, elevatedForAll) },
});
const depression = (id: string, groups: readonly (readonly LeadName[])[]): Rule => ({
  ...base,
  id,
  name: id === "std" ? "ST depression" : `ST depression, ${id.slice(4)} leads`,
  source: UDMI4,
  suppressedBy: id === "std@anterior" ? UNJUDGED_RIGHT_CHEST : UNJUDGED_ST_T,
  when: twoOf(groups, depressed),
  profiles: { "reasoning-benchmark": twoOf(groups, depressedBenchmark) },
});

const unjudgedQrs: Condition = { any: [{ rule: "bbb.lbbb" }, { rule: "rhy.pace@dominant" }] };
const upright: Condition = {
  measure: "derived.netQrsMv",
  operator: ">",
  threshold: 0,
  unit: "mV",
  tolerance: 0,
};
const downward: Condition = {
  measure: "derived.netQrsMv",
  operator: "<",
  threshold: 0,
  unit: "mV",
  tolerance: 0,
};
const atLeast01: Condition = { measure: "median.stJMv", operator: ">=", threshold: 0.1, unit: "mV" };
const ALL: readonly LeadName[] = ["I", "II", "III", "aVR", "aVL", "aVF", ...CHEST];
const inOne = (inLeads: readonly LeadName[], ...all: Condition[]): Condition => ({
  inLeads,
  count: 1,
  that: { all },
});
const concordantElevation = inOne(ALL, upright, atLeast01);
const concordantDepression = inOne(["V1", "V2", "V3"], downward, below(-0.1));
const excessive = inOne(ALL, downward, atLeast01, {
  measure: "derived.stToS",
  operator: "<=",
  threshold: -0.25,
  unit: "",
});
const smallDeflection: Condition = {
  measure: "derived.largestDeflectionMv",
  operator: "<=",
  threshold: 0.6,
  unit: "mV",
};
const sgarbossa = {
  ...base,
  topic: "infarction under bundle branch block or pacing",
  suppressedBy: [],
} as const;

export const stSegmentRules: readonly Rule[] = [
  ...Object.entries(TERRITORIES).map(([name, groups]) => elevation(`ste@${name}`, groups)),
  elevation("ste", [FRONTAL, CHEST]),
  {
    group: "ischaemia",
    stage: "ST-T and Q",
    kind: "convention",
    id: "ste@beyond",
    name: "ST elevation in V7-V9, V3R and V4R",
    source: UDMI4,
    mark: "S",
    topic: "posterior and right-sided leads",
    reason: "V7-V9, V3R and V4R are not part of the recording",
  },
  ...Object.entries(TERRITORIES).map(([name, groups]) => depression(`std@${name}`, groups)),
  depression("std", [FRONTAL, CHEST]),
  {
    ...base,
    id: "std@marked",
    name: "ST depression of 0.1 mV or more",
    source: "AHA/ACCF/HRS 2009 Part VI (JACC 53:1003)",
    topic: null,
    when: twoOf([FRONTAL, CHEST], { all: [below(-0.1), notRising] }),
  },
  {
    ...base,
    id: "post",
    name: "posterior infarction pattern",
    source: `${ACC_2022}; ESC`,
    suppressedBy: UNJUDGED_RIGHT_CHEST,
    needs: { leads: ["V2"] },
    when: {
      all: [
        {
          inLeads: ["V1", "V2", "V3"],
          count: 2,
          that: {
            all: [
              below(-0.05),
              { measure: "median.stForm", operator: "=", threshold: "horizontal", unit: "" },
              { measure: "median.t.amplitudeMv", operator: ">", threshold: 0, unit: "mV", tolerance: 0 },
            ],
          },
        },
        {
          any: [
            { measure: "derived.rToS", lead: "V2", operator: ">", threshold: 1, unit: "" },
            { measure: "median.r.durationMs", lead: "V2", operator: ">", threshold: 30, unit: "ms" },
          ],
        },
      ],
    },
    note: "two of V1-V3 are asked for; V7-V9, which would confirm it, are not recorded",
  },
  {
    ...known,
    id: "rvmi",
    name: "hint of right ventricular infarction",
    source: "ESC; textbook",
    topic: null,
    requires: ["ste@inferior"],
    when: {
      any: [
        {
          all: [
            { measure: "median.stJMv", lead: "V1", operator: ">=", threshold: 0.1, unit: "mV" },
            { measure: "derived.stV1MinusV2Mv", operator: ">", threshold: 0, unit: "mV" },
          ],
        },
        { measure: "derived.stIIIMinusIIMv", operator: ">", threshold: 0, unit: "mV" },
      ],
    },
  },
  {
    ...known,
    id: "avr",
    name: "widespread ST depression with ST elevation in aVR or V1",
    source: "ESC ACS 2023",
    when: {
      all: [
        {
          inLeads: ["I", "II", "III", "aVL", "aVF", "V2", "V3", "V4", "V5", "V6"],
          count: 6,
          that: below(-0.1),
        },
        { inLeads: ["aVR", "V1"], count: 1, that: atLeast01 },
      ],
    },
  },
  {
    ...known,
    id: "recip",
    name: "reciprocal ST depression",
    source: UDMI4,
    topic: null,
    when: {
      any: [
        { all: [{ rule: "ste@inferior" }, inOne(["aVL", "I"], below(-0.05))] },
        { all: [{ rule: "ste@high-lateral" }, inOne(["III", "aVF"], below(-0.05))] },
      ],
    },
  },
  {
    ...sgarbossa,
    id: "sgar",
    name: "ST deviation beyond what the conduction explains (Smith-modified Sgarbossa)",
    source: ACC_2022,
    when: { all: [unjudgedQrs, { any: [concordantElevation, concordantDepression, excessive] }] },
  },
  {
    ...sgarbossa,
    id: "sgar@score",
    name: "Sgarbossa score of 3 or more",
    source: ACC_2022,
    topic: null,
    when: {
      all: [
        unjudgedQrs,
        {
          atLeast: 3,
          of: [
            { points: 5, when: concordantElevation },
            { points: 3, when: concordantDepression },
            {
              points: 2,
              when: inOne(ALL, downward, {
                measure: "median.stJMv",
                operator: ">=",
                threshold: 0.5,
                unit: "mV",
              }),
            },
          ],
        },
      ],
    },
  },
  {
    ...sgarbossa,
    id: "sgar@barcelona",
    name: "BARCELONA criteria",
    source: "Di Marco 2020",
    topic: null,
    when: {
      all: [
        unjudgedQrs,
        {
          any: [
            concordantElevation,
            inOne(ALL, downward, below(-0.1)),
            inOne(ALL, downward, atLeast01, smallDeflection),
            inOne(ALL, upright, below(-0.1), smallDeflection),
          ],
        },
      ],
    },
  },
];

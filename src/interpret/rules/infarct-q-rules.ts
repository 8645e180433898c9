// Q waves. The rule of the Universal Definition is split by territory; a QS in V1, a Q in III alone and a
// small septal q are normal, which the demand for two neighbouring leads respects.
import type { Condition, LeadName, Rule } from "./rule-schema.ts";
import { UNJUDGED_QRS } from "./unjudged-qrs.ts";

const base = {
  group: "ischaemia",
  stage: "ST-T and Q",
  kind: "executable",
  mark: "S",
  topic: "Q waves and old infarction",
  suppressedBy: UNJUDGED_QRS,
} as const;
const UDMI4 = "4th Universal Definition of MI 2018 (JACC 72:2231)";

const isQs: Condition = { measure: "derived.isQs", operator: "=", threshold: true, unit: "" };
const qAtLeast = (threshold: number): Condition => ({
  measure: "median.q.durationMs",
  operator: ">=",
  threshold,
  unit: "ms",
});
const deepQ: Condition = { measure: "median.q.depthMv", operator: ">=", threshold: 0.1, unit: "mV" };
/** By the Universal Definition: V2-V3 any Q of 20 ms, elsewhere 30 ms and 0.1 mV; or QS. */
const pathologicalQ: Condition = {
  any: [
    isQs,
    { all: [{ leadIn: ["V2", "V3"] }, qAtLeast(20)] },
    { all: [{ not: { leadIn: ["V2", "V3"] } }, qAtLeast(30), deepQ] },
  ],
};
/** ECG-Reasoning-Benchmark: over 30 ms with 0.075 mV in front, or with a fifth of R elsewhere. */
const benchmarkQ: Condition = {
  any: [
    isQs,
    {
      all: [
        { measure: "median.q.durationMs", operator: ">", threshold: 30, unit: "ms" },
        {
          any: [
            {
              all: [
                { leadIn: ["V1", "V2", "V3", "V4"] },
                { measure: "median.q.depthMv", operator: ">", threshold: 0.075, unit: "mV" },
              ],
            },
            {
              all: [
                { not: { leadIn: ["V1", "V2", "V3", "V4"] } },
                { measure: "derived.qToR", operator: ">", threshold: 0.2, unit: "" },
              ],
            },
          ],
        },
      ],
    },
  ],
};

const twoOf = (among: readonly LeadName[], that: Condition): Condition => ({ contiguous: 2, among, that });
const INFERIOR = ["II", "aVF", "III"] as const;
const HIGH_LATERAL = ["aVL", "I"] as const;

const territory = (id: string, name: string, ...groups: readonly (readonly LeadName[])[]): Rule => ({
  ...base,
  id: `q@${id}`,
  name,
  source: UDMI4,
  when: { any: groups.map((leads) => twoOf(leads, pathologicalQ)) },
  profiles: { "reasoning-benchmark": { any: groups.map((leads) => twoOf(leads, benchmarkQ)) } },
});

export const infarctQRules: readonly Rule[] = [
  territory("inferior", "pathological Q in inferior leads", INFERIOR),
  territory("anteroseptal", "pathological Q in V2 and V3", ["V2", "V3"]),
  territory("anterior", "pathological Q in V3 and V4", ["V3", "V4"]),
  territory("lateral", "pathological Q in lateral leads", HIGH_LATERAL, ["V5", "V6"]),
  territory("apical", "pathological Q in V4 and V5", ["V4", "V5"]),
  {
    ...base,
    id: "q@septal",
    name: "QS in V1 and V2",
    source: UDMI4,
    topic: null,
    when: twoOf(["V1", "V2"], isQs),
    note: "weaker than the rule asks for: V1 alone may be QS normally",
  },
  {
    ...base,
    id: "q@posterior",
    name: "prominent R in V1 and V2 with upright T",
    source: UDMI4,
    suppressedBy: [...UNJUDGED_QRS, "bbb.rbbb"],
    when: {
      inLeads: ["V1", "V2"],
      count: "all",
      that: {
        all: [
          { measure: "median.r.durationMs", operator: ">=", threshold: 40, unit: "ms" },
          { measure: "derived.rToS", operator: ">=", threshold: 1, unit: "" },
          { measure: "median.t.amplitudeMv", operator: ">", threshold: 0, unit: "mV" },
        ],
      },
    },
  },
  {
    ...base,
    id: "q",
    name: "pathological Q waves",
    source: UDMI4,
    when: {
      any: [
        { rule: "q@inferior" },
        { rule: "q@anteroseptal" },
        { rule: "q@anterior" },
        { rule: "q@apical" },
        { rule: "q@lateral" },
        { rule: "q@posterior" },
      ],
    },
  },
  {
    ...base,
    id: "q.norm",
    name: "Q waves of a normal variant",
    source: UDMI4,
    topic: null,
    when: {
      any: [
        {
          all: [
            { measure: "derived.isQs", lead: "V1", operator: "=", threshold: true, unit: "" },
            { measure: "derived.isQs", lead: "V2", operator: "=", threshold: false, unit: "" },
          ],
        },
        {
          all: [
            {
              measure: "median.q.durationMs",
              lead: "III",
              operator: ">",
              threshold: 0,
              unit: "ms",
              tolerance: 0,
            },
            { measure: "median.q.durationMs", lead: "III", operator: "<", threshold: 30, unit: "ms" },
            { measure: "derived.qToR", lead: "III", operator: "<", threshold: 0.25, unit: "" },
            { measure: "global.axisDeg.qrs", operator: ">=", threshold: 0, unit: "deg" },
            { measure: "global.axisDeg.qrs", operator: "<=", threshold: 30, unit: "deg" },
          ],
        },
        {
          all: [
            {
              measure: "median.q.durationMs",
              lead: "aVL",
              operator: ">",
              threshold: 0,
              unit: "ms",
              tolerance: 0,
            },
            { measure: "global.axisDeg.qrs", operator: ">=", threshold: 60, unit: "deg" },
            { measure: "global.axisDeg.qrs", operator: "<=", threshold: 90, unit: "deg" },
          ],
        },
        {
          inLeads: ["I", "aVL", "aVF", "V4", "V5", "V6"],
          count: 1,
          that: {
            all: [
              { measure: "median.q.durationMs", operator: ">", threshold: 0, unit: "ms", tolerance: 0 },
              { measure: "median.q.durationMs", operator: "<", threshold: 30, unit: "ms" },
              { measure: "derived.qToR", operator: "<", threshold: 0.25, unit: "" },
            ],
          },
        },
      ],
    },
  },
  {
    ...base,
    id: "q.ath",
    name: "Q of a quarter of R or 40 ms in two leads",
    source: "International athlete ECG criteria 2017 (JACC 69:1057)",
    topic: null,
    when: {
      inLeads: ["I", "II", "aVL", "aVF", "V2", "V3", "V4", "V5", "V6"],
      count: 2,
      that: {
        any: [{ measure: "derived.qToR", operator: ">=", threshold: 0.25, unit: "" }, qAtLeast(40)],
      },
    },
    note: "V1 is left out because its QS is normal",
  },
  {
    ...base,
    id: "q.mc",
    name: "Q by Minnesota Code 1-1",
    source: "Minnesota Code",
    topic: null,
    when: {
      any: [
        {
          inLeads: ["I", "V6", "II"],
          count: 1,
          that: {
            any: [
              {
                all: [{ measure: "derived.qToR", operator: ">=", threshold: 0.333, unit: "" }, qAtLeast(30)],
              },
              qAtLeast(40),
            ],
          },
        },
        {
          all: [
            { measure: "median.q.durationMs", lead: "aVL", operator: ">=", threshold: 40, unit: "ms" },
            { measure: "median.r.amplitudeMv", lead: "aVL", operator: ">=", threshold: 0.3, unit: "mV" },
          ],
        },
        {
          all: [
            { measure: "median.q.durationMs", lead: "III", operator: ">=", threshold: 50, unit: "ms" },
            { measure: "median.q.depthMv", lead: "aVF", operator: ">=", threshold: 0.1, unit: "mV" },
          ],
        },
        { measure: "median.q.durationMs", lead: "aVF", operator: ">=", threshold: 50, unit: "ms" },
      ],
    },
    note: "codes 1-2 and 1-3 are not told apart",
  },
];

// T waves: inversion that counts as ischaemic by the Universal Definition, descriptors without a cause, and
// two patterns of coronary disease that an ECG can only suggest.
import type { Condition, LeadName, Rule } from "./rule-schema.ts";
import { UNJUDGED_RIGHT_CHEST, UNJUDGED_ST_T } from "./unjudged-qrs.ts";

const base = {
  group: "ischaemia",
  stage: "ST-T and Q",
  kind: "executable",
  mark: "S",
  topic: "T waves",
  suppressedBy: UNJUDGED_ST_T,
} as const;
const UDMI4 = "4th Universal Definition of MI 2018 (JACC 72:2231)";
const PART_IV = "AHA/ACCF/HRS 2009 Part IV (JACC 53:982)";

const t = (operator: ">" | ">=" | "<" | "<=", threshold: number): Condition => ({
  measure: "median.t.amplitudeMv",
  operator,
  threshold,
  unit: "mV",
});
const prominentR: Condition = {
  any: [
    { measure: "median.r.amplitudeMv", operator: ">=", threshold: 0.5, unit: "mV" },
    { measure: "derived.rToS", operator: ">", threshold: 1, unit: "" },
  ],
};
const invertedWithR: Condition = { all: [t("<", -0.1), prominentR] };
/** Leads in which T is upright in health; aVL only with an R worth the name. */
const UPRIGHT_LEADS: readonly LeadName[] = ["I", "II", "aVL", "V4", "V5", "V6"];
const inUprightLeads = (count: number, that: Condition): Condition => ({
  inLeads: UPRIGHT_LEADS,
  count,
  that: {
    all: [
      {
        any: [
          { not: { leadIn: ["aVL"] } },
          { measure: "median.r.amplitudeMv", operator: ">", threshold: 0.3, unit: "mV" },
        ],
      },
      that,
    ],
  },
});
const twoOf = (...groups: readonly (readonly LeadName[])[]): Condition => ({
  any: groups.map((among) => ({ contiguous: 2, among, that: invertedWithR })),
});
const inversion = (id: string, name: string, when: Condition): Rule => ({
  ...base,
  id,
  name,
  source: `${UDMI4}; International athlete ECG criteria 2017`,
  suppressedBy: id === "twi@anterior" ? UNJUDGED_RIGHT_CHEST : UNJUDGED_ST_T,
  when,
});

export const tWaveRules: readonly Rule[] = [
  inversion("twi@inferior", "T inversion, inferior leads", twoOf(["II", "aVF"])),
  inversion("twi@anterior", "T inversion, anterior leads", twoOf(["V2", "V3", "V4"])),
  inversion("twi@apical", "T inversion in V4 and V5", twoOf(["V4", "V5"])),
  inversion("twi@chest-lateral", "T inversion in V5 and V6", twoOf(["V5", "V6"])),
  inversion("twi@high-lateral", "T inversion in I and aVL", twoOf(["aVL", "I"])),
  inversion(
    "twi",
    "T inversion in neighbouring leads with a prominent R",
    twoOf(["aVL", "I"], ["II", "aVF"], ["V2", "V3", "V4", "V5", "V6"]),
  ),
  {
    ...base,
    id: "t.class@low",
    name: "low T waves (under a tenth of R)",
    source: PART_IV,
    topic: null,
    when: inUprightLeads(2, {
      all: [
        { measure: "median.r.amplitudeMv", operator: ">=", threshold: 0.5, unit: "mV" },
        { measure: "derived.tToR", operator: "<", threshold: 0.1, unit: "" },
        { ...t(">", 0), tolerance: 0 } as Condition,
      ],
    }),
    note: "asked for in two leads with an R of 0.5 mV (engineering choice)",
  },
  {
    ...base,
    id: "t.class@flat",
    name: "flat T waves",
    source: PART_IV,
    topic: null,
    when: inUprightLeads(2, { measure: "derived.absoluteTMv", operator: "<", threshold: 0.1, unit: "mV" }),
    note: "asked for in two leads (engineering choice)",
  },
  {
    ...base,
    id: "t.class@inverted",
    name: "inverted T waves",
    source: PART_IV,
    topic: null,
    when: inUprightLeads(2, t("<=", -0.1)),
    note: "asked for in two leads (engineering choice)",
  },
  {
    ...base,
    id: "t.class@deep",
    name: "deeply inverted T waves",
    source: PART_IV,
    topic: null,
    when: inUprightLeads(2, t("<=", -0.5)),
    note: "asked for in two leads (engineering choice)",
  },
  {
    ...base,
    id: "t.class@giant",
    name: "giant inverted T waves",
    source: PART_IV,
    topic: null,
    when: inUprightLeads(1, t("<", -1)),
  },
  {
    ...base,
    id: "t.class",
    name: "low, flat or inverted T waves",
    source: PART_IV,
    when: {
      any: [{ rule: "t.class@low" }, { rule: "t.class@flat" }, { rule: "t.class@inverted" }],
    },
  },
  {
    ...base,
    id: "dewinter",
    name: "de Winter pattern",
    source: "ACC 2022 expert consensus on chest pain in the emergency department, Table 1",
    topic: null,
    when: {
      contiguous: 2,
      among: ["V1", "V2", "V3", "V4", "V5", "V6"],
      that: {
        all: [
          { measure: "median.stJMv", operator: "<", threshold: -0.1, unit: "mV" },
          { measure: "median.stForm", operator: "=", threshold: "upslope", unit: "" },
          t(">=", 0.5),
          { measure: "median.tAsymmetry", operator: "<=", threshold: 1.5, unit: "" },
        ],
      },
    },
    note: "'tall symmetric T' is 0.5 mV with an asymmetry of at most 1.5 (engineering choice)",
  },
  {
    ...base,
    id: "wellens",
    name: "Wellens pattern",
    source: "AHA/ACCF/HRS 2009 Part VI (JACC 53:1003); reviews",
    topic: null,
    suppressedBy: UNJUDGED_RIGHT_CHEST,
    needs: { leads: ["V2", "V3"] },
    when: {
      all: [
        {
          inLeads: ["V2", "V3"],
          count: 1,
          that: {
            any: [
              { measure: "median.t.form", operator: "=", threshold: "+-", unit: "" },
              {
                all: [
                  t("<", -0.5),
                  { measure: "median.tAsymmetry", operator: "<=", threshold: 1.5, unit: "" },
                ],
              },
            ],
          },
        },
        {
          inLeads: ["V2", "V3"],
          count: "all",
          that: {
            all: [
              { measure: "median.stJMv", operator: "<", threshold: 0.1, unit: "mV" },
              { measure: "derived.isQs", operator: "=", threshold: false, unit: "" },
              { measure: "median.q.durationMs", operator: "<", threshold: 20, unit: "ms" },
            ],
          },
        },
        { measure: "median.r.amplitudeMv", lead: "V3", operator: ">", threshold: 0.3, unit: "mV" },
      ],
    },
    note: "preserved R progression is an R of more than 0.3 mV in V3",
  },
  {
    group: "ischaemia",
    stage: "ST-T and Q",
    id: "hyperT",
    kind: "convention",
    name: "hyperacute T waves",
    source: "occlusion infarction literature",
    mark: "K",
    unverified: true,
    topic: null,
    reason: "needs population limits of the T area and serial recordings",
  },
];

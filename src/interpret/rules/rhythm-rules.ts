// Rhythms other than sinus rhythm that start above the ventricles. Thresholds without a source in the rule book's text
// (share of beats with P, regularity) are engineering choices and are named so in the rule's note.
import type { Condition, Rule } from "./rule-schema.ts";

const base = { group: "rhythm", stage: "rhythm", kind: "executable", topic: "atrial rhythm" } as const;
const known = { ...base, mark: "K", unverified: true } as const;

const organisedP: Condition = {
  measure: "global.atrial.organisedP",
  operator: "=",
  threshold: true,
  unit: "",
};
const noOrganisedP: Condition = { ...organisedP, threshold: false };
/** Regular ventricular rhythm: the limit of the AF detector aid, from below. */
const regular: Condition = {
  measure: "global.rhythm.normalisedRmssd",
  operator: "<=",
  threshold: 0.1,
  unit: "",
};
const narrow: Condition = { measure: "global.qrsDurationMs", operator: "<", threshold: 120, unit: "ms" };
const over100: Condition = { measure: "global.heartRateBpm", operator: ">", threshold: 100, unit: "bpm" };
const upTo100: Condition = { measure: "global.heartRateBpm", operator: "<=", threshold: 100, unit: "bpm" };
const outsideSinusAxis: Condition = {
  any: [
    { measure: "global.axisDeg.p", operator: "<", threshold: -30, unit: "deg" },
    { measure: "global.axisDeg.p", operator: ">", threshold: 90, unit: "deg" },
  ],
};

export const rhythmRules: readonly Rule[] = [
  {
    ...known,
    id: "rhy.afl",
    name: "atrial flutter",
    source: "ESC SVT 2019; textbook",
    when: {
      all: [
        { measure: "global.atrial.flutterRatePerMin", operator: ">=", threshold: 240, unit: "bpm" },
        { measure: "global.atrial.flutterRatePerMin", operator: "<=", threshold: 350, unit: "bpm" },
        { measure: "global.atrial.flutterStrength", operator: ">=", threshold: 0.75, unit: "", tolerance: 0 },
        { any: [noOrganisedP, { not: { rule: "rhy.sinus" } }] },
      ],
    },
    note: "a strength of 0.75 is an engineering choice: sinus rhythm stays under 0.65; read before fibrillation, whose irregular beats flutter can have too",
  },
  {
    ...base,
    id: "rhy.af.eng",
    name: "irregular RR without P template",
    source: "engineering choice",
    mark: "E",
    topic: null,
    when: {
      all: [
        { measure: "derived.rrCount", operator: ">=", threshold: 6, unit: "" },
        { measure: "global.rhythm.normalisedRmssd", operator: ">", threshold: 0.1, unit: "" },
        { measure: "global.atrial.pTemplateCorrelation", operator: "<", threshold: 0.5, unit: "" },
      ],
    },
  },
  {
    ...base,
    id: "rhy.af",
    name: "atrial fibrillation",
    source: "ESC AF 2010/2020",
    mark: "S",
    when: {
      all: [
        { measure: "derived.rrCount", operator: ">=", threshold: 6, unit: "" },
        { measure: "global.rhythm.normalisedRmssd", operator: ">", threshold: 0.1, unit: "" },
        { measure: "derived.rrPatternRepeats", operator: "=", threshold: false, unit: "" },
        noOrganisedP,
        { not: { rule: "rhy.afl" } },
      ],
    },
    note: "the numbers for 'irregularly irregular' are those of the detector aid (engineering choice)",
  },
  {
    ...known,
    id: "rhy.afrate@rapid",
    name: "rapid ventricular response",
    source: "GE/Philips convention",
    topic: null,
    requires: ["rhy.af"],
    when: over100,
  },
  {
    ...known,
    id: "rhy.afrate@slow",
    name: "slow ventricular response",
    source: "GE/Philips convention",
    topic: null,
    requires: ["rhy.af"],
    when: { measure: "global.heartRateBpm", operator: "<", threshold: 60, unit: "bpm" },
  },
  {
    ...known,
    id: "rhy.afrate",
    name: "controlled ventricular response",
    source: "GE/Philips convention",
    topic: null,
    requires: ["rhy.af"],
    when: { all: [upTo100, { measure: "global.heartRateBpm", operator: ">=", threshold: 60, unit: "bpm" }] },
  },
  {
    ...known,
    id: "rhy.at",
    name: "atrial tachycardia",
    source: "ESC SVT 2019",
    when: {
      any: [
        { all: [organisedP, over100, outsideSinusAxis, regular] },
        {
          all: [
            { measure: "global.atrial.flutterRatePerMin", operator: ">=", threshold: 100, unit: "bpm" },
            { measure: "global.atrial.flutterRatePerMin", operator: "<", threshold: 240, unit: "bpm" },
            {
              measure: "global.atrial.flutterStrength",
              operator: ">=",
              threshold: 0.5,
              unit: "",
              tolerance: 0,
            },
            { not: { rule: "rhy.sinus" } },
            over100,
          ],
        },
      ],
    },
  },
  {
    ...known,
    id: "rhy.mat",
    name: "changing P shapes (wandering pacemaker or multifocal atrial tachycardia)",
    source: "textbook",
    when: {
      all: [
        organisedP,
        { measure: "global.atrial.pShapes", operator: ">=", threshold: 3, unit: "" },
        { measure: "derived.prRangeMs", operator: ">", threshold: 40, unit: "ms" },
      ],
    },
    note: "a PR range of more than 40 ms for 'varying PR' is an engineering choice",
  },
  {
    ...known,
    id: "rhy.mat@tachycardia",
    name: "multifocal atrial tachycardia",
    source: "textbook",
    topic: null,
    requires: ["rhy.mat"],
    when: over100,
  },
  {
    ...known,
    id: "rhy.svt",
    name: "supraventricular tachycardia",
    source: "ESC SVT 2019",
    when: { all: [over100, regular, narrow, noOrganisedP] },
    note: "the distance of a retrograde P (RP) is not measured, so the mechanism is not named",
  },
  {
    ...known,
    id: "rhy.junc",
    name: "junctional rhythm",
    source: "AHA 2007 Part II terms",
    when: {
      all: [
        narrow,
        regular,
        { measure: "global.heartRateBpm", operator: ">=", threshold: 40, unit: "bpm" },
        upTo100,
        {
          any: [
            noOrganisedP,
            {
              all: [
                { measure: "global.prMs", operator: "<", threshold: 120, unit: "ms" },
                {
                  inLeads: ["II", "III", "aVF"],
                  count: "all",
                  that: {
                    measure: "median.p.amplitudeMv",
                    operator: "<",
                    threshold: 0,
                    unit: "mV",
                    tolerance: 0,
                  },
                },
              ],
            },
          ],
        },
        { not: { rule: "rhy.afl" } },
      ],
    },
  },
  {
    ...known,
    id: "rhy.junc@accelerated",
    name: "accelerated junctional rhythm",
    source: "AHA 2007 Part II terms",
    topic: null,
    requires: ["rhy.junc"],
    when: { measure: "global.heartRateBpm", operator: ">", threshold: 60, unit: "bpm" },
  },
  {
    ...known,
    id: "rhy.ectatr",
    name: "ectopic atrial rhythm",
    source: "textbook",
    when: {
      all: [
        organisedP,
        outsideSinusAxis,
        upTo100,
        { measure: "global.prMs", operator: ">=", threshold: 120, unit: "ms" },
      ],
    },
  },
];

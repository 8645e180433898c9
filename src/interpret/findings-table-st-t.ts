// Findings of ST segment and T wave. What has no context stays nonspecific; ischaemia is "consider" only
// where ST and T change together in one territory, or ST is down by 0.1 mV.
import type { FindingEntry } from "./findings-table-schema.ts";

const REVIEW = "needs immediate review by a clinician";
const ISCHAEMIA = ["isc@inferolateral", "isc@inferior", "isc@anterolateral", "isc@anterior", "isc@lateral"];

/** Explained by hypertrophy, so not read as ischaemia. */
const NOT_SECONDARY = ["lvh.rule", "rvh@strong"];

export const stTFindings: readonly FindingEntry[] = [
  {
    id: "ste",
    statement: `ST elevation in {leads}; ${REVIEW}`,
    weight: "urgent",
    weightWhenPossible: "variant",
    grades: [
      { certainty: "probable", all: ["ste"], none: ["er", "peri", "lvh.rule"] },
      {
        certainty: "possible",
        all: ["ste", "er@ascending"],
        statement: "ST elevation in {leads}, as in early repolarisation",
      },
      {
        certainty: "possible",
        all: ["ste", "peri"],
        statement: "ST elevation in {leads}, as in pericarditis",
      },
      {
        certainty: "possible",
        all: ["ste", "lvh.rule"],
        statement: `ST elevation in {leads}, possibly secondary to hypertrophy; ${REVIEW}`,
        weight: "abnormal",
      },
      {
        certainty: "possible",
        all: ["ste"],
        statement: `ST elevation in {leads}; ${REVIEW}`,
        weight: "urgent",
      },
    ],
    borderline: "possible",
    borderlineStatement: "ST elevation near the limit in {leads}",
    inContext: { statement: `ST elevation in {leads}, acute injury pattern; ${REVIEW}` },
    weakenedBy: ["rhy.afl"],
    additions: [{ rule: "rhy.afl", text: "; flutter waves may distort it" }],
  },
  {
    id: "avr",
    statement: `Widespread ST depression with ST elevation in aVR or V1, consider diffuse subendocardial ischaemia; ${REVIEW}`,
    weight: "urgent",
    grades: [{ certainty: "possible", all: ["avr"] }],
    borderline: "dropped",
    excludes: [...ISCHAEMIA, "isc", "nst"],
    inContext: {},
  },
  {
    id: "dewinter",
    statement: `De Winter pattern in {leads}, consider acute coronary occlusion; ${REVIEW}`,
    weight: "urgent",
    grades: [{ certainty: "possible", all: ["dewinter"] }],
    borderline: "dropped",
    inContext: {},
  },
  {
    id: "wellens",
    statement: `Wellens pattern in {leads}, correlate with recently resolved chest pain; ${REVIEW}`,
    weight: "urgent",
    grades: [{ certainty: "possible", all: ["wellens"], none: ["lvh.rule", "bbb.rbbb"] }],
    borderline: "dropped",
    excludes: ["isc@anterior"],
    inContext: {},
  },
  {
    id: "std",
    statement: "ST depression in {leads}",
    weight: "abnormal",
    weightWhenPossible: "variant",
    grades: [{ certainty: "definite", all: ["std"] }],
    borderline: "dropped",
  },
  {
    id: "isc@inferolateral",
    statement: "Inferolateral ST-T changes, consider ischaemia",
    weight: "abnormal",
    grades: [
      {
        certainty: "possible",
        all: ["std@inferior", "std@chest-lateral"],
        any: ["twi@inferior", "twi@chest-lateral"],
        none: NOT_SECONDARY,
      },
    ],
    borderline: "possible",
    excludes: ["isc@inferior", "isc@lateral", "isc@anterolateral", "isc", "nst", "t.class"],
    inContext: {},
  },
  {
    id: "isc@anterolateral",
    statement: "Anterolateral ST-T changes, consider ischaemia",
    weight: "abnormal",
    grades: [
      {
        certainty: "possible",
        all: ["std@apical", "std@chest-lateral"],
        any: ["twi@apical", "twi@chest-lateral"],
        none: NOT_SECONDARY,
      },
    ],
    borderline: "possible",
    excludes: ["isc@anterior", "isc@lateral", "isc", "nst", "t.class"],
    inContext: {},
  },
  {
    id: "isc@inferior",
    statement: "Inferior ST-T changes, consider ischaemia",
    weight: "abnormal",
    grades: [{ certainty: "possible", all: ["std@inferior", "twi@inferior"], none: NOT_SECONDARY }],
    borderline: "possible",
    excludes: ["isc", "nst", "t.class"],
    inContext: {},
  },
  {
    id: "isc@anterior",
    statement: "Anterior ST-T changes, consider ischaemia",
    weight: "abnormal",
    grades: [{ certainty: "possible", all: ["std@anterior", "twi@anterior"], none: NOT_SECONDARY }],
    borderline: "possible",
    excludes: ["isc", "nst", "t.class"],
    inContext: {},
  },
  {
    id: "isc@lateral",
    statement: "Lateral ST-T changes, consider ischaemia",
    weight: "abnormal",
    grades: [
      { certainty: "possible", all: ["std@chest-lateral", "twi@chest-lateral"], none: NOT_SECONDARY },
      { certainty: "possible", all: ["std@high-lateral", "twi@high-lateral"], none: NOT_SECONDARY },
    ],
    borderline: "possible",
    excludes: ["isc", "nst", "t.class"],
    inContext: {},
  },
  {
    id: "isc",
    statement: "ST depression of 0.1 mV or more, consider ischaemia",
    weight: "abnormal",
    grades: [{ certainty: "possible", all: ["std@marked"], none: NOT_SECONDARY }],
    borderline: "dropped",
    excludes: ["nst"],
    inContext: {},
  },
  {
    id: "lvh.strain",
    statement: "ST-T changes secondary to ventricular hypertrophy",
    weight: "abnormal",
    grades: [{ certainty: "probable", all: ["lvh.rule"], any: ["std", "twi", "t.class@inverted"] }],
    borderline: "possible",
    excludes: ["nst", "t.class"],
  },
  {
    id: "nst",
    statement: "Nonspecific ST changes",
    weight: "abnormal",
    weightWhenPossible: "variant",
    grades: [{ certainty: "probable", all: ["std"] }],
    borderline: "possible",
    borderlineStatement: "Slight ST depression, nonspecific ST changes",
    inContext: { statement: "ST changes, consider ischaemia" },
  },
  {
    id: "twi",
    statement: "T-wave inversion in {leads}",
    weight: "abnormal",
    grades: [{ certainty: "definite", all: ["twi"] }],
    borderline: "dropped",
  },
  {
    id: "t.class@deep",
    statement: "Deeply inverted T waves in {leads}",
    weight: "abnormal",
    grades: [
      { certainty: "definite", all: ["t.class@giant"], statement: "Giant inverted T waves in {leads}" },
      { certainty: "definite", all: ["t.class@deep"] },
    ],
    borderline: "dropped",
    excludes: ["twi"],
  },
  {
    id: "t.class",
    statement: "Nonspecific T-wave abnormality",
    weight: "abnormal",
    weightWhenPossible: "variant",
    grades: [
      { certainty: "probable", any: ["twi", "t.class@inverted"] },
      { certainty: "possible", all: ["t.class"] },
    ],
    borderline: "possible",
    inContext: { statement: "T-wave abnormality, consider ischaemia" },
  },
  {
    id: "t.class@low",
    statement: "Low or flat T waves in {leads}",
    weight: "variant",
    grades: [{ certainty: "definite", any: ["t.class@low", "t.class@flat"], none: ["t.class@inverted"] }],
    borderline: "dropped",
  },
];

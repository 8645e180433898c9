// Findings of infarction: old by Q waves, acute by ST elevation with reciprocal depression or by the rules
// for bundle branch block and pacing. Q waves alone are "probable" at most; a Q near the limit of 30 ms in
// V4-V6, I or aVL is as a rule the septal q of health, so it makes nothing.
import type { FindingEntry } from "./findings-table-schema.ts";

const REVIEW = "needs immediate review by a clinician";
const OLD = "age undetermined";
const LATERAL = ["q@lateral", "q@apical"];

export const infarctionFindings: readonly FindingEntry[] = [
  {
    id: "ste@inferior",
    statement: `Inferior ST elevation with reciprocal depression, acute infarction pattern; ${REVIEW}`,
    weight: "urgent",
    grades: [{ certainty: "probable", all: ["ste@inferior", "recip"], none: ["peri"] }],
    borderline: "possible",
    additions: [
      { rule: "rhy.afl", text: "; flutter waves may distort it" },
      { rule: "rvmi", text: "; right ventricular involvement possible" },
    ],
    weakenedBy: ["rhy.afl", "lvh.rule"],
    excludes: ["ste", "std", "nst", "isc@lateral", "isc", "q@inferior"],
  },
  {
    id: "ste@lateral",
    statement: `Lateral ST elevation with reciprocal depression, acute infarction pattern; ${REVIEW}`,
    weight: "urgent",
    grades: [{ certainty: "probable", all: ["ste@high-lateral", "recip"], none: ["peri", "ste@inferior"] }],
    borderline: "possible",
    weakenedBy: ["rhy.afl", "lvh.rule"],
    excludes: ["ste", "std", "nst", "isc@inferior", "isc", "q@lateral"],
    additions: [{ rule: "rhy.afl", text: "; flutter waves may distort it" }],
  },
  {
    id: "ste@anterior",
    statement: `Anterior ST elevation with inferior ST depression, acute infarction pattern; ${REVIEW}`,
    weight: "urgent",
    grades: [{ certainty: "probable", all: ["ste@anterior", "std@inferior"], none: ["peri", "er"] }],
    borderline: "possible",
    weakenedBy: ["rhy.afl", "lvh.rule"],
    excludes: ["ste", "std", "nst", "isc@inferior", "isc", "q@anterior"],
    additions: [{ rule: "rhy.afl", text: "; flutter waves may distort it" }],
  },
  {
    id: "post",
    statement: `Posterior infarction pattern, to be confirmed in V7-V9; ${REVIEW}`,
    weight: "urgent",
    grades: [{ certainty: "possible", all: ["post"] }],
    borderline: "dropped",
    inContext: {},
  },
  {
    id: "sgar",
    statement: `ST deviation beyond what the conduction disturbance explains (modified Sgarbossa); ${REVIEW}`,
    weight: "urgent",
    grades: [{ certainty: "probable", all: ["sgar"] }],
    borderline: "possible",
  },
  {
    id: "q@inferoposterolateral",
    statement: `Inferoposterolateral infarct, ${OLD}`,
    weight: "abnormal",
    grades: [{ certainty: "probable", all: ["q@inferior", "q@posterior"], any: LATERAL }],
    borderline: "dropped",
    excludes: ["q@inferoposterior", "q@inferolateral", "q@inferior", "q@lateral", "q@posterior"],
  },
  {
    id: "q@inferoposterior",
    statement: `Inferoposterior infarct, ${OLD}`,
    weight: "abnormal",
    grades: [{ certainty: "probable", all: ["q@inferior", "q@posterior"] }],
    borderline: "possible",
    excludes: ["q@inferior", "q@posterior"],
  },
  {
    id: "q@inferolateral",
    statement: `Inferolateral infarct, ${OLD}`,
    weight: "abnormal",
    grades: [
      { certainty: "probable", all: ["q@inferior"], any: LATERAL, none: ["q@anteroseptal", "q@anterior"] },
    ],
    borderline: "dropped",
    excludes: ["q@inferior", "q@lateral"],
  },
  {
    id: "q@inferior",
    statement: `Inferior infarct, ${OLD}`,
    weight: "abnormal",
    grades: [
      { certainty: "definite", all: ["q@inferior", "twi@inferior"] },
      { certainty: "probable", all: ["q@inferior"] },
    ],
    borderline: "possible",
  },
  {
    id: "q@anterolateral",
    statement: `Anterolateral infarct, ${OLD}`,
    weight: "abnormal",
    grades: [{ certainty: "probable", all: ["q@anterior"], any: LATERAL }],
    borderline: "dropped",
    excludes: ["q@anteroseptal", "q@anterior", "q@lateral"],
  },
  {
    id: "q@anteroseptal",
    statement: `Anteroseptal infarct, ${OLD}`,
    weight: "abnormal",
    grades: [
      { certainty: "definite", all: ["q@anteroseptal", "twi@anterior"] },
      { certainty: "probable", all: ["q@anteroseptal"] },
    ],
    borderline: "possible",
    excludes: ["q@anterior", "q@septal"],
  },
  {
    id: "q@anterior",
    statement: `Anterior infarct, ${OLD}`,
    weight: "abnormal",
    grades: [{ certainty: "probable", all: ["q@anterior"] }],
    borderline: "dropped",
  },
  {
    id: "q@lateral",
    statement: `Lateral infarct, ${OLD}`,
    weight: "abnormal",
    grades: [{ certainty: "probable", any: LATERAL }],
    borderline: "dropped",
  },
  {
    id: "q@posterior",
    statement: `Posterior infarct, ${OLD}`,
    weight: "abnormal",
    grades: [{ certainty: "possible", all: ["q@posterior"], none: ["rvh"] }],
    borderline: "dropped",
  },
  {
    id: "q@septal",
    statement: "QS in V1 and V2, septal infarct or high electrodes",
    weight: "abnormal",
    grades: [{ certainty: "possible", all: ["q@septal"], none: ["q@anterior", "lvh.rule"] }],
    borderline: "dropped",
  },
  {
    id: "q.ath",
    statement: "Q waves in {leads}, not diagnostic",
    weight: "variant",
    grades: [{ certainty: "possible", all: ["q.ath"], none: ["q", "q@septal"] }],
    borderline: "dropped",
  },
];

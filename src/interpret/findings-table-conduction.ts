// Findings of AV and intraventricular conduction.
import type { FindingEntry } from "./findings-table-schema.ts";

const REVIEW = "needs immediate review by a clinician";

export const conductionFindings: readonly FindingEntry[] = [
  {
    id: "av.1",
    statement: "First-degree AV block",
    weight: "abnormal",
    grades: [
      { certainty: "definite", all: ["av.1", "av.1@marked"], statement: "Marked first-degree AV block" },
      { certainty: "definite", all: ["av.1"] },
    ],
    // a PR of 200-210 ms is told in the reading, not as a block
    borderline: "dropped",
  },
  {
    id: "av.shortpr",
    statement: "Short PR interval",
    weight: "variant",
    grades: [{ certainty: "definite", all: ["av.shortpr"] }],
    borderline: "dropped",
  },
  {
    id: "av.mob1",
    statement: "Second-degree AV block, Mobitz I (Wenckebach)",
    weight: "abnormal",
    grades: [{ certainty: "probable", all: ["av.mob1"] }],
    borderline: "possible",
    excludes: ["av.1"],
  },
  {
    id: "av.mob2",
    statement: `Second-degree AV block, Mobitz II; ${REVIEW}`,
    weight: "urgent",
    grades: [{ certainty: "probable", all: ["av.mob2"] }],
    borderline: "possible",
    excludes: ["av.1"],
  },
  {
    id: "av.21",
    statement: `2:1 AV block; ${REVIEW}`,
    weight: "urgent",
    grades: [{ certainty: "probable", all: ["av.21"] }],
    borderline: "possible",
    excludes: ["av.1", "av.mob1", "av.mob2"],
  },
  {
    id: "av.high",
    statement: `High-grade AV block; ${REVIEW}`,
    weight: "urgent",
    grades: [{ certainty: "probable", all: ["av.high"] }],
    borderline: "possible",
    excludes: ["av.1", "av.mob1", "av.mob2", "av.21"],
  },
  {
    id: "av.3",
    statement: `Third-degree AV block; ${REVIEW}`,
    weight: "urgent",
    grades: [{ certainty: "probable", all: ["av.3"] }],
    borderline: "possible",
    excludes: ["av.1", "av.mob1", "av.mob2", "av.21", "av.high", "rhy.ivr", "rhy.junc"],
  },
  {
    id: "wpw",
    statement: "Ventricular pre-excitation (Wolff-Parkinson-White pattern)",
    weight: "abnormal",
    grades: [{ certainty: "definite", all: ["wpw"], none: ["bbb.lbbb", "bbb.rbbb"] }],
    borderline: "possible",
    excludes: ["av.shortpr"],
  },
  {
    id: "bbb.lbbb",
    statement: "Left bundle branch block",
    weight: "abnormal",
    grades: [{ certainty: "definite", all: ["bbb.lbbb"] }],
    borderline: "probable",
    excludes: ["bbb.nivcd", "bbb.ilbbb"],
  },
  {
    id: "bbb.ilbbb",
    statement: "Incomplete left bundle branch block",
    weight: "abnormal",
    grades: [{ certainty: "probable", all: ["bbb.ilbbb"] }],
    borderline: "possible",
    excludes: ["bbb.nivcd"],
  },
  {
    id: "bbb.rbbb",
    statement: "Right bundle branch block",
    weight: "abnormal",
    grades: [{ certainty: "definite", all: ["bbb.rbbb"] }],
    borderline: "probable",
    excludes: ["bbb.nivcd", "bbb.irbbb", "bbb.rsr"],
  },
  {
    id: "bbb.irbbb",
    statement: "Incomplete right bundle branch block",
    weight: "abnormal",
    grades: [{ certainty: "definite", all: ["bbb.irbbb"] }],
    borderline: "probable",
    excludes: ["bbb.nivcd", "bbb.rsr"],
  },
  {
    id: "bbb.rsr",
    statement:
      "rSr' in V1 or V2 with normal QRS duration: incomplete right bundle branch block or normal variant",
    weight: "variant",
    grades: [{ certainty: "possible", all: ["bbb.rsr"] }],
    borderline: "dropped",
  },
  {
    id: "bbb.nivcd",
    statement: "Nonspecific intraventricular conduction delay",
    weight: "abnormal",
    excludes: ["bbb.nivcd@wide"],
    grades: [
      {
        certainty: "definite",
        all: ["bbb.nivcd", "bbb.nivcd@marked"],
        statement: "Marked nonspecific intraventricular conduction delay",
      },
      { certainty: "definite", all: ["bbb.nivcd"] },
    ],
    borderline: "dropped",
  },
  {
    // one of the blocks, but the forms do not say which plainly enough
    id: "bbb.nivcd@wide",
    statement: "Wide QRS: bundle branch block or nonspecific intraventricular conduction delay",
    weight: "abnormal",
    grades: [{ certainty: "possible", all: ["bbb.nivcd@wide"], none: ["bbb.lbbb", "bbb.rbbb"] }],
    borderline: "dropped",
  },
  {
    id: "bbb.lafb",
    statement: "Left anterior fascicular block",
    weight: "abnormal",
    weightWhenPossible: "variant",
    grades: [
      { certainty: "definite", all: ["bbb.lafb"] },
      { certainty: "probable", all: ["ax.lad@marked", "bbb.lafb@form"] },
      {
        certainty: "possible",
        all: ["ax.lad", "bbb.lafb@form"],
        statement: "Left axis deviation with the QRS forms of left anterior fascicular block",
      },
    ],
    borderline: "probable",
    excludes: ["ax.lad"],
  },
  {
    id: "bbb.lpfb",
    statement: "Left posterior fascicular block",
    weight: "abnormal",
    grades: [{ certainty: "probable", all: ["bbb.lpfb"], none: ["rvh", "q@lateral"] }],
    borderline: "possible",
    excludes: ["ax.rad"],
  },
];

// Findings of axis, voltage and hypertrophy. Voltage alone is named as such; only with ST-T changes or left
// atrial abnormality does it become hypertrophy (AHA/ACCF/HRS 2009 part V).
import type { FindingEntry } from "./findings-table-schema.ts";

const VOLTAGE_RULES = ["lvh.sl", "lvh.avl", "lvh.cv", "lvh.cp", "lvh.pl", "lvh.gub"];
/** Enough for a statement of their own; the others (Peguero-Lo Presti, Cornell product, Gubner) only support. */
const LEADING_VOLTAGE_RULES = ["lvh.sl", "lvh.avl", "lvh.cv"];

export const structureFindings: readonly FindingEntry[] = [
  {
    id: "ax.lad",
    statement: "Left axis deviation",
    weight: "variant",
    grades: [
      { certainty: "probable", all: ["ax.lad", "ax.lad@marked"], statement: "Marked left axis deviation" },
      { certainty: "probable", all: ["ax.lad"] },
    ],
    borderline: "dropped",
  },
  {
    id: "ax.rad",
    statement: "Right axis deviation",
    weight: "variant",
    grades: [
      { certainty: "probable", all: ["ax.rad", "ax.rad@marked"], statement: "Marked right axis deviation" },
      { certainty: "probable", all: ["ax.rad"] },
    ],
    borderline: "dropped",
  },
  {
    id: "ax.ext",
    statement: "Extreme (superior) QRS axis",
    weight: "abnormal",
    grades: [{ certainty: "definite", all: ["ax.ext"], none: ["ax.ext@indeterminate"] }],
    borderline: "possible",
  },
  {
    id: "ax.ext@indeterminate",
    statement: "Indeterminate QRS axis",
    weight: "variant",
    grades: [{ certainty: "definite", all: ["ax.ext@indeterminate"] }],
    borderline: "dropped",
    excludes: ["ax.lad", "ax.rad"],
  },
  {
    id: "low",
    statement: "Low QRS voltage",
    weight: "variant",
    grades: [
      {
        certainty: "definite",
        all: ["low@limb", "low@chest"],
        statement: "Low QRS voltage in limb and chest leads",
        weight: "abnormal",
      },
      { certainty: "definite", all: ["low@limb"], statement: "Low QRS voltage in the limb leads" },
      { certainty: "definite", all: ["low@chest"], statement: "Low QRS voltage in the chest leads" },
    ],
    borderline: "dropped",
  },
  {
    id: "prwp",
    statement: "Poor R-wave progression",
    weight: "variant",
    grades: [
      {
        certainty: "definite",
        all: ["prwp@low", "prwp@reversed"],
        none: ["q@anteroseptal", "q@anterior", "rvh", "lead.prec"],
        statement: "Reversed R-wave progression",
      },
      { certainty: "definite", all: ["prwp"], none: ["q@anteroseptal", "q@anterior", "rvh"] },
    ],
    borderline: "dropped",
  },
  {
    id: "laa",
    statement: "Left atrial abnormality",
    weight: "abnormal",
    weightWhenPossible: "variant",
    grades: [{ certainty: "probable", all: ["laa", "laa@two"] }],
    borderline: "dropped",
  },
  {
    id: "raa",
    statement: "Right atrial abnormality",
    weight: "abnormal",
    weightWhenPossible: "variant",
    grades: [{ certainty: "probable", all: ["raa"] }],
    borderline: "dropped",
  },
  {
    id: "iab",
    statement: "Advanced interatrial block",
    weight: "variant",
    grades: [{ certainty: "possible", all: ["iab@advanced"] }],
    borderline: "dropped",
  },
  {
    id: "lvh.rule",
    statement: "Left ventricular hypertrophy ({rules})",
    weight: "abnormal",
    grades: [{ certainty: "probable", all: ["lvh.rule"], any: VOLTAGE_RULES }],
    borderline: "possible",
    excludes: ["lvh.rule@voltage", "lvh.sl@young"],
  },
  {
    id: "lvh.rule@voltage",
    statement: "Voltage criteria for left ventricular hypertrophy ({rules})",
    weight: "variant",
    grades: [{ certainty: "possible", any: LEADING_VOLTAGE_RULES }],
    borderline: "dropped",
    excludes: ["lvh.sl@young"],
  },
  {
    id: "lvh.sl@young",
    statement: "High QRS voltage, common under 35 years",
    weight: "variant",
    grades: [{ certainty: "definite", all: ["lvh.sl@young"] }],
    borderline: "dropped",
  },
  {
    id: "rvh",
    statement: "Right ventricular hypertrophy",
    weight: "abnormal",
    grades: [
      { certainty: "probable", all: ["rvh", "rvh@strong"], none: ["q@posterior"] },
      { certainty: "possible", all: ["rvh"], none: ["q@posterior"] },
    ],
    borderline: "dropped",
    excludes: ["ax.rad"],
  },
];

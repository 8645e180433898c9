// What may be stated on the strength of the calibrated model alone, always as "possible": the diagnostic SCP
// statements it has learnt from enough records, with the rules that a reader would check and that are cited.
import type { Finding } from "../ecg/interpretation.ts";

export interface LikelyStatement {
  /** SCP code; also the key into the probabilities. */
  readonly code: string;
  readonly group: "MI" | "STTC" | "CD" | "HYP";
  readonly statement: string;
  /** Rules whose outcome and evidence are shown. */
  readonly rules: readonly string[];
  /** What defines the statement: each met or borderline, or no probability can make it. */
  readonly needs?: readonly string[];
  readonly codes: Finding["codes"];
}

const old = (place: string): string =>
  `${place} myocardial infarction, age undetermined, without its Q-wave criteria`;

export const likelyStatements: readonly LikelyStatement[] = [
  {
    code: "IMI",
    group: "MI",
    statement: old("Inferior"),
    rules: ["q@inferior", "q.mc"],
    codes: { scp: "IMI", aha: "161", snomed: null },
  },
  {
    code: "ASMI",
    group: "MI",
    statement: old("Anteroseptal"),
    rules: ["q@anteroseptal", "prwp"],
    codes: { scp: "ASMI", aha: "165", snomed: null },
  },
  {
    code: "NDT",
    group: "STTC",
    statement: "Nonspecific T-wave abnormality",
    rules: ["t.class", "twi"],
    codes: { scp: "NDT", aha: "147", snomed: "164934002" },
  },
  {
    code: "NST_",
    group: "STTC",
    statement: "Nonspecific ST changes",
    rules: ["std"],
    codes: { scp: "NST_", aha: "145", snomed: null },
  },
  {
    code: "ISC_",
    group: "STTC",
    statement: "ST-T changes, ischaemia among the causes to consider",
    rules: ["std", "twi"],
    codes: { scp: "ISC_", aha: "226", snomed: null },
  },
  {
    code: "LAFB",
    group: "CD",
    statement: "Left anterior fascicular block",
    rules: ["bbb.lafb", "ax.lad"],
    needs: ["ax.lad"],
    codes: { scp: "LAFB", aha: "101", snomed: "445118002" },
  },
  {
    code: "LVH",
    group: "HYP",
    statement: "Left ventricular hypertrophy",
    rules: ["lvh.sl", "lvh.cv"],
    codes: { scp: "LVH", aha: "142", snomed: "164873001" },
  },
];

// What a claim says, in a few plain words for the reason of its verdict: "220 ms", "no ST elevation in V1 to V4".

import { cited } from "./checks/check-value.ts";
import type { ExtractedClaim, Subject } from "./extracted-claim.ts";

const SUBJECTS: Partial<Record<Subject, string>> = {
  p: "P waves",
  q: "Q waves",
  r: "R waves",
  s: "S waves",
  t: "T waves",
  u: "U waves",
  "r prime": "R'",
  st: "ST",
  "st-t": "ST and T",
  pr: "PR",
  qt: "QT",
  qtc: "QTc",
  rr: "RR",
  qrs: "QRS",
  "qrs duration": "QRS duration",
  "qrs amplitude": "QRS voltage",
  axis: "QRS axis",
  ecg: "ECG",
  "r progression": "R progression",
};

/** Patterns whose names are abbreviations; the others read as they are. */
const PATTERNS: Readonly<Record<string, string>> = {
  lbbb: "left bundle branch block",
  rbbb: "right bundle branch block",
  "incomplete lbbb": "incomplete left bundle branch block",
  "incomplete rbbb": "incomplete right bundle branch block",
  lafb: "left anterior fascicular block",
  lpfb: "left posterior fascicular block",
  ivcd: "intraventricular conduction delay",
  lvh: "left ventricular hypertrophy",
  rvh: "right ventricular hypertrophy",
  wpw: "pre-excitation",
  pvc: "ventricular premature beats",
  pac: "atrial premature beats",
  svt: "supraventricular tachycardia",
  vt: "ventricular tachycardia",
};

function where(claim: ExtractedClaim): string {
  if (claim.leads.length === 0) return "";
  if (claim.leadScope === "all") return " in all leads";
  if (claim.leadScope === "some") return " in some leads";
  return ` in ${claim.leads.join(", ")}`;
}

/** The claim in words, its denial and its doubt included. */
export function describeClaim(claim: ExtractedClaim): string {
  const { assertion, negated } = claim;
  const subject = SUBJECTS[claim.subject] ?? claim.subject;
  const hedge = claim.hedge === null ? "" : `${claim.hedge} `;
  const no = negated ? "not " : "";
  switch (assertion.kind) {
    case "value":
      return `${no}${cited(assertion)}${assertion.formula === null ? "" : ` (${assertion.formula})`}${where(claim)}`;
    case "quality":
      return assertion.word === "located"
        ? `transition in ${claim.leads.join(", ")}`
        : `${hedge}${subject} ${no}${assertion.word}${where(claim)}`;
    case "presence":
      return `${negated ? "no " : ""}${hedge}${assertion.count === null ? "" : `${assertion.count} `}${PATTERNS[assertion.pattern] ?? assertion.pattern}${where(claim)}`;
    case "form":
      return `${no}${assertion.form}${where(claim)}`;
    case "comparison": {
      const other =
        assertion.otherSubject === null
          ? ""
          : ` than ${SUBJECTS[assertion.otherSubject] ?? assertion.otherSubject}`;
      return `${subject}${where(claim)} ${no}${assertion.relation}${other}${assertion.otherLeads.length === 0 ? "" : ` against ${assertion.otherLeads.join(", ")}`}`;
    }
  }
}

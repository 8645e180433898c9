// How the three verdicts and the three certainties are shown: always a sign and a word, never colour alone.
import type { Certainty, Claim, Verdict } from "../ecg/interpretation.ts";

export const VERDICTS = ["supported", "contradicted", "not checkable"] as const satisfies readonly Verdict[];

export const VERDICT_SIGNS: Readonly<Record<Verdict, string>> = {
  supported: "✓",
  contradicted: "✗",
  "not checkable": "?",
};

export const CERTAINTY_SIGNS: Readonly<Record<Certainty, string>> = {
  definite: "●",
  probable: "◐",
  possible: "○",
};

/** "18 statements checked against the signal: 17 supported, 0 contradicted, 1 not checkable." */
export function verdictSummary(claims: readonly Claim[]): string {
  if (claims.length === 0) return "The text makes no statement that could be checked against the signal.";
  const counts = VERDICTS.map(
    (verdict) => `${claims.filter((claim) => claim.verdict === verdict).length} ${verdict}`,
  );
  const subject = claims.length === 1 ? "1 statement" : `${claims.length} statements`;
  return `${subject} checked against the signal: ${counts.join(", ")}.`;
}

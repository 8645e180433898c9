// The claims of a Narrative with their verdicts. Where there is no signal nothing can be checked, and every claim says so.
// The lexicon is large and built when it is loaded: it is loaded once there is a text, not while a person waits for one.
import type { Claim } from "../../ecg/interpretation.ts";
import type { Measurements } from "../../ecg/measurements.ts";
import type { RuleResults } from "../rule-result.ts";

/** What a text about an ECG is held against. */
export type CheckBasis =
  | { readonly measurements: Measurements; readonly results: RuleResults }
  | { readonly measurements: null /** Why there is no signal. */; readonly missing: string };

export async function checkNarrative(text: string, basis: CheckBasis): Promise<Claim[]> {
  if (basis.measurements !== null) {
    const { verifyText } = await import("../verify/verify-text.ts");
    return verifyText({ text, ...basis });
  }
  const { extractClaims } = await import("../verify/extract-claims.ts");
  return extractClaims(text).map(({ start, end, text: claimed }) => ({
    start,
    end,
    text: claimed,
    verdict: "not checkable",
    evidence: [],
    reason: `there is no signal to check it against: ${basis.missing}`,
  }));
}

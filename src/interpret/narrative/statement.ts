// A Statement is a stretch of narrative with the checks it must stand: it becomes one Claim. Its verdict
// is worked out here from the numbers it cites, although the text was written from them: a rounding or a
// wording that the measurement does not bear would show.
import type { Evidence, Verdict } from "../../ecg/interpretation.ts";
import { type Check, type CheckOutcome, runCheck } from "./check.ts";

export interface Statement {
  readonly text: string;
  readonly verdict: Verdict;
  readonly reason: string;
  readonly evidence: readonly Evidence[];
}

const MAX_REASONS = 3;

/** The worst outcome of its checks decides; without any check nothing can be said about it. */
export function statement(text: string, checks: readonly Check[]): Statement {
  const outcomes = checks.map(runCheck);
  const verdict = worstVerdict(outcomes);
  const deciding = outcomes.filter((outcome) => outcome.verdict === verdict);
  const telling = [...new Set(deciding.map((outcome) => outcome.reason))];
  const more = telling.length > MAX_REASONS ? ` and ${telling.length - MAX_REASONS} more` : "";
  return {
    text,
    verdict,
    reason:
      telling.length === 0
        ? "no measurement is cited for it"
        : telling.slice(0, MAX_REASONS).join("; ") + more,
    evidence: checks.map((check) => check.evidence),
  };
}

function worstVerdict(outcomes: readonly CheckOutcome[]): Verdict {
  if (outcomes.some((outcome) => outcome.verdict === "contradicted")) return "contradicted";
  if (outcomes.length === 0 || outcomes.some((outcome) => outcome.verdict === "not checkable")) {
    return "not checkable";
  }
  return "supported";
}

// When a rule counts as holding for other rules and for findings.
import type { Outcome } from "../../ecg/interpretation.ts";
import type { RuleResult } from "../rule-result.ts";

/** A RuleResult that may carry the side of its threshold on which a borderline outcome lies. */
export interface SidedResult extends RuleResult {
  readonly withoutTolerance?: Outcome;
}

/** Met, or borderline on the side of met. */
export function holds<Result extends SidedResult>(result: Result | undefined): result is Result {
  return result?.outcome === "met" || (result?.outcome === "borderline" && result.withoutTolerance === "met");
}

// What evaluating one rule gave. Everything above the rule engine (findings, narrative, verification)
// reads these, never the rules themselves.
import type { Evidence, Outcome } from "../ecg/interpretation.ts";

export interface RuleResult {
  /** Id of the rule, e.g. "av.1"; the ids are those of the rule book. */
  readonly rule: string;
  readonly name: string;
  readonly outcome: Outcome;
  /** Rests on memory only (mark K): decides no definite finding alone. */
  readonly unverified: boolean;
  readonly source: string;
  readonly evidence: readonly Evidence[];
  /** Why it is borderline or not assessable ("lead V1 is flat", "suppressed under LBBB", "sex unknown"). */
  readonly reason: string | null;
}

/** By rule id, in order of evaluation. */
export type RuleResults = ReadonlyMap<string, RuleResult>;

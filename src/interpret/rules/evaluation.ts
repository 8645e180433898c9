// What evaluating a condition gives, and how the evaluations of its members become one: outcomes by
// truth.ts, evidence from the members that decided, reasons from those that left it undecided.
import type { Evidence, Outcome } from "../../ecg/interpretation.ts";
import { rank } from "./truth.ts";

export interface Evaluation {
  readonly outcome: Outcome;
  /** The outcome had measurement no tolerance: on which side of the threshold a borderline value lies. */
  readonly withoutTolerance: Outcome;
  readonly evidence: readonly Evidence[];
  /** Why it is borderline or not assessable. */
  readonly reasons: readonly string[];
  /** What was assumed ("sex unknown: the higher limit is used"). */
  readonly notes: readonly string[];
}

export const MET: Evaluation = {
  outcome: "met",
  withoutTolerance: "met",
  evidence: [],
  reasons: [],
  notes: [],
};
export const NOT_MET: Evaluation = { ...MET, outcome: "not met", withoutTolerance: "not met" };

export function notAssessable(reason: string): Evaluation {
  return { ...MET, outcome: "not assessable", withoutTolerance: "not assessable", reasons: [reason] };
}

/**
 * One evaluation from several: the evidence of those that bear it out (all members at or above the outcome
 * where it holds, those that failed where it does not), the reasons of those that left it undecided.
 */
export function join(
  members: readonly Evaluation[],
  combine: (outcomes: readonly Outcome[]) => Outcome,
): Evaluation {
  const outcome = combine(members.map((member) => member.outcome));
  const decisive = members.filter((member) =>
    rank(outcome) >= rank("borderline")
      ? rank(member.outcome) >= rank("borderline")
      : rank(member.outcome) <= rank(outcome),
  );
  const undecided = members.filter((member) => member.outcome === outcome);
  return {
    outcome,
    withoutTolerance: combine(members.map((member) => member.withoutTolerance)),
    evidence: decisive.flatMap((member) => member.evidence),
    reasons:
      outcome === "borderline" || outcome === "not assessable" ? undecided.flatMap((it) => it.reasons) : [],
    notes: decisive.flatMap((member) => member.notes),
  };
}

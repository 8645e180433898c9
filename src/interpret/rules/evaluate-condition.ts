// Evaluates a rule's tree of conditions over Measurements. Pure: no rule is known here by name.
import type { Outcome } from "../../ecg/interpretation.ts";
import type { Measurements } from "../../ecg/measurements.ts";
import type { RuleResult } from "../rule-result.ts";
import { evaluateComparison } from "./evaluate-comparison.ts";
import { type Evaluation, join, MET, NOT_MET, notAssessable } from "./evaluation.ts";
import type { Condition, LeadName, Scored } from "./rule-schema.ts";
import { allOf, anyOf, atLeast, negate, rank } from "./truth.ts";

/** A RuleResult with the side of the threshold on which a borderline outcome lies. */
export interface EvaluatedRule extends RuleResult {
  readonly withoutTolerance: Outcome;
}

export interface ConditionInput {
  readonly measurements: Measurements;
  /** Rules evaluated before. */
  readonly results: ReadonlyMap<string, EvaluatedRule>;
  /** The lead in view; null outside any list of leads. */
  readonly lead: LeadName | null;
}

export function evaluateCondition(condition: Condition, input: ConditionInput): Evaluation {
  const each = (members: readonly Condition[]) => members.map((member) => evaluateCondition(member, input));
  if ("measure" in condition) return evaluateComparison(condition, input.measurements, input.lead);
  if ("all" in condition) return join(each(condition.all), allOf);
  if ("any" in condition) return join(each(condition.any), anyOf);
  if ("atLeast" in condition) return evaluateAtLeast(condition.atLeast, condition.of, input);
  if ("not" in condition) return inverted(evaluateCondition(condition.not, input));
  if ("inLeads" in condition) {
    const { inLeads, count, that } = condition;
    const members = inLeads.map((lead) => evaluateCondition(that, { ...input, lead }));
    return join(members, countOf(count === "all" ? inLeads.length : count));
  }
  if ("contiguous" in condition) {
    const { among, contiguous, that } = condition;
    return neighbours(
      among.map((lead) => evaluateCondition(that, { ...input, lead })),
      contiguous,
    );
  }
  if ("leadIn" in condition)
    return input.lead !== null && condition.leadIn.includes(input.lead) ? MET : NOT_MET;
  return evaluateReference(condition.rule, input.results);
}

function evaluateAtLeast(
  wanted: number,
  of: readonly (Condition | Scored)[],
  input: ConditionInput,
): Evaluation {
  const points = of.map((member) => ("points" in member ? member.points : 1));
  const members = of.map((member) => evaluateCondition("points" in member ? member.when : member, input));
  const outcome = (outcomes: readonly Outcome[]) =>
    atLeast(
      wanted,
      outcomes.map((it, i) => ({ outcome: it, points: points[i] ?? 1 })),
    );
  return join(members, outcome);
}

function countOf(wanted: number): (outcomes: readonly Outcome[]) => Outcome {
  return (outcomes) =>
    atLeast(
      wanted,
      outcomes.map((outcome) => ({ outcome, points: 1 })),
    );
}

/** The best of all windows of `size` neighbours; evidence comes from the windows that hold. */
function neighbours(leads: readonly Evaluation[], size: number): Evaluation {
  const windows = leads
    .slice(0, Math.max(0, leads.length - size + 1))
    .map((_, i) => leads.slice(i, i + size));
  const best = anyOf(windows.map((window) => allOf(window.map((lead) => lead.outcome))));
  const holding = windows.filter((window) => rank(allOf(window.map((lead) => lead.outcome))) >= rank(best));
  const shown =
    rank(best) >= rank("not assessable")
      ? leads.filter((lead) => holding.some((it) => it.includes(lead)))
      : leads;
  const joined = join(shown, () => best);
  return {
    ...joined,
    withoutTolerance: anyOf(windows.map((window) => allOf(window.map((lead) => lead.withoutTolerance)))),
  };
}

/** What fails to hold is no evidence, so none is kept. */
function inverted(evaluation: Evaluation): Evaluation {
  return {
    ...evaluation,
    outcome: negate(evaluation.outcome),
    withoutTolerance: negate(evaluation.withoutTolerance),
    evidence: [],
  };
}

/** The outcome of a rule evaluated before, as a condition. */
export function evaluateReference(id: string, results: ReadonlyMap<string, EvaluatedRule>): Evaluation {
  const result = results.get(id);
  if (result === undefined) return notAssessable(`rule ${id} was not evaluated before`);
  const { outcome, withoutTolerance, evidence, name, reason } = result;
  const undecided = outcome === "borderline" || outcome === "not assessable";
  return {
    outcome,
    withoutTolerance,
    evidence,
    reasons: undecided ? [reason ?? `${name} is undecided`] : [],
    notes: [],
  };
}

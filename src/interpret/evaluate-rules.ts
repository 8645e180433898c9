// Applies the rule book to Measurements in its stated order: quality, pacing and pre-excitation, rhythm,
// AV conduction, QRS, axis and hypertrophy, ST-T and Q, QT. What must not be judged (an unusable recording,
// a child, ST under left bundle branch block, a lead that is not there) comes out "not assessable" and says
// why; it is never silently "not met".
import type { Evidence } from "../ecg/interpretation.ts";
import { STANDARD_LEADS } from "../ecg/lead-names.ts";
import type { Measurements } from "../ecg/measurements.ts";
import { type EvaluatedRule, evaluateCondition, evaluateReference } from "./rules/evaluate-condition.ts";
import { join } from "./rules/evaluation.ts";
import { holds } from "./rules/holds.ts";
import { leadState } from "./rules/lead-state.ts";
import { findRule, ruleBook } from "./rules/rule-book.ts";
import type { ExecutableRule, Profile, Rule } from "./rules/rule-schema.ts";
import { allOf } from "./rules/truth.ts";

export type { EvaluatedRule } from "./rules/evaluate-condition.ts";
export type { Profile } from "./rules/rule-schema.ts";

/** By rule id, in order of evaluation; assignable to RuleResults. */
export type EvaluatedRules = ReadonlyMap<string, EvaluatedRule>;

/** The adult rules start at this age (AHA/ACCF/HRS 2009 part III uses over 16 years). */
export const ADULT_FROM_YEARS = 16;
export const PAEDIATRIC_REASON = "paediatric criteria not implemented";
/** What one lead shows an artefact can feign; a second one must agree before anything is concluded. */
const LEAST_LEADS = 2;
export const TOO_FEW_LEADS_REASON = "fewer than two of the twelve leads can be read";

export interface EvaluateRulesOptions {
  readonly measurements: Measurements;
  /** Which thresholds where sources differ; `guideline` unless told. */
  readonly profile?: Profile;
  /** The rules to apply, in order; the whole rule book unless told. */
  readonly rules?: readonly Rule[];
}

/** One result a rule, in order of evaluation. Never throws on what a recording lacks. */
export function evaluateRules({
  measurements,
  profile = "guideline",
  rules = ruleBook,
}: EvaluateRulesOptions): EvaluatedRules {
  const results = new Map<string, EvaluatedRule>();
  for (const rule of rules) results.set(rule.id, evaluateRule(rule, measurements, profile, results));
  return results;
}

function evaluateRule(
  rule: Rule,
  measurements: Measurements,
  profile: Profile,
  results: EvaluatedRules,
): EvaluatedRule {
  const { id, name, source } = rule;
  const head = { rule: id, name, unverified: rule.unverified === true, source };
  const withheld = rule.kind === "convention" ? rule.reason : reasonToWithhold(rule, measurements, results);
  if (rule.kind === "convention" || withheld !== null) return { ...head, ...undecided(withheld) };
  const condition = (profile === "guideline" ? undefined : rule.profiles?.[profile]) ?? rule.when;
  const own = evaluateCondition(condition, { measurements, results, lead: null });
  const required = (rule.requires ?? []).map((other) => ({
    ...evaluateReference(other, results),
    evidence: [],
  }));
  const joined = join([own, ...required], allOf);
  const reasons = new Set([...joined.reasons, ...joined.notes]);
  return {
    ...head,
    outcome: joined.outcome,
    withoutTolerance: joined.withoutTolerance,
    evidence: distinct(joined.evidence),
    reason: reasons.size === 0 ? null : [...reasons].join("; "),
  };
}

/** Such a recording, as of a watch, carries rate and regularity, and no criterion is applied to it. */
export function hasTooFewLeads({ quality, record }: Measurements): boolean {
  const readable = STANDARD_LEADS.filter(
    (lead) => record.leads.includes(lead) && quality.leads[lead]?.usable !== false,
  );
  return readable.length < LEAST_LEADS;
}

/** Why a rule may not be applied to this recording at all, or null. */
function reasonToWithhold(
  rule: ExecutableRule,
  measurements: Measurements,
  results: EvaluatedRules,
): string | null {
  const { quality, patient } = measurements;
  if (quality.verdict === "unusable" && rule.stage !== "quality") {
    return ["the recording is unusable", ...quality.reasons].join("; ");
  }
  if (rule.stage !== "quality" && hasTooFewLeads(measurements)) return TOO_FEW_LEADS_REASON;
  if (patient.ageYears !== null && patient.ageYears < ADULT_FROM_YEARS && rule.allAges !== true) {
    return PAEDIATRIC_REASON;
  }
  // borderline on the side of met suppresses too: what is near it must not be judged either
  const suppressor = (rule.suppressedBy ?? [])
    .map((id) => results.get(id))
    .find((result) => result?.outcome === "met" || (holds(result) && !onlyWhenMet(result.rule)));
  if (suppressor !== undefined) return `suppressed: ${suppressor.name}`;
  const troubles = (rule.needs?.leads ?? [])
    .map((lead) => leadState(measurements, lead).trouble)
    .filter(Boolean);
  return troubles.length > 0 ? troubles.join("; ") : null;
}

function onlyWhenMet(id: string): boolean {
  const rule = findRule(id);
  return rule?.kind === "executable" && rule.suppressesOnlyWhenMet === true;
}

function undecided(reason: string | null): Omit<EvaluatedRule, "rule" | "name" | "unverified" | "source"> {
  return { outcome: "not assessable", withoutTolerance: "not assessable", evidence: [], reason };
}

function distinct(evidence: readonly Evidence[]): Evidence[] {
  const seen = new Map(evidence.map((item) => [JSON.stringify(item), item]));
  return [...seen.values()];
}

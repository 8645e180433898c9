// Rule outcomes as judgements. An unverified rule may support a text and never contradicts it; a rule that could not
// be applied decides nothing and says why.
import type { RuleResult, RuleResults } from "../../rule-result.ts";
import { atLimit, type Judgement, judge, open, soft } from "./judgement.ts";

function said(rule: RuleResult): string {
  const unverified = rule.unverified ? " (unverified criterion)" : "";
  return `${rule.name}${unverified}: ${rule.outcome === "met" ? "criteria met" : "criteria not met"}${evidenceText(rule)}`;
}

/** The first measured number of a rule, for the reason. */
function evidenceText(rule: RuleResult): string {
  const first = rule.evidence.find((item) => typeof item.value === "number");
  if (first === undefined || typeof first.value !== "number") return "";
  const value =
    Math.abs(first.value) < 10 && !Number.isInteger(first.value)
      ? first.value.toFixed(2)
      : first.value.toFixed(0);
  return ` (${first.measure}${first.lead === null ? "" : ` in ${first.lead}`} ${value}${first.unit === "" || first.unit === "count" ? "" : ` ${first.unit}`})`;
}

export function judgeRule(results: RuleResults, id: string): Judgement {
  const rule = results.get(id);
  if (rule === undefined) return open(`the rule book has no result for ${id}`);
  if (rule.outcome === "not assessable")
    return open(`${rule.name} was not assessed${rule.reason === null ? "" : `: ${rule.reason}`}`);
  if (rule.outcome === "borderline")
    return atLimit(
      `${rule.name} is borderline${rule.reason === null ? "" : `: ${rule.reason}`}`,
      rule.evidence,
    );
  const outcome = rule.outcome === "met" ? "true" : "false";
  return (rule.unverified ? soft : judge)(outcome, said(rule), rule.evidence);
}

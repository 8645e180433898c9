// A Finding as prose and as a Statement: the wording follows its certainty, the verdict its criteria and
// the numbers in its evidence. Works for any finding, also one that this text knows nothing else about.
import type { Evidence, Finding } from "../../ecg/interpretation.ts";
import type { RuleResults } from "../rule-result.ts";
import type { Quantity } from "../rules/measure.ts";
import { runCheck } from "./check.ts";
import type { Statement } from "./statement.ts";

const MAX_REASONS = 3;

const URGENT = /[;,.]?\s*needs immediate review by a clinician/i;

/** The finding says itself that a clinician must look at once. */
export function isUrgent(finding: Finding): boolean {
  return URGENT.test(finding.statement);
}

/** "first-degree AV block", "probable left ventricular hypertrophy", "possible ..."; never stronger than the finding. */
export function findingPhrase(finding: Finding): string {
  const phrase = lowerFirst(
    finding.statement
      .replace(URGENT, "")
      .trim()
      .replace(/[.\s]+$/, ""),
  );
  if (finding.certainty === "definite" || /\b(probabl|possibl)/i.test(phrase)) return phrase;
  return `${finding.certainty} ${phrase}`;
}

/** The finding as a Statement of the given text. */
export function findingStatement(text: string, finding: Finding, results: RuleResults): Statement {
  const outcomes = finding.evidence.map((evidence) =>
    runCheck({ evidence, quantity: quantityOf(evidence), stated: null }),
  );
  const of = (verdict: string) => outcomes.filter((outcome) => outcome.verdict === verdict);
  const criteria = finding.criteria.filter((criterion) => criterion.outcome !== "not assessable");
  const met = criteria.filter((criterion) => criterion.outcome === "met");
  const unverified =
    met.length > 0 && met.every((criterion) => results.get(criterion.rule)?.unverified === true);
  const because = (reasons: readonly string[]) =>
    [
      ...reasons.slice(0, MAX_REASONS),
      ...(criteria.length === 0
        ? []
        : [`criteria: ${criteria.map(({ rule, outcome }) => `${rule} ${outcome}`).join(", ")}`]),
      ...(unverified ? ["the criterion rests on memory only"] : []),
    ].join("; ");
  const judged = (verdict: Statement["verdict"], reasons: readonly string[]): Statement => ({
    text,
    verdict,
    reason: because(reasons) || "no measurement is cited for it",
    evidence: finding.evidence,
  });
  const supported = of("supported").map((outcome) => outcome.reason);
  const contradicted = of("contradicted").map((outcome) => outcome.reason);
  const undecided = of("not checkable").map((outcome) => outcome.reason);
  if (met.length === 0 && criteria.length > 0) {
    return judged("not checkable", undecided.length > 0 ? undecided : ["no criterion is clearly met"]);
  }
  if (supported.length > 0) return judged("supported", supported);
  if (contradicted.length > 0) return judged("contradicted", contradicted);
  return judged("not checkable", undecided);
}

/** What kind of number a rule's evidence holds, by its unit: decides the tolerance at its threshold. */
function quantityOf({ value, unit, measure }: Evidence): Quantity {
  if (typeof value !== "number") return "category";
  if (unit === "mV") return "amplitude";
  if (unit === "ms") {
    if (/qt/i.test(measure)) return "qt";
    if (/pause|RR/.test(measure)) return "time";
    return /^(PR|P|QRS) (interval|duration)$/.test(measure) ? "interval" : "deflection";
  }
  if (/^(bpm|\/min|per minute)$/.test(unit)) return "rate";
  if (/^(deg|degrees|°)$/.test(unit)) return "axis";
  return "count";
}

/** Lower-cases a sentence's capital but leaves acronyms, lead names and Roman numerals as they are. */
function lowerFirst(text: string): string {
  return /^[A-Z][a-z]/.test(text) &&
    !/^(Mobitz|Wolff|Brugada|Wellens|Cornell|Sokolow|Peguero|Romhilt|Gubner)/.test(text)
    ? text.charAt(0).toLowerCase() + text.slice(1)
    : text;
}

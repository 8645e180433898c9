// Rules say which criteria are met; the calibrated model says how often such recordings were read that way.
// Where the model has learnt a statement, it withdraws weak findings that it finds improbable and adds
// "possible" ones that it finds likely. It never touches a definite finding, an urgent one, or the rhythm.
import type { Evidence, Finding } from "../ecg/interpretation.ts";
import { type LikelyStatement, likelyStatements } from "./likely-statements.ts";
import type { StatementProbabilities } from "./probability/statement-probabilities.ts";
import type { RuleResults } from "./rule-result.ts";

/** Under these the model withdraws a finding of that certainty. */
const LEAST_PROBABILITY = { definite: 0, probable: 0.15, possible: 0.25 } as const;
/** From here on the model states by itself, one statement or, of a group, the likeliest. */
export const STATED_FROM = 0.4;
/** The likeliest of a likely group must still be this likely itself: a group of many unlikely ones says nothing. */
const LEAST_OF_GROUP = 0.25;
/** "Normal ECG" is withdrawn where the model finds it less likely than this. */
const LEAST_NORMAL = 0.3;

export function isBelieved(
  finding: Finding,
  urgent: boolean,
  estimates: StatementProbabilities | null,
): boolean {
  const code = finding.codes.scp;
  if (estimates === null || code === null || urgent) return true;
  if (code === "NORM") return (estimates.probabilities[code] ?? 1) >= LEAST_NORMAL;
  if (!estimates.learnt.has(code)) return true;
  return (estimates.probabilities[code] ?? 1) >= LEAST_PROBABILITY[finding.certainty];
}

/** Findings that rest on the model alone; `stated` are the SCP codes that already stand. */
export function likelyFindings(options: {
  stated: ReadonlySet<string>;
  /** Groups (MI, STTC, CD, HYP) of what stands: only an empty group is filled by its sum. */
  groupsStated: ReadonlySet<string>;
  estimates: StatementProbabilities | null;
  results: RuleResults;
}): Finding[] {
  const { stated, groupsStated, estimates, results } = options;
  if (estimates === null) return [];
  const candidates = likelyStatements.filter(
    (likely) => !stated.has(likely.code) && estimates.learnt.has(likely.code) && mayBeStated(likely, results),
  );
  const chosen = candidates.filter(({ code }) => probabilityOf(code, estimates) >= STATED_FROM);
  for (const group of new Set(candidates.map((it) => it.group))) {
    if (groupsStated.has(group) || chosen.some((it) => it.group === group)) continue;
    const best = candidates
      .filter((it) => it.group === group)
      .reduce((a, b) => (probabilityOf(b.code, estimates) > probabilityOf(a.code, estimates) ? b : a));
    const likelyGroup = (estimates.groups[group] ?? 0) >= STATED_FROM;
    if (likelyGroup && probabilityOf(best.code, estimates) >= LEAST_OF_GROUP) chosen.push(best);
  }
  return chosen.map((likely) => toFinding(likely, estimates, results));
}

/** Something was looked at, and nothing that defines the statement speaks plainly against it. */
function mayBeStated({ rules, needs = [] }: LikelyStatement, results: RuleResults): boolean {
  const defined = needs.every((rule) => ["met", "borderline"].includes(results.get(rule)?.outcome ?? ""));
  return defined && rules.some((rule) => isOpen(rule, results));
}

/** A rule that is suppressed or cannot be assessed leaves nothing to be said by probability either. */
function isOpen(rule: string, results: RuleResults): boolean {
  const outcome = results.get(rule)?.outcome;
  return outcome !== undefined && outcome !== "not assessable";
}

function probabilityOf(code: string, estimates: StatementProbabilities): number {
  return estimates.probabilities[code] ?? 0;
}

function toFinding(
  likely: LikelyStatement,
  estimates: StatementProbabilities,
  results: RuleResults,
): Finding {
  const judged = likely.rules.flatMap((rule) => results.get(rule) ?? []);
  const own: Evidence = {
    lead: null,
    beat: null,
    startMs: null,
    endMs: null,
    measure: `calibrated probability of ${likely.code}`,
    value: probabilityOf(likely.code, estimates),
    unit: "",
    operator: null,
    threshold: null,
  };
  return {
    id: `likely.${likely.code}`,
    statement: likely.statement,
    codes: likely.codes,
    certainty: "possible",
    probability: null,
    criteria: judged.map(({ rule, outcome, source }) => ({ rule, outcome, source })),
    evidence: [own, ...judged.flatMap((result) => result.evidence)],
  };
}

// Findings from rule outcomes, by the findings table: which statement, how sure, with which criteria and
// evidence. "Normal ECG" is stated last, and only where the recording is good, the rhythm is sinus and
// nothing abnormal is left. What could not be judged is listed beside the findings.

import { superclassesOf } from "../datasets/scp-superclasses.ts";
import type { Certainty, Criterion, Evidence, Finding, NotAssessed } from "../ecg/interpretation.ts";
import { STANDARD_LEADS } from "../ecg/lead-names.ts";
import type { Measurements } from "../ecg/measurements.ts";
import { findingCodes } from "./codes.ts";
import { findingsTable } from "./findings-table.ts";
import type { FindingEntry, Grade, Weight } from "./findings-table-schema.ts";
import { contextSuggestsIschaemia } from "./ischaemic-context.ts";
import { listNotAssessed } from "./list-not-assessed.ts";
import type { StatementProbabilities } from "./probability/statement-probabilities.ts";
import { isMirrored } from "./rules/evaluate-comparison.ts";
import { holds, type SidedResult } from "./rules/holds.ts";
import { isBelieved, likelyFindings } from "./weigh-findings.ts";

/** RuleResults; those of evaluateRules carry the side of borderline outcomes. */
export type SidedResults = ReadonlyMap<string, SidedResult>;

export interface DeriveFindingsOptions {
  readonly measurements: Measurements;
  readonly results: SidedResults;
  /** What the calibrated model makes of the recording; null or absent: the rules speak alone. */
  readonly estimates?: StatementProbabilities | null;
}

export interface DerivedFindings {
  readonly findings: Finding[];
  readonly notAssessed: NotAssessed[];
}

interface Candidate {
  readonly entry: FindingEntry;
  readonly weight: Weight;
  readonly finding: Finding;
}

const CERTAINTIES: readonly Certainty[] = ["possible", "probable", "definite"];
/** Normal in its ranges: what "normal ECG" cites. */
const NORMAL_RANGES = ["norm.hr@clinical", "norm.pr", "norm.qrs", "norm.axis", "norm.t", "norm.qtc"];
/** Ranges of times, and what the findings that speak of them begin with. */
const TIMES: Readonly<Record<string, string>> = { "norm.pr": "av.", "norm.qrs": "bbb.", "norm.qtc": "qt." };
const SINUS = new Set(["rhy.sinus", "rhy.sbrad", "rhy.stach", "rhy.sarr"]);

/** Findings in the order of the table, and what was not assessed and why. An unusable recording has none. */
export function deriveFindings({
  measurements,
  results,
  estimates = null,
}: DeriveFindingsOptions): DerivedFindings {
  if (measurements.quality.verdict === "unusable") {
    return { findings: [], notAssessed: listNotAssessed({ measurements, results, rhythmFound: false }) };
  }
  const fired = findingsTable.flatMap((entry) => candidate(entry, measurements, results) ?? []);
  // what the model withdraws must not take with it the finding that it would have replaced
  const stated = withoutExcluded(
    fired.filter(
      ({ entry, finding, weight }) =>
        weight === "technical" ||
        entry.rhythm === true ||
        isBelieved(finding, weight === "urgent", estimates),
    ),
  );
  const codes = new Set(stated.flatMap(({ finding }) => finding.codes.scp ?? []));
  const likely = likelyFindings({ stated: codes, groupsStated: superclassesOf(codes), estimates, results });
  const normal = likely.length > 0 ? null : normalEcg(stated, measurements, results);
  const findings = [
    ...stated.map((it) => it.finding),
    ...likely,
    ...(normal !== null && isBelieved(normal, false, estimates) ? [normal] : []),
  ];
  const rhythmFound = stated.some((it) => it.entry.rhythm === true);
  return { findings, notAssessed: listNotAssessed({ measurements, results, rhythmFound }) };
}

function candidate(entry: FindingEntry, measurements: Measurements, results: SidedResults): Candidate | null {
  for (const grade of entry.grades) {
    const decisive = decisiveRules(grade, results);
    if (decisive === null) continue;
    const borderline = isBorderline(grade, results);
    if (borderline && entry.borderline === "dropped") continue;
    const weakened = (entry.weakenedBy ?? []).some((rule) => holds(results.get(rule)));
    const certainty = certaintyOf({ entry, grade, decisive, borderline, weakened });
    const raised =
      entry.inContext !== undefined && !borderline && contextSuggestsIschaemia(measurements.patient.context);
    const wording =
      (raised ? entry.inContext?.statement : undefined) ??
      (borderline ? entry.borderlineStatement : undefined) ??
      grade.statement ??
      entry.statement;
    const additions = (entry.additions ?? []).filter(({ rule }) => holds(results.get(rule)));
    const finding: Finding = {
      id: entry.id,
      statement: [filled(wording, grade, decisive, measurements), ...additions.map(({ text }) => text)].join(
        "",
      ),
      codes: findingCodes[entry.id] ?? { scp: null, aha: null, snomed: null },
      certainty: raised && certainty === "possible" ? "probable" : certainty,
      probability: null,
      criteria: decisive.map(criterion),
      evidence: distinct(decisive.flatMap((result) => result.evidence)),
    };
    const whenPossible = finding.certainty === "possible" ? entry.weightWhenPossible : undefined;
    return { entry, finding, weight: grade.weight ?? whenPossible ?? entry.weight };
  }
  return null;
}

/** The rules that make the grade hold, or null where it does not hold. */
function decisiveRules(
  { all = [], any = [], none = [] }: Grade,
  results: SidedResults,
): SidedResult[] | null {
  const every = all.map((rule) => results.get(rule));
  const some = any.map((rule) => results.get(rule)).filter(holds);
  if (!every.every(holds) || (any.length > 0 && some.length === 0)) return null;
  if (none.some((rule) => holds(results.get(rule)))) return null;
  return [...every.filter(holds), ...some];
}

/** One of `all` is borderline, or everything of `any` that holds is. */
function isBorderline({ all = [], any = [] }: Grade, results: SidedResults): boolean {
  const outcomes = (rules: readonly string[]) => rules.map((rule) => results.get(rule)).filter(holds);
  return (
    outcomes(all).some((result) => result.outcome === "borderline") ||
    (any.length > 0 && outcomes(any).every((result) => result.outcome === "borderline"))
  );
}

interface CertaintyInput {
  readonly entry: FindingEntry;
  readonly grade: Grade;
  readonly decisive: readonly SidedResult[];
  readonly borderline: boolean;
  readonly weakened: boolean;
}

/** The grade's certainty; what rests on memory alone is never definite, what is near a limit has its cap. */
function certaintyOf({ entry, grade, decisive, borderline, weakened }: CertaintyInput): Certainty {
  const caps: Certainty[] = [grade.certainty];
  if (borderline && entry.borderline !== "dropped") caps.push(entry.borderline);
  if (decisive.every((result) => result.unverified)) caps.push("probable");
  const least = Math.min(...caps.map((it) => CERTAINTIES.indexOf(it)));
  return CERTAINTIES[Math.max(0, weakened ? least - 1 : least)]!;
}

/** A finding that one before or after it excludes is not stated; an excluded one excludes nothing itself. */
function withoutExcluded(fired: readonly Candidate[]): Candidate[] {
  const gone = new Set<string>();
  for (const { entry } of fired) {
    if (!gone.has(entry.id)) for (const id of entry.excludes ?? []) gone.add(id);
  }
  return fired.filter(({ entry }) => !gone.has(entry.id));
}

function normalEcg(
  stated: readonly Candidate[],
  measurements: Measurements,
  results: SidedResults,
): Finding | null {
  const { quality, leads } = measurements;
  const complete = STANDARD_LEADS.every(
    (lead) => quality.leads[lead]?.usable !== false && leads[lead]?.median != null,
  );
  const sinus = stated.some(({ entry }) => SINUS.has(entry.id));
  const blocked = stated.some(({ weight }) => weight !== "normal" && weight !== "variant");
  if (quality.verdict !== "ok" || !complete || !sinus || blocked) return null;
  const ranges = NORMAL_RANGES.flatMap((rule) => results.get(rule) ?? []);
  const inRange = ranges.every((result) => result.outcome === "met" || result.outcome === "borderline");
  // a plain departure from a range of times forbids "normal", even one too small for a finding of its own
  const outside = Object.entries(TIMES).filter(
    ([rule, topic]) =>
      results.get(rule)?.outcome === "not met" && !stated.some(({ entry }) => entry.id.startsWith(topic)),
  );
  const id =
    outside.length > 0 || stated.some(({ weight }) => weight === "variant") ? "otherwise-normal" : "normal";
  return {
    id,
    statement: id === "normal" ? "Normal ECG" : "Otherwise normal ECG",
    codes: findingCodes[id] ?? { scp: null, aha: null, snomed: null },
    // what is out of range in an otherwise normal ECG has been stated as a finding of its own
    certainty: outside.length === 0 && (inRange || id === "otherwise-normal") ? "definite" : "probable",
    probability: null,
    criteria: ranges.map(criterion),
    evidence: distinct(
      ranges.filter((result) => result.outcome === "met").flatMap((result) => result.evidence),
    ),
  };
}

function filled(
  statement: string,
  grade: Grade,
  decisive: readonly SidedResult[],
  { quality }: Measurements,
): string {
  const first = decisive[0];
  // -aVR counts as a neighbour of I and II, but depression there is elevation in aVR: it is not named
  const leads = STANDARD_LEADS.filter((lead) =>
    first?.evidence.some((item) => item.lead === lead && !isMirrored(item)),
  );
  const rules = decisive.filter((result) => grade.any?.includes(result.rule)).map((result) => result.name);
  return statement
    .replace("{leads}", leads.join(", "))
    .replace("{rules}", rules.join(", "))
    .replace("{reversal}", quality.leadReversal ?? "")
    .replace("{reasons}", quality.reasons.join("; "))
    .replace(/ \(\)| in (?=;|,|$)/, "");
}

function criterion({ rule, outcome, source }: SidedResult): Criterion {
  return { rule, outcome, source };
}

function distinct(evidence: readonly Evidence[]): Evidence[] {
  return [...new Map(evidence.map((item) => [JSON.stringify(item), item])).values()];
}

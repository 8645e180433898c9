// What was not assessed and why, for people: one line a cause, not one a rule. Conventions and rules that
// were decided in spite of what is missing are not mentioned.
import { paperReason } from "../ecg/from-paper.ts";
import type { NotAssessed } from "../ecg/interpretation.ts";
import { STANDARD_LEADS } from "../ecg/lead-names.ts";
import type { Measurements } from "../ecg/measurements.ts";
import { hasTooFewLeads, PAEDIATRIC_REASON, TOO_FEW_LEADS_REASON } from "./evaluate-rules.ts";
import type { RuleResults } from "./rule-result.ts";
import { leadState } from "./rules/lead-state.ts";
import { findRule } from "./rules/rule-book.ts";

export interface ListNotAssessedOptions {
  readonly measurements: Measurements;
  readonly results: RuleResults;
  /** A finding names the basic rhythm. */
  readonly rhythmFound: boolean;
}

/** The lead at the end of a reason ("P amplitude in II was not measured"): the cause is the same in all. */
const IN_LEAD = / in (?:I{1,3}|-?aV[RLF]|V[1-6])\b/;
const LEAD_TROUBLE = /^lead (\S+) is (.*)$/;
const ASSUMED = /^.*unknown: the .*$/;

export function listNotAssessed({
  measurements,
  results,
  rhythmFound,
}: ListNotAssessedOptions): NotAssessed[] {
  const { quality } = measurements;
  if (quality.verdict === "unusable") {
    // what the verdict rests on; the leads' own reasons stand with the leads
    const causes = quality.reasons.filter((reason) => !/^(lead \S+ unusable|note):/.test(reason));
    const why = ["the recording is unusable", ...causes].join("; ");
    return [{ what: "rhythm, conduction, hypertrophy, ischaemia, repolarisation: everything", why }];
  }
  if (hasTooFewLeads(measurements)) {
    return [{ what: "everything but rate and regularity", why: TOO_FEW_LEADS_REASON }];
  }
  if ([...results.values()].some((result) => result.reason === PAEDIATRIC_REASON)) {
    return [{ what: "all adult criteria", why: PAEDIATRIC_REASON }];
  }
  const byCause = topicsByCause(results);
  for (const lead of STANDARD_LEADS) {
    const { trouble } = leadState(measurements, lead);
    if (trouble === "" || byCause.has(trouble)) continue;
    byCause.set(trouble, new Set([`what only ${lead} shows`]));
  }
  const lines = mergeCauses(byCause);
  const paper = paperReason(quality);
  if (paper !== null) lines.push({ what: "what is finer than the pixels of a picture", why: paper });
  const assumed = assumptions(results);
  if (assumed !== null) lines.push(assumed);
  if (!rhythmFound) lines.unshift({ what: "basic rhythm", why: "no rule for a rhythm is met" });
  return lines;
}

function topicsByCause(results: RuleResults): Map<string, Set<string>> {
  const byCause = new Map<string, Set<string>>();
  for (const { rule, outcome, reason } of results.values()) {
    const topic = findRule(rule)?.topic ?? null;
    if (outcome !== "not assessable" || topic === null || reason === null) continue;
    const suppressed = reason.split("; ").find((cause) => cause.startsWith("suppressed: "));
    const causes = suppressed === undefined ? reason.split("; ") : [suppressed];
    for (const cause of causes) {
      if (ASSUMED.test(cause)) continue;
      const short = LEAD_TROUBLE.test(cause) ? cause : cause.replace(IN_LEAD, "");
      byCause.set(short, (byCause.get(short) ?? new Set()).add(topic));
    }
  }
  return byCause;
}

/** One line for the same trouble in several leads, and for causes that withhold the same topics. */
function mergeCauses(byCause: ReadonlyMap<string, ReadonlySet<string>>): NotAssessed[] {
  const byTrouble = new Map<string, { leads: string[]; topics: Set<string> }>();
  for (const [cause, topics] of byCause) {
    const [, lead, trouble] = LEAD_TROUBLE.exec(cause) ?? [];
    const key = trouble ?? cause;
    const merged = byTrouble.get(key) ?? { leads: [], topics: new Set() };
    if (lead !== undefined) merged.leads.push(lead);
    for (const topic of topics) merged.topics.add(topic);
    byTrouble.set(key, merged);
  }
  const byTopics = new Map<string, string[]>();
  for (const [trouble, { leads, topics }] of byTrouble) {
    const known = STANDARD_LEADS.filter((lead) => leads.includes(lead));
    const verb = known.length > 1 ? "are" : "is";
    const named = `${known.length > 1 ? "leads" : "lead"} ${known.join(", ")} ${verb} ${trouble}`;
    const why = known.length === 0 ? trouble : named;
    const what = [...topics].join(", ");
    byTopics.set(what, [...(byTopics.get(what) ?? []), why]);
  }
  return [...byTopics].map(([what, causes]) => ({ what, why: causes.join("; ") }));
}

/** Limits by sex and age of which the one that is harder to meet was used. */
function assumptions(results: RuleResults): NotAssessed | null {
  const said = new Set<string>();
  const topics = new Set<string>();
  for (const { rule, reason } of results.values()) {
    for (const cause of (reason ?? "").split("; ").filter((it) => ASSUMED.test(it))) {
      said.add(cause);
      topics.add(findRule(rule)?.topic ?? "");
    }
  }
  topics.delete("");
  if (said.size === 0) return null;
  return { what: `limits that depend on sex or age (${[...topics].join(", ")})`, why: [...said].join("; ") };
}

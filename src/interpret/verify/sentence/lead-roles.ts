// Which leads an assertion is about. Leads stand behind it ("inverted in V1-V3"), directly in front ("inferior
// Q waves"), or open the clause and hold for all that follows ("In lead V1 the QRS is negative, the T wave flat").

import type { LeadScope } from "../extracted-claim.ts";
import type { Break } from "./clauses.ts";
import { isSpacedSlash } from "./item-kinds.ts";
import type { Item } from "./items.ts";

/** "front" holds for the rest of the sentence, "before" for the rest of its clause, "after" for what precedes it. */
export type LeadRole = "front" | "before" | "after";

const isSkippable = (item: Item | undefined): boolean =>
  item?.kind === "filler" ||
  item?.kind === "adverb" ||
  item?.kind === "lead word" ||
  item?.kind === "hedge" ||
  item?.kind === "every";

const opensPhrase = (item: Item | undefined): boolean =>
  item?.kind === "subject" ||
  item?.kind === "quality" ||
  item?.kind === "pattern" ||
  item?.kind === "form" ||
  item?.kind === "comparative";

function before(items: readonly Item[], index: number): number {
  let at = index - 1;
  while (isSkippable(items[at])) at--;
  return at;
}

function after(items: readonly Item[], index: number): number {
  let at = index + 1;
  while (isSkippable(items[at])) at++;
  return at;
}

const isClauseEdge = (item: Item | undefined, reason: Break | undefined): boolean =>
  item === undefined || item.kind === "conjunction" || item.kind === "boundary" || (reason ?? null) !== null;

function roleOf(items: readonly Item[], breaks: readonly Break[], index: number): LeadRole {
  const previousAt = before(items, index);
  const previous = items[previousAt];
  let nextAt = after(items, index);
  const direct = items[nextAt];
  while (
    items[nextAt]?.kind === "conjunction" &&
    (items[nextAt] as { conjunction: string }).conjunction === "comma"
  )
    nextAt = after(items, nextAt);
  const next = items[nextAt];
  const continues =
    opensPhrase(next) ||
    next?.kind === "there" ||
    next?.kind === "pronoun" ||
    next?.kind === "negation" ||
    next?.kind === "value" ||
    (next?.kind === "verb" && next.verb !== "be");
  const item = items[index];
  const isAdjective = item?.kind === "leads" && item.scope === "group" && !item.named;
  if (previous?.kind === "preposition") {
    // "signs of inferior infarct": the region describes the noun behind it.
    if (isAdjective && (direct?.kind === "pattern" || direct?.kind === "subject")) return "before";
    const outer = items[before(items, previousAt)];
    // "Examination of the lateral leads reveals ...".
    if (direct?.kind === "verb" && direct.verb === "show" && outer?.kind === "word") return "front";
    return isClauseEdge(outer, breaks[previousAt]) && !isParenthesis(outer) && continues ? "front" : "after";
  }
  if (isParenthesis(previous)) return opensPhrase(direct) ? "before" : "after";
  // "Neither II nor III shows ...".
  if (direct?.kind === "verb" && previous?.kind === "negation") return "front";
  if (direct?.kind === "colon" || (direct?.kind === "verb" && isClauseEdge(previous, breaks[index])))
    return isClauseEdge(previous, breaks[index]) || previous?.kind === "colon" ? "front" : "after";
  if (isClauseEdge(previous, breaks[index])) {
    if (opensPhrase(direct) || direct?.kind === "negation") return "before";
    return continues && previous === undefined ? "front" : direct?.kind === "value" ? "before" : "after";
  }
  const predicateBefore =
    previous?.kind === "quality" ||
    previous?.kind === "subject" ||
    previous?.kind === "value" ||
    previous?.kind === "pattern" ||
    previous?.kind === "form";
  if (!predicateBefore && opensPhrase(direct)) return "before";
  // "T waves normal, lateral ST depression": an unlisted region in front of a wave describes that wave.
  if (isAdjective && opensPhrase(direct) && previous?.kind !== "subject") return "before";
  return "after";
}

function isParenthesis(item: Item | undefined): boolean {
  return item?.kind === "boundary" && item.boundary === "parenthesis";
}

export function findLeadRoles(items: readonly Item[], breaks: readonly Break[]): (LeadRole | null)[] {
  return items.map((item, index) => (item.kind === "leads" ? roleOf(items, breaks, index) : null));
}

export interface FoundLeads {
  readonly leads: readonly string[];
  readonly scope: LeadScope;
  /** Index of the lead item where it stands beside the assertion, else -1. */
  readonly at: number;
}

const NONE: FoundLeads = { leads: [], scope: "unspecified", at: -1 };

function found(item: Item | undefined, at: number): FoundLeads {
  return item?.kind === "leads" ? { leads: item.leads, scope: item.scope, at } : NONE;
}

export interface LeadSearch {
  readonly items: readonly Item[];
  readonly breaks: readonly Break[];
  readonly roles: readonly (LeadRole | null)[];
  /** Which items the text denies. */
  readonly negated: readonly boolean[];
  /** First and last item of the assertion (its subject and its predicate). */
  readonly first: number;
  readonly last: number;
  /** Leads of a list may be shared over further predicates ("ST elevation and T inversion in V2"). */
  readonly shares: boolean;
  /** Leads that open the sentence or clause count; a diagnosis takes only those beside it. */
  readonly context: boolean;
}

/** The leads of the assertion between `first` and `last`. */
export function findLeads(search: LeadSearch): FoundLeads {
  const { items, roles, first } = search;
  const inside = leadsInside(search);
  const adjective = inside !== null && (roles[inside.at] === "before" || isUsedUp(search, inside.at));
  if (inside !== null && !adjective) return inside;
  // "small septal q waves in V5": leads spelled out go before a region in front of the wave.
  const behind = leadsBehind(search);
  if (behind !== null && !behind.overWith) return behind.leads;
  if (inside !== null) return inside;
  for (let at = first - 1; at >= 0 && first - at < 8; at--) {
    const item = items[at];
    if (item?.kind === "leads" && roles[at] === "before") return found(item, at);
    const passes =
      isSkippable(item) ||
      item?.kind === "quality" ||
      item?.kind === "negation" ||
      item?.kind === "comparative" ||
      item?.kind === "value";
    if (!passes) break;
  }
  if (behind !== null) return behind.leads;
  return leadsInFront(search);
}

const isWhere = (item: Item | undefined): boolean => item?.kind === "boundary" && item.boundary === "where";

/** Leads between subject and predicate ("ST segments in V1-V4 are elevated"), unless a further predicate has them. */
function leadsInside({ items, roles, first, last }: LeadSearch): FoundLeads | null {
  for (let at = last - 1; at > first; at--) {
    if (items[at]?.kind !== "leads") continue;
    if (roles[at] === "front") return { ...found(items[at], at), at: -1 };
    const ofValue = items[last]?.kind === "value";
    // "in V2 (0.2 mV), V3 (0.15 mV)"
    if (ofValue && isMeasured(items, at)) return found(items[at], at);
    const another = items
      .slice(first + 1, at)
      .some((item) => (item.kind === "quality" && !ofValue) || item.kind === "value" || item.kind === "form");
    return another ? null : found(items[at], at);
  }
  return null;
}

/** "The T wave in III is negative, in II it is positive": the leads went with an earlier predicate. */
function isUsedUp({ items, last }: LeadSearch, at: number): boolean {
  return items
    .slice(at + 1, last)
    .some((item) => item.kind === "quality" || (item.kind === "boundary" && !isParenthesis(item)));
}

interface Behind {
  readonly leads: FoundLeads;
  /** Reached only across a "with": leads directly in front go first. */
  readonly overWith: boolean;
}

function leadsBehind(search: LeadSearch): Behind | null {
  const { items, breaks, roles, negated, last, shares } = search;
  let passedPredicate = false;
  let passedConjunction = false;
  for (let at = last + 1; at < items.length && at - last < 16; at++) {
    const item = items[at]!;
    // "T-wave inversion: III, aVF".
    if (item.kind === "colon" && items[at + 1]?.kind === "leads") continue;
    const reason = breaks[at] ?? null;
    if (reason === "stop" || reason === "contrast" || reason === "clause" || reason === "finite") return null;
    if (reason !== null && (passedPredicate || reason === "with" || !shares))
      return reason === "with" && shares && !passedPredicate ? continueWith(search, at) : null;
    if (item.kind === "leads") {
      // "no LVH by voltage, T III 0.15 mV": the lead is that of the number.
      if (passedConjunction && passedPredicate && isMeasured(items, at)) return null;
      // "no low voltage, T upright in V2": what is denied and what is affirmed share no leads.
      if (passedConjunction && negated[last] !== negated[at]) return null;
      return roles[at] === "after" ? { leads: found(item, at), overWith: false } : null;
    }
    if (
      item.kind === "subject" ||
      item.kind === "quality" ||
      item.kind === "pattern" ||
      item.kind === "form"
    ) {
      if (!shares) return null;
      passedPredicate = true;
    } else if (item.kind === "value") {
      if (passedPredicate && passedConjunction) return null;
    } else if (item.kind === "verb" && item.verb !== "be" && passedPredicate) return null;
    else if (
      item.kind === "colon" ||
      item.kind === "there" ||
      item.kind === "pronoun" ||
      item.kind === "than"
    )
      return null;
    else if (item.kind === "negation" && item.form !== "after" && (passedPredicate || passedConjunction))
      return null;
    else if (item.kind === "conjunction" && (item.conjunction !== "slash" || isSpacedSlash(items, at))) {
      if (!shares || item.conjunction === "slash") return null;
      passedConjunction = true;
    }
  }
  return null;
}

/** Does a number stand directly behind the leads, over a colon or verb? */
function isMeasured(items: readonly Item[], at: number): boolean {
  let next = after(items, at);
  while (items[next]?.kind === "colon" || items[next]?.kind === "verb" || isParenthesis(items[next]))
    next = after(items, next);
  return items[next]?.kind === "value";
}

/** "ST elevation with T-wave inversion in V2": both have the leads. */
function continueWith(search: LeadSearch, at: number): Behind | null {
  const rest = search.items.slice(at + 1, at + 8);
  // "ST depression with ST elevation in aVR": two statements of one wave have leads of their own.
  const own = search.items.slice(search.first, search.last + 1).find((item) => item.kind === "subject");
  if (own?.kind === "subject" && rest.some((item) => item.kind === "subject" && item.subject === own.subject))
    return null;
  const lead = rest.findIndex((item) => item.kind === "leads");
  const barrier = rest.findIndex(
    (item) =>
      item.kind === "negation" ||
      item.kind === "verb" ||
      item.kind === "conjunction" ||
      item.kind === "value",
  );
  if (lead < 0 || (barrier >= 0 && barrier < lead)) return null;
  const index = at + 1 + lead;
  return search.roles[index] === "after"
    ? { leads: found(search.items[index], index), overWith: true }
    : null;
}

function leadsInFront(search: LeadSearch): FoundLeads {
  const { items, breaks, roles, first, shares } = search;
  let sameClause = true;
  for (let at = first - 1; at >= 0; at--) {
    // What opens the sentence holds for waves, not for the intervals of a later clause.
    if (roles[at] === "front" && !sameClause && !shares) return NONE;
    if (roles[at] === "front" || (roles[at] === "before" && sameClause && search.context))
      return { ...found(items[at], at), at: -1 };
    // "..., particularly in lead V1, where an rsR' is seen".
    const opened = isWhere(items[at])
      ? before(items, items[at - 1]?.kind === "conjunction" ? at - 1 : at)
      : -1;
    if (items[opened]?.kind === "leads") return { ...found(items[opened], opened), at: -1 };
    if (!search.context && breaks[at + 1] !== null) return NONE;
    if (
      breaks[at + 1] === "clause" ||
      breaks[at + 1] === "stop" ||
      breaks[at + 1] === "contrast" ||
      breaks[at + 1] === "with"
    )
      sameClause = false;
  }
  return NONE;
}

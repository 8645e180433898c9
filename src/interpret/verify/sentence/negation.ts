// Which items of a sentence are denied, hedged, said of an earlier tracing, or no statement at all (advice).
// A determiner ("no", "without", "lack of") denies the list that follows; "not" denies what its verb says; the
// words for ordinary findings ("..., normal T waves") end a denial, for nobody denies those in a list.

import type { Hedge } from "../extracted-claim.ts";
import type { Break } from "./clauses.ts";
import { endsDenial, findClosedByOr, type Scope } from "./denial-end.ts";
import type { Item } from "./items.ts";

export interface Marks {
  readonly negated: boolean[];
  /** Index of the word that denies each item, or -1. */
  readonly negatedBy: number[];
  readonly hedge: Hedge[];
  readonly skipped: boolean[];
  readonly prior: boolean[];
}

interface Doubt {
  readonly hedge: Exclude<Hedge, null>;
  readonly reach: "next" | "clause";
  readonly at: number;
}

function scopeAfterBreak(scope: Scope | null, breaks: readonly Break[], index: number): Scope | null {
  const reason = breaks[index] ?? null;
  if (scope === null || reason === null) return scope;
  // "no change that suggests an infarct": the relative clause is denied with its noun.
  if (reason === "finite" && breaks[index - 1] === "relative") return scope;
  if (reason === "relative") return scope;
  if (reason === "finite") return scope.form === "verb" && index - scope.at <= 3 ? scope : null;
  return null;
}

/** Marks for every item of a composed sentence with its clause breaks. */
export function markScopes(items: readonly Item[], breaks: readonly Break[]): Marks {
  const negated: boolean[] = new Array(items.length).fill(false);
  const negatedBy: number[] = new Array(items.length).fill(-1);
  const hedge: Hedge[] = new Array(items.length).fill(null);
  const skipped: boolean[] = new Array(items.length).fill(false);
  const prior: boolean[] = new Array(items.length).fill(false);
  const closedByOr = findClosedByOr(items, breaks);
  let scope: Scope | null = null;
  let hedged: Doubt | null = null as Doubt | null;
  let skipping = false;
  let clauseStart = 0;
  for (let index = 0; index < items.length; index++) {
    const item = items[index]!;
    const reason = breaks[index] ?? null;
    if (reason !== null) {
      scope = scopeAfterBreak(scope, breaks, index);
      if (hedged !== null && (index - hedged.at > 2 || reason === "stop" || reason === "contrast"))
        hedged = null;
      if (reason === "stop" || reason === "contrast") skipping = false;
      if (reason !== "finite" && reason !== "relative") clauseStart = index;
    }
    // "Q waves: none pathological".
    const opensList =
      item.kind === "negation" && item.form === "after" && items[index + 1]?.kind === "quality";
    if (item.kind === "negation" && (item.form !== "after" || opensList)) {
      scope = { form: item.form === "verb" ? "verb" : "determiner", at: index, afterVerb: false };
      continue;
    }
    if (scope !== null && item.kind === "there" && index > scope.at + 1) scope = null;
    if (scope !== null && item.kind === "verb" && index > scope.at + 1) scope.afterVerb = true;
    if (scope !== null && endsDenial({ items, index, scope, closedByOr })) scope = null;
    if (isBorderlineOf(items, index)) hedged = { hedge: "borderline", reach: "next", at: index };
    else if (item.kind === "hedge") {
      if (item.reach === "back") for (let at = clauseStart; at < index; at++) hedge[at] = item.hedge;
      else {
        // "may be suggestive of" stays the weaker of the two.
        const weaker: boolean = hedged?.hedge === "possible" && hedged.reach === "clause";
        hedged = { hedge: weaker ? "possible" : item.hedge, reach: item.reach, at: index };
      }
    } else if (
      hedged?.reach === "next" &&
      (item.kind === "conjunction" || item.kind === "verb") &&
      index > hedged.at + 1
    )
      hedged = null;
    if (item.kind === "advice") skipping = true;
    if (item.kind === "prior")
      for (let at = clauseStart; at < items.length && (at <= index || isSameClause(breaks[at])); at++)
        prior[at] = true;
    const denied = scope !== null && !isAside(items, index, scope.at);
    negated[index] = denied;
    negatedBy[index] = denied ? (scope?.at ?? -1) : -1;
    hedge[index] ??= hedged?.hedge ?? null;
    skipped[index] = skipping;
  }
  return { negated, negatedBy, hedge, skipped, prior };
}

/** "not prolonged (160 ms)", "not prolonged at 160 ms": the number beside what is denied is what was measured. */
function isAside(items: readonly Item[], index: number, deniedAt: number): boolean {
  const value = items[index];
  if (value?.kind !== "value" || value.comparator !== null) return false;
  let words = 0;
  for (let at = index - 1; at > deniedAt && index - at < 8; at--) {
    const item = items[at]!;
    if (item.kind === "boundary" && item.boundary === "parenthesis") return true;
    if (item.kind === "preposition" && item.word === "at") return true;
    if (item.kind === "preposition" && /^(?:of|by)$/.test(item.word)) return false;
    if (item.kind === "quality" || item.kind === "verb") words++;
  }
  const no = items[deniedAt];
  return words > 0 && no?.kind === "negation" && no.form === "verb" && items[index - 1]?.kind === "quality";
}

/** "borderline first-degree AV block", "borderline prolonged QT": the word hedges what follows. */
export function isBorderlineOf(items: readonly Item[], index: number): boolean {
  const item = items[index];
  if (item?.kind !== "quality" || item.base !== "borderline") return false;
  let at = index + 1;
  while (items[at]?.kind === "filler" || items[at]?.kind === "adverb") at++;
  const next = items[at];
  return next?.kind === "pattern" || (next?.kind === "quality" && !next.noun);
}

function isSameClause(reason: Break | undefined): boolean {
  return (
    reason === null ||
    reason === undefined ||
    reason === "finite" ||
    reason === "relative" ||
    reason === "with"
  );
}

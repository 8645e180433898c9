// Where one statement of a sentence ends and the next begins. Lists stay together ("no Q waves, ST elevation or
// T-wave inversion is seen"); a comma or "and" with a subject and verb of its own behind it does not.
import type { Item } from "./items.ts";

/** What starts at an item: nothing, or a new clause and what kind of joint it hangs on. */
export type Break = null | "stop" | "contrast" | "relative" | "detached" | "finite" | "with" | "clause";

const isSkippable = (item: Item | undefined): boolean =>
  item?.kind === "filler" || item?.kind === "adverb" || item?.kind === "lead word" || item?.kind === "hedge";

const isVerb = (item: Item | undefined): boolean =>
  item?.kind === "verb" ||
  (item?.kind === "negation" && item.form === "verb") ||
  (item?.kind === "boundary" && item.boundary === "finite");

const isHead = (item: Item | undefined): boolean =>
  item?.kind === "subject" || item?.kind === "pattern" || item?.kind === "form" || item?.kind === "pronoun";

/**
 * Does an independent clause start at `from` (the place after a comma or "and")? `complete`: the clause so far has a
 * verb, so that even "... is seen" cannot belong to a list.
 */
function startsClause(items: readonly Item[], from: number, complete: boolean): boolean {
  const joint = items[from - 1];
  if (!complete && joint?.kind === "conjunction" && joint.conjunction === "or") return false;
  let at = from;
  while (items[at]?.kind === "conjunction" || isSkippable(items[at])) at++;
  const first = items[at];
  if (isVerb(first) && first?.kind !== "boundary") return true;
  if (first?.kind === "there") return true;
  if (first?.kind === "preposition") {
    // "..., in V6 it is upright": fronted leads.
    at++;
    while (isSkippable(items[at])) at++;
    if (items[at]?.kind !== "leads") return false;
    at++;
    while (items[at]?.kind === "conjunction" || isSkippable(items[at])) at++;
    if (items[at]?.kind === "there") return true;
  } else if (first?.kind === "leads") {
    at++;
    if (isVerb(items[at]) || items[at]?.kind === "colon") return true;
  }
  let seenHead = false;
  for (let steps = 0; steps < 14; steps++, at++) {
    const item = items[at];
    if (item === undefined) return false;
    if (isVerb(item) || item.kind === "colon") {
      if (!seenHead || (!complete && item.kind === "boundary")) return false;
      return complete || !leadsToExistence(items, at + 1);
    }
    if (isHead(item)) seenHead = true;
    // "no LVH, RVH, and the axis is normal": the clause starts at ", and".
    else if (isCommaAnd(items, at) && seenHead && items[from - 1]?.kind === "conjunction") return false;
    else if (item.kind === "boundary" && item.boundary !== "parenthesis") return false;
    else if (
      item.kind === "conjunction" &&
      seenHead &&
      item.conjunction !== "slash" &&
      !headsFollow(items, at + 1)
    )
      return false;
    else if (item.kind === "negation" && seenHead) return false;
  }
  return false;
}

function isCommaAnd(items: readonly Item[], at: number): boolean {
  const [comma, and] = [items[at], items[at + 1]];
  return (
    comma?.kind === "conjunction" &&
    comma.conjunction === "comma" &&
    and?.kind === "conjunction" &&
    and.conjunction === "and"
  );
}

/** After a conjunction: does the same subject list go on ("QRS and T waves are ...")? */
function headsFollow(items: readonly Item[], from: number): boolean {
  let at = from;
  while (items[at]?.kind === "conjunction" || isSkippable(items[at]) || items[at]?.kind === "quality") at++;
  return isHead(items[at]) || items[at]?.kind === "leads";
}

function leadsToExistence(items: readonly Item[], from: number): boolean {
  let at = from;
  while (isSkippable(items[at]) || (items[at]?.kind === "negation" && at < from + 2)) at++;
  return items[at]?.kind === "existence";
}

/** For every item, whether and how a clause starts there. */
export function findBreaks(items: readonly Item[]): Break[] {
  const breaks: Break[] = new Array(items.length).fill(null);
  let complete = false;
  for (let index = 0; index < items.length; index++) {
    const item = items[index]!;
    if (item.kind === "boundary") {
      if (item.boundary === "parenthesis") continue;
      const comma = items[index - 1]?.kind === "conjunction";
      breaks[index] =
        item.boundary === "relative" || item.boundary === "where"
          ? comma
            ? "detached"
            : "relative"
          : item.boundary;
      complete = item.boundary === "finite";
    } else if (item.kind === "conjunction" && item.conjunction !== "slash") {
      const next = items[index + 1];
      if (next?.kind !== "conjunction" && startsClause(items, index + 1, complete)) {
        breaks[index] = "clause";
        complete = false;
      }
    } else if (isVerb(item) || item.kind === "there") complete = true;
  }
  return breaks;
}

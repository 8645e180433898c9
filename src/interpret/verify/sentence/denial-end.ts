// Where the list that a "no" denies comes to its end. "Or" keeps a list denied ("no ST elevation, T inversion or Q
// waves"); a number, an article, leads of its own, a strong joint ("as well as", " / ", a dash) or the words for
// ordinary findings start a new, affirmed member, for nobody denies those in a list.

import type { Break } from "./clauses.ts";
import { isFiller, isSpacedSlash } from "./item-kinds.ts";
import type { Item } from "./items.ts";

/** An open denial: the word at `at`, and whether a verb has come since. */
export interface Scope {
  readonly form: "determiner" | "verb";
  readonly at: number;
  afterVerb: boolean;
}

const WHOLE_ECG =
  /^(?:heart rate|rr|pr|qrs|qrs duration|qt|qtc|axis|rhythm|intervals|r progression|transition|ecg)$/;

const ORDINARY = /^(?:normal|upright|isoelectric|regular|narrow|constant)$/;

/** Items of one list member looked at; longer ones are not lists any more. */
const MEMBER_REACH = 14;

function isOr(item: Item | undefined): boolean {
  return item?.kind === "conjunction" && item.conjunction === "or";
}

const isNumber = (item: Item | undefined): boolean => item?.kind === "value" && item.comparator === null;

/** For every item: does an "or" come before the next clause, denial or number, so that the list so far is an alternative? */
export function findClosedByOr(items: readonly Item[], breaks: readonly Break[]): boolean[] {
  const closed: boolean[] = new Array(items.length).fill(false);
  let closes = false;
  for (let index = items.length - 1; index >= 0; index--) {
    const item = items[index]!;
    if (isOr(item)) closes = true;
    else if (item.kind === "negation" || isNumber(item)) closes = false;
    closed[index] = closes;
    if (breaks[index] !== null && breaks[index] !== undefined && breaks[index] !== "relative") closes = false;
  }
  return closed;
}

interface Member {
  readonly hasNumber: boolean;
  readonly hasLeads: boolean;
  /** A word for ordinary findings, or a predicate behind its subject ("T waves inverted"). */
  readonly isStated: boolean;
}

/** What the list member that starts at `from` holds, up to the next conjunction, boundary or verb. */
function memberFrom(items: readonly Item[], from: number): Member {
  let hasNumber = false;
  let hasLeads = false;
  let isStated = false;
  for (let at = from; at < items.length && at - from < MEMBER_REACH; at++) {
    const item = items[at]!;
    if (item.kind === "conjunction" || item.kind === "negation" || item.kind === "verb") break;
    if (item.kind === "boundary" && item.boundary !== "parenthesis") break;
    hasNumber ||= isNumber(item);
    hasLeads ||= item.kind === "leads";
    const behind = at > from && (items[at - 1]?.kind === "subject" || items[at - 1]?.kind === "leads");
    isStated ||= item.kind === "quality" && !item.noun && (behind || ORDINARY.test(item.base));
  }
  return { hasNumber, hasLeads, isStated };
}

/** Index of the conjunction or dash that opens the member at `index`, or -1. */
function jointBefore(items: readonly Item[], index: number): number {
  let at = index - 1;
  while (isFiller(items[at]) || items[at]?.kind === "hedge" || items[at]?.kind === "lead word") at--;
  const item = items[at];
  return item?.kind === "conjunction" || isDash(items, at) ? at : -1;
}

/** A dash between blanks, which separates as a comma does. */
function isDash(items: readonly Item[], at: number): boolean {
  const item = items[at];
  return item?.kind === "colon" && item.dash === true;
}

/** Words longer than "and" that add a statement: "as well as", "plus", "and also". */
function isStrongJoint(items: readonly Item[], at: number): boolean {
  const item = items[at];
  if (isDash(items, at) || isSpacedSlash(items, at)) return true;
  return item?.kind === "conjunction" && item.conjunction === "and" && item.end - item.start > 3;
}

/** Is the "no" itself a member of a list ("sinus rhythm, no ectopy, LVH")? Behind "and no" that list is over. */
function isInnerMember(items: readonly Item[], at: number): boolean {
  const joint = items[jointBefore(items, at)];
  return joint?.kind === "conjunction" && (joint.conjunction === "comma" || joint.conjunction === "slash");
}

const isNounPhrase = (item: Item): boolean =>
  item.kind === "subject" ||
  item.kind === "pattern" ||
  item.kind === "form" ||
  (item.kind === "quality" && !item.noun);

export interface DenialEndOptions {
  readonly items: readonly Item[];
  readonly index: number;
  readonly scope: Scope;
  readonly closedByOr: readonly boolean[];
}

/** Does the item at `index`, directly behind a joint, stand outside the denial opened at `scope.at`? */
export function endsDenial({ items, index, scope, closedByOr }: DenialEndOptions): boolean {
  const item = items[index]!;
  const joint = jointBefore(items, index);
  if (joint <= scope.at || joint < 0) return false;
  if (isDash(items, joint)) return index - scope.at > 1 && joint > scope.at + 1;
  if (isOr(items[joint])) return false;
  const tightSlash =
    items[joint]?.kind === "conjunction" && slashes(items, joint) && !isSpacedSlash(items, joint);
  if (tightSlash) return false;
  const member = memberFrom(items, index);
  if (member.hasNumber && (isNounPhrase(item) || isNumber(item) || item.kind === "leads")) return true;
  if (member.isStated && (isNounPhrase(item) || item.kind === "leads")) return true;
  if (isOrdinaryPattern(item)) return true;
  const opens = isNounPhrase(item) || item.kind === "quality" || item.kind === "leads";
  if (!opens) return false;
  if (scope.afterVerb && item.kind !== "leads") return true;
  if (scope.form === "verb" && endsComplement(items, index, scope, joint)) return true;
  if (closedByOr[joint]) return false;
  if (isStrongJoint(items, joint)) return item.kind !== "leads" || member.hasNumber;
  if (!isNounPhrase(item)) return false;
  if (hasArticle(items, joint, index) || hasHedge(items, joint, index)) return true;
  // "no ST elevation in V6, T inversion in aVR": each has leads of its own.
  const deniedInLeads = hasLeadsBetween(items, scope.at, joint);
  if (deniedInLeads && (member.hasLeads || isOfWholeEcg(items, index))) return true;
  if (member.hasLeads && (deniesWhole(items, scope.at) || isDeniedSingly(items, index))) return true;
  if (isState(items, index) && closesOrdinary(items, index)) return true;
  return isInnerMember(items, scope.at);
}

/** A state of the whole ECG rather than a lesion: "right axis deviation", "long QTc", "bradycardia". */
function isState(items: readonly Item[], index: number): boolean {
  const item = items[index]!;
  if (item.kind === "pattern")
    return item.assertion.kind === "quality" && !item.takesLeads && item.assertion.word !== "deviated";
  return item.kind === "quality" && isOfWholeEcg(items, index);
}

/** "no ectopy, right axis deviation and upright T waves": the list ends in what is there. */
function closesOrdinary(items: readonly Item[], index: number): boolean {
  for (let at = index + 1; at < items.length && at - index < MEMBER_REACH; at++) {
    const item = items[at]!;
    if (item.kind === "negation" || item.kind === "verb") return false;
    if (item.kind === "boundary" && item.boundary !== "parenthesis") return false;
    if (isNumber(item) || isOrdinaryPattern(item)) return true;
    if (item.kind === "quality" && ORDINARY.test(item.base)) return true;
  }
  return false;
}

/** "no ST elevation in III, right axis", "..., long QTc": what follows is of no lead. */
function isOfWholeEcg(items: readonly Item[], index: number): boolean {
  for (let at = index; at < items.length && at - index < 4; at++) {
    const item = items[at]!;
    if (item.kind === "pattern") return !item.takesLeads;
    if (item.kind === "subject") return WHOLE_ECG.test(item.subject);
    if (item.kind !== "quality" && !isFiller(item)) return false;
  }
  return false;
}

/** "No ectopy, Q waves in III": what is denied has no leads, what follows has. */
function deniesWhole(items: readonly Item[], at: number): boolean {
  let next = at + 1;
  while (isFiller(items[next])) next++;
  const item = items[next];
  return item?.kind === "pattern" && !item.takesLeads;
}

/** "no STE in V1, T inversion in III, no Q waves": where each absence has its own "no", the rest is there. */
function isDeniedSingly(items: readonly Item[], index: number): boolean {
  for (let at = index + 1; at < items.length && at - index < MEMBER_REACH; at++) {
    const item = items[at]!;
    if (item.kind === "negation") return items[at - 1]?.kind === "conjunction";
    if (item.kind === "verb" || item.kind === "boundary") return false;
  }
  return false;
}

function slashes(items: readonly Item[], at: number): boolean {
  const item = items[at];
  return item?.kind === "conjunction" && item.conjunction === "slash";
}

/** "is not prolonged and the ...", "are not inverted, flat in aVL": what "not" of a verb denies ends with its complement. */
function endsComplement(items: readonly Item[], index: number, scope: Scope, joint: number): boolean {
  const item = items[index]!;
  const conjunction = items[joint];
  const and = conjunction?.kind === "conjunction" && conjunction.conjunction === "and";
  if (and && item.kind === "quality" && !item.noun) return true;
  let at = scope.at + 1;
  while (isFiller(items[at])) at++;
  const complement = items[at];
  return complement?.kind === "quality" && !complement.noun && item.kind === "subject";
}

function hasArticle(items: readonly Item[], from: number, to: number): boolean {
  return items.slice(from + 1, to).some((item) => item.kind === "filler" && item.article === true);
}

function hasHedge(items: readonly Item[], from: number, to: number): boolean {
  return items.slice(from + 1, to).some((item) => item.kind === "hedge");
}

function hasLeadsBetween(items: readonly Item[], from: number, to: number): boolean {
  return items.slice(Math.max(from + 1, to - MEMBER_REACH), to).some((item) => item.kind === "leads");
}

/** "Sinus rhythm", "controlled ventricular response": ordinary findings in one word. */
function isOrdinaryPattern(item: Item): boolean {
  if (item.kind !== "pattern") return false;
  const { assertion } = item;
  return assertion.kind === "presence"
    ? /^(?:normal sinus rhythm|sinus rhythm|qrs after every p)$/.test(assertion.pattern)
    : assertion.word === "normal";
}

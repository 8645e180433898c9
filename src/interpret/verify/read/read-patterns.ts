// Named patterns ("LBBB", "three PVCs") and QRS forms ("rsR' in V1").
import type { Assertion, Subject } from "../extracted-claim.ts";
import type { Item } from "../sentence/items.ts";
import { type Draft, draftClaim, isLight, neighbour, type Sentence } from "../sentence/sentence.ts";
import { isCriterion } from "./criteria.ts";
import { quantity } from "./quantity.ts";

function countBefore(items: readonly Item[], index: number): { count: number; at: number } | null {
  const at = neighbour(items, index, -1);
  const value = items[at];
  if (value?.kind !== "value" || value.unit !== null || value.low !== value.high) return null;
  return Number.isInteger(value.low) && value.low >= 0 && value.low < 500 ? { count: value.low, at } : null;
}

/** "PAC x5", "PVCs: 3", "PVCs (3)". */
function countBehind(items: readonly Item[], index: number): { count: number; at: number } | null {
  let at = index + 1;
  const opened = items[at]?.kind === "boundary" || items[at]?.kind === "colon";
  const times = items[at];
  if (times?.kind === "word" && /^[x×]$/.test(times.word)) at++;
  // "x5" is one token: longer than its number.
  else if (!opened && !(times?.kind === "value" && times.end - times.start > String(times.low).length))
    return null;
  if (opened) at++;
  const value = items[at];
  const next = items[at + 1];
  const ends = next === undefined || next.kind === "conjunction" || next.kind === "boundary";
  if (value?.kind !== "value" || value.unit !== null || value.low !== value.high || !ends) return null;
  return Number.isInteger(value.low) && value.low >= 0 && value.low < 500 ? { count: value.low, at } : null;
}

const COUNTED = /^(?:pvc|pac|ectopy|couplet|sinus pause)$/;

/** Claims of named patterns and QRS forms. */
export function readPatterns(sentence: Sentence, taken: Set<number>): Draft[] {
  const { items, marks } = sentence;
  const drafts: Draft[] = [];
  for (let index = 0; index < items.length; index++) {
    const item = items[index]!;
    if (marks.skipped[index] || taken.has(index)) continue;
    if (item.kind === "form") {
      const assertion: Assertion = { kind: "form", form: item.form };
      const previous = neighbour(items, index, -1);
      drafts.push(
        draftClaim(sentence, {
          subject: "qrs",
          assertion,
          anchor: index,
          subjectAt: plainQrs(items, previous),
        }),
      );
    } else if (item.kind === "pattern") {
      const criterion = hypertrophyCriterion(sentence, index);
      if (criterion >= 0) {
        const subject = (items[criterion] as Extract<Item, { kind: "subject" }>).subject as Subject;
        drafts.push(
          draftClaim(sentence, {
            subject,
            assertion: { kind: "quality", word: "high", degree: null },
            anchor: index,
            subjectAt: criterion,
            takesLeads: false,
          }),
        );
        continue;
      }
      if (repeatsAbbreviated(items, index) || isOrNormal(items, index) || isHeadOfNumber(items, index))
        continue;
      let assertion: Assertion = item.assertion;
      const counted =
        assertion.kind === "presence" && COUNTED.test(assertion.pattern)
          ? (countBefore(items, index) ?? countBehind(items, index))
          : null;
      if (assertion.kind === "presence" && counted !== null) {
        assertion = { ...assertion, count: counted.count };
        taken.add(counted.at);
      }
      const rhythm = rhythmSubject(items, index);
      const draft = draftClaim(sentence, {
        subject: item.subject,
        assertion,
        anchor: index,
        subjectAt: -1,
        takesLeads: item.takesLeads,
      });
      drafts.push({
        ...draft,
        ...(deniesCriteria(items, index) ? { withoutCriteria: true } : {}),
        parts: [...draft.parts, ...(rhythm < 0 ? [] : [rhythm]), ...(counted === null ? [] : [counted.at])],
      });
    }
  }
  return drafts;
}

/** "Sokolow-Lyon criteria for LVH", "LVH by Cornell voltage": the index of the criterion named without a number, or -1. */
function hypertrophyCriterion(sentence: Sentence, index: number): number {
  const { items, breaks } = sentence;
  const item = items[index];
  if (item?.kind !== "pattern" || item.assertion.kind !== "presence" || !/^lvh/.test(item.assertion.pattern))
    return -1;
  for (const step of [-1, 1] as const) {
    for (let at = index + step; Math.abs(at - index) <= 4; at += step) {
      const other = items[at];
      if (other?.kind === "subject" && isCriterion(other.subject))
        return items.slice(at, at + 4).some((after) => after.kind === "value") ? -1 : at;
      const passes =
        isLight(other) ||
        other?.kind === "preposition" ||
        other?.kind === "word" ||
        other?.kind === "existence" ||
        (other?.kind === "boundary" && other.boundary === "parenthesis");
      if (!passes || (step === 1 && breaks[at] !== null)) break;
    }
  }
  return -1;
}

/** "incomplete RBBB or normal variant" leaves open which: no claim. */
function isOrNormal(items: readonly Item[], index: number): boolean {
  const [or, variant] = [items[index + 1], items[index + 2]];
  return or?.kind === "conjunction" && or.conjunction === "or" && variant?.kind === "normal variant";
}

/** "STE 0.1 mV in V2", "AV delay 160 ms": the number says it all. */
function isHeadOfNumber(items: readonly Item[], index: number): boolean {
  const item = items[index];
  if (item?.kind !== "pattern" || item.measures === null || !/^(?:st|t|pr)$/.test(item.measures))
    return false;
  for (let at = index + 1; at - index < 8; at++) {
    const next = items[at];
    if (next?.kind === "value") return quantity(item.measures, next.unit) !== null && next.unit !== null;
    const links =
      isLight(next) ||
      next?.kind === "verb" ||
      next?.kind === "colon" ||
      next?.kind === "leads" ||
      next?.kind === "preposition" ||
      (next?.kind === "boundary" && next.boundary === "parenthesis");
    if (!links) return false;
  }
  return false;
}

/** "left bundle branch block (LBBB)" is one statement. */
function repeatsAbbreviated(items: readonly Item[], index: number): boolean {
  const [item, paren, full] = [items[index], items[index - 1], items[index - 2]];
  if (
    item?.kind !== "pattern" ||
    full?.kind !== "pattern" ||
    paren?.kind !== "boundary" ||
    paren.boundary !== "parenthesis"
  )
    return false;
  return JSON.stringify(item.assertion) === JSON.stringify(full.assertion);
}

function plainQrs(items: readonly Item[], at: number): number {
  const item = items[at];
  if (item?.kind === "subject" && item.subject === "qrs") return at;
  const passes =
    item?.kind === "verb" || item?.kind === "leads" || item?.kind === "preposition" || item?.kind === "colon";
  if (passes) return plainQrs(items, neighbour(items, at, -1));
  return -1;
}

/** "possible infarct, age undetermined, without its Q-wave criteria". */
function deniesCriteria(items: readonly Item[], index: number): boolean {
  let denied = false;
  for (let at = index + 1; at < items.length && at - index < 12; at++) {
    const item = items[at]!;
    if (item.kind === "negation") denied = true;
    else if (item.kind === "word" && /^criteri(?:a|on)$/.test(item.word)) return denied;
    else if (item.kind === "pattern" || item.kind === "boundary" || item.kind === "verb") return false;
    else if (item.kind === "conjunction" && (item.conjunction !== "comma" || denied)) return false;
  }
  return false;
}

/** "The rhythm is sinus": the word "rhythm" belongs to the claim. */
function rhythmSubject(items: readonly Item[], index: number): number {
  for (let at = index - 1; at >= Math.max(0, index - 6); at--) {
    const item = items[at];
    if (item?.kind === "subject") return item.subject === "rhythm" ? at : -1;
    if (item?.kind === "boundary" || item?.kind === "conjunction") return -1;
  }
  return -1;
}

// What is there and what is not: named patterns, QRS forms, waves "present", "absent" or "not seen", a P wave before
// every QRS, the lead of transition. Words of absence behind a phrase ("ST elevation is not seen", "LVH is
// unlikely") turn the claims that the phrase already made.
import type { Assertion, Quality, Subject } from "./extracted-claim.ts";
import type { Item } from "./items.ts";
import { type Draft, draftClaim, isLight, neighbour, type Sentence } from "./sentence.ts";

function countBefore(items: readonly Item[], index: number): { count: number; at: number } | null {
  const at = neighbour(items, index, -1);
  const value = items[at];
  if (value?.kind !== "value" || value.unit !== null || value.low !== value.high) return null;
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
      drafts.push(draftClaim(sentence, { subject: "qrs", assertion, anchor: index, subjectAt: plainQrs(items, previous) }));
    } else if (item.kind === "pattern") {
      const criterion = hypertrophyCriterion(sentence, index);
      if (criterion >= 0) {
        const subject = (items[criterion] as Extract<Item, { kind: "subject" }>).subject as Subject;
        drafts.push(draftClaim(sentence, { subject, assertion: { kind: "quality", word: "high", degree: null }, anchor: index, subjectAt: criterion, takesLeads: false }));
        continue;
      }
      if (repeatsAbbreviated(items, index)) continue;
      let assertion: Assertion = item.assertion;
      const counted = assertion.kind === "presence" && COUNTED.test(assertion.pattern) ? countBefore(items, index) : null;
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
      drafts.push({ ...draft, parts: [...draft.parts, ...(rhythm < 0 ? [] : [rhythm]), ...(counted === null ? [] : [counted.at])] });
    }
  }
  return drafts;
}

const CRITERIA = /^(?:sokolow-lyon|cornell|cornell product|peguero-lo presti|gubner)$/;

/** "Sokolow-Lyon criteria for LVH", "LVH by Cornell voltage": the index of the criterion named without a number, or -1. */
function hypertrophyCriterion(sentence: Sentence, index: number): number {
  const { items, breaks } = sentence;
  const item = items[index];
  if (item?.kind !== "pattern" || item.assertion.kind !== "presence" || !/^lvh/.test(item.assertion.pattern)) return -1;
  for (const step of [-1, 1] as const) {
    for (let at = index + step; Math.abs(at - index) <= 4; at += step) {
      const other = items[at];
      if (other?.kind === "subject" && CRITERIA.test(other.subject)) return items.slice(at, at + 4).some((after) => after.kind === "value") ? -1 : at;
      const passes = isLight(other) || other?.kind === "preposition" || other?.kind === "word" || other?.kind === "existence" || (other?.kind === "boundary" && other.boundary === "parenthesis");
      if (!passes || (step === 1 && breaks[at] !== null)) break;
    }
  }
  return -1;
}

/** "left bundle branch block (LBBB)" is one statement. */
function repeatsAbbreviated(items: readonly Item[], index: number): boolean {
  const [item, paren, full] = [items[index], items[index - 1], items[index - 2]];
  if (item?.kind !== "pattern" || full?.kind !== "pattern" || paren?.kind !== "boundary" || paren.boundary !== "parenthesis") return false;
  return JSON.stringify(item.assertion) === JSON.stringify(full.assertion);
}

function plainQrs(items: readonly Item[], at: number): number {
  const item = items[at];
  if (item?.kind === "subject" && item.subject === "qrs") return at;
  if (item?.kind === "verb") return plainQrs(items, neighbour(items, at, -1));
  return -1;
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

/** "P waves precede every QRS", "each P wave is followed by a QRS". */
export function readConduction(sentence: Sentence, taken: Set<number>): Draft[] {
  const { items, breaks, marks } = sentence;
  const drafts: Draft[] = [];
  for (let index = 0; index < items.length; index++) {
    if (items[index]?.kind !== "precedes" || marks.skipped[index]) continue;
    const before = nearestWave(items, breaks, index, -1);
    const after = nearestWave(items, breaks, index, 1);
    if (before < 0 || after < 0) continue;
    const pair = new Set([items[before], items[after]].map((item) => (item?.kind === "subject" ? item.subject : "")));
    if (!pair.has("p") || !pair.has("qrs")) continue;
    const denied = (marks.negated[before] || marks.negated[index]) ?? false;
    const assertion: Assertion = { kind: "presence", pattern: "p before every qrs", count: null };
    const draft = draftClaim(sentence, { subject: "pattern", assertion, anchor: index, subjectAt: -1, takesLeads: false, negated: denied });
    drafts.push({ ...draft, parts: [...draft.parts, before, after] });
    taken.add(before).add(after);
  }
  return drafts;
}

function nearestWave(items: readonly Item[], breaks: readonly unknown[], from: number, step: 1 | -1): number {
  for (let at = from + step; at >= 0 && at < items.length && Math.abs(at - from) < 10; at += step) {
    const item = items[at];
    if (item?.kind === "subject" && (item.subject === "p" || item.subject === "qrs")) return at;
    if (breaks[at] === "stop" || breaks[at] === "contrast") return -1;
  }
  return -1;
}

/** "Transition zone in V3-V4". */
export function readTransition(sentence: Sentence, described: ReadonlySet<number>): Draft[] {
  const { items, marks } = sentence;
  const drafts: Draft[] = [];
  for (let index = 0; index < items.length; index++) {
    const item = items[index];
    if (item?.kind !== "subject" || item.subject !== "transition" || described.has(index) || marks.skipped[index]) continue;
    let at = index + 1;
    while (at < items.length && at - index < 8 && mayLeadToPlace(items[at])) at++;
    const leads = items[at];
    if (leads?.kind !== "leads") continue;
    const assertion: Assertion = { kind: "quality", word: "located", degree: null };
    const draft = draftClaim(sentence, { subject: "transition", assertion, anchor: index, subjectAt: index });
    drafts.push({ ...draft, leads: leads.leads, leadScope: "listed", parts: [index, at] });
  }
  return drafts;
}

function mayLeadToPlace(item: Item | undefined): boolean {
  return item?.kind === "verb" || item?.kind === "existence" || item?.kind === "preposition" || item?.kind === "comparator" || item?.kind === "colon" || item?.kind === "word" || isLight(item);
}

const WAVES = /^(?:p|q|r|s|u|r prime)$/;

function clauseStart(sentence: Sentence, index: number): number {
  for (let at = index; at > 0; at--) {
    const reason = sentence.breaks[at];
    if (reason !== null && reason !== undefined && (reason !== "with" || at < index)) return at;
  }
  return 0;
}

/** Turns drafts by the words behind them, and claims the presence or absence of waves named bare. */
export function readExistence(sentence: Sentence, drafts: readonly Draft[], taken: ReadonlySet<number>): Draft[] {
  const { items, marks } = sentence;
  const settled = new Set<number>();
  const added: Draft[] = [];
  for (let index = 0; index < items.length; index++) {
    const item = items[index]!;
    const isAfter = item.kind === "negation" && item.form === "after";
    if (marks.skipped[index] || !(isAfter || item.kind === "existence")) continue;
    const ahead = neighbour(items, index, 1);
    if (item.kind === "existence" && !item.present && isBareWave(items[ahead])) {
      added.push(presence(sentence, ahead, "absent", index, marks.negated[index] ?? false));
      settled.add(ahead);
      continue;
    }
    const from = clauseStart(sentence, index);
    const verbDenies = isVerbDenied(sentence, index);
    const denies = isAfter || (item.kind === "existence" && (item.present ? verbDenies : !verbDenies));
    const inClause = drafts.filter((draft) => draft.anchor >= from && draft.anchor < index && nounPhrase(sentence, draft, index));
    if (inClause.length > 0) {
      for (const [position, draft] of inClause.entries()) {
        if (denies) draft.negated = true;
        if (denies && position === inClause.length - 1) draft.parts.push(index);
      }
      continue;
    }
    for (let at = index - 1; at >= from; at--) {
      const subject = items[at];
      if (subject?.kind === "subject" && CRITERIA.test(subject.subject) && item.kind === "existence" && !drafts.some((draft) => draft.subjectAt === at)) {
        // "Cornell criteria are met".
        added.push(draftClaim(sentence, { subject: subject.subject as Subject, assertion: { kind: "quality", word: "high", degree: null }, anchor: index, subjectAt: at, takesLeads: false, negated: denies }));
        continue;
      }
      if (!isBareWave(items[at]) || taken.has(at) || settled.has(at) || drafts.some((draft) => draft.subjectAt === at)) continue;
      const negated = denies || deniedByDeterminer(sentence, at);
      added.push(presence(sentence, at, "present", index, negated));
      settled.add(at);
    }
  }
  return [...added, ...readBareWaves(sentence, drafts, taken, settled)];
}

/** A claim made by a whole predicate ("PR is normal") is not what "seen" or "unlikely" behind it speaks of. */
function nounPhrase(sentence: Sentence, draft: Draft, index: number): boolean {
  if (draft.assertion.kind === "value" && draft.subject !== "st") return false;
  if (sentence.items[draft.anchor]?.kind === "pattern") return true;
  const verbs = sentence.items.slice(draft.anchor, index).filter((item) => item.kind === "verb").length;
  if (!draft.backward || draft.assertion.kind !== "quality") return verbs <= 1;
  const quality = sentence.items[draft.anchor];
  return quality?.kind === "quality" && quality.noun;
}

function isVerbDenied(sentence: Sentence, index: number): boolean {
  const by = sentence.marks.negatedBy[index] ?? -1;
  const word = sentence.items[by];
  return word?.kind === "negation" && word.form === "verb" && index - by <= 4;
}

function deniedByDeterminer(sentence: Sentence, at: number): boolean {
  return sentence.marks.negated[at] ?? false;
}

function isBareWave(item: Item | undefined): boolean {
  return item?.kind === "subject" && WAVES.test(item.subject);
}

function presence(sentence: Sentence, at: number, word: Quality, anchor: number, negated: boolean): Draft {
  const item = sentence.items[at] as Extract<Item, { kind: "subject" }>;
  const assertion: Assertion = { kind: "quality", word, degree: null };
  const draft = draftClaim(sentence, { subject: item.subject as Subject, assertion, anchor, subjectAt: at, negated });
  return draft;
}

/** "Q waves in III", "no P waves": no verb says so, but the phrase does. */
function readBareWaves(sentence: Sentence, drafts: readonly Draft[], taken: ReadonlySet<number>, settled: ReadonlySet<number>): Draft[] {
  const { items, marks } = sentence;
  const added: Draft[] = [];
  for (let index = 0; index < items.length; index++) {
    const item = items[index]!;
    if (item.kind !== "subject" || !WAVES.test(item.subject) || taken.has(index) || settled.has(index) || marks.skipped[index]) continue;
    if (drafts.some((draft) => draft.subjectAt === index || draft.parts.includes(index))) continue;
    const draft = presence(sentence, index, "present", index, marks.negated[index] ?? false);
    const asserts = item.subject === "q" || (draft.leads.length > 0 && /^(?:s|r prime)$/.test(item.subject) && !item.bare);
    if (draft.negated ? !item.bare || draft.leads.length > 0 : asserts && isNounPhraseAlone(items, index)) added.push(draft);
  }
  return added;
}

/** Not the subject of a verb whose predicate was not understood ("Q waves depend on ..."). */
function isNounPhraseAlone(items: readonly Item[], index: number): boolean {
  const next = items[neighbour(items, index, 1)];
  return next?.kind !== "measure" && next?.kind !== "word";
}

// Waves "present", "absent" or "not seen". Words of absence behind a phrase ("ST elevation is not seen", "LVH is
// unlikely") turn the claims that the phrase already made.
import type { Assertion, Quality, Subject } from "../extracted-claim.ts";
import type { Item } from "../sentence/items.ts";
import { type Draft, draftClaim, neighbour, type Sentence } from "../sentence/sentence.ts";
import { isCriterion } from "./criteria.ts";

const WAVES = /^(?:p|q|r|s|u|r prime)$/;

function clauseStart(sentence: Sentence, index: number): number {
  for (let at = index; at > 0; at--) {
    const reason = sentence.breaks[at];
    if (reason !== null && reason !== undefined && (reason !== "with" || at < index)) return at;
  }
  return 0;
}

/** Turns drafts by the words behind them, and claims the presence or absence of waves named bare. */
export function readExistence(
  sentence: Sentence,
  drafts: readonly Draft[],
  taken: ReadonlySet<number>,
): Draft[] {
  const { items, marks } = sentence;
  const settled = new Set<number>();
  const added: Draft[] = [];
  for (let index = 0; index < items.length; index++) {
    const item = items[index]!;
    const isAfter = item.kind === "negation" && (item.form === "after" || isAnswer(items, index));
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
    const inClause = drafts.filter(
      (draft) => draft.anchor >= from && draft.anchor < index && nounPhrase(sentence, draft, index),
    );
    if (inClause.length > 0) {
      const deniesAll =
        denies || (item.kind === "existence" && item.present && isDeniedAfter(sentence, inClause, index));
      for (const [position, draft] of inClause.entries()) {
        if (deniesAll) draft.negated = true;
        if (deniesAll && position === inClause.length - 1) draft.parts.push(index);
      }
      continue;
    }
    for (let at = index - 1; at >= from; at--) {
      const subject = items[at];
      if (
        subject?.kind === "subject" &&
        isCriterion(subject.subject) &&
        item.kind === "existence" &&
        !drafts.some((draft) => draft.subjectAt === at)
      ) {
        // "Cornell criteria are met".
        added.push(
          draftClaim(sentence, {
            subject: subject.subject as Subject,
            assertion: { kind: "quality", word: "high", degree: null },
            anchor: index,
            subjectAt: at,
            takesLeads: false,
            negated: denies,
          }),
        );
        continue;
      }
      if (
        !isBareWave(items[at]) ||
        taken.has(at) ||
        settled.has(at) ||
        drafts.some((draft) => draft.subjectAt === at)
      )
        continue;
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

/** "LVH: no". */
function isAnswer(items: readonly Item[], index: number): boolean {
  const item = items[index];
  if (item?.kind !== "negation" || item.form !== "determiner" || items[index - 1]?.kind !== "colon")
    return false;
  const next = items[index + 1];
  return next === undefined || next.kind === "boundary" || next.kind === "conjunction";
}

/** "Hypertrophy: no criteria met": the denial stands between the claim and its verb. */
function isDeniedAfter(sentence: Sentence, drafts: readonly Draft[], index: number): boolean {
  const by = sentence.marks.negatedBy[index] ?? -1;
  return (
    by >= 0 &&
    drafts.length > 0 &&
    drafts.every((draft) => draft.anchor < by) &&
    sentence.items[by - 1]?.kind === "colon"
  );
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
  const draft = draftClaim(sentence, {
    subject: item.subject as Subject,
    assertion,
    anchor,
    subjectAt: at,
    negated,
  });
  return draft;
}

/** "Q waves in III", "no P waves": no verb says so, but the phrase does. */
function readBareWaves(
  sentence: Sentence,
  drafts: readonly Draft[],
  taken: ReadonlySet<number>,
  settled: ReadonlySet<number>,
): Draft[] {
  const { items, marks } = sentence;
  const added: Draft[] = [];
  for (let index = 0; index < items.length; index++) {
    const item = items[index]!;
    if (
      item.kind !== "subject" ||
      !WAVES.test(item.subject) ||
      taken.has(index) ||
      settled.has(index) ||
      marks.skipped[index]
    )
      continue;
    if (drafts.some((draft) => draft.subjectAt === index || draft.parts.includes(index))) continue;
    // "without its Q-wave criteria" speaks of criteria.
    const behind = items[neighbour(items, index, 1)];
    if (behind?.kind === "word" && /^criteri(?:a|on)$/.test(behind.word)) continue;
    const draft = presence(sentence, index, "present", index, marks.negated[index] ?? false);
    const asserts =
      item.subject === "q" || (draft.leads.length > 0 && /^(?:s|r prime)$/.test(item.subject) && !item.bare);
    if (draft.negated ? !item.bare || draft.leads.length > 0 : asserts && isNounPhraseAlone(items, index))
      added.push(draft);
  }
  return added;
}

/** Not the subject of a verb whose predicate was not understood ("Q waves depend on ..."). */
function isNounPhraseAlone(items: readonly Item[], index: number): boolean {
  const next = items[neighbour(items, index, 1)];
  return next?.kind !== "measure" && next?.kind !== "word";
}

// "PR is prolonged", "narrow QRS complexes", "ST elevation", "flattening of the T waves": joins each quality word
// of a sentence to the subject it describes. A word whose noun is not a known subject describes something else and
// makes no claim.
import type { Assertion, QualityAssertion } from "../extracted-claim.ts";
import { readQuality } from "../lexicon/readings.ts";
import { settledSubject } from "../lexicon/settled-subject.ts";
import { isSpacedSlash } from "../sentence/item-kinds.ts";
import type { Item } from "../sentence/items.ts";
import { isBorderlineOf } from "../sentence/negation.ts";
import { type Draft, draftClaim, isLight, neighbour, type Sentence } from "../sentence/sentence.ts";
import { attachQuality } from "./attach-quality.ts";

function degreeAt(items: readonly Item[], index: number): QualityAssertion["degree"] {
  for (let at = index - 1; at >= index - 6; at--) {
    const item = items[at];
    if (item?.kind === "adverb") return item.degree;
    const passes =
      item?.kind === "filler" ||
      item?.kind === "subject" ||
      item?.kind === "quality" ||
      item?.kind === "conjunction" ||
      item?.kind === "leads";
    if (!passes) return null;
  }
  return null;
}

/** "isoelectric (flat)": the same said twice. */
function repeatsInBrackets(items: readonly Item[], index: number): boolean {
  const [word, paren, before] = [items[index], items[index - 1], items[index - 2]];
  return (
    word?.kind === "quality" &&
    before?.kind === "quality" &&
    paren?.kind === "boundary" &&
    paren.boundary === "parenthesis" &&
    items[index + 1]?.kind === "boundary"
  );
}

/** "0.37 mV tall", "120 ms wide": the word says what the number measures. */
function isUnitWord(items: readonly Item[], index: number): boolean {
  const [word, value] = [items[index], items[index - 1]];
  return (
    value?.kind === "value" &&
    value.unit !== null &&
    word?.kind === "quality" &&
    !word.noun &&
    /^(?:wide|long|deep|tall|increased|short)$/.test(word.base) &&
    !isHead(items[neighbour(items, index, 1)])
  );
}

const isHead = (item: Item | undefined): boolean => item?.kind === "subject" || item?.kind === "pattern";

/** Claims of the quality words that no other reader took. */
export function readQualities(sentence: Sentence, taken: ReadonlySet<number>): Draft[] {
  const { items, marks } = sentence;
  const drafts: Draft[] = [];
  for (let index = 0; index < items.length; index++) {
    const item = items[index]!;
    if (item.kind !== "quality" || marks.skipped[index] || taken.has(index)) continue;
    if (isBorderlineOf(items, index) || repeatsInBrackets(items, index) || isUnitWord(items, index)) continue;
    let attachment = attachQuality(sentence, index);
    if (
      attachment === null &&
      item.base === "abnormal" &&
      item.noun &&
      marks.negated[index] &&
      !hasSubject(sentence, index)
    )
      attachment = { subject: "ecg", at: -1, backward: false };
    if (attachment === null) continue;
    const word = readQuality(attachment.subject, item.base);
    if (word === null) continue;
    // "deeply inverted", "tall and peaked": two words of one statement stay two claims; "wide Q" is one.
    const assertion: Assertion = { kind: "quality", word, degree: degreeAt(items, index) };
    const subject = settledSubject(attachment.subject, word);
    const draft = draftClaim(sentence, {
      subject,
      assertion,
      anchor: index,
      subjectAt: attachment.at,
      backward: attachment.backward,
    });
    drafts.push(draft);
  }
  return [...pairRespectively(items, drafts), ...distribute(sentence, drafts)];
}

/** "The T waves in V1 and V2 are inverted and flat, respectively": the first word is of the first lead. */
function pairRespectively(items: readonly Item[], drafts: readonly Draft[]): Draft[] {
  if (!items.some((item) => item.kind === "filler" && item.pairs === true)) return [...drafts];
  return drafts.map((draft) => {
    const alike = drafts.filter((other) => other.subjectAt === draft.subjectAt);
    const paired = draft.subjectAt >= 0 && alike.length > 1 && alike.length === draft.leads.length;
    return paired ? { ...draft, leads: draft.leads.slice(alike.indexOf(draft)).slice(0, 1) } : draft;
  });
}

function hasSubject(sentence: Sentence, index: number): boolean {
  return sentence.items.some(
    (item, at) => Math.abs(at - index) < 5 && (item.kind === "subject" || item.kind === "pattern"),
  );
}

/** "PR, QRS and QT are normal", "normal PR interval and QRS duration": the quality of one holds for its list. */
function distribute(sentence: Sentence, drafts: readonly Draft[]): Draft[] {
  const { items } = sentence;
  const described = new Set(drafts.map((draft) => draft.subjectAt));
  const shared: Draft[] = [];
  for (const draft of drafts) {
    if (draft.subjectAt < 0 || draft.assertion.kind !== "quality") continue;
    const quality = items[draft.anchor];
    if (quality?.kind !== "quality" || quality.noun) continue;
    const step = draft.backward ? -1 : 1;
    let at = draft.subjectAt;
    for (let hops = 0; hops < 6; hops++) {
      at = listNeighbour(items, at, step);
      const other = items[at];
      if (
        other?.kind !== "subject" ||
        other.subject === "other" ||
        described.has(at) ||
        hasOwnPredicate(items, at, step) ||
        standsApart(items, at, step)
      )
        break;
      const word = readQuality(other.subject, quality.base);
      if (word === null) break;
      described.add(at);
      const subject = settledSubject(other.subject, word);
      const copy = draftClaim(sentence, {
        subject,
        assertion: { ...draft.assertion, word },
        anchor: draft.anchor,
        subjectAt: at,
        backward: draft.backward,
      });
      shared.push({ ...copy, parts: [at] });
    }
  }
  return shared;
}

/** The neighbouring member of a list of subjects, or -1: only conjunctions, light words and leads in between. */
function listNeighbour(items: readonly Item[], from: number, step: 1 | -1): number {
  let conjunction = false;
  for (let at = from + step; at >= 0 && at < items.length; at += step) {
    const item = items[at];
    if (isSpacedSlash(items, at)) return -1;
    if (item?.kind === "conjunction") conjunction = true;
    else if (item?.kind === "subject") return conjunction ? at : -1;
    else if (item?.kind === "preposition" && items[at + step]?.kind === "leads") continue;
    else if (!isLight(item) && item?.kind !== "leads") return -1;
  }
  return -1;
}

/** "On this ECG, the axis is normal", "a normal rate and a QRS of 90 ms": not in one list with what is described. */
function standsApart(items: readonly Item[], at: number, step: 1 | -1): boolean {
  const item = items[at];
  if (step === -1) {
    const before = items[neighbour(items, at, -1)];
    const fronted = before?.kind === "preposition" && before.word !== "of";
    return fronted || (item?.kind === "subject" && item.subject === "ecg");
  }
  for (let back = at - 1; isLight(items[back]); back--) {
    const article = items[back];
    if (article?.kind === "filler" && article.article === true && article.end - article.start <= 2)
      return true;
  }
  return false;
}

function hasOwnPredicate(items: readonly Item[], at: number, step: 1 | -1): boolean {
  let next = items[neighbour(items, at, 1)];
  if (next?.kind === "leads") next = items[neighbour(items, neighbour(items, at, 1), 1)];
  if (next?.kind === "preposition" && /^(?:of|at)$/.test(next.word))
    next = items[neighbour(items, neighbour(items, at, 1), 1)];
  if (next?.kind === "value" || next?.kind === "quality" || next?.kind === "colon") return true;
  if (step === 1 && next?.kind === "verb") return true;
  const previous = items[neighbour(items, at, -1)];
  return step === -1 && previous?.kind === "quality";
}

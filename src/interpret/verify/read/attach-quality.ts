// Finds the subject that a quality word describes: the noun it stands in front of, the subject of its verb, or the
// nearest subject before it that can have such a quality. A word whose noun is unknown describes something else.
import type { Subject } from "../extracted-claim.ts";
import type { Base } from "../lexicon/meaning.ts";
import { readQuality } from "../lexicon/readings.ts";
import type { Item } from "../sentence/items.ts";
import { isComma, isLight, neighbour, type Sentence } from "../sentence/sentence.ts";
import { measured } from "../sentence/wave-measures.ts";

export interface Attachment {
  readonly subject: Subject;
  /** Index of the subject item, or -1 where it is understood. */
  readonly at: number;
  readonly backward: boolean;
}

/** The words' subject where the text names none. */
const UNDERSTOOD: Partial<Record<Base, Subject>> = {
  regular: "rhythm",
  irregular: "rhythm",
  "irregularly irregular": "rhythm",
};

function subjectAt(sentence: Sentence, at: number, base: Base): Subject | null {
  const item = sentence.items[at];
  if (item?.kind === "subject")
    return item.subject !== "other" && readQuality(item.subject, base) !== null ? item.subject : null;
  // "rapid atrial fibrillation": the rate of the rhythm.
  if (item?.kind === "pattern")
    return item.measures === "heart rate" && /^(?:fast|slow)$/.test(base) ? "heart rate" : null;
  if (item?.kind === "measure") {
    for (let back = at - 1; back >= 0; back--) {
      const wave = sentence.items[back];
      if (wave?.kind !== "subject") continue;
      const subject = measured(plainWave(wave.subject), item.measure);
      return subject !== "other" && readQuality(subject, base) !== null ? subject : null;
    }
  }
  return null;
}

/** The wave behind "P wave amplitude", so that a further measure refers to the same wave. */
export function plainWave(subject: Subject | "other"): Subject | "other" {
  const wave = /^(p|q|r|s|t|qrs) (?:amplitude|duration|axis)$/.exec(subject)?.[1];
  return (wave as Subject | undefined) ?? subject;
}

/** The verb (or colon) whose complement the quality is ("... is markedly prolonged or widened"), or null. */
function complementOf(items: readonly Item[], index: number): "be" | "show" | null {
  let at = neighbour(items, index, -1);
  for (let steps = 0; steps < 8; steps++) {
    const item = items[at];
    if (item?.kind === "verb") return item.verb === "be" ? "be" : "show";
    if (item?.kind === "colon") return "be";
    const chains =
      item?.kind === "quality" ||
      item?.kind === "conjunction" ||
      (item?.kind === "negation" && item.form !== "after") ||
      (item?.kind === "preposition" && item.word === "in");
    if (!chains) return null;
    at = neighbour(items, at, -1);
  }
  return null;
}

function forward(sentence: Sentence, index: number, base: Base, isNoun: boolean): Attachment | null {
  const { items } = sentence;
  let at = neighbour(items, index, 1);
  if (isNoun) {
    const of = items[at];
    if (of?.kind !== "preposition" || !/^(?:of|in|for|on|from)$/.test(of.word)) return null;
    at = neighbour(items, at, 1);
    if (items[at]?.kind === "leads") at = neighbour(items, at, 1);
    const subject = subjectAt(sentence, at, base);
    return subject === null ? null : { subject, at, backward: false };
  }
  // Adjectives pile up in front of their noun ("tall, peaked T waves"), leads may stand between.
  for (let steps = 0; steps < 6; steps++) {
    const item = items[at];
    const after = items[neighbour(items, at, 1)];
    if (item?.kind === "quality" && !item.noun) at = neighbour(items, at, 1);
    else if (item?.kind === "conjunction" && after?.kind === "quality" && !after.noun)
      at = neighbour(items, at, 1);
    else if (item?.kind === "leads" && !item.named) at = neighbour(items, at, 1);
    else if (item?.kind === "value" && steps === 0) return null;
    else break;
  }
  const subject = subjectAt(sentence, at, base);
  return subject === null || items[at]?.kind === "measure" ? null : { subject, at, backward: false };
}

function backward(sentence: Sentence, index: number, base: Base, isNoun: boolean): Attachment | null {
  const { items, breaks } = sentence;
  for (let at = index - 1; at >= 0; at--) {
    const item = items[at];
    // "ST segments are isoelectric, with no elevation": the denial reaches back to the subject of the sentence.
    if (isNoun && isWithout(items, at)) return backward(sentence, at, base, false);
    if (isNoun && item?.kind !== "subject" && !mayStandBeforeNoun(item)) return null;
    if (
      item?.kind === "pronoun" &&
      at === 0 &&
      sentence.inherited !== null &&
      readQuality(sentence.inherited, base) !== null
    )
      return { subject: sentence.inherited, at: -1, backward: true };
    const subject = subjectAt(sentence, at, base);
    if (subject !== null) return { subject, at, backward: true };
    if (item?.kind === "subject" && item.subject === "other" && crossesNothing(breaks, at, index))
      return null;
  }
  return null;
}

function isWithout(items: readonly Item[], at: number): boolean {
  const item = items[at];
  return item?.kind === "boundary" && item.boundary === "with" && items[at + 1]?.kind === "negation";
}

/** What may stand between a subject and a noun of its own further on ("ST elevation or slight depression"). */
function mayStandBeforeNoun(item: Item | undefined): boolean {
  if (item?.kind === "verb") return item.verb === "show";
  return (
    isLight(item) ||
    item?.kind === "quality" ||
    item?.kind === "conjunction" ||
    item?.kind === "leads" ||
    item?.kind === "negation" ||
    item?.kind === "preposition" ||
    item?.kind === "colon" ||
    item?.kind === "measure" ||
    item?.kind === "value"
  );
}

function crossesNothing(breaks: readonly unknown[], from: number, to: number): boolean {
  for (let at = from + 1; at < to; at++) if (breaks[at] !== null) return false;
  return true;
}

/** Does the word describe a noun that is unknown or cannot have it ("abnormal rotation", "prolonged phase")? */
function describesUnknownNoun(items: readonly Item[], index: number): boolean {
  let at = neighbour(items, index, 1);
  // "in a normal and coordinated manner".
  if (items[at]?.kind === "conjunction" && hasArticle(items, index)) at = neighbour(items, at, 1);
  const next = items[at];
  return (
    (next?.kind === "word" && !/ly$/.test(next.word)) ||
    (next?.kind === "subject" && at === neighbour(items, index, 1))
  );
}

export function attachQuality(sentence: Sentence, index: number): Attachment | null {
  const { items } = sentence;
  const item = items[index];
  if (item?.kind !== "quality") return null;
  const previous = neighbour(items, index, -1);
  const adjacent = subjectAt(sentence, previous, item.base);
  const ahead = forward(sentence, index, item.base, item.noun);
  const verb = complementOf(items, index);
  if (verb !== null) {
    // "V1 shows a tall R wave", "is a narrow QRS": the noun that follows owns the word.
    if (ahead !== null) return ahead;
    // "is an abnormal finding" says nothing of the subject; "is normal today" does.
    if (!item.noun && describesUnknownNoun(items, index) && (verb === "show" || hasArticle(items, index)))
      return null;
    return backward(sentence, index, item.base, item.noun) ?? understood(item.base);
  }
  if (
    adjacent !== null &&
    items[previous]?.kind === "subject" &&
    (item.noun || ahead === null || !isComma(items[previous + 1]))
  )
    return { subject: adjacent, at: previous, backward: true };
  if (ahead !== null) return ahead;
  if (!item.noun && describesUnknownNoun(items, index)) return null;
  // "QTc 430 ms, no ectopy, regular, QT 440 ms": alone in a list the word is of the rhythm.
  if (standsAlone(items, index))
    return understood(item.base) ?? backward(sentence, index, item.base, item.noun);
  return backward(sentence, index, item.base, item.noun) ?? understood(item.base);
}

/** Between conjunctions or the ends of the sentence, with a value or another statement before it. */
function standsAlone(items: readonly Item[], index: number): boolean {
  const separates = (item: Item | undefined): boolean =>
    item === undefined ||
    item.kind === "conjunction" ||
    (item.kind === "boundary" && item.boundary === "stop");
  const previous = neighbour(items, index, -1);
  const before = items[neighbour(items, previous, -1)];
  return (
    separates(items[previous]) &&
    separates(items[neighbour(items, index, 1)]) &&
    (before === undefined || before.kind === "value" || before.kind === "pattern" || before.kind === "leads")
  );
}

/** "a" or "an" in front of the word. */
function hasArticle(items: readonly Item[], index: number): boolean {
  for (let at = index - 1; isLight(items[at]); at--) {
    const item = items[at];
    if (item?.kind === "filler" && item.end - item.start <= 2) return true;
  }
  return false;
}

function understood(base: Base): Attachment | null {
  const subject = UNDERSTOOD[base];
  return subject === undefined ? null : { subject, at: -1, backward: true };
}

// Wording from patterns: a pattern is one way of saying something, with independent choices inside it.
// "[a|b|]" chooses, "{one|many}" follows the number of leads, "<name>" is filled in, "a(n)" finds its article.
// Marks around the assertions of a longer sentence survive expansion and become character spans at the end.
import type { Chooser } from "./chooser.ts";

export interface PatternSlots {
  readonly [name: string]: string;
}

/** Slots of a pattern that speaks of several leads carry `plural: "yes"`. */
const PLURAL = "plural";

/** One assertion inside a sentence, and whether it is true of the record. */
export interface SentencePart {
  readonly start: number;
  readonly end: number;
  readonly expected: "supported" | "contradicted";
}

// Characters that no ECG text contains.
const OPEN_TRUE = "⟦";
const OPEN_FALSE = "⦃";
const CLOSE = "⟧";
const VOWEL_SOUND = /^(?:[aeioAEIO]|un(?!i)|8|11\b|18\b|[RSLFMNH](?:[\s\d-]|[A-Z]))/;

/** Encloses one assertion of a sentence, so that its span is known when the sentence is finished. */
export function markPart(text: string, holds: boolean): string {
  return `${holds ? OPEN_TRUE : OPEN_FALSE}${text}${CLOSE}`;
}

/** Splits "a|b[c|d]|e" at the bars that are not inside brackets. */
function splitAlternatives(text: string): string[] {
  const alternatives: string[] = [];
  let depth = 0;
  let from = 0;
  for (let i = 0; i < text.length; i++) {
    const character = text[i]!;
    if (character === "[" || character === "{") depth++;
    else if (character === "]" || character === "}") depth--;
    else if (character === "|" && depth === 0) {
      alternatives.push(text.slice(from, i));
      from = i + 1;
    }
  }
  alternatives.push(text.slice(from));
  return alternatives;
}

function closingBracket(text: string, from: number): number {
  let depth = 0;
  for (let i = from; i < text.length; i++) {
    const character = text[i]!;
    if (character === "[" || character === "{") depth++;
    else if (character === "]" || character === "}") {
      depth--;
      if (depth === 0) return i;
    }
  }
  throw new SyntaxError(`bracket at ${from} is never closed in pattern: ${text}`);
}

/** Expands one pattern; a slot that was not given is a mistake in the pattern and throws. */
export function expandPattern(pattern: string, slots: PatternSlots, choose: Chooser): string {
  let out = "";
  for (let i = 0; i < pattern.length; i++) {
    const character = pattern[i]!;
    if (character === "[" || character === "{") {
      const close = closingBracket(pattern, i);
      const alternatives = splitAlternatives(pattern.slice(i + 1, close));
      const plural = slots[PLURAL] === "yes";
      const chosen = character === "[" ? choose.pick(alternatives) : alternatives[plural ? 1 : 0]!;
      out += expandPattern(chosen, slots, choose);
      i = close;
    } else if (character === "<") {
      const close = pattern.indexOf(">", i);
      const value = slots[pattern.slice(i + 1, close)];
      if (value === undefined)
        throw new SyntaxError(`no slot ${pattern.slice(i, close + 1)} for: ${pattern}`);
      out += value;
      i = close;
    } else out += character;
  }
  return out;
}

/** Makes the first letter a capital, but not that of "aVL" or "rS". */
export function capitalise(marked: string): string {
  return marked.replace(
    /^([⟦⦃]?)(?!aV|[rq][RSrs])(\p{Ll})/u,
    (_, mark: string, letter: string) => mark + letter.toUpperCase(),
  );
}

/** Puts in articles, tidies spaces and makes the first letter a capital. */
export function polishSentence(marked: string): string {
  return capitalise(
    marked
      .replace(/\b([Aa])\(n\) ((?:[⟦⦃])?)(\S*)/gu, (_, article: string, mark: string, next: string) => {
        const withN = VOWEL_SOUND.test(`${next} `);
        return `${article}${withN ? "n" : ""} ${mark}${next}`;
      })
      .replace(/ {2,}/g, " ")
      .replace(/ ([,.;:])/g, "$1")
      .trim(),
  );
}

/** Takes the marks out and says where the assertions lie; without marks the whole sentence is one assertion. */
export function locateParts(
  marked: string,
  whole: "supported" | "contradicted",
): { sentence: string; parts: SentencePart[] } {
  let sentence = "";
  const parts: SentencePart[] = [];
  let open: { start: number; expected: "supported" | "contradicted" } | null = null;
  for (const character of marked) {
    if (character === OPEN_TRUE || character === OPEN_FALSE) {
      open = { start: sentence.length, expected: character === OPEN_TRUE ? "supported" : "contradicted" };
    } else if (character === CLOSE) {
      if (open !== null) parts.push({ ...open, end: sentence.length });
      open = null;
    } else sentence += character;
  }
  if (parts.length === 0) parts.push({ start: 0, end: sentence.length, expected: whole });
  return { sentence, parts };
}

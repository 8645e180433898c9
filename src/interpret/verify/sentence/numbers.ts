// Reads numbers with their units: digits or words, signs, ranges ("92 to 104 ms", "60-70 bpm"), tolerances
// ("60 ± 5"). The unit belongs to the whole expression. A number in a unit that is not ours (years, Hz, mm/s) is
// recognised so that nothing mistakes it for a measurement.
import type { Unit } from "../extracted-claim.ts";
import { matchUnit } from "../lexicon/lexicon.ts";
import type { Token } from "./tokenize.ts";

export interface NumberMatch {
  readonly low: number;
  readonly high: number;
  /** "square" is a millimetre of paper; null where none is given. */
  readonly unit: Unit | "square" | null;
  readonly foreign: boolean;
  /** Written out ("two"), so a count rather than a reading unless a unit follows. */
  readonly inWords: boolean;
  /** Index of the token after the expression. */
  readonly end: number;
}

const ONES =
  "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen".split(
    " ",
  );
const TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split(" ");

/** A number in words at `start` ("one hundred and fifty-eight", "zero point one two"), or null. */
function matchNumberWords(tokens: readonly Token[], start: number): { value: number; end: number } | null {
  let value = 0;
  let any = false;
  let index = start;
  for (; index - start < 16; index++) {
    const word = tokens[index]?.norm ?? "";
    const one = ONES.indexOf(word);
    const ten = TENS.indexOf(word);
    if (one >= 0) value += one;
    else if (ten >= 0) value += (ten + 2) * 10;
    else if (word === "hundred" && any) value *= 100;
    else if (
      any &&
      /^(?:and|-)$/.test(word) &&
      /^(?:hundred|and|-)?$/.test(word) &&
      nextIsNumberWord(tokens, index + 1, word)
    )
      continue;
    else break;
    any = true;
  }
  if (!any) return null;
  if (tokens[index]?.norm === "point") {
    let digits = "";
    let at = index + 1;
    for (; ONES.indexOf(tokens[at]?.norm ?? "") >= 0 && digits.length < 4; at++)
      digits += ONES.indexOf(tokens[at]?.norm ?? "");
    if (digits !== "") return { value: value + Number(`0.${digits}`), end: at };
  }
  return { value, end: index };
}

/** "hundred and five", "seventy-two" continue a number; "two and three" are two numbers. */
function nextIsNumberWord(tokens: readonly Token[], index: number, joint: string): boolean {
  const word = tokens[index]?.norm ?? "";
  const isNumber = ONES.includes(word) || TENS.includes(word);
  const before = tokens[index - 2]?.norm ?? "";
  return isNumber && (joint === "-" ? TENS.includes(before) && ONES.includes(word) : before === "hundred");
}

function matchSingle(
  tokens: readonly Token[],
  start: number,
): { value: number; end: number; inWords: boolean } | null {
  const token = tokens[start];
  if (token === undefined) return null;
  if (token.kind === "number") return { value: token.value, end: start + 1, inWords: false };
  if (/^(?:minus|negative|plus|[-−–+])$/.test(token.norm)) {
    const next = tokens[start + 1];
    const sign = /^(?:plus|\+)$/.test(token.norm) ? 1 : -1;
    const isWord = token.kind === "word";
    if (next?.kind === "number" && isWord)
      return { value: sign * next.value, end: start + 2, inWords: false };
    const words = isWord ? matchNumberWords(tokens, start + 1) : null;
    return words === null ? null : { value: sign * words.value, end: words.end, inWords: true };
  }
  const words = matchNumberWords(tokens, start);
  return words === null ? null : { ...words, inWords: true };
}

function unitAt(
  tokens: readonly Token[],
  index: number,
): { unit: NumberMatch["unit"]; foreign: boolean; factor: number; end: number } {
  const match = matchUnit(tokens, index);
  if (match?.meaning.kind === "unit")
    return { unit: match.meaning.unit, foreign: false, factor: match.meaning.factor, end: match.end };
  if (match?.meaning.kind === "foreign unit") return { unit: null, foreign: true, factor: 1, end: match.end };
  return { unit: null, foreign: false, factor: 1, end: index };
}

/** The end of a range joint ("-", "to", "through", "±"; "and" after "between"), or null. */
function rangeJoint(
  tokens: readonly Token[],
  index: number,
  afterBetween: boolean,
): { end: number; plusMinus: boolean } | null {
  const norm = tokens[index]?.norm ?? "";
  if (/^(?:[-‐‑–—−]|to|through|until)$/.test(norm)) return { end: index + 1, plusMinus: false };
  if (norm === "±" || (norm === "+" && tokens[index + 1]?.norm === "/"))
    return { end: index + (norm === "±" ? 1 : 3), plusMinus: true };
  if (afterBetween && /^(?:and|&)$/.test(norm)) return { end: index + 1, plusMinus: false };
  return null;
}

/**
 * The number, with its unit and range, that starts at `start`, or null. `afterBetween`: the word "between" or
 * "from" stands in front, so that "60 and 70" is one range.
 */
export function matchNumber(
  tokens: readonly Token[],
  start: number,
  afterBetween: boolean,
): NumberMatch | null {
  const first = matchSingle(tokens, start);
  if (first === null) return null;
  // Ratios and times of day ("2:1", "14:18") are not readings.
  if (
    tokens[first.end]?.norm === ":" &&
    tokens[first.end + 1]?.kind === "number" &&
    !tokens[first.end + 1]?.spaceBefore
  )
    return {
      low: first.value,
      high: first.value,
      unit: null,
      foreign: true,
      inWords: false,
      end: first.end + 2,
    };
  const firstUnit = unitAt(tokens, first.end);
  const joint = rangeJoint(tokens, firstUnit.end, afterBetween);
  const second = joint === null ? null : matchSingle(tokens, joint.end);
  if (joint === null || second === null || firstUnit.foreign) {
    const value = first.value * firstUnit.factor;
    return {
      low: value,
      high: value,
      unit: firstUnit.unit,
      foreign: firstUnit.foreign,
      inWords: first.inWords,
      end: firstUnit.end,
    };
  }
  const secondUnit = unitAt(tokens, second.end);
  const factor = secondUnit.unit === null ? firstUnit.factor : secondUnit.factor;
  const firstFactor = firstUnit.unit === null ? factor : firstUnit.factor;
  const from = first.value * firstFactor;
  const to = second.value * factor;
  return {
    low: joint.plusMinus ? from - Math.abs(to) : Math.min(from, to),
    high: joint.plusMinus ? from + Math.abs(to) : Math.max(from, to),
    unit: secondUnit.unit ?? firstUnit.unit,
    foreign: secondUnit.foreign,
    inWords: first.inWords,
    end: Math.max(secondUnit.end, second.end),
  };
}

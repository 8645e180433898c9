// The samples of an SLIST: whole numbers in one string, apart by white space. Read by hand, since splitting a
// long recording would make a string object of every sample.
import { FormatError } from "../../ecg/errors.ts";
import { countWords, isSpace } from "../count-words.ts";
import { parseNumber } from "../parse-number.ts";
import { quote } from "../quote.ts";

/** A whole number this short is exact in floating point. */
const MAX_FAST_LENGTH = 15;

export interface DigitsPlace {
  /** Names the file in messages. */
  readonly where: string;
  /** "series 1, sequence set 1, lead V3". */
  readonly field: string;
  /** How many samples may still be held. */
  readonly maxCount: number;
}

/** The numbers of `text`; throws FormatError for anything else in it, or for too many. */
export function parseDigits(text: string, { where, field, maxCount }: DigitsPlace): Float64Array {
  const count = countWords(text);
  if (count > maxCount) {
    throw new FormatError({
      file: where,
      field: `samples of ${field}`,
      got: count,
      wanted: `at most ${maxCount}`,
    });
  }
  const values = new Float64Array(count);
  let position = 0;
  for (let i = 0; i < count; i++) {
    while (isSpace(text.charCodeAt(position))) position++;
    const start = position;
    while (position < text.length && !isSpace(text.charCodeAt(position))) position++;
    const value = wholeNumber(text, start, position) ?? parseNumber(text.slice(start, position));
    if (value === null) {
      throw new FormatError({
        file: where,
        field: `sample ${i + 1} of ${field}`,
        got: quote(text.slice(start, Math.min(position, start + 50))),
        wanted: "a number",
      });
    }
    values[i] = value;
  }
  return values;
}

function wholeNumber(text: string, start: number, end: number): number | null {
  const negative = text.charCodeAt(start) === 45;
  const first = negative ? start + 1 : start;
  if (first === end || end - first > MAX_FAST_LENGTH) return null;
  let value = 0;
  for (let i = first; i < end; i++) {
    const digit = text.charCodeAt(i) - 48;
    if (digit < 0 || digit > 9) return null;
    value = value * 10 + digit;
  }
  // no negative zero: the standard's digits are integers
  return negative && value !== 0 ? -value : value;
}

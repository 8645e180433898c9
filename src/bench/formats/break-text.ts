// Texts (XML, JSON, CSV, WFDB headers) broken word by word: numbers, units, names, quotation marks and tags become
// others, are left out or doubled, while all around them stays as it was.
import { oneOf, type RandomNumbers } from "./random-numbers.ts";

const WORDS =
  "0 -1 1e309 1e-300 NaN Infinity 99999999999999999999 999999999 0x10 1,5 null true I II V1 uV mV V mmHg s ms AAAA ====".split(
    " ",
  );
const FRAGMENTS = [
  "",
  " ",
  "<",
  ">",
  "/>",
  '"',
  "{",
  "}",
  "[",
  "]",
  ",",
  ";",
  "&#0;",
  "&x;",
  "<![CDATA[",
  "\n",
  "\0",
  "#",
];
/** What stands before most words that mean something: a tag, an attribute, a member, a column. */
const BEFORE_WORDS = /[>"=:,\n]/g;
const WORD = /[\w.+-]+/g;
/** A word is followed by this many of its kind now and then. */
const LONG = 20_000;

export function breakText(
  bytes: Uint8Array,
  random: RandomNumbers,
  { from = 0, to = bytes.length }: { readonly from?: number; readonly to?: number } = {},
): Uint8Array {
  let text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString("latin1");
  for (let edits = 1 + Math.floor(random() ** 2 * 4); edits > 0; edits--) {
    const { start, end } = wordAfter(text, from + random() * (Math.min(to, text.length) - from), random);
    const word = text.slice(start, end);
    const kind = random();
    const put =
      kind < 0.55
        ? oneOf(WORDS, random)
        : kind < 0.75
          ? oneOf(FRAGMENTS, random)
          : kind < 0.85
            ? `${word}${oneOf(FRAGMENTS, random)}${word}`
            : kind < 0.88
              ? oneOf(["9", "<a>", "[", "A", `${word} `, " "], random).repeat(LONG)
              : text.slice(...spanAt(text, random));
    text = text.slice(0, start) + put + text.slice(end);
  }
  return new Uint8Array(Buffer.from(text, "latin1"));
}

interface Span {
  readonly start: number;
  readonly end: number;
}

/** The next word behind `place`; mostly one that a tag, quotation mark or separator announces. */
function wordAfter(text: string, place: number, random: RandomNumbers): Span {
  let start = Math.floor(place);
  if (random() < 0.8) {
    BEFORE_WORDS.lastIndex = start;
    start = BEFORE_WORDS.exec(text)?.index ?? start;
  }
  WORD.lastIndex = start;
  const word = WORD.exec(text);
  return word === null ? { start, end: start } : { start: word.index, end: word.index + word[0].length };
}

/** A stretch of the text from anywhere, to be put elsewhere. */
function spanAt(text: string, random: RandomNumbers): [number, number] {
  const start = Math.floor(random() * text.length);
  return [start, start + Math.floor(random() ** 3 * 2000)];
}

// Cuts a text into words, numbers and symbols, keeping UTF-16 offsets. Foreign prose is often read off a page,
// so what OCR glues together is taken apart here ("QRScomplexes", "Twave", "axisis") and what it confuses is
// put right ("ORS"); everything after works on clean, lower-case words. One pass, no backtracking.
import { knownWords } from "../lexicon/known-words.ts";

export interface Token {
  readonly kind: "word" | "number" | "symbol";
  /** Lower case, British and typographic variants folded. */
  readonly norm: string;
  /** As written. */
  readonly raw: string;
  readonly start: number;
  readonly end: number;
  /** Numbers only. */
  readonly value: number;
  /** White space (or the start of the text) stands directly in front. */
  readonly spaceBefore: boolean;
  /** First on its line: borders of a scanned page show up there. */
  readonly lineStart: boolean;
  /** A line break in front that ends a line of a list or report rather than wraps a paragraph. */
  readonly breakBefore: boolean;
}

const PIECE =
  /\s+|\d{1,2}(?:[sS][tT]|[nN][dD]|[rR][dD]|[tT][hH])(?!\p{L})|\d{1,3}(?:,\d{3})+(?![\d,])|0,\d+(?![\d,])|\d{1,2},\d{1,2}(?=\s?(?:mV|millivolt|mm|cm|s\b|sec))|\d+(?:\.\d+)?|\.\d+|\p{L}+(?:\d(?!\d))?(?:['’′`´]+(?:\p{L}+)?)?|[\s\S]/uy;

/** What may be glued in front of another word: standard abbreviations, then small function words. */
const GLUED_ABBREVIATION =
  /^(QRS|ORS|QTc|QT|PR|STT|ST|RR|LVH|RVH|LBBB|RBBB|ECG|EKG|aVR|aVL|aVF|AVR|AVL|AVF|V[1-6]|[PQRST])([a-z]{2,})$/;
const GLUED_PREFIX = ["is", "the", "of", "in", "as", "an", "and", "a"];
const GLUED_SUFFIX = ["is", "are", "and", "in", "of", "the", "was"];

const FOLDED: readonly (readonly [RegExp, string])[] = [
  [/[’′`´]/g, "'"],
  [/aemi/g, "emi"],
  [/polaris/g, "polariz"],
  [/kalaem/g, "kalem"],
  [/calcaem/g, "calcem"],
  [/^ors$/, "qrs"],
  [/^rythm/, "rhythm"],
  [/centre/g, "center"],
  [/generalis/g, "generaliz"],
];

function fold(raw: string): string {
  let word = raw.normalize("NFKC").toLowerCase();
  for (const [pattern, replacement] of FOLDED) word = word.replace(pattern, replacement);
  return word;
}

/** Lengths of the parts a glued word falls into, or null when it is one word. */
function splitGlued(raw: string): number | null {
  if (raw.length < 4 || raw.length > 40) return null;
  const lower = fold(raw);
  if (knownWords.has(lower)) return null;
  const abbreviation = GLUED_ABBREVIATION.exec(raw);
  if (abbreviation !== null) {
    const rest = fold(abbreviation[2] ?? "");
    const single = (abbreviation[1] ?? "").length === 1;
    if (!single || /^(wave|waves|axis|inversion|inversions)$/.test(rest))
      return (abbreviation[1] ?? "").length;
  }
  for (const prefix of GLUED_PREFIX) {
    if (
      lower.startsWith(prefix) &&
      lower.length > prefix.length + 3 &&
      knownWords.has(lower.slice(prefix.length))
    )
      return prefix.length;
  }
  for (const suffix of GLUED_SUFFIX) {
    const stem = lower.slice(0, -suffix.length);
    if (lower.endsWith(suffix) && stem.length > 3 && knownWords.has(stem)) return stem.length;
  }
  return null;
}

const MINUS = /[-−–‐‑]/;

/** Is the sign at `index` part of the number that follows ("of -45"), rather than a dash ("120-200", "V1-4")? */
function signsANumber(text: string, index: number): boolean {
  const next = text[index + 1] ?? "";
  if (!/[\d.]/.test(next)) return false;
  return index === 0 || /[\s(,=:/~[≈|]/.test(text[index - 1] ?? "");
}

function parseNumber(raw: string): number {
  // a decimal comma, as half of Europe writes; a thousand's comma has three digits behind it
  if (/^(?:0,\d+|\d{1,2},\d{1,2})$/.test(raw)) return Number(raw.replace(",", "."));
  return Number(raw.replaceAll(",", ""));
}

/** Does a line break with `blank` lines, an old line of `length` characters and the next text `next` end a line? */
function endsLine(whitespace: string, lineLength: number, next: string): boolean {
  const breaks = whitespace.split("\n").length - 1;
  if (breaks === 0) return false;
  if (breaks > 1) return true;
  if (/^(?:[-*•–·]\s|\d{1,2}[.)]\s|#)/.test(next)) return true;
  return lineLength < 60 && /^[\p{Lu}\d*_"(]/u.test(next);
}

/** Tokens of a text of any length, in order; linear in its length. */
export function tokenize(text: string): Token[] {
  const tokens: Token[] = [];
  PIECE.lastIndex = 0;
  let spaceBefore = true;
  let breakBefore = false;
  let lineOffset = 0;
  let lineStart = true;
  const push = (kind: Token["kind"], start: number, end: number, value: number): void => {
    const raw = text.slice(start, end);
    tokens.push({ kind, norm: fold(raw), raw, start, end, value, spaceBefore, lineStart, breakBefore });
    spaceBefore = false;
    lineStart = false;
    breakBefore = false;
  };
  for (let match = PIECE.exec(text); match !== null; match = PIECE.exec(text)) {
    const raw = match[0];
    const start = match.index;
    let end = start + raw.length;
    if (/^\s/.test(raw)) {
      const after = text.slice(end, end + 4);
      if (endsLine(raw, start - lineOffset, after)) breakBefore = true;
      if (raw.includes("\n")) {
        lineOffset = end;
        lineStart = true;
      }
      spaceBefore = true;
    } else if (/^\d{1,2}[a-z]/i.test(raw)) {
      push("word", start, end, Number.NaN);
    } else if (/^[\d.]/.test(raw) && /\d/.test(raw)) {
      push("number", start, end, parseNumber(raw));
    } else if ((MINUS.test(raw) || raw === "+") && signsANumber(text, start)) {
      const number = PIECE.exec(text);
      if (number === null) break;
      end = number.index + number[0].length;
      push("number", start, end, (raw === "+" ? 1 : -1) * parseNumber(number[0]));
    } else if (/^\p{L}/u.test(raw)) {
      end -= trailingQuote(raw);
      PIECE.lastIndex = end;
      const first = splitGlued(text.slice(start, end));
      if (first === null) push("word", start, end, Number.NaN);
      else {
        push("word", start, start + first, Number.NaN);
        PIECE.lastIndex = start + first;
      }
    } else push("symbol", start, end, Number.NaN);
  }
  return tokens;
}

/** A closing quotation mark after an ordinary word is not part of it; after QRS letters it is a prime. */
function trailingQuote(raw: string): number {
  const match = /['’′`´]+$/.exec(raw);
  if (match === null) return 0;
  return /^[qrsQRS]+['’′`´]+$/.test(raw) ? 0 : match[0].length;
}

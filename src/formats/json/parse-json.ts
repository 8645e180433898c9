// JSON, from bytes to typed values, for every format that is written in it. The text is surveyed before it is
// parsed: nesting and the number of values are bounded, since a few bytes of text can cost a hundred of
// memory. A bare NaN, which Python's json writes and RFC 8259 does not know, reads as null.
import { FormatError } from "../../ecg/errors.ts";
import { MAX_TOTAL_SAMPLES } from "../limits.ts";
import { wholeText } from "../whole-text.ts";

export type JsonValue = null | boolean | number | string | readonly JsonValue[] | JsonObject;
export interface JsonObject {
  readonly [key: string]: JsonValue;
}

/** FHIR Bundles of contained resources stay below 20; walking a document takes a frame of stack a level. */
const MAX_DEPTH = 64;
/** Objects and arrays together: a matrix of half an hour at 500 Hz, with a row a sample. */
const MAX_CONTAINERS = 1_000_000;
/** Of one object; those that are read have some dozens. */
const MAX_MEMBERS = 50_000;
/** Texts that are no keys: what a document says in words, or samples in quotation marks. */
const MAX_TEXTS = 2_000_000;
/** Each costs a piece of text. */
const MAX_BARE_NANS = 5_000_000;
/** Commas: the samples, and whatever else a file says. */
const MAX_VALUES = MAX_TOTAL_SAMPLES + MAX_CONTAINERS;
const QUOTE = 34;
const COMMA = 44;
const NINE = 57;

/** Parses a whole document; `where` names it in messages. Throws FormatError for anything but sound JSON. */
export function parseJson(bytes: Uint8Array, where: string): JsonValue {
  const text = wholeText({ bytes, where });
  if (text === null)
    throw new FormatError({ file: where, field: "JSON", got: "control characters", wanted: "text" });
  const sound = withoutBareNan(text, survey(text, where));
  try {
    return JSON.parse(sound) as JsonValue;
  } catch (error) {
    // the parser's message quotes the text, which may name a person: only its position is kept, and no cause
    const position = /position (\d+)/.exec(error instanceof Error ? error.message : "")?.[1];
    const at = position === undefined ? "" : `, character ${position}`;
    throw new FormatError(`${where}${at}: JSON that is cut off or not well-formed`);
  }
}

/** What lies at the end of a path of keys, or undefined; inherited properties are none of the file's. */
export function jsonMember(value: JsonValue | undefined, ...path: readonly string[]): JsonValue | undefined {
  let found = value;
  for (const key of path) {
    const object = jsonObject(found);
    if (object === null || !Object.hasOwn(object, key)) return undefined;
    found = object[key];
  }
  return found;
}

export function jsonObject(value: JsonValue | undefined): JsonObject | null {
  return typeof value === "object" && value !== null && !Array.isArray(value) ? (value as JsonObject) : null;
}

/** The elements of an array; none where it is no array. */
export function jsonArray(value: JsonValue | undefined): readonly JsonValue[] {
  return Array.isArray(value) ? value : [];
}

/** Text without surrounding blanks, or null where there is none. */
export function jsonText(value: JsonValue | undefined): string | null {
  return typeof value === "string" ? value.trim() || null : null;
}

/** A finite number, or null: a text of digits is none. */
export function jsonNumber(value: JsonValue | undefined): number | null {
  return typeof value === "number" && Number.isFinite(value) ? value : null;
}

/** Positions of bare NaNs. Throws FormatError where parsing would take too much. */
function survey(text: string, where: string): number[] {
  const nans: number[] = [];
  const members = new Int32Array(MAX_DEPTH + 1);
  let depth = 0;
  let containers = 0;
  let commas = 0;
  let texts = 0;
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code === COMMA) {
      commas++;
      if (commas > MAX_VALUES) throw tooMuch(where, "size", `${MAX_VALUES} values`);
    }
    // digits, signs and blanks: most of a document, and nothing to be looked at
    if (code <= NINE && code !== QUOTE) continue;
    switch (text[i]) {
      case '"':
        i = endOfString(text, i);
        if (++texts > MAX_TEXTS) throw tooMuch(where, "size", `${MAX_TEXTS} texts`);
        break;
      case "{":
      case "[":
        depth++;
        containers++;
        if (depth > MAX_DEPTH) throw tooMuch(where, "nesting", `${MAX_DEPTH} levels`);
        members[depth] = 0;
        if (containers > MAX_CONTAINERS) throw tooMuch(where, "size", `${MAX_CONTAINERS} objects and arrays`);
        break;
      case "}":
      case "]":
        depth--;
        break;
      case ":":
        members[depth]!++;
        texts--;
        if (members[depth]! > MAX_MEMBERS) throw tooMuch(where, "object", `${MAX_MEMBERS} members`);
        break;
      case "N":
        if (text.startsWith("NaN", i)) nans.push(i);
        if (nans.length > MAX_BARE_NANS) throw tooMuch(where, "size", `${MAX_BARE_NANS} NaN`);
        break;
    }
  }
  return nans;
}

function tooMuch(where: string, field: string, limit: string): FormatError {
  return new FormatError({ file: where, field, got: "more", wanted: `at most ${limit}` });
}

/** Index of the quote that closes the string opened at `start`. */
function endOfString(text: string, start: number): number {
  for (let end = text.indexOf('"', start + 1); end !== -1; end = text.indexOf('"', end + 1)) {
    let backslashes = 0;
    while (text[end - 1 - backslashes] === "\\") backslashes++;
    if (backslashes % 2 === 0) return end;
  }
  return text.length;
}

function withoutBareNan(text: string, positions: readonly number[]): string {
  if (positions.length === 0) return text;
  const pieces: string[] = [];
  let from = 0;
  for (const position of positions) {
    pieces.push(text.slice(from, position));
    from = position + "NaN".length;
  }
  return [...pieces, text.slice(from)].join("null");
}

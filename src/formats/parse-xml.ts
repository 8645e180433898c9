// XML, from bytes to plain elements: encodings by byte order mark and declaration, namespace prefixes dropped,
// no document type of its own and no entities but the five of XML and character numbers. What is cut off or not
// well-formed is refused, since half a waveform would read as a whole one.
import { XMLValidator } from "fast-xml-parser";
import { FormatError } from "../ecg/errors.ts";
import { quote } from "./quote.ts";
import { xmlEncoding } from "./xml-root-name.ts";
import { type XmlElement, xmlTree } from "./xml-tree.ts";

export type { XmlElement } from "./xml-tree.ts";

/** A day of 12 leads as decimal digits would be larger, but no device writes that as XML; ten minutes fit. */
const MAX_XML_BYTES = 20_971_520;
/** Tags and references each cost the parser microseconds; an aECG with every wave of every lead has 30,000 tags. */
const MAX_TAGS = 300_000;
const MAX_REFERENCES = 300_000;
/** The longest lists the labels of 16 leads; a million attributes in one tag would keep the validator busy for 10 s. */
const MAX_TAG_CHARACTERS = 65_536;
/** The deepest ECG schema, HL7 aECG, stays below 25; each level costs whoever walks the tree a frame of stack. */
const MAX_DEPTH = 64;

/** Parses a whole document; `where` names it in messages. Throws FormatError for anything but sound XML. */
export function parseXml(bytes: Uint8Array, where: string): XmlElement {
  checkLimit(bytes.length, MAX_XML_BYTES, { where, what: "bytes" });
  const text = decodeXmlText(bytes, where);
  if (/<!ENTITY/i.test(text)) {
    throw new FormatError({
      file: where,
      byteOffset: text.search(/<!ENTITY/i),
      field: "document type",
      got: "an entity declaration",
      wanted: "none",
    });
  }
  checkLimit(count(text, "<"), MAX_TAGS, { where, what: "tags" });
  checkLimit(count(text, "&"), MAX_REFERENCES, { where, what: "references" });
  checkLimit(longestTag(text), MAX_TAG_CHARACTERS, { where, what: "characters in one tag" });
  const validity = XMLValidator.validate(text);
  if (validity !== true) {
    const { line, col = 1 } = validity.err;
    throw new FormatError(`${where}, line ${line}, column ${col}: XML that is cut off or not well-formed`);
  }
  try {
    return xmlTree(text, MAX_DEPTH);
  } catch (error) {
    throw new FormatError(`${where}: XML that cannot be read (nested too deeply, or unsound)`, {
      cause: error,
    });
  }
}

/** The first child of that name, or undefined; a path goes down several. */
export function xmlChild(
  element: XmlElement | undefined,
  ...path: readonly string[]
): XmlElement | undefined {
  return path.reduce<XmlElement | undefined>(
    (parent, name) => parent?.children.find((child) => child.name === name),
    element,
  );
}

export function xmlChildren(element: XmlElement | undefined, name: string): readonly XmlElement[] {
  return element?.children.filter((child) => child.name === name) ?? [];
}

/** All elements below, the element itself first, in document order. */
export function* xmlDescendants(element: XmlElement): Generator<XmlElement> {
  yield element;
  for (const child of element.children) yield* xmlDescendants(child);
}

/** Text of the child at the end of the path, or null where there is none or it is blank. */
export function xmlText(element: XmlElement | undefined, ...path: readonly string[]): string | null {
  return xmlChild(element, ...path)?.text || null;
}

function checkLimit(
  got: number,
  limit: number,
  { where, what }: { readonly where: string; readonly what: string },
): void {
  if (got <= limit) return;
  throw new FormatError({ file: where, field: "size", got: `${got} ${what}`, wanted: `at most ${limit}` });
}

function count(text: string, character: string): number {
  let found = 0;
  for (let at = text.indexOf(character); at !== -1; at = text.indexOf(character, at + 1)) found++;
  return found;
}

/** What is no tag, by how it begins and ends; it may be of any length. */
const asides = [
  ["<!--", "-->"],
  ["<![CDATA[", "]]>"],
  ["<?", "?>"],
] as const;

/** Characters of the longest tag, attributes included; a ">" inside quotes does not end one. */
function longestTag(text: string): number {
  let longest = 0;
  for (let start = text.indexOf("<"); start !== -1; ) {
    const aside = asides.find(([begins]) => text.startsWith(begins, start));
    const end = aside === undefined ? endOfTag(text, start) : text.indexOf(aside[1], start + aside[0].length);
    // what does not end is left to the validator
    if (end === -1) break;
    if (aside === undefined) longest = Math.max(longest, end - start);
    start = text.indexOf("<", end);
  }
  return longest;
}

function endOfTag(text: string, start: number): number {
  let quoteMark = "";
  for (let at = start + 1; at < text.length; at++) {
    const character = text[at]!;
    if (quoteMark !== "") quoteMark = character === quoteMark ? "" : quoteMark;
    else if (character === '"' || character === "'") quoteMark = character;
    else if (character === ">") return at;
  }
  return text.length;
}

function decodeXmlText(bytes: Uint8Array, where: string): string {
  const encoding = xmlEncoding(bytes);
  try {
    return new TextDecoder(encoding).decode(bytes);
  } catch (error) {
    const wanted = "one such as UTF-8, UTF-16 or ISO-8859-1";
    throw new FormatError({ file: where, field: "encoding", got: quote(encoding), wanted }, { cause: error });
  }
}

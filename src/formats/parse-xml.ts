// XML, from bytes to plain elements: encodings by byte order mark and declaration, namespace prefixes dropped,
// no document type of its own and no entities but the five of XML and character numbers. What is cut off or not
// well-formed is refused, since half a waveform would read as a whole one.
import { XMLParser, XMLValidator } from "fast-xml-parser";
import { FormatError } from "../ecg/errors.ts";
import { quote } from "./quote.ts";
import { xmlEncoding } from "./xml-root-name.ts";

export interface XmlElement {
  /** Without its namespace prefix. */
  readonly name: string;
  /** By name without prefix; values with entities resolved. */
  readonly attributes: ReadonlyMap<string, string>;
  readonly children: readonly XmlElement[];
  /** The element's own text, trimmed. */
  readonly text: string;
}

/** A day of 12 leads as decimal digits would be larger, but no device writes that as XML; ten minutes fit. */
const MAX_XML_BYTES = 20_971_520;
/** Tags and references each cost the parser microseconds; an aECG with every wave of every lead has 30,000 tags. */
const MAX_TAGS = 300_000;
const MAX_REFERENCES = 300_000;
/** The deepest ECG schema, HL7 aECG, stays below 25; each level costs the parser a frame of stack. */
const MAX_DEPTH = 64;
const TEXT = "#text";
const ATTRIBUTES = ":@";

const parser = new XMLParser({
  preserveOrder: true,
  ignoreAttributes: false,
  attributeNamePrefix: "",
  removeNSPrefix: true,
  parseTagValue: false,
  parseAttributeValue: false,
  trimValues: true,
  ignoreDeclaration: true,
  ignorePiTags: true,
  textNodeName: TEXT,
  htmlEntities: true,
  maxNestedTags: MAX_DEPTH,
});

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
  const validity = XMLValidator.validate(text);
  if (validity !== true) {
    const { line, col = 1 } = validity.err;
    throw new FormatError(`${where}, line ${line}, column ${col}: XML that is cut off or not well-formed`);
  }
  let nodes: unknown;
  try {
    nodes = parser.parse(text);
  } catch (error) {
    throw new FormatError(`${where}: XML that cannot be parsed (nested too deeply, or unsound)`, {
      cause: error,
    });
  }
  const root = elementsOf(nodes)[0];
  if (root === undefined)
    throw new FormatError({ file: where, field: "XML", got: "no element", wanted: "one" });
  return root;
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

function decodeXmlText(bytes: Uint8Array, where: string): string {
  const encoding = xmlEncoding(bytes);
  try {
    return new TextDecoder(encoding).decode(bytes);
  } catch (error) {
    const wanted = "one such as UTF-8, UTF-16 or ISO-8859-1";
    throw new FormatError({ file: where, field: "encoding", got: quote(encoding), wanted }, { cause: error });
  }
}

/** The parser's ordered form is one object a node: { name: children, ":@": attributes } or { "#text": text }. */
function elementsOf(nodes: unknown): XmlElement[] {
  if (!Array.isArray(nodes)) return [];
  return nodes.flatMap((node: Record<string, unknown>) => {
    const name = Object.keys(node).find((key) => key !== ATTRIBUTES);
    if (name === undefined || name === TEXT) return [];
    const inside = node[name];
    const texts = Array.isArray(inside) ? inside.flatMap((child) => child[TEXT] ?? []) : [];
    const attributes = Object.entries((node[ATTRIBUTES] ?? {}) as Record<string, unknown>);
    return {
      name,
      attributes: new Map(attributes.map(([key, value]) => [key, String(value)])),
      children: elementsOf(inside),
      text: texts.join("").trim(),
    };
  });
}

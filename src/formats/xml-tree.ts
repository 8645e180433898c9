// The elements of a document that was found well-formed: what is left to do is to cut it at its tags. Namespace prefixes
// are dropped, comments and instructions skipped; of entities only the five of XML and character numbers are known.

export interface XmlElement {
  /** Without its namespace prefix. */
  readonly name: string;
  /** By name without prefix; values with entities resolved. */
  readonly attributes: ReadonlyMap<string, string>;
  readonly children: readonly XmlElement[];
  /** The element's own text, trimmed. */
  readonly text: string;
}

interface OpenElement {
  /** As written. */
  readonly tag: string;
  readonly attributes: ReadonlyMap<string, string>;
  readonly children: XmlElement[];
  text: string;
}

const CDATA = "<![CDATA[";
/** What is no tag, by how it begins and ends; of CDATA the content counts. */
const sections: readonly (readonly [begins: string, ends: string])[] = [
  ["<!--", "-->"],
  [CDATA, "]]>"],
  ["<?", "?>"],
];

/** The root element. Throws Error for what cannot be cut, or is nested more than `maxDepth` levels deep. */
export function xmlTree(document: string, maxDepth: number): XmlElement {
  const text = document.replace(/\r\n?/g, "\n");
  const around: OpenElement = { tag: "", attributes: new Map(), children: [], text: "" };
  const open = [around];
  for (let at = 0; at < text.length; ) {
    const top = open.at(-1)!;
    const start = placeOf(text, "<", at) ?? text.length;
    top.text += resolved(text.slice(at, start));
    const section = sections.find(([begins]) => text.startsWith(begins, start));
    if (start === text.length) break;
    if (section !== undefined) {
      const [begins, ends] = section;
      const end = required(placeOf(text, ends, start + begins.length));
      if (begins === CDATA) top.text += text.slice(start + begins.length, end);
      at = end + ends.length;
    } else if (text.startsWith("<!DOCTYPE", start) && open.length + around.children.length === 1) {
      at = endOfDocumentType(text, start);
    } else if (text[start + 1] === "/") {
      at = required(placeOf(text, ">", start)) + 1;
      if (open.length === 1 || text.slice(start + 2, at - 1).trim() !== top.tag)
        throw new Error("tags cross");
      open.pop();
      open.at(-1)!.children.push(closed(top));
    } else {
      const { tag, attributes, isEmpty, end } = readTag(text, start + 1);
      const element = { tag, attributes, children: [], text: "" };
      if (open.length > maxDepth) throw new Error("nested too deeply");
      if (open.length === 1 && around.children.length > 0) throw new Error("two roots");
      if (isEmpty) top.children.push(closed(element));
      else open.push(element);
      at = end;
    }
  }
  if (open.length > 1) throw new Error("a tag is not closed");
  return required(around.children[0]);
}

function required<T>(found: T | null | undefined): T {
  if (found === null || found === undefined) throw new Error("cut off");
  return found;
}

function placeOf(text: string, wanted: string, from: number): number | null {
  const place = text.indexOf(wanted, from);
  return place === -1 ? null : place;
}

function closed({ tag, attributes, children, text }: OpenElement): XmlElement {
  return { name: withoutPrefix(tag), attributes, children, text: text.trim() };
}

function withoutPrefix(name: string): string {
  return name.slice(name.indexOf(":") + 1);
}

/** A start tag from behind its "<" on. */
function readTag(text: string, start: number) {
  const name = /[^\s/>]+/y;
  const attribute = /\s+([^\s=/>]+)\s*=\s*(?:"([^"]*)"|'([^']*)')/y;
  const end = /\s*(\/?)>/y;
  name.lastIndex = start;
  const [tag] = required(name.exec(text));
  attribute.lastIndex = name.lastIndex;
  end.lastIndex = name.lastIndex;
  const attributes = new Map<string, string>();
  for (let found = attribute.exec(text); found !== null; found = attribute.exec(text)) {
    const [, key = "", inDoubleQuotes, inSingleQuotes = ""] = found;
    end.lastIndex = attribute.lastIndex;
    // declarations of namespaces
    if (/^xmlns(?::|$)/.test(key)) continue;
    attributes.set(withoutPrefix(key), resolved(inDoubleQuotes ?? inSingleQuotes).trim());
  }
  const [, slash] = required(end.exec(text));
  return { tag, attributes, isEmpty: slash === "/", end: end.lastIndex };
}

/** Declarations of elements stand inside it, each in brackets of its own. */
function endOfDocumentType(text: string, start: number): number {
  const bracket = /[<>]/g;
  bracket.lastIndex = start;
  let depth = 0;
  do {
    const [found] = required(bracket.exec(text));
    depth += found === "<" ? 1 : -1;
  } while (depth > 0);
  return bracket.lastIndex;
}

const entities: Readonly<Record<string, string>> = { amp: "&", lt: "<", gt: ">", quot: '"', apos: "'" };

function resolved(text: string): string {
  if (!text.includes("&")) return text;
  return text.replace(/&(?:#(\d+)|#x([\da-fA-F]+)|(amp|lt|gt|quot|apos));/g, (_, decimal, hex, name) =>
    name === undefined ? character(decimal ?? `0x${hex}`) : entities[name]!,
  );
}

/** "" for the numbers of what is no character of XML. */
function character(number: string): string {
  const code = Number(number);
  const isNone =
    code > 0x10ffff || (code < 32 && ![9, 10, 13].includes(code)) || (code >= 0xd800 && code < 0xe000);
  return isNone ? "" : String.fromCodePoint(code);
}

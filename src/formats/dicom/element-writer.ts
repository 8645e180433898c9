// Data elements as bytes in Explicit VR Little Endian (PS3.5 section 7.1.2), values padded to even length. Parts
// are gathered and joined once, so that the samples are copied once.

/** Text, binary numbers (US, UL), bytes, or the items of a sequence. */
export type ElementValue = string | readonly number[] | Uint8Array | readonly ElementSpec[][];
/** The tag in eight hexadecimal digits. */
export type ElementSpec = readonly [tag: string, vr: string, value: ElementValue];

const LONG_VRS = new Set(["OB", "OW", "SQ", "UN", "UT"]);
/** Characters, PS3.5 table 6.2-1. */
const MAX_CHARACTERS: ReadonlyMap<string, number> = new Map([
  ["LO", 64],
  ["PN", 64],
  ["SH", 16],
  ["CS", 16],
  ["DS", 16],
  ["IS", 12],
  ["UI", 64],
]);

/** Sorts the elements by tag, as a data set has to be. */
export function encodeDataSet(elements: readonly ElementSpec[]): Uint8Array[] {
  return elements.toSorted(([a], [b]) => (a < b ? -1 : 1)).flatMap(encodeElement);
}

export function byteLength(parts: readonly Uint8Array[]): number {
  return parts.reduce((sum, part) => sum + part.length, 0);
}

export function joinParts(parts: readonly Uint8Array[]): Uint8Array {
  const joined = new Uint8Array(byteLength(parts));
  let offset = 0;
  for (const part of parts) {
    joined.set(part, offset);
    offset += part.length;
  }
  return joined;
}

function encodeElement([tag, vr, value]: ElementSpec): Uint8Array[] {
  const parts = encodeValue(vr, value);
  const length = byteLength(parts);
  const header = new DataView(new ArrayBuffer(LONG_VRS.has(vr) ? 12 : 8));
  writeTag(header, tag);
  header.setUint8(4, vr.charCodeAt(0));
  header.setUint8(5, vr.charCodeAt(1));
  if (LONG_VRS.has(vr)) header.setUint32(8, length, true);
  else header.setUint16(6, length, true);
  return [new Uint8Array(header.buffer), ...parts];
}

function encodeValue(vr: string, value: ElementValue): Uint8Array[] {
  if (typeof value === "string") return [encodeText(vr, value)];
  if (value instanceof Uint8Array) return value.length % 2 === 0 ? [value] : [value, new Uint8Array(1)];
  return isItems(value) ? value.flatMap(encodeItem) : [encodeNumbers(vr, value)];
}

function isItems(value: readonly number[] | readonly ElementSpec[][]): value is readonly ElementSpec[][] {
  return value.length === 0 || typeof value[0] !== "number";
}

function encodeItem(elements: readonly ElementSpec[]): Uint8Array[] {
  const parts = encodeDataSet(elements);
  const header = new DataView(new ArrayBuffer(8));
  writeTag(header, "FFFEE000");
  header.setUint32(4, byteLength(parts), true);
  return [new Uint8Array(header.buffer), ...parts];
}

function writeTag(view: DataView, tag: string): void {
  view.setUint16(0, Number.parseInt(tag.slice(0, 4), 16), true);
  view.setUint16(2, Number.parseInt(tag.slice(4), 16), true);
}

/** A backslash would part one value into two, and control characters have no place in any of these. */
function encodeText(vr: string, text: string): Uint8Array {
  const plain = [...text.replace(/[\\\p{Cc}]/gu, " ")].slice(0, MAX_CHARACTERS.get(vr) ?? 1024).join("");
  const bytes = new TextEncoder().encode(plain);
  if (bytes.length % 2 === 0) return bytes;
  const padded = new Uint8Array(bytes.length + 1).fill(vr === "UI" ? 0 : 0x20);
  padded.set(bytes);
  return padded;
}

function encodeNumbers(vr: string, numbers: readonly number[]): Uint8Array {
  const size = vr === "US" ? 2 : 4;
  const view = new DataView(new ArrayBuffer(size * numbers.length));
  numbers.forEach((number, index) => {
    if (size === 2) view.setUint16(2 * index, number, true);
    else view.setUint32(4 * index, number, true);
  });
  return new Uint8Array(view.buffer);
}

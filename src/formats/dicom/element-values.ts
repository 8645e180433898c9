// Values of data elements (PS3.5 section 6.2): text in the file's character set, decimal strings, binary
// numbers in the byte order of the data set. Absent, empty and unreadable values are null.
import type { DataElement, DataItem } from "./data-elements.ts";

/** Of the Specific Character Sets of PS3.3 C.12.1.1.2, the label that TextDecoder knows them by. */
const CHARACTER_SETS: ReadonlyMap<string, string> = new Map([
  ["ISO_IR 6", "windows-1252"],
  ["ISO_IR 100", "windows-1252"],
  ["ISO_IR 101", "iso-8859-2"],
  ["ISO_IR 109", "iso-8859-3"],
  ["ISO_IR 110", "iso-8859-4"],
  ["ISO_IR 144", "iso-8859-5"],
  ["ISO_IR 127", "iso-8859-6"],
  ["ISO_IR 126", "iso-8859-7"],
  ["ISO_IR 138", "iso-8859-8"],
  ["ISO_IR 148", "windows-1254"],
  ["ISO_IR 203", "iso-8859-15"],
  ["ISO_IR 13", "shift_jis"],
  ["ISO_IR 166", "windows-874"],
  ["ISO_IR 149", "euc-kr"],
  ["ISO_IR 58", "gb18030"],
  ["ISO_IR 87", "iso-2022-jp"],
  ["ISO_IR 159", "iso-2022-jp"],
  ["ISO_IR 192", "utf-8"],
  ["GB18030", "gb18030"],
  ["GBK", "gb18030"],
]);
/** Longer texts are cut: identity is counted and shown, not archived. */
const MAX_TEXT_BYTES = 65_536;
/** Of one element; a Holter's beats are some 100,000. */
const MAX_VALUES = 1_000_000;

export type DecodeText = (bytes: Uint8Array) => string;

const latin1 = new TextDecoder("windows-1252");

/** The decoder for texts of that data set; Latin-1 where it states none or one that is not known. */
export function textDecoderOf(dataSet: DataItem): DecodeText {
  const stated = asciiValue(dataSet, "00080005") ?? "";
  // the last one is that of the multi-byte extension where several are stated
  const name = stated.split("\\").at(-1)?.trim().replace("ISO 2022 IR", "ISO_IR") ?? "";
  const decoder = new TextDecoder(CHARACTER_SETS.get(name) ?? "windows-1252");
  return (bytes) => decoder.decode(bytes);
}

/** All of the value, several values with "\" between them, without padding. */
export function textValue(item: DataItem, element: DataElement, decode: DecodeText): string | null {
  const end = element.offset + Math.min(element.length, MAX_TEXT_BYTES);
  const text = decode(item.bytes.subarray(element.offset, end)).replace(/[\0\s]+$/, "");
  return text.trim() === "" ? null : text.trim();
}

/** For codes, UIDs and numbers, which are ASCII in every character set; in the file's own where that is given. */
export function asciiValue(
  item: DataItem,
  tag: string,
  decode: DecodeText = (bytes) => latin1.decode(bytes),
): string | null {
  const element = item.elements.get(tag);
  return element === undefined ? null : textValue(item, element, decode);
}

/** The first value of a decimal or integer string; NaN where it is no number, null where it is absent or empty. */
export function decimalValue(item: DataItem, tag: string): number | null {
  return decimalValues(item, tag)[0] ?? null;
}

export function decimalValues(item: DataItem, tag: string): number[] {
  const text = asciiValue(item, tag);
  if (text === null) return [];
  // Number() would also take "0x10" and "Infinity"
  return text
    .split("\\")
    .map((part) => (/^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(part.trim()) ? Number(part) : Number.NaN));
}

/** The values of US (two bytes) or UL (four bytes), a million at most. */
export function unsignedValues(item: DataItem, tag: string, byteCount: 2 | 4): number[] {
  const element = item.elements.get(tag);
  if (element === undefined || element.items !== null) return [];
  const view = viewOf(item, element);
  const count = Math.min(Math.floor(element.length / byteCount), MAX_VALUES);
  return Array.from({ length: count }, (_, index) =>
    byteCount === 2
      ? view.getUint16(2 * index, item.littleEndian)
      : view.getUint32(4 * index, item.littleEndian),
  );
}

/** The bytes of the value, not copied. */
export function viewOf(item: DataItem, element: DataElement): DataView {
  return new DataView(item.bytes.buffer, item.bytes.byteOffset + element.offset, element.length);
}

export function itemsOf(item: DataItem, tag: string): readonly DataItem[] {
  return item.elements.get(tag)?.items ?? [];
}

export interface Code {
  readonly value: string;
  readonly scheme: string;
  readonly meaning: string;
}

/** The first item of a code sequence (PS3.3 section 8), or null. */
export function codeValue(item: DataItem, tag: string): Code | null {
  const code = itemsOf(item, tag)[0];
  if (code === undefined) return null;
  return {
    value: asciiValue(code, "00080100") ?? asciiValue(code, "00080119") ?? "",
    scheme: asciiValue(code, "00080102") ?? "",
    meaning: asciiValue(code, "00080104") ?? "",
  };
}

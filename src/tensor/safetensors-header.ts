// The header of a safetensors file: eight bytes with the length of a JSON text, then the text, which says of each
// tensor its type, its shape and where its values lie in what follows (https://github.com/huggingface/safetensors,
// "Format"). A file is treated as hostile: nothing is believed before it was held against the bytes that are there.
import { FormatError, UsageError } from "../ecg/errors.ts";
import { type ElementType, valueCount } from "./tensor.ts";

/** Room for some hundred thousand tensors; large models have a thousand. */
const MAX_HEADER_BYTES = 16_777_216;
const MAX_DIMENSIONS = 8;
/** In front of the header. */
export const LENGTH_BYTES = 8;

export const ARRAYS = {
  F32: Float32Array,
  F16: Uint16Array,
  BF16: Uint16Array,
  I8: Int8Array,
  U8: Uint8Array,
  I32: Int32Array,
  I64: BigInt64Array,
} as const satisfies Record<ElementType, unknown>;

/** Where a tensor is: `start` and `end` count from behind the header. */
export interface TensorEntry {
  readonly type: ElementType;
  readonly shape: readonly number[];
  readonly start: number;
  readonly end: number;
}

export interface SafetensorsHeader {
  /** In the order of the header. */
  readonly entries: ReadonlyMap<string, TensorEntry>;
  readonly metadata: Readonly<Record<string, string>>;
}

/** Bytes of the JSON text, out of the first eight of a file of `fileBytes`. */
export function headerLength(first: Uint8Array, fileBytes: number, where: string): number {
  if (fileBytes < LENGTH_BYTES) {
    throw new FormatError({ file: where, field: "size", got: `${fileBytes} bytes`, wanted: "at least 8" });
  }
  const length = new DataView(first.buffer, first.byteOffset, LENGTH_BYTES).getBigUint64(0, true);
  const most = Math.min(MAX_HEADER_BYTES, fileBytes - LENGTH_BYTES);
  if (length > most) {
    throw new FormatError({
      file: where,
      byteOffset: 0,
      field: "header length",
      got: String(length),
      wanted: `at most ${most}`,
    });
  }
  return Number(length);
}

/** Out of the JSON text of a file with so many bytes behind it. */
export function parseHeader(
  text: Uint8Array,
  { where, dataBytes }: { readonly where: string; readonly dataBytes: number },
): SafetensorsHeader {
  const entries = new Map<string, TensorEntry>();
  let metadata: Record<string, string> = {};
  for (const [name, value] of Object.entries(parseObject(text, where))) {
    if (name === "__metadata__") {
      metadata = checkMetadata(value, where);
      continue;
    }
    const entry = checkEntry(value, { where, field: `tensor ${quote(name)}` });
    if (entry.end > dataBytes) {
      throw new FormatError({
        file: where,
        field: `end of tensor ${quote(name)}`,
        got: entry.end,
        wanted: `at most the ${dataBytes} bytes behind the header`,
      });
    }
    entries.set(name, entry);
  }
  checkCover(entries, dataBytes, where);
  return { entries, metadata };
}

interface Place {
  readonly where: string;
  readonly field: string;
}

function parseObject(text: Uint8Array, where: string): object {
  const fault = { file: where, byteOffset: LENGTH_BYTES, field: "header", wanted: "a JSON object" };
  let header: unknown;
  try {
    header = JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(text));
  } catch (error) {
    throw new FormatError({ ...fault, got: "text that is none" }, { cause: error });
  }
  if (!isObject(header)) throw new FormatError({ ...fault, got: "another value" });
  return header;
}

function checkMetadata(entry: unknown, where: string): Record<string, string> {
  if (!isObject(entry) || !Object.values(entry).every((value) => typeof value === "string")) {
    throw new FormatError({ file: where, field: "__metadata__", got: "another value", wanted: "only texts" });
  }
  return entry as Record<string, string>;
}

function checkEntry(entry: unknown, { where, field }: Place): TensorEntry {
  const refuse = (what: string, got: unknown, wanted: string) =>
    new FormatError({ file: where, field: `${what} of ${field}`, got: quote(got), wanted });
  const { dtype: type, shape, data_offsets: offsets } = isObject(entry) ? entry : {};
  if (typeof type !== "string" || !isElementType(type)) {
    throw refuse("type", type, `one of ${Object.keys(ARRAYS).join(", ")}`);
  }
  if (!isSizes(shape) || shape.length > MAX_DIMENSIONS) {
    throw refuse("shape", shape, `at most ${MAX_DIMENSIONS} whole numbers`);
  }
  if (!isSizes(offsets) || offsets.length !== 2 || offsets[0]! > offsets[1]!) {
    throw refuse("data_offsets", offsets, "start and end");
  }
  const [start, end] = offsets as [number, number];
  const wanted = valueCount(shape) * ARRAYS[type].BYTES_PER_ELEMENT;
  if (end - start !== wanted) throw refuse("size", end - start, `${wanted} bytes, by its shape`);
  return { type, shape, start, end };
}

/** Each byte behind the header belongs to one tensor, so that nothing hides between two and none shares any. */
function checkCover(entries: ReadonlyMap<string, TensorEntry>, dataBytes: number, where: string): void {
  const ordered = [...entries].sort(([, a], [, b]) => a.start - b.start || a.end - b.end);
  let at = 0;
  for (const [name, { start, end }] of ordered) {
    if (start !== at) {
      throw new FormatError({
        file: where,
        field: `start of tensor ${quote(name)}`,
        got: start,
        wanted: `${at}, where the one before it ends`,
      });
    }
    at = end;
  }
  if (at !== dataBytes) {
    throw new FormatError({ file: where, field: "end of the last tensor", got: at, wanted: `${dataBytes}` });
  }
}

export interface TensorDescription {
  readonly name: string;
  readonly type: ElementType;
  readonly shape: readonly number[];
}

export interface SafetensorsLayout {
  /** All bytes in front of the first tensor. */
  readonly header: Uint8Array;
  /** The values follow in this order, without a gap. */
  readonly names: readonly string[];
}

/** The same tensors always give the same file: wide elements first, then by name, so that all lie aligned. */
export function layOutSafetensors(
  tensors: readonly TensorDescription[],
  metadata: Readonly<Record<string, string>> = {},
): SafetensorsLayout {
  const width = ({ type }: TensorDescription) => ARRAYS[type].BYTES_PER_ELEMENT;
  const ordered = [...tensors].sort((a, b) => width(b) - width(a) || (a.name < b.name ? -1 : 1));
  const entries: [string, unknown][] = Object.keys(metadata).length > 0 ? [["__metadata__", metadata]] : [];
  let size = 0;
  for (const tensor of ordered) {
    if (tensor.name === "__metadata__") throw new UsageError(`a tensor is not named ${tensor.name}`);
    const end = size + valueCount(tensor.shape) * width(tensor);
    entries.push([tensor.name, { dtype: tensor.type, shape: tensor.shape, data_offsets: [size, end] }]);
    size = end;
  }
  const text = new TextEncoder().encode(JSON.stringify(Object.fromEntries(entries)));
  // spaces up to a multiple of eight
  const textBytes = Math.ceil(text.length / 8) * 8;
  const header = new Uint8Array(LENGTH_BYTES + textBytes).fill(0x20, LENGTH_BYTES);
  new DataView(header.buffer).setBigUint64(0, BigInt(textBytes), true);
  header.set(text, LENGTH_BYTES);
  return { header, names: ordered.map(({ name }) => name) };
}

export function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function isElementType(text: string): text is ElementType {
  return Object.hasOwn(ARRAYS, text);
}

function isSizes(value: unknown): value is number[] {
  return Array.isArray(value) && value.every((size) => Number.isSafeInteger(size) && size >= 0);
}

/** A foreign value, fit for a one-line message. */
export function quote(value: unknown): string {
  const text = JSON.stringify(value) ?? "nothing";
  return (text.length > 60 ? `${text.slice(0, 60)}...` : text).replace(/[\p{Cc}\p{Zl}\p{Zp}]/gu, "?");
}

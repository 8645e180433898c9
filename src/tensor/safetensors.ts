// Weight files in the safetensors format: eight bytes with the length of a JSON header, the header, then the
// values of all tensors without a gap (https://github.com/huggingface/safetensors, "Format"). A file is treated as
// hostile: nothing is believed before it was held against the bytes that are there. The values are read in place,
// where their alignment allows; like WebAssembly itself this wants a machine that is little-endian.
import { FormatError, UsageError } from "../ecg/errors.ts";
import { type ElementType, type Tensor, valueCount } from "./tensor.ts";

export interface Safetensors {
  readonly tensors: ReadonlyMap<string, Tensor>;
  readonly metadata: Readonly<Record<string, string>>;
}

/** Room for some hundred thousand tensors; large models have a thousand. */
const MAX_HEADER_BYTES = 16_777_216;
const MAX_DIMENSIONS = 8;
const LENGTH_BYTES = 8;

const ARRAYS = {
  F32: Float32Array,
  F16: Uint16Array,
  BF16: Uint16Array,
  I8: Int8Array,
  U8: Uint8Array,
  I32: Int32Array,
  I64: BigInt64Array,
} as const satisfies Record<ElementType, unknown>;

/** Tensors in the order of the header. Throws FormatError naming `where`. */
export function readSafetensors(bytes: Uint8Array, where: string): Safetensors {
  const { header, dataOffset } = readHeader(bytes, where);
  const data = bytes.subarray(dataOffset);
  const tensors = new Map<string, Tensor>();
  const ranges: Range[] = [];
  let metadata: Record<string, string> = {};
  for (const [name, entry] of Object.entries(header)) {
    if (name === "__metadata__") {
      metadata = checkMetadata(entry, where);
      continue;
    }
    const { type, shape, start, end } = checkEntry(entry, { where, field: `tensor ${quote(name)}` });
    if (end > data.length) {
      throw new FormatError({
        file: where,
        field: `end of tensor ${quote(name)}`,
        got: end,
        wanted: `at most the ${data.length} bytes behind the header`,
      });
    }
    tensors.set(name, { type, shape, values: valuesAt(data, type, start, end) } as Tensor);
    ranges.push({ name, start, end });
  }
  checkCover(ranges, data.length, where);
  return { tensors, metadata };
}

interface Range {
  readonly name: string;
  readonly start: number;
  readonly end: number;
}

interface Place {
  readonly where: string;
  readonly field: string;
}

function readHeader(bytes: Uint8Array, where: string): { header: object; dataOffset: number } {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (bytes.length < LENGTH_BYTES) {
    throw new FormatError({ file: where, field: "size", got: `${bytes.length} bytes`, wanted: "at least 8" });
  }
  const length = view.getBigUint64(0, true);
  const most = Math.min(MAX_HEADER_BYTES, bytes.length - LENGTH_BYTES);
  if (length > most) {
    throw new FormatError({
      file: where,
      byteOffset: 0,
      field: "header length",
      got: String(length),
      wanted: `at most ${most}`,
    });
  }
  const dataOffset = LENGTH_BYTES + Number(length);
  const fault = { file: where, byteOffset: LENGTH_BYTES, field: "header", wanted: "a JSON object" };
  let header: unknown;
  try {
    header = JSON.parse(
      new TextDecoder("utf-8", { fatal: true }).decode(bytes.subarray(LENGTH_BYTES, dataOffset)),
    );
  } catch (error) {
    throw new FormatError({ ...fault, got: "text that is none" }, { cause: error });
  }
  if (!isObject(header)) throw new FormatError({ ...fault, got: "another value" });
  return { header, dataOffset };
}

function checkMetadata(entry: unknown, where: string): Record<string, string> {
  if (!isObject(entry) || !Object.values(entry).every((value) => typeof value === "string")) {
    throw new FormatError({ file: where, field: "__metadata__", got: "another value", wanted: "only texts" });
  }
  return entry as Record<string, string>;
}

function checkEntry(entry: unknown, { where, field }: Place) {
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
function checkCover(ranges: Range[], dataLength: number, where: string): void {
  ranges.sort((a, b) => a.start - b.start || a.end - b.end);
  let at = 0;
  for (const { name, start, end } of ranges) {
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
  if (at !== dataLength) {
    throw new FormatError({ file: where, field: "end of the last tensor", got: at, wanted: `${dataLength}` });
  }
}

function valuesAt(data: Uint8Array, type: ElementType, start: number, end: number) {
  const array = ARRAYS[type];
  const aligned = (data.byteOffset + start) % array.BYTES_PER_ELEMENT === 0;
  const bytes = aligned ? data.subarray(start, end) : data.slice(start, end);
  return new array(bytes.buffer as ArrayBuffer, bytes.byteOffset, bytes.length / array.BYTES_PER_ELEMENT);
}

/** The same tensors always give the same bytes: wide elements first, then by name, so that all lie aligned. */
export function writeSafetensors(
  tensors: ReadonlyMap<string, Tensor>,
  metadata: Readonly<Record<string, string>> = {},
): Uint8Array {
  const width = (tensor: Tensor) => ARRAYS[tensor.type].BYTES_PER_ELEMENT;
  const ordered = [...tensors].sort(
    ([nameA, a], [nameB, b]) => width(b) - width(a) || (nameA < nameB ? -1 : 1),
  );
  const entries: [string, unknown][] = Object.keys(metadata).length > 0 ? [["__metadata__", metadata]] : [];
  let size = 0;
  for (const [name, { type, shape, values }] of ordered) {
    if (valueCount(shape) !== values.length || name === "__metadata__") {
      throw new UsageError(`tensor ${quote(name)}: shape ${shape.join(" x ")}, ${values.length} values`);
    }
    entries.push([name, { dtype: type, shape, data_offsets: [size, size + values.byteLength] }]);
    size += values.byteLength;
  }
  const text = new TextEncoder().encode(JSON.stringify(Object.fromEntries(entries)));
  // spaces up to a multiple of eight
  const headerLength = Math.ceil(text.length / 8) * 8;
  const bytes = new Uint8Array(LENGTH_BYTES + headerLength + size).fill(
    0x20,
    LENGTH_BYTES,
    LENGTH_BYTES + headerLength,
  );
  new DataView(bytes.buffer).setBigUint64(0, BigInt(headerLength), true);
  bytes.set(text, LENGTH_BYTES);
  let at = LENGTH_BYTES + headerLength;
  for (const [, { values }] of ordered) {
    bytes.set(new Uint8Array(values.buffer, values.byteOffset, values.byteLength), at);
    at += values.byteLength;
  }
  return bytes;
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function isElementType(text: string): text is ElementType {
  return Object.hasOwn(ARRAYS, text);
}

function isSizes(value: unknown): value is number[] {
  return Array.isArray(value) && value.every((size) => Number.isSafeInteger(size) && size >= 0);
}

/** A foreign value, fit for a one-line message. */
function quote(value: unknown): string {
  const text = JSON.stringify(value) ?? "nothing";
  return (text.length > 60 ? `${text.slice(0, 60)}...` : text).replace(/[\p{Cc}\p{Zl}\p{Zp}]/gu, "?");
}

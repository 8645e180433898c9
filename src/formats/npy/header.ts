// The header of an NPY file: magic number, version, and a Python dictionary of type, order and shape. The
// dictionary is matched, never evaluated: three fixed keys and nothing else.
// "NEP 1 - A Simple File Format for NumPy Arrays", and numpy.lib.format for versions 2 and 3.
import { FormatError, UnsupportedError } from "../../ecg/errors.ts";
import { quote } from "../quote.ts";
import type { NumberType } from "./read-numbers.ts";

const MAGIC = "\x93NUMPY";
/** NumPy itself writes 128 bytes; longer ones belong to types with many fields. */
const MAX_HEADER_BYTES = 10_000;
const MAX_DIMENSIONS = 32;

export interface NpyHeader {
  readonly type: NumberType;
  readonly fortranOrder: boolean;
  readonly shape: readonly number[];
  /** Where the values begin. */
  readonly dataOffset: number;
}

/** Throws UnsupportedError for objects (pickles), booleans, complex numbers and records, FormatError otherwise. */
export function parseNpyHeader(bytes: Uint8Array, where: string): NpyHeader {
  const refuse = (byteOffset: number, field: string, got: string | number, wanted: string) =>
    new FormatError({ file: where, byteOffset, field, got, wanted });
  if (bytes.length < 12 || String.fromCharCode(...bytes.subarray(0, 6)) !== MAGIC) {
    throw refuse(0, "magic number", "another beginning", "that of NPY");
  }
  const version = bytes[6]!;
  if (version < 1 || version > 3)
    throw new UnsupportedError(`${where}: NPY version ${version}; 1 to 3 are read`);
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const start = version === 1 ? 10 : 12;
  const length = version === 1 ? view.getUint16(8, true) : view.getUint32(8, true);
  if (length > MAX_HEADER_BYTES || start + length > bytes.length) {
    const wanted = `at most ${Math.min(MAX_HEADER_BYTES, bytes.length - start)} bytes`;
    throw refuse(8, "length of the header", length, wanted);
  }
  const encoding = version === 3 ? "utf-8" : "latin1";
  const text = new TextDecoder(encoding).decode(bytes.subarray(start, start + length));
  const descr = /'descr':\s*'([^'\\]{1,20})'/.exec(text);
  const order = /'fortran_order':\s*(True|False)/.exec(text);
  const shape = /'shape':\s*\(([\d,\s]*)\)/.exec(text);
  if (descr === null && /'descr':\s*\[/.test(text)) {
    throw new UnsupportedError(`${where} holds records of several fields; plain numbers are read`);
  }
  if (
    descr === null ||
    order === null ||
    shape === null ||
    !holdsOnly(text, [descr[0], order[0], shape[0]])
  ) {
    throw refuse(start, "header", quote(text.trim(), 80), "'descr', 'fortran_order' and 'shape'");
  }
  const sizes = shape[1]!.split(",").map((size) => size.trim());
  if (sizes.at(-1) === "") sizes.pop();
  if (sizes.length > MAX_DIMENSIONS || sizes.some((size) => !/^\d{1,15}$/.test(size))) {
    throw refuse(start, "shape", quote(shape[1]!), "whole numbers");
  }
  return {
    type: parseDescr(descr[1]!, where),
    fortranOrder: order[1] === "True",
    shape: sizes.map(Number),
    dataOffset: start + length,
  };
}

function holdsOnly(text: string, items: readonly string[]): boolean {
  const rest = items.reduce((current, item) => current.replace(item, ""), text);
  return /^\{[\s,]*\}\s*$/.test(rest);
}

function parseDescr(descr: string, where: string): NumberType {
  const match = /^([<>|=])([fiu])([1248])$/.exec(descr);
  const [, order, kind, size] = match ?? [];
  const half = kind === "f" && (size === "1" || size === "2");
  // "=" would be the order of the machine that wrote it, which numpy never stores
  if (match === null || half || order === "=" || (order === "|" && size !== "1")) {
    const what = descr.includes("O")
      ? "pickled Python objects, which can carry code"
      : `type ${quote(descr)}`;
    throw new UnsupportedError(`${where} holds ${what}; whole numbers and floats of 4 or 8 bytes are read`);
  }
  return {
    kind: kind === "f" ? "float" : kind === "i" ? "int" : "uint",
    byteLength: Number(size) as NumberType["byteLength"],
    littleEndian: order !== ">",
  };
}

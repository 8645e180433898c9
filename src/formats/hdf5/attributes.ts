// Attributes of an HDF5 object: small named values beside the data. Texts of variable length lie in a global
// heap. Attributes so many that HDF5 moves them into a heap of their own (more than eight) are not seen.
// "HDF5 File Format Specification Version 3.0", sections IV.A.2.m and III.E.

import { readNumbers } from "../npy/read-numbers.ts";
import { asciiAt, fault, type Hdf5File, readAddress, readAt } from "./hdf5-file.ts";
import { type Hdf5Message, MESSAGE } from "./object-header.ts";
import { parseShape, parseType, typeBytes, type ValueType } from "./value-type.ts";

/** Twelve lead names and more. */
const MAX_VALUES = 256;
/** Of all heaps that the texts of one dataset or attribute lie in. */
const MAX_HEAP_BYTES = 16_777_216;
const MAX_TEXT_LENGTH = 4096;

export type AttributeValue = string | number;

/** By name; values that are neither numbers nor text are left out, and so is what is cut off. */
export async function readAttributes(
  file: Hdf5File,
  messages: readonly Hdf5Message[],
): Promise<ReadonlyMap<string, readonly AttributeValue[]>> {
  const attributes = new Map<string, readonly AttributeValue[]>();
  for (const message of messages) {
    if (message.type !== MESSAGE.attribute || message.shared) continue;
    const parsed = parseAttribute(message.data);
    if (parsed !== null) attributes.set(parsed.name, await readValues(file, parsed.bytes, parsed.type));
  }
  return attributes;
}

interface Attribute {
  readonly name: string;
  readonly type: ValueType;
  readonly bytes: Uint8Array;
}

function parseAttribute(data: DataView): Attribute | null {
  if (data.byteLength < 9) return null;
  const version = data.getUint8(0);
  const typeIsShared = version > 1 && (data.getUint8(1) & 1) !== 0;
  if (version < 1 || version > 3 || typeIsShared) return null;
  const padded = (length: number) => (version === 1 ? 8 * Math.ceil(length / 8) : length);
  const nameBytes = data.getUint16(2, true);
  const typeLength = data.getUint16(4, true);
  const spaceLength = data.getUint16(6, true);
  const nameAt = version === 3 ? 9 : 8;
  const typeAt = nameAt + padded(nameBytes);
  const spaceAt = typeAt + padded(typeLength);
  const valuesAt = spaceAt + padded(spaceLength);
  if (valuesAt > data.byteLength) return null;
  const part = (at: number, length: number) => new DataView(data.buffer, data.byteOffset + at, length);
  const type = parseType(part(typeAt, typeLength));
  const shape = parseShape(part(spaceAt, spaceLength));
  if (type === null || shape === null) return null;
  const count = shape.reduce((product, size) => product * size, 1);
  const length = count * typeBytes(type);
  if (count > MAX_VALUES || valuesAt + length > data.byteLength) return null;
  return {
    name: textOf(new Uint8Array(data.buffer, data.byteOffset + nameAt, nameBytes)),
    type,
    bytes: new Uint8Array(data.buffer, data.byteOffset + valuesAt, length),
  };
}

/** Numbers or texts out of the bytes of a dataset or an attribute; "" for a text that cannot be found. */
export async function readValues(
  file: Hdf5File,
  bytes: Uint8Array,
  type: ValueType,
): Promise<AttributeValue[]> {
  if (type.kind === "number") return [...readNumbers(bytes, type.type)];
  const count = Math.floor(bytes.length / type.byteLength);
  const cells = Array.from({ length: count }, (_, i) =>
    bytes.subarray(i * type.byteLength, (i + 1) * type.byteLength),
  );
  if (type.kind === "text") return cells.map(textOf);
  const heaps = new Map<number, GlobalHeap>();
  let heapBytes = 0;
  const texts: string[] = [];
  for (const cell of cells) {
    const view = new DataView(cell.buffer, cell.byteOffset, cell.byteLength);
    const length = view.getUint32(0, true);
    const address = readAddress(view, 4);
    const isEmpty = length === 0 || address === null || address === 0;
    if (!isEmpty && !heaps.has(address)) {
      const heap = await readGlobalHeap(file, address, MAX_HEAP_BYTES - heapBytes);
      heapBytes += heap.byteLength;
      heaps.set(address, heap);
    }
    const stored = isEmpty ? undefined : heaps.get(address)?.objects.get(view.getUint32(12, true));
    texts.push(textOf(stored?.subarray(0, length) ?? new Uint8Array(0)));
  }
  return texts;
}

function textOf(bytes: Uint8Array): string {
  const end = bytes.indexOf(0);
  const text = new TextDecoder().decode(
    bytes.subarray(0, Math.min(end === -1 ? bytes.length : end, MAX_TEXT_LENGTH)),
  );
  return text.trim();
}

interface GlobalHeap {
  readonly byteLength: number;
  /** By their index. */
  readonly objects: ReadonlyMap<number, Uint8Array>;
}

async function readGlobalHeap(file: Hdf5File, address: number, maxBytes: number): Promise<GlobalHeap> {
  const head = await readAt(file, { offset: address, length: 16, field: "global heap" });
  const byteLength = readAddress(head, 8) ?? Number.NaN;
  if (asciiAt(head, 0, 4) !== "GCOL" || !(byteLength >= 16 && byteLength <= maxBytes)) {
    throw fault(file, {
      byteOffset: address,
      field: "global heap",
      got: `${byteLength} bytes`,
      wanted: `GCOL of 16 to ${maxBytes}`,
    });
  }
  const view = await readAt(file, { offset: address, length: byteLength, field: "global heap" });
  const objects = new Map<number, Uint8Array>();
  for (let at = 16; at + 16 <= byteLength; ) {
    const index = view.getUint16(at, true);
    const size = readAddress(view, at + 8) ?? byteLength;
    if (index === 0 || at + 16 + size > byteLength) break;
    objects.set(index, new Uint8Array(view.buffer, view.byteOffset + at + 16, size));
    at += 16 + 8 * Math.ceil(size / 8);
  }
  return { byteLength, objects };
}

// Weight files in the safetensors format, read from bytes in memory and written to them; those on disk, too large for
// that, are read by ./safetensors-file.ts. The values are read in place, where their alignment allows; like
// WebAssembly itself this wants a machine that is little-endian.
import { UsageError } from "../ecg/errors.ts";
import {
  ARRAYS,
  headerLength,
  LENGTH_BYTES,
  layOutSafetensors,
  parseHeader,
  quote,
  type TensorEntry,
} from "./safetensors-header.ts";
import { type Tensor, valueCount } from "./tensor.ts";

export interface Safetensors {
  readonly tensors: ReadonlyMap<string, Tensor>;
  readonly metadata: Readonly<Record<string, string>>;
}

/** Tensors in the order of the header. Throws FormatError naming `where`. */
export function readSafetensors(bytes: Uint8Array, where: string): Safetensors {
  const dataOffset = LENGTH_BYTES + headerLength(bytes, bytes.length, where);
  const data = bytes.subarray(dataOffset);
  const { entries, metadata } = parseHeader(bytes.subarray(LENGTH_BYTES, dataOffset), {
    where,
    dataBytes: data.length,
  });
  const tensors = new Map<string, Tensor>();
  for (const [name, entry] of entries)
    tensors.set(name, tensorOf(entry, data.subarray(entry.start, entry.end)));
  return { tensors, metadata };
}

/** The values are `bytes` themselves, if they lie where an array of that type may. */
export function tensorOf({ type, shape }: TensorEntry, bytes: Uint8Array): Tensor {
  const array = ARRAYS[type];
  const aligned = bytes.byteOffset % array.BYTES_PER_ELEMENT === 0 ? bytes : bytes.slice();
  const values = new array(
    aligned.buffer as ArrayBuffer,
    aligned.byteOffset,
    aligned.length / array.BYTES_PER_ELEMENT,
  );
  return { type, shape, values } as Tensor;
}

export function writeSafetensors(
  tensors: ReadonlyMap<string, Tensor>,
  metadata: Readonly<Record<string, string>> = {},
): Uint8Array {
  const descriptions = [...tensors].map(([name, { type, shape, values }]) => {
    if (valueCount(shape) !== values.length) {
      throw new UsageError(`tensor ${quote(name)}: shape ${shape.join(" x ")}, ${values.length} values`);
    }
    return { name, type, shape };
  });
  const { header, names } = layOutSafetensors(descriptions, metadata);
  const parts = names.map((name) => tensors.get(name)!.values);
  const bytes = new Uint8Array(parts.reduce((size, { byteLength }) => size + byteLength, header.length));
  bytes.set(header);
  let at = header.length;
  for (const { buffer, byteOffset, byteLength } of parts) {
    bytes.set(new Uint8Array(buffer, byteOffset, byteLength), at);
    at += byteLength;
  }
  return bytes;
}

// Numbers of a fixed type out of bytes, as NumPy and HDF5 store them.

export interface NumberType {
  readonly kind: "float" | "int" | "uint";
  readonly byteLength: 1 | 2 | 4 | 8;
  readonly littleEndian: boolean;
}

type Read = (view: DataView, at: number, littleEndian: boolean) => number;

const readers: Readonly<Record<string, Read>> = {
  float4: (view, at, little) => view.getFloat32(at, little),
  float8: (view, at, little) => view.getFloat64(at, little),
  int1: (view, at) => view.getInt8(at),
  int2: (view, at, little) => view.getInt16(at, little),
  int4: (view, at, little) => view.getInt32(at, little),
  int8: (view, at, little) => Number(view.getBigInt64(at, little)),
  uint1: (view, at) => view.getUint8(at),
  uint2: (view, at, little) => view.getUint16(at, little),
  uint4: (view, at, little) => view.getUint32(at, little),
  uint8: (view, at, little) => Number(view.getBigUint64(at, little)),
};

/** All numbers that `bytes` hold; whole numbers beyond 2^53 are rounded. */
export function readNumbers(bytes: Uint8Array, type: NumberType): Float64Array {
  const read = readers[type.kind + type.byteLength]!;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const numbers = new Float64Array(Math.floor(bytes.length / type.byteLength));
  for (let i = 0; i < numbers.length; i++) numbers[i] = read(view, i * type.byteLength, type.littleEndian);
  return numbers;
}

/** The same as text, every digit kept: for numbers that are names. */
export function readNumberTexts(bytes: Uint8Array, type: NumberType): string[] {
  if (type.kind === "float" || type.byteLength < 8) return Array.from(readNumbers(bytes, type), String);
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return Array.from({ length: Math.floor(bytes.length / 8) }, (_, index) =>
    type.kind === "int"
      ? view.getBigInt64(8 * index, type.littleEndian).toString()
      : view.getBigUint64(8 * index, type.littleEndian).toString(),
  );
}

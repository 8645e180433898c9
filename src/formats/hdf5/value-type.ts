// Types and shapes of HDF5 datasets and attributes, as far as ECG files have them: integers, IEEE floats,
// text. "HDF5 File Format Specification Version 3.0", sections IV.A.2.b (dataspace) and IV.A.2.d (datatype).
import type { NumberType } from "../npy/read-numbers.ts";

export type ValueType =
  | { readonly kind: "number"; readonly type: NumberType }
  /** Fixed length, padded with zeros or blanks. */
  | { readonly kind: "text"; readonly byteLength: number }
  /** Kept in the global heap. */
  | { readonly kind: "heap text"; readonly byteLength: 16 };

const MAX_RANK = 32;
const FIXED_POINT = 0;
const FLOATING_POINT = 1;
const STRING = 3;
const VARIABLE_LENGTH = 9;
/** Bit offset, precision, exponent place and size, mantissa place and size, bias: IEEE 754 binary32 and 64. */
const IEEE: Readonly<Record<number, string>> = {
  4: "0 32 23 8 0 23 127",
  8: "0 64 52 11 0 52 1023",
};

/** Dimensions, [] for a single value; null where there are none or they make no sense. */
export function parseShape(data: DataView): number[] | null {
  if (data.byteLength < 4) return null;
  const version = data.getUint8(0);
  const rank = data.getUint8(1);
  const start = version === 1 ? 8 : 4;
  const isNull = version === 2 && data.getUint8(3) === 2;
  if ((version !== 1 && version !== 2) || isNull || rank > MAX_RANK || start + 8 * rank > data.byteLength) {
    return null;
  }
  return Array.from({ length: rank }, (_, index) => Number(data.getBigUint64(start + 8 * index, true)));
}

/** null for a type that is none of these: compounds, enumerations, references, half floats, VAX floats. */
export function parseType(data: DataView): ValueType | null {
  if (data.byteLength < 8) return null;
  const typeClass = data.getUint8(0) & 15;
  const bits = data.getUint8(1);
  const byteLength = data.getUint32(4, true);
  const littleEndian = (bits & 1) === 0;
  if (typeClass === STRING && byteLength > 0) return { kind: "text", byteLength };
  if (typeClass === VARIABLE_LENGTH && (bits & 15) === 1 && byteLength === 16) {
    return { kind: "heap text", byteLength };
  }
  if (typeClass === FIXED_POINT && data.byteLength >= 12) {
    const wholeBytes = data.getUint16(8, true) === 0 && data.getUint16(10, true) === 8 * byteLength;
    if (!wholeBytes || ![1, 2, 4, 8].includes(byteLength)) return null;
    const kind = bits & 8 ? "int" : "uint";
    return { kind: "number", type: { kind, byteLength: byteLength as 1 | 2 | 4 | 8, littleEndian } };
  }
  if (typeClass === FLOATING_POINT && data.byteLength >= 20 && (byteLength === 4 || byteLength === 8)) {
    const properties = [
      data.getUint16(8, true),
      data.getUint16(10, true),
      ...[12, 13, 14, 15].map((at) => data.getUint8(at)),
      data.getUint32(16, true),
    ];
    const isVax = (bits & 0x40) !== 0;
    if (isVax || properties.join(" ") !== IEEE[byteLength]) return null;
    return { kind: "number", type: { kind: "float", byteLength, littleEndian } };
  }
  return null;
}

/** Bytes of one value in the file. */
export function typeBytes(type: ValueType): number {
  return type.kind === "number" ? type.type.byteLength : type.byteLength;
}

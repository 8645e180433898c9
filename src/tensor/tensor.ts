// A named piece of a weight file: element type, shape, values in row-major order. The element types are those of
// safetensors that our networks use; half precision has no array type in every engine we run on, so its values
// stay the 16 bits they are until `toFloat32` widens them.
import { UsageError } from "../ecg/errors.ts";

export type ElementType = "F32" | "F16" | "BF16" | "I8" | "U8" | "I32" | "I64";

export type Tensor = { readonly shape: readonly number[] } & (
  | { readonly type: "F32"; readonly values: Float32Array }
  | { readonly type: "F16" | "BF16"; readonly values: Uint16Array }
  | { readonly type: "I8"; readonly values: Int8Array }
  | { readonly type: "U8"; readonly values: Uint8Array }
  | { readonly type: "I32"; readonly values: Int32Array }
  | { readonly type: "I64"; readonly values: BigInt64Array }
);

/** How many values a shape holds; 1 for a scalar. */
export function valueCount(shape: readonly number[]): number {
  return shape.reduce((product, size) => product * size, 1);
}

/** The values as 32-bit floats: those of an F32 tensor themselves, of F16 and BF16 a widened copy. */
export function toFloat32(tensor: Tensor): Float32Array {
  switch (tensor.type) {
    case "F32":
      return tensor.values;
    case "BF16":
      return new Float32Array(Uint32Array.from(tensor.values, (bits) => bits << 16).buffer);
    case "F16":
      return Float32Array.from(tensor.values, widenHalf);
    default:
      throw new UsageError(`a tensor of type ${tensor.type} holds no floating-point numbers`);
  }
}

/** IEEE 754 binary16: 1 sign, 5 exponent (bias 15) and 10 fraction bits. */
function widenHalf(bits: number): number {
  const sign = bits & 0x8000 ? -1 : 1;
  const exponent = (bits >> 10) & 31;
  const fraction = bits & 1023;
  if (exponent === 31) return fraction ? Number.NaN : sign * Number.POSITIVE_INFINITY;
  if (exponent === 0) return sign * fraction * 2 ** -24;
  return sign * (1024 + fraction) * 2 ** (exponent - 25);
}

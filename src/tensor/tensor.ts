// A named piece of a weight file: element type, shape, values in row-major order. The element types are those of
// safetensors that our networks use; half precision has no array type in every engine we run on, so its values
// stay the 16 bits they are until `toFloat32` widens them.
import { UsageError } from "../ecg/errors.ts";
import { widenHalf } from "./half-precision.ts";

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
  return floatsOf(tensor, 0, tensor.values.length);
}

/** Those from `start` until before `end`, so that a large tensor need not be widened at once. */
export function floatsOf(tensor: Tensor, start: number, end: number): Float32Array {
  switch (tensor.type) {
    case "F32":
      return tensor.values.subarray(start, end);
    case "BF16": {
      const values = tensor.values.subarray(start, end);
      const bits = new Uint32Array(values.length);
      for (let i = 0; i < values.length; i++) bits[i] = values[i]! << 16;
      return new Float32Array(bits.buffer);
    }
    case "F16": {
      halves ??= Float32Array.from({ length: 65_536 }, (_, bits) => widenHalf(bits));
      const table = halves;
      const values = tensor.values.subarray(start, end);
      const floats = new Float32Array(values.length);
      for (let i = 0; i < values.length; i++) floats[i] = table[values[i]!]!;
      return floats;
    }
    default:
      throw new UsageError(`a tensor of type ${tensor.type} holds no floating-point numbers`);
  }
}

/** What all half-precision numbers are, once one was asked for. */
let halves: Float32Array | null = null;

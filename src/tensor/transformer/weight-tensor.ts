// Weights as they come from a file: floats of any precision, or whole numbers in blocks with scales. In a safetensors
// file a quantised matrix NAME [rows, columns] is two tensors:
// - `NAME`: I8 [rows, columns], -127..127; or for 4 bits U8 [rows, ceil(columns / 32) * 16];
// - `NAME.scales`: F16 [rows, ceil(columns / 32)], one for 32 neighbours in a row.
// A weight is its whole number times its scale. Of 4-bit numbers, 0..15 stands for -8..7, and a block of 32 is 16
// bytes: the lower halves are the first 16 numbers, the upper halves the other 16; what sticks out behind the last
// column is 8, zero. So a block with its scale in front is the block q8_0 or q4_0 of GGUF, and nothing is rounded
// again on the way there.
import { FormatError } from "../../ecg/errors.ts";
import { LARGEST_HALF, narrowToHalf, narrowToHalfUpwards, widenHalf } from "../half-precision.ts";
import { floatsOf, type Tensor } from "../tensor.ts";
import { DEPTH_BLOCK } from "./transformer-kernels.ts";

export type QuantisedMatrix = {
  /** Rows and columns of the weights, whatever the packing. */
  readonly shape: readonly [number, number];
  /** Half-precision bits, a row after another. */
  readonly scales: Uint16Array;
} & (
  | { readonly type: "int8"; readonly values: Int8Array }
  | { readonly type: "int4"; readonly values: Uint8Array }
);

export type WeightTensor = Tensor | QuantisedMatrix;

export const SCALES_SUFFIX = ".scales";
const HALF_BLOCK = DEPTH_BLOCK / 2;
const MOST_INT8 = 127;
/** The largest magnitude that int4 has a scale for, and int8 all the more. */
const MOST_QUANTISED = 8 * LARGEST_HALF;
const ZERO_INT4 = 8;
const MOST_INT4 = 15;

export function blocksOf(columns: number): number {
  return Math.ceil(columns / DEPTH_BLOCK);
}

/** Of a row of 4-bit numbers. */
export function storedInt4Bytes(columns: number): number {
  return blocksOf(columns) * HALF_BLOCK;
}

/** A piece of a row: at most 32 weights from the start of a block on. */
interface Piece {
  readonly weights: Float32Array;
  readonly first: number;
  readonly count: number;
  /** Names the weights in messages. */
  readonly where: string;
}

/** Numbers -127..127, and the half-precision bits of what they count in. */
export function quantiseBlock({ weights, first, count, where }: Piece, numbers: Int8Array): number {
  let most = 0;
  for (let i = 0; i < count; i++) {
    const size = Math.abs(weights[first + i]!);
    // a NaN is not at most anything
    if (!(size <= most)) most = checkedMagnitude(size, where);
  }
  // upwards, so that none has to be cut off
  const bits = narrowToHalfUpwards(most / MOST_INT8);
  const scale = widenHalf(bits);
  const perUnit = scale === 0 ? 0 : 1 / scale;
  for (let i = 0; i < count; i++) numbers[i] = Math.round(weights[first + i]! * perUnit);
  numbers.fill(0, count);
  return bits;
}

function checkedMagnitude(size: number, where: string): number {
  if (size <= MOST_QUANTISED) return size;
  throw new FormatError({
    file: where,
    field: "weights",
    got: size,
    wanted: `magnitudes up to ${MOST_QUANTISED}`,
  });
}

/** Throws FormatError where a tensor is neither of floats nor quantised. */
export function checkFloats(tensor: WeightTensor, where: string): void {
  if ("scales" in tensor || ["F32", "F16", "BF16"].includes(tensor.type)) return;
  const wanted = "F32, F16 or BF16, or whole numbers with scales";
  throw new FormatError({ file: where, field: "type", got: tensor.type, wanted });
}

/** Rows of a matrix as int8 or int4; `where` names it in messages. */
export function quantiseMatrix(
  tensor: Tensor,
  { type, where }: { readonly type: "int8" | "int4"; readonly where: string },
): QuantisedMatrix {
  checkFloats(tensor, where);
  const [rows, columns] = matrixShape(tensor.shape, where);
  const blocks = blocksOf(columns);
  const scales = new Uint16Array(rows * blocks);
  const values = type === "int8" ? new Int8Array(rows * columns) : new Uint8Array(rows * blocks * HALF_BLOCK);
  const numbers = new Int8Array(DEPTH_BLOCK);
  for (let row = 0; row < rows; row++) {
    const weights = floatsOf(tensor, row * columns, (row + 1) * columns);
    for (let block = 0; block < blocks; block++) {
      const first = block * DEPTH_BLOCK;
      const count = Math.min(DEPTH_BLOCK, columns - first);
      const piece = { weights, first, count, where };
      const at = row * blocks + block;
      if (values instanceof Int8Array) {
        scales[at] = quantiseBlock(piece, numbers);
        values.set(numbers.subarray(0, count), row * columns + first);
      } else {
        scales[at] = quantiseBlockToInt4(piece, values.subarray(at * HALF_BLOCK, (at + 1) * HALF_BLOCK));
      }
    }
  }
  return { type, shape: [rows, columns], scales, values } as QuantisedMatrix;
}

/** The largest magnitude becomes -8: of the sixteen steps none is lost to symmetry. */
function quantiseBlockToInt4({ weights, first, count, where }: Piece, bytes: Uint8Array): number {
  let most = 0;
  for (let i = 0; i < count; i++) {
    const weight = weights[first + i]!;
    if (!(Math.abs(weight) <= Math.abs(most))) {
      checkedMagnitude(Math.abs(weight), where);
      most = weight;
    }
  }
  const bits = narrowToHalf(most / -ZERO_INT4);
  const scale = widenHalf(bits);
  const perUnit = scale === 0 ? 0 : 1 / scale;
  const number = (i: number) => {
    const steps = i < count ? weights[first + i]! * perUnit : 0;
    return Math.max(0, Math.min(MOST_INT4, Math.round(steps) + ZERO_INT4));
  };
  for (let i = 0; i < HALF_BLOCK; i++) bytes[i] = number(i) | (number(i + HALF_BLOCK) << 4);
  return bits;
}

/** A piece of a row, at most 32 from the start of a block on, as the numbers that are stored. */
export function blockNumbers(
  matrix: QuantisedMatrix,
  { row, block }: { readonly row: number; readonly block: number },
  numbers: Int8Array,
): void {
  const [, columns] = matrix.shape;
  const length = Math.min(DEPTH_BLOCK, columns - block * DEPTH_BLOCK);
  if (matrix.type === "int8") {
    const first = row * columns + block * DEPTH_BLOCK;
    for (let i = 0; i < length; i++) numbers[i] = matrix.values[first + i]!;
    numbers.fill(0, length);
    return;
  }
  const at = (row * blocksOf(columns) + block) * HALF_BLOCK;
  for (let i = 0; i < DEPTH_BLOCK; i++) {
    const byte = matrix.values[at + (i % HALF_BLOCK)]!;
    numbers[i] = i < length ? (i < HALF_BLOCK ? byte & 15 : byte >> 4) - ZERO_INT4 : 0;
  }
}

export function matrixShape(shape: readonly number[], where: string): [number, number] {
  const [rows, ...rest] = shape;
  if (rows === undefined || rest.length === 0) {
    throw new FormatError({ file: where, field: "shape", got: `[${shape.join(", ")}]`, wanted: "a matrix" });
  }
  // the kernel of a convolution is a matrix with all of one output in a row
  return [rows, rest.reduce((product, size) => product * size, 1)];
}

export function checkFinite(weights: Float32Array, where: string): void {
  for (let i = 0; i < weights.length; i++) {
    if (!Number.isFinite(weights[i])) {
      throw new FormatError({ file: where, field: "weights", got: weights[i]!, wanted: "finite numbers" });
    }
  }
}

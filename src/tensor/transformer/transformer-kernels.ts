// The arithmetic of transformers over one linear memory, like ../kernels/kernels.ts: what lies where is told by
// positions counted in 32-bit floats, and arguments are plain numbers because a call must not allocate. Activations
// are rows of floats, one a token, without padding, and any size is allowed everywhere. Weights and the cache of
// keys and values lie packed, in the order in which the inner loops read them:
// - a matrix of floats: [columns / 8][depth][8 columns];
// - a matrix of int8: [columns / 8][depth / 32] of a block, which is 8 words about the columns, then
//   [32 / 4][8 columns][4 of the depth] signed bytes. A word's upper 19 bits are those of the column's scale as a
//   32-bit float (exact, as a scale is a half-precision number), its lower 13 bits the signed sum of the 32 weights;
// - keys: [head][positions / 8][head size][8 positions]; values: [head][head size / 8][positions][8 of the head].
// What fills up the last block of columns or of depth is zero. `COLUMN_BLOCK` and `DEPTH_BLOCK` are those 8 and 32.
//
// Activations meet int8 weights as whole numbers of 7 bits, 1..127 with 64 for zero, one scale in 32: the product of
// relaxed SIMD is defined for one operand of 8 signed and one of 7 unsigned bits only, and so all builds agree to the
// last bit on whole numbers. The sum of the weights takes the 64s off again.
import type { KernelBuild } from "../kernels/kernels.ts";

export { COLUMN_BLOCK } from "../kernels/kernels.ts";
/** So many weights along the depth share a scale. */
export const DEPTH_BLOCK = 32;
/** What a zero is as an activation of 7 bits, and the most it may be apart from that. */
export const ACTIVATION_ZERO = 64;
export const ACTIVATION_MOST = 63;
/** A block of 32 activations in which none is as large as this is one of zeros. */
export const LEAST_ACTIVATION = 1e-30;
/** Floats of memory that a block of int8 weights takes: 8 columns x 32 deep, and a word a column. */
export const INT8_BLOCK_FLOATS = 72;
/** Floats of memory that 32 activations of 7 bits take, with their scale in front. */
export const ACTIVATION_BLOCK_FLOATS = 9;
/** Rows of scores that `attend` works on at once. */
export const SCORE_ROWS = 6;

/** Floats of scratch that `attend` needs. */
export function attendScratchFloats(capacity: number, headSize: number): number {
  return SCORE_ROWS * (capacity + headSize);
}

/** Flags are 0 or 1. */
export type Flag = 0 | 1;

export interface TransformerKernels {
  readonly build: KernelBuild;
  /** That share the work where there are many rows, so that `attend` needs scratch for each. */
  readonly threads: number;
  /** The memory, grown to hold at least `floats`; views given out before are dead then, what they held stays. */
  reserve(floats: number): Float32Array;

  /** y[r][c] = bias[c] + sum over d of x[r][d] * weights[c][d], added to what y holds if `adds`. No bias: -1. */
  multiply(
    xAt: number,
    xStride: number,
    rows: number,
    weightsAt: number,
    depth: number,
    columns: number,
    biasAt: number,
    yAt: number,
    yStride: number,
    adds: Flag,
  ): void;
  /**
   * Rows of x as activations of 7 bits: [row][depth / 32] of a scale and 32 bytes. A scale is the largest magnitude
   * of the block / 63; bytes behind the last of a row are zeros' 64.
   */
  quantise(xAt: number, xStride: number, rows: number, depth: number, quantisedAt: number): void;
  /** Like `multiply`, of what `quantise` made. */
  multiplyInt8(
    quantisedAt: number,
    rows: number,
    weightsAt: number,
    depth: number,
    columns: number,
    biasAt: number,
    yAt: number,
    yStride: number,
    adds: Flag,
  ): void;
  /** Puts rows of x, `depth` floats each, into a packed matrix as its columns from `column` on, all in one block. */
  pack(xAt: number, rows: number, depth: number, weightsAt: number, column: number): void;
  /**
   * The same with rows of signed bytes, each filled up with zeros to whole blocks of 32, and a scale for each of these
   * blocks: a float that is a half-precision number.
   */
  packInt8(
    numbersAt: number,
    scalesAt: number,
    rows: number,
    depth: number,
    weightsAt: number,
    column: number,
  ): void;
  /** y[d] = weights[column][d]: the row of an embedding table, which lies packed as a matrix does. */
  unpack(weightsAt: number, depth: number, column: number, yAt: number): void;
  unpackInt8(weightsAt: number, depth: number, column: number, yAt: number): void;

  /** Of each row: (x - mean) / sqrt(variance + epsilon) * weight + bias. y may be x. */
  layerNorm(
    xAt: number,
    rows: number,
    columns: number,
    weightAt: number,
    biasAt: number,
    epsilon: number,
    yAt: number,
  ): void;
  /** Of each row: x / sqrt(mean of x squared + epsilon) * weight. y may be x. */
  rmsNorm(xAt: number, rows: number, columns: number, weightAt: number, epsilon: number, yAt: number): void;
  /** x * (1 + erf(x / sqrt 2)) / 2, not one of its approximations. y may be x, here and in the next two. */
  gelu(xAt: number, count: number, yAt: number): void;
  /** x * sigmoid(1.702 x). */
  quickGelu(xAt: number, count: number, yAt: number): void;
  /** x * sigmoid(x). */
  silu(xAt: number, count: number, yAt: number): void;
  /** y[r][c] = silu(x[r][c]) * x[r][columns + c]: gate and up side by side. Rows of x are 2 * columns long. */
  gateSilu(xAt: number, rows: number, columns: number, yAt: number): void;
  /** Of each row; y may be x. */
  softmax(xAt: number, rows: number, columns: number, yAt: number): void;
  /** y += x. */
  add(xAt: number, count: number, yAt: number): void;
  /** Where the largest is, the first of equals. */
  argmax(xAt: number, count: number): number;

  /**
   * Rotary positions, in place: of each head the pairs (x[i], x[i + headSize / 2]) turn. The table has a row for each
   * row of x: headSize / 2 cosines, then as many sines.
   */
  rotate(xAt: number, xStride: number, rows: number, heads: number, headSize: number, tableAt: number): void;
  /**
   * Puts rows of keys and of values, both `stride` apart, into the cache from `position` on, as halves if `halves`
   * (too large ones become the largest). `capacity`, the positions there is room for, is a multiple of 8.
   */
  store(
    keyRowsAt: number,
    valueRowsAt: number,
    stride: number,
    rows: number,
    heads: number,
    headSize: number,
    keysAt: number,
    valuesAt: number,
    capacity: number,
    position: number,
    halves: Flag,
  ): void;
  /**
   * y[r] of each head = sum over positions of softmax(scale * q . key) * value. Row r looks at the first
   * `count` + r * `step` positions: step 1 is causal, 0 is full attention. Head h of q uses head
   * h / (heads / keyHeads) of the cache. Scratch: `attendScratchFloats` for each
   * thread.
   */
  attend(
    qAt: number,
    qStride: number,
    rows: number,
    heads: number,
    keyHeads: number,
    headSize: number,
    keysAt: number,
    valuesAt: number,
    capacity: number,
    halves: Flag,
    count: number,
    step: Flag,
    scale: number,
    yAt: number,
    yStride: number,
    scratchAt: number,
  ): void;
}

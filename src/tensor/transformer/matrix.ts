// Matrices of weights in the kernels' memory: packed once, then multiplied with rows of activations. Several stored
// matrices may be placed as one (query, key and value; gate and up), which then is one product.
import { FormatError, UsageError } from "../../ecg/errors.ts";
import type { Arena } from "../arena.ts";
import { packFloats, packInt8 } from "./pack-rows.ts";
import {
  ACTIVATION_BLOCK_FLOATS,
  COLUMN_BLOCK,
  INT8_BLOCK_FLOATS,
  type TransformerKernels,
} from "./transformer-kernels.ts";
import { blocksOf, checkFloats, matrixShape, type WeightTensor } from "./weight-tensor.ts";

export type Precision = "f32" | "int8";

export interface Matrix {
  readonly precision: Precision;
  /** As stored: [outputs][inputs]. */
  readonly outputs: number;
  readonly inputs: number;
  readonly weightsAt: number;
  /** -1 if there is none. */
  readonly biasAt: number;
}

export interface PlaceMatrixOptions {
  readonly precision: Precision;
  /** Names the weights in messages. */
  readonly where: string;
  /** One float an output, of all stacked matrices together. */
  readonly bias?: Float32Array;
}

type TransformerArena = Arena<TransformerKernels>;

/** Floats that the weights of a matrix take, without its bias. */
export function matrixFloats(outputs: number, inputs: number, precision: Precision): number {
  const columnBlocks = Math.ceil(outputs / COLUMN_BLOCK);
  return precision === "f32"
    ? columnBlocks * COLUMN_BLOCK * inputs
    : columnBlocks * blocksOf(inputs) * INT8_BLOCK_FLOATS;
}

/** Packs [outputs][inputs] weights, one matrix or several below each other, into the memory of the kernels. */
export function placeMatrix(
  arena: TransformerArena,
  stored: WeightTensor | readonly WeightTensor[],
  { precision, where, bias }: PlaceMatrixOptions,
): Matrix {
  const tensors = "shape" in stored ? [stored] : stored;
  for (const tensor of tensors) checkFloats(tensor, where);
  const shapes = tensors.map(({ shape }) => matrixShape(shape, where));
  const inputs = shapes[0]?.[1] ?? 0;
  const outputs = shapes.reduce((sum, [rows]) => sum + rows, 0);
  if (outputs === 0 || inputs === 0 || shapes.some(([, columns]) => columns !== inputs)) {
    const got = shapes.map((shape) => `[${shape.join(", ")}]`).join(" and ");
    throw new FormatError({ file: where, field: "shape", got, wanted: "matrices of one width" });
  }
  if (bias !== undefined && bias.length !== outputs) {
    throw new FormatError({ file: where, field: "bias", got: bias.length, wanted: `${outputs} numbers` });
  }
  const weightsAt = arena.take(matrixFloats(outputs, inputs, precision));
  const biasAt = bias === undefined ? -1 : placeVector(arena, bias);
  arena.floats().fill(0, weightsAt, weightsAt + matrixFloats(outputs, inputs, precision));
  const pack = precision === "f32" ? packFloats : packInt8;
  let first = 0;
  for (const [i, tensor] of tensors.entries()) {
    const [rows] = shapes[i]!;
    for (let row = 0; row < rows; ) {
      // as many as go to one block of columns
      const count = Math.min(rows - row, COLUMN_BLOCK - ((first + row) % COLUMN_BLOCK));
      pack(arena, tensor, { row, count, columns: inputs, where, weightsAt, column: first + row });
      row += count;
    }
    first += rows;
  }
  return { precision, outputs, inputs, weightsAt, biasAt };
}

/** Floats as they are: a bias, the weights of a norm, positions. */
export function placeVector(arena: TransformerArena, values: Float32Array): number {
  const at = arena.take(values.length);
  arena.floats().set(values, at);
  return at;
}

export interface Product {
  /** Rows of the input, `xStride` floats apart; as long as the matrix has inputs, if not said. */
  readonly xAt: number;
  readonly xStride?: number;
  readonly rows: number;
  readonly yAt: number;
  readonly yStride?: number;
  /** Adds to what y holds: a residual connection. */
  readonly adds?: boolean;
}

/** Rows whose activations are quantised at once; they stay in the cache while the weights pass by. */
const ROWS_AT_ONCE = 192;

/** y = x times the transposed matrix, plus its bias. May use scratch behind the top of the arena. */
export function multiplyMatrix(
  arena: TransformerArena,
  { precision, outputs, inputs, weightsAt, biasAt }: Matrix,
  { xAt, xStride = inputs, rows, yAt, yStride = outputs, adds = false }: Product,
): void {
  const { kernels } = arena;
  const flag = adds ? 1 : 0;
  if (precision === "f32") {
    kernels.multiply(xAt, xStride, rows, weightsAt, inputs, outputs, biasAt, yAt, yStride, flag);
    return;
  }
  arena.needScratch(Math.min(rows, ROWS_AT_ONCE) * blocksOf(inputs) * ACTIVATION_BLOCK_FLOATS);
  const quantised = arena.top;
  for (let first = 0; first < rows; first += ROWS_AT_ONCE) {
    const count = Math.min(ROWS_AT_ONCE, rows - first);
    kernels.quantise(xAt + first * xStride, xStride, count, inputs, quantised);
    const y = yAt + first * yStride;
    kernels.multiplyInt8(quantised, count, weightsAt, inputs, outputs, biasAt, y, yStride, flag);
  }
}

/** Row `output` of the stored matrix, as of an embedding table, to y. */
export function readMatrixRow(
  { kernels }: TransformerArena,
  { precision, outputs, inputs, weightsAt }: Matrix,
  { output, yAt }: { readonly output: number; readonly yAt: number },
): void {
  if (!Number.isInteger(output) || output < 0 || output >= outputs) {
    throw new UsageError(`row ${output} of a matrix: wanted one of 0 to ${outputs - 1}`);
  }
  if (precision === "f32") kernels.unpack(weightsAt, inputs, output, yAt);
  else kernels.unpackInt8(weightsAt, inputs, output, yAt);
}

// Rows of stored weights into the packed matrices of the kernels, some at a time through scratch behind the top of the
// arena, whatever their type in the file.
import type { Arena } from "../arena.ts";
import { widenHalf } from "../half-precision.ts";
import { floatsOf, type Tensor } from "../tensor.ts";
import { DEPTH_BLOCK, type TransformerKernels } from "./transformer-kernels.ts";
import {
  blockNumbers,
  blocksOf,
  checkFinite,
  type QuantisedMatrix,
  quantiseBlock,
  type WeightTensor,
} from "./weight-tensor.ts";

/** Rows of a stored matrix, and the packed matrix whose columns they become. */
interface Rows {
  readonly row: number;
  readonly count: number;
  readonly columns: number;
  readonly where: string;
  readonly weightsAt: number;
  readonly column: number;
}

export function packFloats(arena: Arena<TransformerKernels>, tensor: WeightTensor, rows: Rows): void {
  const { count, columns, where, weightsAt, column } = rows;
  const floats = "scales" in tensor ? dequantised(tensor, rows) : rowFloats(tensor, rows);
  checkFinite(floats, where);
  arena.needScratch(floats.length);
  arena.floats().set(floats, arena.top);
  arena.kernels.pack(arena.top, count, columns, weightsAt, column);
}

export function packInt8(arena: Arena<TransformerKernels>, tensor: WeightTensor, rows: Rows): void {
  const { row, count, columns, where, weightsAt, column } = rows;
  const blocks = blocksOf(columns);
  const scalesAt = arena.top + (count * blocks * DEPTH_BLOCK) / 4;
  arena.needScratch(scalesAt + count * blocks - arena.top);
  const memory = arena.floats();
  const numbers = new Int8Array(memory.buffer, 4 * arena.top, count * blocks * DEPTH_BLOCK);
  const whole = columns % DEPTH_BLOCK === 0;
  if ("scales" in tensor && tensor.type === "int8" && whole) {
    numbers.set(tensor.values.subarray(row * columns, (row + count) * columns));
    for (let i = 0; i < count * blocks; i++) {
      memory[scalesAt + i] = widenHalf(tensor.scales[row * blocks + i]!);
    }
  } else {
    const weights = "scales" in tensor ? null : rowFloats(tensor, rows);
    for (let i = 0; i < count * blocks; i++) {
      const block = i % blocks;
      const within = (i - block) / blocks;
      const first = within * columns + block * DEPTH_BLOCK;
      const piece = numbers.subarray(i * DEPTH_BLOCK, (i + 1) * DEPTH_BLOCK);
      let scale: number;
      if ("scales" in tensor) {
        blockNumbers(tensor, { row: row + within, block }, piece);
        scale = tensor.scales[(row + within) * blocks + block]!;
      } else {
        const some = Math.min(DEPTH_BLOCK, columns - block * DEPTH_BLOCK);
        scale = quantiseBlock({ weights: weights!, first, count: some, where }, piece);
      }
      memory[scalesAt + i] = widenHalf(scale);
    }
  }
  arena.kernels.packInt8(arena.top, scalesAt, count, columns, weightsAt, column);
}

function rowFloats(tensor: Tensor, { row, count, columns }: Rows): Float32Array {
  return floatsOf(tensor, row * columns, (row + count) * columns);
}

function dequantised(matrix: QuantisedMatrix, { row, count, columns }: Rows): Float32Array {
  const floats = new Float32Array(count * columns);
  const numbers = new Int8Array(DEPTH_BLOCK);
  const blocks = blocksOf(columns);
  for (let i = 0; i < count * blocks; i++) {
    const block = i % blocks;
    const within = (i - block) / blocks;
    blockNumbers(matrix, { row: row + within, block }, numbers);
    const scale = widenHalf(matrix.scales[(row + within) * blocks + block]!);
    const some = Math.min(DEPTH_BLOCK, columns - block * DEPTH_BLOCK);
    const first = within * columns + block * DEPTH_BLOCK;
    for (let d = 0; d < some; d++) floats[first + d] = scale * numbers[d]!;
  }
  return floats;
}

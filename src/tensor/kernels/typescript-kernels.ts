// The kernels in plain TypeScript: what the compiled ones are held against, and what runs where there is no SIMD.
// Sums are taken in double precision and rounded once, which makes them the more exact ones.
import { COLUMN_BLOCK, type Kernels } from "./kernels.ts";

/** Row i: how much of each of a tile's six input rows is in combination i. */
const INPUT_TRANSFORM = [
  [4, 0, -5, 0, 1, 0],
  [0, -4, -4, 1, 1, 0],
  [0, 4, -4, -1, 1, 0],
  [0, -2, -1, 2, 1, 0],
  [0, 2, -1, -2, 1, 0],
  [0, 4, 0, -5, 0, 1],
];
/** Row i: how much of each combination's product is in output row i of the tile. */
const OUTPUT_TRANSFORM = [
  [1, 1, 1, 1, 1, 0],
  [0, 1, -1, 2, -2, 0],
  [0, 1, 1, 4, 4, 0],
  [0, 1, -1, 8, -8, 1],
];

export function typescriptKernels(): Kernels {
  let memory = new Float32Array(0);
  return {
    build: "typescript",
    reserve(floats) {
      if (floats > memory.length) {
        const grown = new Float32Array(floats);
        grown.set(memory);
        memory = grown;
      }
      return memory;
    },
    multiplyRows(xAt, xStride, rows, weightsAt, depth, columns, biasAt, yAt, residualAt, rectify, times) {
      for (let row = 0; row < rows * times; row++) {
        const x = xAt + Math.floor(row / times) * xStride;
        for (let column = 0; column < columns; column++) {
          const within = column % COLUMN_BLOCK;
          const weights = weightsAt + (column - within) * depth + within;
          let sum = memory[biasAt + column]!;
          for (let d = 0; d < depth; d++) sum += memory[x + d]! * memory[weights + d * COLUMN_BLOCK]!;
          if (rectify === 1 && sum < 0) sum = 0;
          const at = row * columns + column;
          memory[yAt + at] = residualAt < 0 ? sum : sum + memory[residualAt + at]!;
        }
      }
    },
    addFloats(xAt, floats, yAt) {
      for (let i = 0; i < floats; i++) memory[yAt + i]! += memory[xAt + i]!;
    },
    poolRows(xAt, rows, columns, share, yAt) {
      for (let row = 0; row < rows; row++) {
        for (let column = 0; column < columns; column++) {
          const value = memory[xAt + row * columns + column]!;
          const mean = yAt + 2 * row * columns + column;
          const maximum = mean + columns;
          memory[mean]! += share * value;
          memory[maximum] = Math.max(memory[maximum]!, value);
        }
      }
    },
    rowsToTiles(xAt, tiles, columns, yAt, apart) {
      for (const [i, shares] of INPUT_TRANSFORM.entries()) {
        for (let at = 0; at < tiles * columns; at++) {
          const column = at % columns;
          const x = xAt + 4 * (at - column) + column;
          memory[yAt + i * apart + at] = shares.reduce(
            (sum, part, j) => sum + part * memory[x + j * columns]!,
            0,
          );
        }
      }
    },
    tilesToRows(xAt, apart, rows, columns, biasAt, yAt, residualAt, rectify) {
      for (let row = 0; row < rows; row++) {
        const shares = OUTPUT_TRANSFORM[row % 4]!;
        const tile = Math.floor(row / 4);
        for (let column = 0; column < columns; column++) {
          const x = xAt + tile * columns + column;
          let sum = shares.reduce(
            (total, part, j) => total + part * memory[x + j * apart]!,
            memory[biasAt + column]!,
          );
          if (rectify === 1 && sum < 0) sum = 0;
          const at = row * columns + column;
          memory[yAt + at] = residualAt < 0 ? sum : sum + memory[residualAt + at]!;
        }
      }
    },
  };
}

// Products with packed matrices in plain TypeScript (layouts: ./transformer-kernels.ts).
import type { MemoryViews } from "./memory-views.ts";
import { sumOf } from "./softmax-of.ts";
import {
  ACTIVATION_BLOCK_FLOATS,
  ACTIVATION_MOST,
  ACTIVATION_ZERO,
  COLUMN_BLOCK,
  DEPTH_BLOCK,
  INT8_BLOCK_FLOATS,
  LEAST_ACTIVATION,
  type TransformerKernels,
} from "./transformer-kernels.ts";

type Product = "multiply" | "quantise" | "multiplyInt8" | "pack" | "packInt8" | "unpack" | "unpackInt8";
type Arguments<Name extends Product> = Parameters<TransformerKernels[Name]>;

export function multiplyRows(
  { floats }: MemoryViews,
  ...[xAt, xStride, rows, weightsAt, depth, columns, biasAt, yAt, yStride, adds]: Arguments<"multiply">
): void {
  for (let row = 0; row < rows; row++) {
    const x = xAt + row * xStride;
    for (let column = 0; column < columns; column++) {
      const weights = packedAt(weightsAt, depth, column);
      const y = yAt + row * yStride + column;
      let sum = (biasAt < 0 ? 0 : floats[biasAt + column]!) + (adds ? floats[y]! : 0);
      for (let d = 0; d < depth; d++) sum += floats[x + d]! * floats[weights + d * COLUMN_BLOCK]!;
      floats[y] = sum;
    }
  }
}

function packedAt(weightsAt: number, depth: number, column: number): number {
  const within = column % COLUMN_BLOCK;
  return weightsAt + (column - within) * depth + within;
}

export function packRows(
  { floats }: MemoryViews,
  ...[xAt, rows, depth, weightsAt, column]: Arguments<"pack">
): void {
  for (let row = 0; row < rows; row++) {
    const weights = packedAt(weightsAt, depth, column + row);
    for (let d = 0; d < depth; d++) floats[weights + d * COLUMN_BLOCK] = floats[xAt + row * depth + d]!;
  }
}

export function packInt8Rows(
  memory: MemoryViews,
  ...[numbersAt, scalesAt, rows, depth, weightsAt, column]: Arguments<"packInt8">
): void {
  const { bytes, words } = memory;
  const blocks = Math.ceil(depth / DEPTH_BLOCK);
  for (let i = 0; i < rows * blocks; i++) {
    const place = { blocks, block: i % blocks, column: column + Math.floor(i / blocks) };
    const { wordAt, firstByte } = int8Block(memory, weightsAt, place);
    const from = 4 * numbersAt + i * DEPTH_BLOCK;
    for (let d = 0; d < DEPTH_BLOCK; d++) bytes[firstByte + byteWithin(d)] = bytes[from + d]!;
    const sum = sumOf(DEPTH_BLOCK, (d) => bytes[from + d]!);
    words[wordAt] = words[scalesAt + i]! | (sum & 0x1fff);
  }
}

export function unpackRow(
  { floats }: MemoryViews,
  ...[weightsAt, depth, column, yAt]: Arguments<"unpack">
): void {
  const weights = packedAt(weightsAt, depth, column);
  for (let d = 0; d < depth; d++) floats[yAt + d] = floats[weights + d * COLUMN_BLOCK]!;
}

export function quantiseRows(
  { floats, bytes }: MemoryViews,
  ...[xAt, xStride, rows, depth, quantisedAt]: Arguments<"quantise">
): void {
  let at = quantisedAt;
  for (let row = 0; row < rows; row++) {
    for (let first = 0; first < depth; first += DEPTH_BLOCK) {
      const block = floats.subarray(
        xAt + row * xStride + first,
        xAt + row * xStride + Math.min(first + DEPTH_BLOCK, depth),
      );
      const most = block.reduce((largest, x) => Math.max(largest, Math.abs(x)), 0);
      // rounded where the compiled kernels round, so that the whole numbers are the same
      const perUnit = most < LEAST_ACTIVATION ? 0 : Math.fround(ACTIVATION_MOST / most);
      bytes.fill(ACTIVATION_ZERO, 4 * at + 4, 4 * (at + ACTIVATION_BLOCK_FLOATS));
      block.forEach((x, i) => {
        bytes[4 * at + 4 + i] = ACTIVATION_ZERO + roundToEven(Math.fround(x * perUnit));
      });
      floats[at] = most / ACTIVATION_MOST;
      at += ACTIVATION_BLOCK_FLOATS;
    }
  }
}

function roundToEven(value: number): number {
  const nearest = Math.round(value);
  return nearest - value === 0.5 && nearest % 2 !== 0 ? nearest - 1 : nearest;
}

export function multiplyInt8Rows(
  memory: MemoryViews,
  ...[quantisedAt, rows, weightsAt, depth, columns, biasAt, yAt, yStride, adds]: Arguments<"multiplyInt8">
): void {
  const { floats, bytes } = memory;
  const blocks = Math.ceil(depth / DEPTH_BLOCK);
  for (let column = 0; column < columns; column++) {
    for (let row = 0; row < rows; row++) {
      const y = yAt + row * yStride + column;
      let sum = (biasAt < 0 ? 0 : floats[biasAt + column]!) + (adds ? floats[y]! : 0);
      for (let block = 0; block < blocks; block++) {
        const x = quantisedAt + (row * blocks + block) * ACTIVATION_BLOCK_FLOATS;
        const { scale, weightSum, firstByte } = int8Block(memory, weightsAt, { blocks, block, column });
        let whole = -ACTIVATION_ZERO * weightSum;
        for (let d = 0; d < DEPTH_BLOCK; d++) {
          whole += bytes[4 * x + 4 + d]! * bytes[firstByte + byteWithin(d)]!;
        }
        sum += whole * scale * floats[x]!;
      }
      floats[y] = sum;
    }
  }
}

interface BlockPlace {
  readonly blocks: number;
  readonly block: number;
  readonly column: number;
}

function int8Block(
  { words }: MemoryViews,
  weightsAt: number,
  { blocks, block, column }: BlockPlace,
): { wordAt: number; scale: number; weightSum: number; firstByte: number } {
  const within = column % COLUMN_BLOCK;
  const at = weightsAt + (((column - within) / COLUMN_BLOCK) * blocks + block) * INT8_BLOCK_FLOATS;
  const word = words[at + within]!;
  return {
    wordAt: at + within,
    scale: wordScale(word),
    weightSum: (word << 19) >> 19,
    firstByte: 4 * (at + COLUMN_BLOCK + within),
  };
}

const CONVERTED = new Float32Array(1);
const CONVERTED_BITS = new Int32Array(CONVERTED.buffer);

function wordScale(word: number): number {
  CONVERTED_BITS[0] = word & ~0x1fff;
  return CONVERTED[0]!;
}

/** Four of the depth lie side by side, then those of the next column. */
function byteWithin(d: number): number {
  return (d >> 2) * 4 * COLUMN_BLOCK + (d & 3);
}

export function unpackInt8Row(
  memory: MemoryViews,
  ...[weightsAt, depth, column, yAt]: Arguments<"unpackInt8">
): void {
  const blocks = Math.ceil(depth / DEPTH_BLOCK);
  for (let d = 0; d < depth; d++) {
    const block = Math.floor(d / DEPTH_BLOCK);
    const { scale, firstByte } = int8Block(memory, weightsAt, { blocks, block, column });
    memory.floats[yAt + d] = scale * memory.bytes[firstByte + byteWithin(d % DEPTH_BLOCK)]!;
  }
}

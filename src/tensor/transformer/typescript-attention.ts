// Rotary positions, the cache and attention in plain TypeScript (layouts: ./transformer-kernels.ts).
import { narrowToHalf, widenHalf } from "../half-precision.ts";
import type { MemoryViews } from "./memory-views.ts";
import { softmaxOf, sumOf } from "./softmax-of.ts";
import { COLUMN_BLOCK, type Flag, type TransformerKernels } from "./transformer-kernels.ts";

type Arguments<Name extends "rotate" | "store" | "attend"> = Parameters<TransformerKernels[Name]>;

export function rotateRows(
  { floats }: MemoryViews,
  ...[xAt, xStride, rows, heads, headSize, tableAt]: Arguments<"rotate">
): void {
  const half = headSize / 2;
  for (let row = 0; row < rows; row++) {
    const cosines = tableAt + row * headSize;
    for (let head = 0; head < heads; head++) {
      const x = xAt + row * xStride + head * headSize;
      for (let i = 0; i < half; i++) {
        const [a, b] = [floats[x + i]!, floats[x + half + i]!];
        const [cosine, sine] = [floats[cosines + i]!, floats[cosines + half + i]!];
        floats[x + i] = a * cosine - b * sine;
        floats[x + half + i] = b * cosine + a * sine;
      }
    }
  }
}

/** Positions in the cache, counted in its own elements, floats or halves. */
interface CacheShape {
  readonly headSize: number;
  readonly capacity: number;
}

function keyAt({ headSize, capacity }: CacheShape, head: number, position: number, i: number): number {
  const within = position % COLUMN_BLOCK;
  return head * capacity * headSize + (position - within) * headSize + i * COLUMN_BLOCK + within;
}

function valueAt({ headSize, capacity }: CacheShape, head: number, position: number, i: number): number {
  const blocks = Math.ceil(headSize / COLUMN_BLOCK);
  const within = i % COLUMN_BLOCK;
  return (
    (head * blocks * capacity + ((i - within) / COLUMN_BLOCK) * capacity + position) * COLUMN_BLOCK + within
  );
}

export function storeRows(
  { floats, halves }: MemoryViews,
  ...[
    keyRowsAt,
    valueRowsAt,
    stride,
    rows,
    heads,
    headSize,
    keysAt,
    valuesAt,
    capacity,
    position,
    isHalf,
  ]: Arguments<"store">
): void {
  const shape = { headSize, capacity };
  const put = (at: number, element: number, value: number) => {
    if (isHalf) halves[2 * at + element] = narrowToHalf(value);
    else floats[at + element] = value;
  };
  for (let row = 0; row < rows; row++) {
    for (let head = 0; head < heads; head++) {
      for (let i = 0; i < headSize; i++) {
        const from = row * stride + head * headSize + i;
        put(keysAt, keyAt(shape, head, position + row, i), floats[keyRowsAt + from]!);
        put(valuesAt, valueAt(shape, head, position + row, i), floats[valueRowsAt + from]!);
      }
    }
  }
}

export function attendRows(
  { floats, halves }: MemoryViews,
  ...[
    qAt,
    qStride,
    rows,
    heads,
    keyHeads,
    headSize,
    keysAt,
    valuesAt,
    capacity,
    isHalf,
    count,
    step,
    scale,
    yAt,
    yStride,
  ]: Arguments<"attend">
): void {
  const shape = { headSize, capacity };
  const cached = (at: number, element: number) => readCache(floats, halves, { at, element, isHalf });
  for (let row = 0; row < rows; row++) {
    for (let head = 0; head < heads; head++) {
      const keyHead = Math.floor(head / (heads / keyHeads));
      const q = qAt + row * qStride + head * headSize;
      const score = (position: number) =>
        scale * sumOf(headSize, (i) => floats[q + i]! * cached(keysAt, keyAt(shape, keyHead, position, i)));
      const shares = softmaxOf(count + row * step, score);
      const y = yAt + row * yStride + head * headSize;
      for (let i = 0; i < headSize; i++) {
        floats[y + i] = sumOf(
          shares.length,
          (position) => shares[position]! * cached(valuesAt, valueAt(shape, keyHead, position, i)),
        );
      }
    }
  }
}

interface CachePlace {
  readonly at: number;
  readonly element: number;
  readonly isHalf: Flag;
}

function readCache(floats: Float32Array, halves: Uint16Array, { at, element, isHalf }: CachePlace): number {
  return isHalf ? widenHalf(halves[2 * at + element]!) : floats[at + element]!;
}

// Attention over rows in the kernels' memory: with a cache of keys and values that stays there (a decoder), or over
// all rows at once (an encoder).
import { UsageError } from "../../ecg/errors.ts";
import type { Arena } from "../arena.ts";
import { attendScratchFloats, COLUMN_BLOCK, type TransformerKernels } from "./transformer-kernels.ts";

type TransformerArena = Arena<TransformerKernels>;

export interface AttentionShape {
  readonly heads: number;
  /** Heads of keys and values, each for several of the queries; as many, if not said. */
  readonly keyHeads?: number;
  readonly headSize: number;
  /** What scores are multiplied with; 1 / sqrt(headSize), if not said. */
  readonly scale?: number;
}

/** Keys and values of one layer. How many of its positions are filled is for its owner to know. */
export interface KeyValueCache {
  readonly keysAt: number;
  readonly valuesAt: number;
  readonly keyHeads: number;
  readonly headSize: number;
  /** Positions; a multiple of 8. */
  readonly capacity: number;
  readonly precision: "f32" | "f16";
}

export interface CacheSize {
  readonly keyHeads: number;
  readonly headSize: number;
  /** At least so many positions. */
  readonly positions: number;
  readonly precision?: "f32" | "f16";
}

/** Of keys, and of values. */
function cacheFloats({ keyHeads, headSize, positions, precision }: CacheSize): [number, number] {
  const elements = keyHeads * wholeBlocks(positions);
  const floats = precision === "f16" ? elements / 2 : elements;
  return [floats * headSize, floats * wholeBlocks(headSize)];
}

export function takeCache(arena: TransformerArena, size: CacheSize): KeyValueCache {
  const [keyFloats, valueFloats] = cacheFloats(size);
  return cacheAt(size, arena.take(keyFloats), arena.take(valueFloats));
}

function cacheAt(
  { keyHeads, headSize, positions, precision = "f32" }: CacheSize,
  keysAt: number,
  valuesAt: number,
): KeyValueCache {
  return { keysAt, valuesAt, keyHeads, headSize, capacity: wholeBlocks(positions), precision };
}

function wholeBlocks(count: number): number {
  return Math.ceil(count / COLUMN_BLOCK) * COLUMN_BLOCK;
}

export interface AttentionStep {
  /** Rows of queries, keys and values; all `stride` floats apart, as one product that made them leaves them. */
  readonly queriesAt: number;
  readonly keysAt: number;
  readonly valuesAt: number;
  readonly stride: number;
  readonly rows: number;
  readonly yAt: number;
  /** heads * headSize, if not said. */
  readonly yStride?: number;
}

/** Stores the rows at `position` in the cache; each then looks at all positions up to its own. */
export function attendCausally(
  arena: TransformerArena,
  cache: KeyValueCache,
  { position, shape, ...step }: AttentionStep & { readonly position: number; readonly shape: AttentionShape },
): void {
  if (position < 0 || position + step.rows > cache.capacity) {
    throw new UsageError(
      `positions ${position} to ${position + step.rows - 1}: wanted at most ${cache.capacity - 1}, the size of the cache`,
    );
  }
  arena.needScratch(arena.kernels.threads * attendScratchFloats(cache.capacity, cache.headSize));
  attend(arena.kernels, cache, { ...step, shape, position, causal: true, scratchAt: arena.top });
}

/** Each row looks at all rows. */
export function attendFully(
  arena: TransformerArena,
  { shape, ...step }: AttentionStep & { readonly shape: AttentionShape },
): void {
  const { heads, keyHeads = heads, headSize } = shape;
  const size = { keyHeads, headSize, positions: step.rows };
  const [keyFloats, valueFloats] = cacheFloats(size);
  const scores = arena.kernels.threads * attendScratchFloats(wholeBlocks(step.rows), headSize);
  arena.needScratch(keyFloats + valueFloats + scores);
  const cache = cacheAt(size, arena.top, arena.top + keyFloats);
  const scratchAt = arena.top + keyFloats + valueFloats;
  attend(arena.kernels, cache, { ...step, shape, position: 0, causal: false, scratchAt });
}

interface Attention extends AttentionStep {
  readonly shape: AttentionShape;
  readonly position: number;
  readonly causal: boolean;
  readonly scratchAt: number;
}

function attend(
  kernels: TransformerKernels,
  { keysAt, valuesAt, keyHeads, headSize, capacity, precision }: KeyValueCache,
  step: Attention,
): void {
  const { shape, stride, rows, position, causal, yAt, scratchAt } = step;
  const { heads, scale = 1 / Math.sqrt(headSize) } = shape;
  const halves = precision === "f16" ? 1 : 0;
  kernels.store(
    step.keysAt,
    step.valuesAt,
    stride,
    rows,
    keyHeads,
    headSize,
    keysAt,
    valuesAt,
    capacity,
    position,
    halves,
  );
  kernels.attend(
    step.queriesAt,
    stride,
    rows,
    heads,
    keyHeads,
    headSize,
    keysAt,
    valuesAt,
    capacity,
    halves,
    causal ? position + 1 : rows,
    causal ? 1 : 0,
    scale,
    yAt,
    step.yStride ?? heads * headSize,
    scratchAt,
  );
}

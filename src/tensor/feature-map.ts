// Features of several leads over time: [lead][row][column], a row being a moment. Columns are channels, filled up
// with zeros to whole blocks. Each lead has rows of zeros before and behind its own, so that a convolution reads its
// padding from memory and its inner loop has no edges; no kernel writes them.
import type { Arena } from "./arena.ts";
import { COLUMN_BLOCK } from "./kernels/kernels.ts";

export interface FeatureMap {
  /** Of the first row of the first lead. */
  readonly at: number;
  readonly leads: number;
  readonly rows: number;
  /** Floats in a row. */
  readonly columns: number;
  /** From a lead to the next. */
  readonly leadStride: number;
}

export interface FeatureMapSize {
  readonly leads: number;
  readonly rows: number;
  readonly columns: number;
  /** Rows of zeros on each side of a lead. */
  readonly padding?: number;
}

/** As many columns as channels, filled up to whole blocks. */
export function columnsFor(channels: number): number {
  return Math.ceil(channels / COLUMN_BLOCK) * COLUMN_BLOCK;
}

/** A new map, all zero. */
export function takeFeatureMap(
  arena: Arena,
  { leads, rows, columns, padding = 0 }: FeatureMapSize,
): FeatureMap {
  const leadStride = (rows + 2 * padding) * columns;
  const start = arena.take(leads * leadStride);
  arena.floats().fill(0, start, start + leads * leadStride);
  return { at: start + padding * columns, leads, rows, columns, leadStride };
}

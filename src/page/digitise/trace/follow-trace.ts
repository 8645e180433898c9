// The way of one lead's pen through the ink: the path from left to right that crosses the least white. Within a column
// it may run up and down ink almost for nothing, so that a steep QRS is followed to the top rather than cut across at its foot, and
// leaving its row costs a little, so that it comes back from a neighbour's stroke (shortest path, Bellman 1958).

import type { Plane } from "../plane.ts";

export interface TracePath {
  /** First column. */
  readonly startColumn: number;
  /** Row of pixels in which the path enters each column, and in which it leaves it. */
  readonly enter: Int32Array;
  readonly leave: Int32Array;
  /** White crossed in each column, in pixels. */
  readonly white: Float32Array;
}

export interface FollowTraceOptions {
  readonly ink: Plane;
  /** First column, and one past the last. */
  readonly fromColumn: number;
  readonly toColumn: number;
  /** The band of rows to look in. */
  readonly topRow: number;
  readonly bottomRow: number;
  readonly baselinePx: number;
  readonly pxPerMm: number;
}

/** Ink as dark as this is full: a pen of two pixels seldom fills one. */
const FULL_INK = 0.6;
/** A pixel up or down, against 1 for a pixel of white: 80 mm there and back cost as much as 0.5 mm of white. */
const CLIMB_PER_MM = 0.025;
/** A column at a distance from the row. */
const AWAY_PER_MM = 0.004;
const START_AWAY_PER_MM = 0.06;

export function followTrace(options: FollowTraceOptions): TracePath {
  const { ink, fromColumn, toColumn, topRow, bottomRow, baselinePx, pxPerMm } = options;
  const height = bottomRow - topRow;
  const columns = toColumn - fromColumn;
  const climb = CLIMB_PER_MM / pxPerMm;
  const away = Float32Array.from(
    { length: height },
    (_, i) => (Math.abs(topRow + i + 0.5 - baselinePx) * AWAY_PER_MM) / pxPerMm,
  );
  const origins = new Int16Array(columns * height);
  let before = Float32Array.from(away, (cost) => (cost * START_AWAY_PER_MM) / AWAY_PER_MM);
  let cost = new Float32Array(height);
  const whites = new Float32Array(height);
  for (let column = 0; column < columns; column++) {
    const x = fromColumn + column;
    const from = origins.subarray(column * height, (column + 1) * height);
    for (let i = 0, at = topRow * ink.widthPx + x; i < height; i++, at += ink.widthPx) {
      const lack = 1 - ink.values[at]! / FULL_INK;
      const white = lack > 0 ? lack : 0;
      whites[i] = white;
      cost[i] = before[i]! + white + away[i]!;
      from[i] = i;
    }
    // entering anywhere, then along the column: one sweep down, one up
    for (let i = 1; i < height; i++) {
      const reached = cost[i - 1]! + climb + whites[i]!;
      if (reached < cost[i]!) {
        cost[i] = reached;
        from[i] = from[i - 1]!;
      }
    }
    for (let i = height - 2; i >= 0; i--) {
      const reached = cost[i + 1]! + climb + whites[i]!;
      if (reached < cost[i]!) {
        cost[i] = reached;
        from[i] = from[i + 1]!;
      }
    }
    [before, cost] = [cost, before];
  }
  return backtrack(options, before, origins);
}

function backtrack(
  { ink, fromColumn, toColumn, topRow, bottomRow }: FollowTraceOptions,
  last: Float32Array,
  origins: Int16Array,
): TracePath {
  const height = bottomRow - topRow;
  const columns = toColumn - fromColumn;
  const enter = new Int32Array(columns);
  const leave = new Int32Array(columns);
  const white = new Float32Array(columns);
  let at = 0;
  for (let i = 1; i < height; i++) if (last[i]! < last[at]!) at = i;
  for (let column = columns - 1; column >= 0; column--) {
    leave[column] = topRow + at;
    at = origins[column * height + at]!;
    enter[column] = topRow + at;
    const [low, high] = [Math.min(enter[column]!, leave[column]!), Math.max(enter[column]!, leave[column]!)];
    let sum = 0;
    for (let y = low; y <= high; y++) {
      sum += Math.max(0, 1 - ink.values[y * ink.widthPx + fromColumn + column]! / FULL_INK);
    }
    white[column] = sum;
  }
  return { startColumn: fromColumn, enter, leave, white };
}

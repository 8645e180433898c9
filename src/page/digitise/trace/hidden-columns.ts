// Columns in which something else is printed over a trace: the upright bar between two leads, and the falling side of a
// calibration pulse where the trace begins at it. What the pen did there cannot be seen.

import type { Pulse } from "../layout/find-pulses.ts";
import type { Plane } from "../plane.ts";

export interface HiddenColumnsOptions {
  readonly ink: Plane;
  readonly baselinePx: number;
  readonly pulse: Pulse | null;
  readonly startPx: number;
  /** Where one lead of the row ends and the next begins. */
  readonly boundariesPx: readonly number[];
  readonly pxPerMm: number;
  readonly penPx: number;
}

const INK = 0.5;
const BAR_REACH_MM = 1;
const LEAST_BAR_MM = 3;
const MOST_BAR_MM = 14;

/** First column and one past the last of each hidden stretch. */
export function hiddenColumns(options: HiddenColumnsOptions): [number, number][] {
  const { pulse, startPx, boundariesPx, penPx, pxPerMm } = options;
  const bars = boundariesPx.flatMap((x) => {
    const bar = separatorAt(options, x);
    return bar === null ? [] : [bar];
  });
  // a pen that runs on from the pulse is as wide as the pulse's
  const touches =
    pulse !== null && pulse.rightPx < startPx + 0.3 * pxPerMm && startPx - pulse.rightPx < penPx;
  return touches ? [[Math.floor(startPx - 1), Math.ceil(pulse.rightPx + penPx)], ...bars] : bars;
}

/** A bar has the same ends in all its columns; a steep wave has not. */
function separatorAt(
  { ink, baselinePx, pxPerMm, penPx }: HiddenColumnsOptions,
  x: number,
): [number, number] | null {
  const from = Math.max(0, Math.floor(x - BAR_REACH_MM * pxPerMm));
  const to = Math.min(ink.widthPx, Math.ceil(x + BAR_REACH_MM * pxPerMm));
  const runs = Array.from({ length: to - from }, (_, i) => uprightRun(ink, from + i, baselinePx));
  let best: [number, number] | null = null;
  for (let start = 0; start < runs.length; start++) {
    const first = runs[start]!;
    const length = first[1] - first[0];
    if (length < LEAST_BAR_MM * pxPerMm || length > MOST_BAR_MM * pxPerMm) continue;
    let end = start + 1;
    while (
      end < runs.length &&
      Math.abs(runs[end]![0] - first[0]) <= 1 &&
      Math.abs(runs[end]![1] - first[1]) <= 1
    )
      end++;
    if (end - start >= Math.max(2, 0.7 * penPx) && (best === null || end - start > best[1] - best[0]))
      best = [start, end];
  }
  // its edges are half inked
  return best === null ? null : [from + best[0] - 1, from + best[1] + 1];
}

/** The run of ink nearest to a height in a column. */
function uprightRun({ widthPx, heightPx, values }: Plane, x: number, nearY: number): [number, number] {
  const at = (y: number) => y >= 0 && y < heightPx && values[y * widthPx + x]! >= INK;
  let y = Math.floor(nearY);
  for (let distance = 0; distance < 12 && !at(y); distance++)
    y = Math.floor(nearY) + (distance % 2 === 0 ? 1 : -1) * (distance >> 1);
  if (!at(y)) return [y, y];
  let [top, bottom] = [y, y];
  while (at(top - 1)) top--;
  while (at(bottom)) bottom++;
  return [top, bottom];
}

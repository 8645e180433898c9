// What a fitted line covers when it is drawn with its pen: the extent of ink in each column that it accounts for.

import type { PlacedLead } from "./placed-lead.ts";
import type { TraceSpans } from "./trace-spans.ts";

export interface FittedLead {
  readonly placed: PlacedLead;
  /** Of the pen's middle at every step, from `startPx` on. */
  readonly heights: Float64Array;
  readonly startPx: number;
  readonly stepPx: number;
  /** Samples a step. */
  readonly every: number;
  /** Samples in all. */
  readonly count: number;
  readonly fromColumn: number;
  readonly toColumn: number;
}

/** Ink fades over the edge of a stroke. */
const EDGE_PX = 1;

export function drawnSpans(
  { heights, startPx, stepPx, fromColumn, toColumn }: FittedLead,
  penPx: number,
): TraceSpans {
  const count = Math.max(0, toColumn - fromColumn);
  const top = new Float64Array(count).fill(Number.NaN);
  const bottom = new Float64Array(count).fill(Number.NaN);
  const reach = penPx / 2 + EDGE_PX;
  for (let i = 0; i < count; i++) {
    const middle = fromColumn + i + 0.5;
    const first = Math.max(0, Math.floor((middle - reach - startPx) / stepPx));
    const last = Math.min(heights.length - 1, Math.ceil((middle + reach - startPx) / stepPx));
    let [high, low] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
    for (let k = first; k <= last; k++) {
      const y = heights[k]!;
      if (y < high) high = y;
      if (y > low) low = y;
    }
    if (low < high) continue;
    top[i] = high - reach;
    bottom[i] = low + reach;
  }
  return { startColumn: fromColumn, top, bottom };
}

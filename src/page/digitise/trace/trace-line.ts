// The middle of the pen as a line of points, from left to right, out of the ink's edges. Level ink: halfway between its
// edges. Steep ink: between two columns the pen is in the middle of what both have, and at the top of a wave half a pen
// below the ink's edge.

import type { TraceSpans } from "./trace-spans.ts";

export interface TraceLine {
  /** Ascending. */
  readonly x: Float64Array;
  readonly y: Float64Array;
}

/** Points of one lead; stretches without ink have none. */
export function traceLine({ startColumn, top, bottom }: TraceSpans, penPx: number): TraceLine {
  const xs: number[] = [];
  const ys: number[] = [];
  const add = (x: number, y: number) => {
    if (xs.length > 0 && x <= xs.at(-1)!) return;
    xs.push(x);
    ys.push(y);
  };
  const count = top.length;
  const middle = (i: number) => (top[i]! + bottom[i]!) / 2;
  const isLevel = (i: number) => bottom[i]! - top[i]! <= 1.7 * penPx + 1;
  /** y of the pen between columns i - 1 and i. */
  const between = (i: number): number | null => {
    if (i <= 0 || i >= count || Number.isNaN(top[i - 1]!) || Number.isNaN(top[i]!)) return null;
    const high = Math.max(top[i - 1]!, top[i]!);
    const low = Math.min(bottom[i - 1]!, bottom[i]!);
    return (high + low) / 2;
  };
  for (let i = 0; i < count; i++) {
    if (Number.isNaN(top[i]!)) continue;
    const x = startColumn + i;
    if (isLevel(i)) {
      add(x + 0.5, middle(i));
      continue;
    }
    const [left, right] = [between(i), between(i + 1)];
    const [highest, lowest] = [top[i]! + penPx / 2, bottom[i]! - penPx / 2];
    if (left !== null) add(x, left);
    const [from, to] = [left ?? middle(i), right ?? middle(i)];
    // a turn within the column shows as ink beyond both ends
    const above = Math.min(from, to) - highest;
    const below = lowest - Math.max(from, to);
    const isTurn = (excess: number, i0: number) => excess > 0.75 * penPx && isTip(i0);
    const isTip = (k: number) => excessIsLocal(k);
    const excessIsLocal = (k: number) => {
      const upHere = top[k]!;
      const upLeft = k > 0 ? top[k - 1]! : Number.NaN;
      const upRight = k + 1 < count ? top[k + 1]! : Number.NaN;
      const downHere = bottom[k]!;
      const downLeft = k > 0 ? bottom[k - 1]! : Number.NaN;
      const downRight = k + 1 < count ? bottom[k + 1]! : Number.NaN;
      return (
        (!(upLeft < upHere - 0.5) && !(upRight < upHere - 0.5)) ||
        (!(downLeft > downHere + 0.5) && !(downRight > downHere + 0.5))
      );
    };
    if (above > below && isTurn(above, i)) add(x + 0.5, highest);
    else if (below > above && isTurn(below, i)) add(x + 0.5, lowest);
    if (right !== null) add(x + 1, right);
  }
  return { x: Float64Array.from(xs), y: Float64Array.from(ys) };
}

/** y at each x, straight between points; not a number beyond the line, and across gaps of more than `gapPx`. */
export function sampleLine({ x, y }: TraceLine, at: Float64Array, gapPx: number): Float64Array {
  const out = new Float64Array(at.length).fill(Number.NaN);
  let k = 0;
  for (let i = 0; i < at.length; i++) {
    const wanted = at[i]!;
    while (k + 1 < x.length && x[k + 1]! < wanted) k++;
    const [x0, x1] = [x[k], x[k + 1]];
    if (x0 === undefined) continue;
    if (x1 === undefined || wanted < x0) {
      // the pen is round: the first and last half pixel belong to the end points
      if (Math.abs(wanted - x0) <= 1) out[i] = y[k]!;
      else if (x1 !== undefined && Math.abs(wanted - x1) <= 1) out[i] = y[k + 1]!;
      continue;
    }
    if (wanted > x1) {
      if (wanted - x1 <= 1 && k + 2 >= x.length) out[i] = y[k + 1]!;
      continue;
    }
    if (x1 - x0 > gapPx) continue;
    out[i] = y[k]! + ((y[k + 1]! - y[k]!) * (wanted - x0)) / (x1 - x0);
  }
  return out;
}

// A trace as polylines in whole hundredths of a millimetre (2540 dpi, finer than any printer), with straight runs
// merged. Rounding is done on absolute positions, so it does not add up.

import { type LeadSegment, mvToYMm, sampleToXMm } from "../page.ts";

/**
 * The polylines x0, y0, x1, y1, ... of a segment's trace in 0.01 mm, one for each run of valid samples; that of a lone
 * sample has one point. Heights are held within `limitMm` of the page's top: what is cut off anyway needs no huge
 * numbers.
 */
export function traceCorners(segment: LeadSegment, limitMm: number): number[][] {
  const { samplesMv, startSample } = segment;
  const pieces: number[][] = [];
  let piece: number[] | null = null; // null: the pen is up
  let [x, y] = [0, 0];
  let [stepX, stepY] = [Number.NaN, Number.NaN];
  for (let index = 0; index < samplesMv.length; index++) {
    const mv = samplesMv[index]!;
    if (!Number.isFinite(mv)) {
      piece = null;
      continue;
    }
    const toX = Math.round(sampleToXMm(segment, startSample + index) * 100);
    const toY = Math.round(Math.max(-limitMm, Math.min(limitMm, mvToYMm(segment, mv))) * 100);
    if (piece === null) {
      piece = [toX, toY];
      pieces.push(piece);
      [stepX, stepY] = [Number.NaN, Number.NaN];
    } else if (toX !== x || toY !== y) {
      if (toX - x === stepX && toY - y === stepY) {
        piece[piece.length - 2] = toX; // the same step again: the corner moves on
        piece[piece.length - 1] = toY;
      } else piece.push(toX, toY);
      stepX = toX - x;
      stepY = toY - y;
    }
    x = toX;
    y = toY;
  }
  return pieces;
}

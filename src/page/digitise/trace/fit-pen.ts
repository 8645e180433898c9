// The line that, drawn with a round pen, gives the ink that is there: each sample's height is moved until what the pen
// would leave and what the sheet shows agree (Gauss-Newton on the pixels along the edges of the stroke). Finds peaks
// whose strokes merge, and slopes that run through many pixels within one column.

import type { Plane } from "../plane.ts";
import { solvePentadiagonal } from "./solve-pentadiagonal.ts";

export interface Pen {
  readonly widthPx: number;
  /** Over how many pixels ink fades from full to none at the stroke's edge: 1 as drawn, more where blurred. */
  readonly softnessPx: number;
}

/** Rows of pixels, [top, bottom), that count in one column, and those within them that belong to another lead. */
export interface ColumnBand {
  readonly top: number;
  readonly bottom: number;
  readonly foreign: readonly (readonly [number, number])[];
}

export interface FitPenOptions {
  readonly ink: Plane;
  readonly pen: Pen;
  /** Of the first sample, and from one to the next. */
  readonly startPx: number;
  readonly stepPx: number;
  readonly firstColumn: number;
  /** null where there is no ink of the lead. */
  readonly bands: readonly (ColumnBand | null)[];
  /** Standard deviation of the ink of bare paper and full ink. */
  readonly noise: number;
  readonly pxPerMm: number;
}

/** Softness of each round, at least that of the pen: from far away at first. */
const ROUNDS_MM = [0.32, 0.19, 0, 0, 0] as const;
/** A line that bends costs this a square pixel, on level stretches; steep ones may bend as they like. */
const STIFFNESS = 0.01;
const STIFFNESS_PER_NOISE = 1.5;
/** A step beyond this is held: the fit is linear only close by. */
const MOST_STEP_MM = 0.75;

/** Fits in place; samples that are not numbers stay so and end a piece. */
export function fitPen(heights: Float64Array, options: FitPenOptions): void {
  for (let start = 0; start < heights.length; ) {
    if (Number.isNaN(heights[start]!)) {
      start++;
      continue;
    }
    let end = start;
    while (end < heights.length && !Number.isNaN(heights[end]!)) end++;
    if (end - start >= 3)
      fitPiece(heights.subarray(start, end), {
        ...options,
        startPx: options.startPx + start * options.stepPx,
      });
    start = end;
  }
}

function fitPiece(y: Float64Array, options: FitPenOptions): void {
  const { stepPx, noise, pxPerMm } = options;
  const most = MOST_STEP_MM * pxPerMm;
  const count = y.length;
  const diagonal = new Float64Array(count);
  const first = new Float64Array(count);
  const second = new Float64Array(count);
  const right = new Float64Array(count);
  const stiffness = STIFFNESS + STIFFNESS_PER_NOISE * noise * noise;
  for (const softnessMm of ROUNDS_MM) {
    diagonal.fill(1e-3);
    first.fill(0);
    second.fill(0);
    right.fill(0);
    addPixels(y, options, Math.max(options.pen.softnessPx, softnessMm * pxPerMm), { diagonal, first, right });
    for (let i = 1; i + 1 < count; i++) {
      const slope = Math.max(Math.abs(y[i + 1]! - y[i]!), Math.abs(y[i]! - y[i - 1]!)) / stepPx;
      const weight = stiffness / (1 + slope * slope) / stepPx ** 3;
      const bend = y[i - 1]! - 2 * y[i]! + y[i + 1]!;
      diagonal[i - 1]! += weight;
      diagonal[i]! += 4 * weight;
      diagonal[i + 1]! += weight;
      first[i - 1]! -= 2 * weight;
      first[i]! -= 2 * weight;
      second[i - 1]! += weight;
      right[i - 1]! -= weight * bend;
      right[i]! += 2 * weight * bend;
      right[i + 1]! -= weight * bend;
    }
    const step = solvePentadiagonal(diagonal, first, second, right);
    for (let i = 0; i < count; i++) {
      const change = step[i]!;
      if (Number.isFinite(change)) y[i] = y[i]! + Math.max(-most, Math.min(most, change));
    }
  }
}

interface NormalEquations {
  readonly diagonal: Float64Array;
  readonly first: Float64Array;
  readonly right: Float64Array;
}

/** Each pixel near the stroke's edge pulls at the two samples between which the pen comes closest to it. */
function addPixels(
  y: Float64Array,
  options: FitPenOptions,
  softness: number,
  { diagonal, first, right }: NormalEquations,
): void {
  const { ink, pen, startPx, stepPx, firstColumn, bands } = options;
  const half = Math.max(1, pen.widthPx) / 2;
  const reach = half + softness / 2;
  const most = Math.min(1, pen.widthPx);
  const count = y.length;
  for (let column = 0; column < bands.length; column++) {
    const band = bands[column];
    if (band == null) continue;
    const px = firstColumn + column + 0.5;
    const middle = Math.max(0, Math.min(count - 2, Math.floor((px - startPx) / stepPx)));
    for (let row = band.top; row < band.bottom; row++) {
      const py = row + 0.5;
      let best = reach * reach;
      let nearest = reach;
      let at = -1;
      let along = 0;
      // from the column outwards, until all that is left is further away sideways alone
      for (let direction = -1; direction <= 1; direction += 2) {
        for (let k = direction < 0 ? middle : middle + 1; k >= 0 && k < count - 1; k += direction) {
          const ex = px - startPx - k * stepPx;
          if (direction < 0 ? ex - stepPx > nearest : ex < -nearest) break;
          const y0 = y[k]!;
          const dy = y[k + 1]! - y0;
          const ey = py - y0;
          if (dy > 0 ? ey < -nearest || ey > dy + nearest : ey < dy - nearest || ey > nearest) continue;
          let t = (ex * stepPx + ey * dy) / (stepPx * stepPx + dy * dy);
          t = t < 0 ? 0 : t > 1 ? 1 : t;
          const gx = ex - t * stepPx;
          const gy = ey - t * dy;
          const distance2 = gx * gx + gy * gy;
          if (distance2 < best) {
            best = distance2;
            nearest = Math.sqrt(distance2);
            at = k;
            along = t;
          }
        }
      }
      if (at < 0) continue;
      const distance = nearest;
      if (distance < half - softness / 2 || distance < 1e-6) continue;
      if (isForeign(band, row)) continue;
      const model = most * Math.max(0, Math.min(1, 0.5 + (half - distance) / softness));
      const seen = Math.min(1, ink.values[row * ink.widthPx + firstColumn + column]!);
      const normal = (py - y[at]! - along * (y[at + 1]! - y[at]!)) / distance;
      const pull = (most * normal) / softness;
      const [a, b] = [pull * (1 - along), pull * along];
      const error = seen - model;
      diagonal[at]! += a * a;
      diagonal[at + 1]! += b * b;
      first[at]! += a * b;
      right[at]! += a * error;
      right[at + 1]! += b * error;
    }
  }
}

function isForeign({ foreign }: ColumnBand, row: number): boolean {
  for (const [top, bottom] of foreign) if (row >= top && row < bottom) return true;
  return false;
}

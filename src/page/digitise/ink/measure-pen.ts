// The pen that drew the traces: how wide, and how soft its edge is. Across a level stretch ink adds up to the width; its
// variance is that of the width and of the blur together (two boxes, convolved: w^2 / 12 + s^2 / 12).

import type { Plane } from "../plane.ts";
import type { Pen } from "../trace/fit-pen.ts";

const INK = 0.5;
/** Level enough: pixels up or down from one column to the next. */
const MOST_SLOPE = 0.35;
/** A slope makes the profile wider: for the blur only the levellest. */
const LEVEL_SLOPE = 0.12;
const LEAST_STRETCHES = 20;
const SOFTNESS_PX = [1, 4] as const;
const MOST_WIDTH_MM = 1.2;

interface Stretch {
  readonly ink: number;
  readonly middle: number;
  readonly variance: number;
}

/** From the rows of pixels within `bands`; a usual pen where there is no level ink. */
export function measurePen(
  ink: Plane,
  bands: readonly (readonly [top: number, bottom: number])[],
  { pxPerMm, noise }: { readonly pxPerMm: number; readonly noise: number },
): Pen {
  // noise below white was cut off, so bare paper has some ink on average
  const paper = noise / Math.sqrt(2 * Math.PI);
  const widths: number[] = [];
  const variances: number[] = [];
  for (const band of bands) {
    let before: Stretch[] = [];
    for (let x = 0; x < ink.widthPx; x++) {
      const here = stretches(ink, { x, band, most: MOST_WIDTH_MM * pxPerMm, paper });
      for (const stretch of here) {
        const slope = Math.min(...before.map((other) => Math.abs(other.middle - stretch.middle)));
        if (!(slope < MOST_SLOPE)) continue;
        widths.push(stretch.ink / Math.hypot(1, slope));
        if (slope < LEVEL_SLOPE) variances.push(stretch.variance);
      }
      before = here;
    }
  }
  if (variances.length < LEAST_STRETCHES) return { widthPx: 0.3 * pxPerMm, softnessPx: 1 };
  const [width, variance] = [middleOf(widths), middleOf(variances)];
  const softness = Math.sqrt(Math.max(0, 12 * variance - width * width));
  return {
    widthPx: Math.max(0.5, width),
    softnessPx: Math.max(SOFTNESS_PX[0], Math.min(SOFTNESS_PX[1], softness)),
  };
}

interface StretchesOptions {
  readonly x: number;
  readonly band: readonly [number, number];
  readonly most: number;
  readonly paper: number;
}

function stretches(
  { widthPx, heightPx, values }: Plane,
  { x, band, most, paper }: StretchesOptions,
): Stretch[] {
  const found: Stretch[] = [];
  const last = Math.min(heightPx - 3, band[1]);
  for (let y = Math.max(3, Math.floor(band[0])); y < last; y++) {
    if (values[y * widthPx + x]! < INK) continue;
    const top = y;
    while (y < last && values[y * widthPx + x]! >= INK) y++;
    if (y - top > most) continue;
    let [sum, moment, square] = [0, 0, 0];
    for (let row = top - 2; row < y + 2; row++) {
      const value = Math.min(1, values[row * widthPx + x]!);
      const ink = value < INK ? value - paper : value;
      sum += ink;
      moment += ink * row;
      square += ink * row * row;
    }
    const middle = moment / sum;
    found.push({ ink: sum, middle, variance: Math.max(0, square / sum - middle * middle) });
  }
  return found;
}

function middleOf(values: number[]): number {
  return values.sort((a, b) => a - b)[values.length >> 1]!;
}

// Hatching and dashes as plain strokes, so that every back end draws the same lines with the pen that it has anyway.
// Hatching is counted from the page's corner: bands that touch are hatched as one.

import type { BoxMm } from "../page.ts";
import type { HatchPattern } from "./mark-looks.ts";

type Strokes = number[][];

const PITCH_MM = 1.5;
/** The way along the page's edge between slanting lines that are PITCH_MM apart. */
const SLANT_STEP_MM = PITCH_MM * Math.SQRT2;

/** Calls `each` with every multiple of `step` strictly between `low` and `high`. */
function multiples(low: number, high: number, step: number, each: (value: number) => void): void {
  for (let index = Math.floor(low / step) + 1; index * step < high; index++) each(index * step);
}

function slanting({ xMm, yMm, widthMm, heightMm }: BoxMm, isRising: boolean): Strokes {
  const strokes: Strokes = [];
  const [right, bottom] = [xMm + widthMm, yMm + heightMm];
  if (isRising) {
    multiples(xMm + yMm, right + bottom, SLANT_STEP_MM, (sum) => {
      const [from, to] = [Math.max(xMm, sum - bottom), Math.min(right, sum - yMm)];
      strokes.push([from, sum - from, to, sum - to]);
    });
  } else {
    multiples(xMm - bottom, right - yMm, SLANT_STEP_MM, (difference) => {
      const [from, to] = [Math.max(xMm, difference + yMm), Math.min(right, difference + bottom)];
      strokes.push([from, from - difference, to, to - difference]);
    });
  }
  return strokes;
}

function level({ xMm, yMm, widthMm, heightMm }: BoxMm): Strokes {
  const strokes: Strokes = [];
  multiples(yMm, yMm + heightMm, PITCH_MM, (y) => strokes.push([xMm, y, xMm + widthMm, y]));
  return strokes;
}

/** Rows of dots, every other one moved by half. */
function dots({ xMm, yMm, widthMm, heightMm }: BoxMm): Strokes {
  const strokes: Strokes = [];
  multiples(yMm, yMm + heightMm, PITCH_MM / 2, (y) => {
    const shift = Math.round((y * 2) / PITCH_MM) % 2 === 0 ? 0 : PITCH_MM / 2;
    multiples(xMm - shift, xMm + widthMm - shift, PITCH_MM, (x) => strokes.push([x + shift, y]));
  });
  return strokes;
}

/** The strokes that hatch a box. */
export function hatchStrokes(box: BoxMm, pattern: HatchPattern): Strokes {
  switch (pattern) {
    case "none":
      return [];
    case "rising":
      return slanting(box, true);
    case "falling":
      return slanting(box, false);
    case "crossed":
      return [...slanting(box, true), ...slanting(box, false)];
    case "level":
      return level(box);
    case "dots":
      return dots(box);
  }
}

/** The straight line from (x0, y0) to (x1, y1), broken into `dashesMm` (drawn, left out, ...); 0 makes a dot. */
export function dashedStrokes(
  [x0, y0, x1, y1]: readonly [number, number, number, number],
  dashesMm: readonly number[],
): Strokes {
  const length = Math.sqrt((x1 - x0) * (x1 - x0) + (y1 - y0) * (y1 - y0));
  const period = dashesMm.reduce((sum, dash) => sum + dash, 0);
  if (dashesMm.length < 2 || !(period > 0.05)) return [[x0, y0, x1, y1]];
  const at = (mm: number) => [x0 + ((x1 - x0) * mm) / length, y0 + ((y1 - y0) * mm) / length];
  const strokes: Strokes = [];
  let index = 0;
  for (let mm = 0; mm < length; index++) {
    const dash = dashesMm[index % dashesMm.length]!;
    const isDrawn = index % 2 === 0;
    if (isDrawn) strokes.push(dash === 0 ? at(mm) : [...at(mm), ...at(Math.min(length, mm + dash))]);
    mm += dash;
  }
  return strokes;
}

// The symbols of marked points as open outlines, told apart by their shape. "tick" is an upright line, for the onset
// or the offset of a wave.

import type { MarkSymbol } from "../page.ts";

const HALF_MM = 1;
/** Corners of a regular 16-gon on the unit circle: cosines and sines as numbers, equal in every engine. */
const [C1, C2, C3] = [0.9238795325112867, Math.SQRT1_2, 0.3826834323650898];
const QUARTER: readonly (readonly [number, number])[] = [
  [1, 0],
  [C1, C3],
  [C2, C2],
  [C3, C1],
];
const CIRCLE = [
  ...QUARTER,
  ...QUARTER.map(([x, y]) => [-y, x] as const),
  ...QUARTER.map(([x, y]) => [-x, -y] as const),
  ...QUARTER.map(([x, y]) => [y, -x] as const),
  [1, 0] as const,
].flat();

const OUTLINES: Readonly<Record<MarkSymbol, readonly (readonly number[])[]>> = {
  circle: [CIRCLE],
  square: [[-0.85, -0.85, 0.85, -0.85, 0.85, 0.85, -0.85, 0.85, -0.85, -0.85]],
  diamond: [[0, -1.2, 1.2, 0, 0, 1.2, -1.2, 0, 0, -1.2]],
  "triangle-up": [[0, -1.1, 1.1, 0.9, -1.1, 0.9, 0, -1.1]],
  "triangle-down": [[0, 1.1, 1.1, -0.9, -1.1, -0.9, 0, 1.1]],
  cross: [
    [-0.9, -0.9, 0.9, 0.9],
    [-0.9, 0.9, 0.9, -0.9],
  ],
  tick: [[0, -4, 0, 4]],
};

/** Every symbol, for checks and legends. */
export const MARK_SYMBOLS = Object.keys(OUTLINES) as readonly MarkSymbol[];

/** The symbol around (x, y), and the box that it needs. */
export function symbolStrokes(symbol: MarkSymbol, xMm: number, yMm: number) {
  const strokesMm = OUTLINES[symbol].map((outline) =>
    outline.map((value, index) => (index % 2 === 0 ? xMm : yMm) + value * HALF_MM),
  );
  const [halfX, halfY] = symbol === "tick" ? [0.4, 4] : [1.4 * HALF_MM, 1.4 * HALF_MM];
  return {
    strokesMm,
    boxMm: { xMm: xMm - halfX, yMm: yMm - halfY, widthMm: 2 * halfX, heightMm: 2 * halfY },
  };
}

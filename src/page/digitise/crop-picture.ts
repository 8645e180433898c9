// A part of a picture, and a part seen aslant laid flat: what a user says by hand where finding the page fails.

import { UsageError } from "../../ecg/errors.ts";
import type { Picture } from "../../formats/picture/picture.ts";
import { applyHomography, fitHomography, type Point } from "./grid/homography.ts";

const LEAST_PX = 64;

/** Left, top, width and height in pixels; cut off at the picture's edges. */
export type CropBox = readonly [left: number, top: number, width: number, height: number];

/** Throws UsageError where too little of the picture lies within the box. */
export function cropPicture(picture: Picture, [left, top, width, height]: CropBox): Picture {
  const [x0, y0] = [Math.max(0, Math.round(left)), Math.max(0, Math.round(top))];
  const widthPx = Math.min(picture.widthPx, Math.round(left + width)) - x0;
  const heightPx = Math.min(picture.heightPx, Math.round(top + height)) - y0;
  if (!(widthPx >= LEAST_PX && heightPx >= LEAST_PX)) {
    throw new UsageError(
      `crop: got ${[left, top, width, height].join(",")} of a picture of ${picture.widthPx} x ${picture.heightPx}, wanted at least ${LEAST_PX} x ${LEAST_PX} pixels within it`,
    );
  }
  const rgb = new Uint8Array(widthPx * heightPx * 3);
  for (let y = 0; y < heightPx; y++) {
    const from = ((y0 + y) * picture.widthPx + x0) * 3;
    rgb.set(picture.rgb.subarray(from, from + widthPx * 3), y * widthPx * 3);
  }
  return { widthPx, heightPx, rgb };
}

/** Top left, top right, bottom right, bottom left of something rectangular on the sheet, such as the ruled field. */
export type Corners = readonly [Point, Point, Point, Point];

export interface Straightened {
  readonly picture: Picture;
  /** From a position in the straightened picture to the one it was taken from. */
  toSource(xPx: number, yPx: number): [number, number];
}

/** Throws UsageError for corners that are no convex quadrangle in that order, or lie far outside the picture. */
export function straightenPicture(picture: Picture, corners: Corners): Straightened {
  const [a, b, c, d] = corners;
  const distance = ([x0, y0]: Point, [x1, y1]: Point) => Math.hypot(x1 - x0, y1 - y0);
  const widthPx = Math.round(Math.max(distance(a, b), distance(d, c)));
  const heightPx = Math.round(Math.max(distance(a, d), distance(b, c)));
  const turns = corners.map((point, i) => {
    const [next, after] = [corners[(i + 1) % 4]!, corners[(i + 2) % 4]!];
    return (next[0] - point[0]) * (after[1] - next[1]) - (next[1] - point[1]) * (after[0] - next[0]);
  });
  const within = corners.every(
    ([x, y]) => Math.abs(x / picture.widthPx - 0.5) <= 1 && Math.abs(y / picture.heightPx - 0.5) <= 1,
  );
  const square: Corners = [
    [0, 0],
    [widthPx, 0],
    [widthPx, heightPx],
    [0, heightPx],
  ];
  const map = fitHomography(
    corners.map((to, i) => ({ from: square[i]!, to, weight: 1 })),
    true,
  );
  if (!turns.every((turn) => turn > 0) || !within || map === null || Math.min(widthPx, heightPx) < LEAST_PX) {
    throw new UsageError(
      `corners: got ${corners.flat().join(",")}, wanted x and y of the top left, top right, bottom right and bottom left corner in the picture`,
    );
  }
  const rgb = new Uint8Array(widthPx * heightPx * 3).fill(255);
  for (let y = 0, to = 0; y < heightPx; y++) {
    for (let x = 0; x < widthPx; x++, to += 3) {
      const [u, v] = applyHomography(map, [x + 0.5, y + 0.5]);
      copyBilinear(picture, u - 0.5, v - 0.5, rgb, to);
    }
  }
  return { picture: { widthPx, heightPx, rgb }, toSource: (xPx, yPx) => applyHomography(map, [xPx, yPx]) };
}

function copyBilinear(
  { widthPx, heightPx, rgb }: Picture,
  x: number,
  y: number,
  out: Uint8Array,
  to: number,
): void {
  const [column, row] = [Math.floor(x), Math.floor(y)];
  if (column < 0 || row < 0 || column + 1 >= widthPx || row + 1 >= heightPx) return;
  const [wx, wy] = [x - column, y - row];
  const at = (row * widthPx + column) * 3;
  const below = at + widthPx * 3;
  for (let k = 0; k < 3; k++) {
    const top = rgb[at + k]! * (1 - wx) + rgb[at + 3 + k]! * wx;
    const bottom = rgb[below + k]! * (1 - wx) + rgb[below + 3 + k]! * wx;
    out[to + k] = top * (1 - wy) + bottom * wy + 0.5;
  }
}

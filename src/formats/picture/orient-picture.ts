// A picture turned and mirrored as Exif numbers it (1 upright, 3 upside down, 6 to be turned right, 8 left, ...).

import type { Picture } from "./picture.ts";

/** Whether columns and rows change places, and which of the two then runs backwards. */
const TURNS: Readonly<Record<number, readonly [swapped: boolean, mirrorX: boolean, mirrorY: boolean]>> = {
  2: [false, true, false],
  3: [false, true, true],
  4: [false, false, true],
  5: [true, false, false],
  6: [true, true, false],
  7: [true, true, true],
  8: [true, false, true],
};

/** The picture upright; itself where the orientation is 1 or unknown. */
export function orientPicture(picture: Picture, orientation: number): Picture {
  const turn = TURNS[orientation];
  if (turn === undefined) return picture;
  const [swapped, mirrorX, mirrorY] = turn;
  const { rgb: from } = picture;
  const widthPx = swapped ? picture.heightPx : picture.widthPx;
  const heightPx = swapped ? picture.widthPx : picture.heightPx;
  const rgb = new Uint8Array(from.length);
  for (let y = 0, to = 0; y < heightPx; y++) {
    for (let x = 0; x < widthPx; x++, to += 3) {
      const u = mirrorX ? widthPx - 1 - x : x;
      const v = mirrorY ? heightPx - 1 - y : y;
      const at = 3 * (swapped ? u * picture.widthPx + v : v * picture.widthPx + u);
      rgb[to] = from[at]!;
      rgb[to + 1] = from[at + 1]!;
      rgb[to + 2] = from[at + 2]!;
    }
  }
  return { widthPx, heightPx, rgb };
}

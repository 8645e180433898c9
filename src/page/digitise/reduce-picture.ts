// A large picture at half its size, and half again: the mean of each 2 x 2 pixels. Paper needs no more than ten pixels a
// millimetre to be read, and every step after takes its time by the pixel.

import type { Picture } from "../../formats/picture/picture.ts";

/** Of the longer side: letter paper at 300 dpi stays as it is. */
const LONGEST_PX = 3600;

export interface ReducedPicture {
  readonly picture: Picture;
  /** Pixels of the original a pixel. */
  readonly factor: number;
}

export function reducePicture(original: Picture): ReducedPicture {
  let [picture, factor] = [original, 1];
  while (Math.max(picture.widthPx, picture.heightPx) > LONGEST_PX) {
    picture = halved(picture);
    factor *= 2;
  }
  return { picture, factor };
}

function halved({ widthPx: from, heightPx: rows, rgb: source }: Picture): Picture {
  const widthPx = Math.max(1, from >> 1);
  const heightPx = Math.max(1, rows >> 1);
  const rgb = new Uint8Array(widthPx * heightPx * 3);
  for (let y = 0, to = 0; y < heightPx; y++) {
    const [upper, lower] = [2 * y * from * 3, Math.min(rows - 1, 2 * y + 1) * from * 3];
    for (let x = 0; x < widthPx; x++) {
      const [left, right] = [6 * x, 3 * Math.min(from - 1, 2 * x + 1)];
      for (let k = 0; k < 3; k++, to++) {
        rgb[to] =
          (source[upper + left + k]! +
            source[upper + right + k]! +
            source[lower + left + k]! +
            source[lower + right + k]! +
            2) >>
          2;
      }
    }
  }
  return { widthPx, heightPx, rgb };
}

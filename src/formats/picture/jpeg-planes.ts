// A strip of a picture as JPEG sees it: brightness and two planes of colour difference (JFIF, ITU-R BT.601 in integers
// of 1 / 65536), the latter at half size with 4:2:0. Beyond the picture its last column and row go on.

import type { Picture } from "./picture.ts";

export type Subsampling = "4:2:0" | "4:4:4";

export interface Strip {
  /** Width of the brightness plane, whole MCUs. */
  readonly widthPx: number;
  /** Rows of brightness in a strip: 16 with 4:2:0, else 8. */
  readonly rows: number;
  readonly chromaWidthPx: number;
  readonly y: Int16Array;
  readonly cb: Int16Array;
  readonly cr: Int16Array;
}

export function strip(widthPx: number, subsampling: Subsampling): Strip {
  const mcu = subsampling === "4:2:0" ? 16 : 8;
  const padded = Math.ceil(widthPx / mcu) * mcu;
  const chromaWidthPx = subsampling === "4:2:0" ? padded / 2 : padded;
  return {
    widthPx: padded,
    rows: mcu,
    chromaWidthPx,
    y: new Int16Array(padded * mcu),
    cb: new Int16Array(chromaWidthPx * 8),
    cr: new Int16Array(chromaWidthPx * 8),
  };
}

/** Fills a strip with the rows of a picture that begin at `top`, centred on 0. */
export function fillStrip(target: Strip, picture: Picture, top: number): void {
  if (target.rows === 16) fillHalved(target, picture, top);
  else fillFull(target, picture, top);
}

function fillFull({ widthPx, y, cb, cr }: Strip, { rgb, ...size }: Picture, top: number): void {
  for (let row = 0; row < 8; row++) {
    const start = Math.min(size.heightPx - 1, top + row) * size.widthPx * 3;
    for (let column = 0, at = row * widthPx; column < widthPx; column++, at++) {
      const from = start + 3 * (column < size.widthPx ? column : size.widthPx - 1);
      const red = rgb[from]!;
      const green = rgb[from + 1]!;
      const blue = rgb[from + 2]!;
      y[at] = ((19595 * red + 38470 * green + 7471 * blue + 32768) >> 16) - 128;
      cb[at] = (-11059 * red - 21709 * green + 32768 * blue + 32768) >> 16;
      cr[at] = (32768 * red - 27439 * green - 5329 * blue + 32768) >> 16;
    }
  }
}

function fillHalved(
  { widthPx, chromaWidthPx, y, cb, cr }: Strip,
  { rgb, ...size }: Picture,
  top: number,
): void {
  const pairs = size.widthPx >> 1; // pairs of columns wholly inside
  for (let row = 0; row < 16; row += 2) {
    const upper = Math.min(size.heightPx - 1, top + row) * size.widthPx * 3;
    const lower = Math.min(size.heightPx - 1, top + row + 1) * size.widthPx * 3;
    const lastColumn = 3 * (size.widthPx - 1);
    let at = row * widthPx;
    let below = at + widthPx;
    let half = (row >> 1) * chromaWidthPx;
    for (let pair = 0; pair < chromaWidthPx; pair++, at += 2, below += 2, half++) {
      const left = pair < pairs ? 6 * pair : Math.min(lastColumn, 6 * pair);
      const right = pair < pairs ? left + 3 : Math.min(lastColumn, 6 * pair + 3);
      const r0 = rgb[upper + left]!;
      const g0 = rgb[upper + left + 1]!;
      const b0 = rgb[upper + left + 2]!;
      const r1 = rgb[upper + right]!;
      const g1 = rgb[upper + right + 1]!;
      const b1 = rgb[upper + right + 2]!;
      const r2 = rgb[lower + left]!;
      const g2 = rgb[lower + left + 1]!;
      const b2 = rgb[lower + left + 2]!;
      const r3 = rgb[lower + right]!;
      const g3 = rgb[lower + right + 1]!;
      const b3 = rgb[lower + right + 2]!;
      y[at] = ((19595 * r0 + 38470 * g0 + 7471 * b0 + 32768) >> 16) - 128;
      y[at + 1] = ((19595 * r1 + 38470 * g1 + 7471 * b1 + 32768) >> 16) - 128;
      y[below] = ((19595 * r2 + 38470 * g2 + 7471 * b2 + 32768) >> 16) - 128;
      y[below + 1] = ((19595 * r3 + 38470 * g3 + 7471 * b3 + 32768) >> 16) - 128;
      const red = r0 + r1 + r2 + r3;
      const green = g0 + g1 + g2 + g3;
      const blue = b0 + b1 + b2 + b3;
      cb[half] = (-11059 * red - 21709 * green + 32768 * blue + 131072) >> 18;
      cr[half] = (32768 * red - 27439 * green - 5329 * blue + 131072) >> 18;
    }
  }
}

// The sheet of paper that effects print, stain and write on: the page's raster with one word a pixel, red + 256 green
// + 65536 blue. One word is what the resampling pass reads fastest, and a stain can leave the page's palette.

import type { PageRaster } from "../../draw/page-to-raster.ts";

export interface PackedSheet {
  readonly widthPx: number;
  readonly heightPx: number;
  readonly pxPerMm: number;
  readonly packed: Int32Array;
}

export function packColour(red: number, green: number, blue: number): number {
  return red | (green << 8) | (blue << 16);
}

/** A page's words are 15 MB: the last sheet's are used again, for only one is worked on at a time. */
let kept = new Int32Array(0);
const LONGEST_KEPT = 1 << 23;

function words(count: number): Int32Array {
  if (count > LONGEST_KEPT) return new Int32Array(count);
  if (kept.length !== count) kept = new Int32Array(count);
  return kept;
}

/** The sheet of a page; valid until the next one is asked for. */
export function packedSheet({ widthPx, heightPx, pxPerMm, indices, palette }: PageRaster): PackedSheet {
  const colours = new Int32Array(256);
  for (let index = 0; 3 * index + 2 < palette.length; index++) {
    colours[index] = packColour(palette[3 * index]!, palette[3 * index + 1]!, palette[3 * index + 2]!);
  }
  const packed = words(widthPx * heightPx);
  for (let pixel = 0; pixel < packed.length; pixel++) packed[pixel] = colours[indices[pixel]!]!;
  return { widthPx, heightPx, pxPerMm, packed };
}

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

export function packedSheet({ widthPx, heightPx, pxPerMm, indices, palette }: PageRaster): PackedSheet {
  const colours = new Int32Array(256);
  for (let index = 0; 3 * index + 2 < palette.length; index++) {
    colours[index] = packColour(palette[3 * index]!, palette[3 * index + 1]!, palette[3 * index + 2]!);
  }
  const packed = new Int32Array(widthPx * heightPx);
  for (let pixel = 0; pixel < packed.length; pixel++) packed[pixel] = colours[indices[pixel]!]!;
  return { widthPx, heightPx, pxPerMm, packed };
}

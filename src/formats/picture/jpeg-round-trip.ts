// A picture as it comes back from a JPEG file, without the file: colours, transform and rounding of the levels lose
// something, the Huffman code nothing. Colour is brought back to full size as libjpeg does, by a triangle filter.

import { checkJpegOptions, type JpegOptions, transformStrip } from "./encode-jpeg.ts";
import { fillStrip, type Strip, strip } from "./jpeg-planes.ts";
import { quantisation } from "./jpeg-tables.ts";
import { backwardBlock, backwardFactors, forwardFactors } from "./jpeg-transform.ts";
import type { Picture } from "./picture.ts";

interface Plane {
  readonly widthPx: number;
  readonly heightPx: number;
  readonly values: Int16Array;
}

/** What a reader sees of a picture that was saved with `encodeJpeg` and the same options. */
export function jpegRoundTrip(picture: Picture, options: JpegOptions = {}): Picture {
  const { quality = 90, subsampling = "4:2:0" } = options;
  checkJpegOptions(picture, quality);
  const steps = quantisation(quality);
  const isHalved = subsampling === "4:2:0";
  const source = strip(picture.widthPx, subsampling);
  const forward = {
    luminance: forwardFactors(steps.luminance),
    chrominance: forwardFactors(steps.chrominance),
  };
  const backward = {
    luminance: backwardFactors(steps.luminance),
    chrominance: backwardFactors(steps.chrominance),
  };
  const levels = new Int16Array((source.chromaWidthPx / 8) * (isHalved ? 6 : 3) * 64);
  const strips = Math.ceil(picture.heightPx / source.rows);
  const plane = (widthPx: number, heightPx: number): Plane => {
    return { widthPx, heightPx, values: new Int16Array(widthPx * heightPx) };
  };
  const y = plane(source.widthPx, strips * source.rows);
  const cb = plane(source.chromaWidthPx, strips * 8);
  const cr = plane(source.chromaWidthPx, strips * 8);
  for (let index = 0; index < strips; index++) {
    fillStrip(source, picture, index * source.rows);
    transformStrip(source, forward, levels);
    const place = { y: y.values, cb: cb.values, cr: cr.values, index };
    restoreStrip(source, backward, levels, place);
  }
  return isHalved
    ? merged(picture, y, upsampled(cb, picture), upsampled(cr, picture))
    : merged(picture, y, cb, cr);
}

function restoreStrip(
  { widthPx, chromaWidthPx, rows }: Strip,
  factors: { readonly luminance: Float64Array; readonly chrominance: Float64Array },
  levels: Int16Array,
  to: { readonly y: Int16Array; readonly cb: Int16Array; readonly cr: Int16Array; readonly index: number },
): void {
  const isHalved = rows === 16;
  const top = to.index * rows * widthPx;
  const chromaTop = to.index * 8 * chromaWidthPx;
  let from = 0;
  for (let column = 0; column < chromaWidthPx; column += 8) {
    const left = top + (isHalved ? 2 * column : column);
    backwardBlock(levels, from, factors.luminance, to.y, left, widthPx);
    if (isHalved) {
      backwardBlock(levels, from + 64, factors.luminance, to.y, left + 8, widthPx);
      backwardBlock(levels, from + 128, factors.luminance, to.y, left + 8 * widthPx, widthPx);
      backwardBlock(levels, from + 192, factors.luminance, to.y, left + 8 * widthPx + 8, widthPx);
      from += 192;
    }
    backwardBlock(levels, from + 64, factors.chrominance, to.cb, chromaTop + column, chromaWidthPx);
    backwardBlock(levels, from + 128, factors.chrominance, to.cr, chromaTop + column, chromaWidthPx);
    from += 192;
  }
}

/** Twice as wide and high: each new pixel takes 9 / 16 of its own, 3 / 16 of either neighbour, 1 / 16 of the diagonal one. */
function upsampled(half: Plane, { widthPx, heightPx }: Picture): Plane {
  const columns = Math.ceil(widthPx / 2);
  const rows = Math.ceil(heightPx / 2);
  const width = 2 * columns;
  const values = new Int16Array(width * 2 * rows);
  const mixed = new Int16Array(columns);
  for (let row = 0; row < 2 * rows; row++) {
    const near = row >> 1;
    const far = Math.min(rows - 1, Math.max(0, row & 1 ? near + 1 : near - 1));
    for (let column = 0; column < columns; column++) {
      mixed[column] =
        3 * half.values[near * half.widthPx + column]! + half.values[far * half.widthPx + column]!;
    }
    for (let column = 0, at = row * width; column < columns; column++, at += 2) {
      const own = 3 * mixed[column]!;
      values[at] = (own + mixed[Math.max(0, column - 1)]! + 8) >> 4;
      values[at + 1] = (own + mixed[Math.min(columns - 1, column + 1)]! + 7) >> 4;
    }
  }
  return { widthPx: width, heightPx: 2 * rows, values };
}

function merged({ widthPx, heightPx }: Picture, y: Plane, cb: Plane, cr: Plane): Picture {
  const rgb = new Uint8ClampedArray(3 * widthPx * heightPx);
  for (let row = 0, to = 0; row < heightPx; row++) {
    const bright = row * y.widthPx;
    const chroma = row * cb.widthPx;
    for (let column = 0; column < widthPx; column++, to += 3) {
      const level = (y.values[bright + column]! + 128) * 65536 + 32768;
      const blueness = cb.values[chroma + column]!;
      const redness = cr.values[chroma + column]!;
      rgb[to] = (level + 91881 * redness) >> 16;
      rgb[to + 1] = (level - 22554 * blueness - 46802 * redness) >> 16;
      rgb[to + 2] = (level + 116130 * blueness) >> 16;
    }
  }
  return { widthPx, heightPx, rgb: new Uint8Array(rgb.buffer) };
}

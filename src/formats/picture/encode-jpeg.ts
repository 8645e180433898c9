// Baseline JPEG (ITU-T T.81) in a JFIF file: what cameras and scanners write, so that its artefacts in a picture are
// the real ones. Written here because it is twice as fast as the encoders in WebAssembly and in JavaScript that npm
// has, needs nothing to load, and gives the same bytes in every engine.

import { UsageError } from "../../ecg/errors.ts";
import { fillStrip, type Strip, type Subsampling, strip } from "./jpeg-planes.ts";
import {
  CHROMINANCE_AC,
  CHROMINANCE_DC,
  type HuffmanSpec,
  LUMINANCE_AC,
  LUMINANCE_DC,
  quantisation,
  ZIGZAG,
} from "./jpeg-tables.ts";
import { forwardBlock, forwardFactors } from "./jpeg-transform.ts";
import { jpegWriter } from "./jpeg-writer.ts";
import type { Picture } from "./picture.ts";

export interface JpegOptions {
  /** 1 to 100 on the scale of the Independent JPEG Group; default 90. */
  readonly quality?: number;
  /** "4:2:0" (default) keeps colour at half the resolution, as cameras do. */
  readonly subsampling?: Subsampling;
  /** Written into the file as its resolution. */
  readonly dpi?: number;
  /** A comment in the file, in ASCII. */
  readonly comment?: string;
}

export const MOST_JPEG_SIDE_PX = 65535;

export function checkJpegOptions({ widthPx, heightPx }: Picture, quality: number): void {
  if (!Number.isInteger(quality) || quality < 1 || quality > 100) {
    throw new UsageError(`JPEG quality: got ${quality}, wanted a whole number from 1 to 100`);
  }
  if (widthPx < 1 || heightPx < 1 || widthPx > MOST_JPEG_SIDE_PX || heightPx > MOST_JPEG_SIDE_PX) {
    throw new UsageError(
      `JPEG size: got ${widthPx} x ${heightPx} px, wanted sides from 1 to ${MOST_JPEG_SIDE_PX} px`,
    );
  }
}

/** Transforms a strip's blocks, MCU by MCU as the file holds them. */
export function transformStrip(
  source: Strip,
  factors: { readonly luminance: Float64Array; readonly chrominance: Float64Array },
  levels: Int16Array,
): void {
  const { widthPx, chromaWidthPx, rows, y, cb, cr } = source;
  const isHalved = rows === 16;
  let to = 0;
  for (let column = 0; column < chromaWidthPx; column += 8) {
    const left = isHalved ? 2 * column : column;
    forwardBlock(y, left, widthPx, factors.luminance, levels, to);
    if (isHalved) {
      forwardBlock(y, left + 8, widthPx, factors.luminance, levels, to + 64);
      forwardBlock(y, left + 8 * widthPx, widthPx, factors.luminance, levels, to + 128);
      forwardBlock(y, left + 8 * widthPx + 8, widthPx, factors.luminance, levels, to + 192);
      to += 192;
    }
    forwardBlock(cb, column, chromaWidthPx, factors.chrominance, levels, to + 64);
    forwardBlock(cr, column, chromaWidthPx, factors.chrominance, levels, to + 128);
    to += 192;
  }
}

function huffmanSegment(place: number, { counts, symbols }: HuffmanSpec): number[] {
  return [place, ...counts, ...symbols];
}

/**
 * A picture as the bytes of a JPEG file.
 * @throws UsageError for a quality that is none, or a picture without pixels or too large for the format.
 */
export function encodeJpeg(picture: Picture, options: JpegOptions = {}): Uint8Array {
  const { quality = 90, subsampling = "4:2:0", dpi, comment } = options;
  checkJpegOptions(picture, quality);
  const { widthPx, heightPx } = picture;
  const { luminance, chrominance } = quantisation(quality);
  const isHalved = subsampling === "4:2:0";
  const writer = jpegWriter();
  const word = (value: number) => [value >> 8, value & 255];

  writer.marker(0xd8);
  const density = dpi === undefined ? [0, ...word(1), ...word(1)] : [1, ...word(dpi), ...word(dpi)];
  writer.segment(0xe0, [0x4a, 0x46, 0x49, 0x46, 0, 1, 1, ...density, 0, 0]); // "JFIF", version 1.1
  if (comment !== undefined) {
    writer.segment(
      0xfe,
      Array.from(comment, (letter) => letter.charCodeAt(0) & 127),
    );
  }
  const inZigzag = (steps: Uint8Array) => Array.from(ZIGZAG, (at) => steps[at]!);
  writer.segment(0xdb, [0, ...inZigzag(luminance), 1, ...inZigzag(chrominance)]);
  const size = [8, ...word(heightPx), ...word(widthPx)];
  writer.segment(0xc0, [...size, 3, 1, isHalved ? 0x22 : 0x11, 0, 2, 0x11, 1, 3, 0x11, 1]);
  writer.segment(0xc4, [
    ...huffmanSegment(0x00, LUMINANCE_DC),
    ...huffmanSegment(0x10, LUMINANCE_AC),
    ...huffmanSegment(0x01, CHROMINANCE_DC),
    ...huffmanSegment(0x11, CHROMINANCE_AC),
  ]);
  writer.segment(0xda, [3, 1, 0x00, 2, 0x11, 3, 0x11, 0, 63, 0]);

  const planes = strip(widthPx, subsampling);
  const factors = { luminance: forwardFactors(luminance), chrominance: forwardFactors(chrominance) };
  const levels = new Int16Array((planes.chromaWidthPx / 8) * (isHalved ? 6 : 3) * 64);
  for (let top = 0; top < heightPx; top += planes.rows) {
    fillStrip(planes, picture, top);
    transformStrip(planes, factors, levels);
    writer.blocks(levels, isHalved ? 4 : 1);
  }
  writer.endOfScan();
  writer.marker(0xd9);
  return writer.bytes();
}

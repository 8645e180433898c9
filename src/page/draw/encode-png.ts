// An indexed PNG (ISO/IEC 15948), chunk by chunk. Compression is the caller's: Node has zlib, a browser has
// CompressionStream, and a page needs neither to be the same image. Rows are stored unfiltered: with flat colours
// filters only cost. The disclaimer travels in a text chunk, for some pages do not show it.

import { DISCLAIMER } from "../../ecg/disclaimer.ts";
import { crc32 } from "../../formats/crc32.ts";
import type { PageRaster } from "./page-to-raster.ts";

/** Compresses to the zlib format (RFC 1950). */
export type Deflate = (bytes: Uint8Array) => Uint8Array | Promise<Uint8Array>;

const SIGNATURE = [137, 80, 78, 71, 13, 10, 26, 10];

function ascii(text: string): Uint8Array {
  return Uint8Array.from(text, (character) => character.charCodeAt(0));
}

function chunk(type: string, data: Uint8Array): Uint8Array {
  const bytes = new Uint8Array(data.length + 12);
  const view = new DataView(bytes.buffer);
  view.setUint32(0, data.length);
  bytes.set(ascii(type), 4);
  bytes.set(data, 8);
  view.setUint32(data.length + 8, crc32(bytes.subarray(4, data.length + 8)));
  return bytes;
}

function header({ widthPx, heightPx }: PageRaster): Uint8Array {
  const bytes = new Uint8Array(13);
  const view = new DataView(bytes.buffer);
  view.setUint32(0, widthPx);
  view.setUint32(4, heightPx);
  bytes.set([8, 3, 0, 0, 0], 8); // 8 bits, palette, deflate, adaptive filtering, not interlaced
  return bytes;
}

/** pHYs: pixels a metre, so that the page prints at its true size. */
function physicalSize({ pxPerMm }: PageRaster): Uint8Array {
  const bytes = new Uint8Array(9);
  const view = new DataView(bytes.buffer);
  view.setUint32(0, Math.round(pxPerMm * 1000));
  view.setUint32(4, Math.round(pxPerMm * 1000));
  bytes[8] = 1;
  return bytes;
}

function scanlines({ widthPx, heightPx, indices }: PageRaster): Uint8Array {
  const bytes = new Uint8Array((widthPx + 1) * heightPx); // each row begins with filter type 0
  for (let y = 0; y < heightPx; y++) {
    bytes.set(indices.subarray(y * widthPx, (y + 1) * widthPx), y * (widthPx + 1) + 1);
  }
  return bytes;
}

/** The raster as the bytes of a PNG file. */
export async function encodePng(raster: PageRaster, deflate: Deflate): Promise<Uint8Array> {
  const parts = [
    Uint8Array.from(SIGNATURE),
    chunk("IHDR", header(raster)),
    chunk("pHYs", physicalSize(raster)),
    chunk("tEXt", ascii(`Disclaimer\0${DISCLAIMER}`)),
    chunk("PLTE", raster.palette),
    chunk("IDAT", await deflate(scanlines(raster))),
    chunk("IEND", new Uint8Array(0)),
  ];
  const bytes = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let offset = 0;
  for (const part of parts) {
    bytes.set(part, offset);
    offset += part.length;
  }
  return bytes;
}

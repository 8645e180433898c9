// A Picture as the bytes of a PNG file (ISO/IEC 15948): 8 bits a colour, rows unfiltered. Compression is the caller's, as
// for drawn pages.

import { crc32 } from "../crc32.ts";
import type { Picture } from "./picture.ts";

const SIGNATURE = [137, 80, 78, 71, 13, 10, 26, 10];

/** `deflate` compresses to the zlib format (RFC 1950). */
export function encodeRgbPng(
  { widthPx, heightPx, rgb }: Picture,
  deflate: (bytes: Uint8Array) => Uint8Array,
): Uint8Array {
  const header = new Uint8Array(13);
  const view = new DataView(header.buffer);
  view.setUint32(0, widthPx);
  view.setUint32(4, heightPx);
  header.set([8, 2, 0, 0, 0], 8);
  const lines = new Uint8Array((widthPx * 3 + 1) * heightPx);
  for (let y = 0; y < heightPx; y++) {
    lines.set(rgb.subarray(y * widthPx * 3, (y + 1) * widthPx * 3), y * (widthPx * 3 + 1) + 1);
  }
  const parts = [
    Uint8Array.from(SIGNATURE),
    chunk("IHDR", header),
    chunk("IDAT", deflate(lines)),
    chunk("IEND", new Uint8Array(0)),
  ];
  const bytes = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    bytes.set(part, at);
    at += part.length;
  }
  return bytes;
}

function chunk(type: string, data: Uint8Array): Uint8Array {
  const bytes = new Uint8Array(data.length + 12);
  const view = new DataView(bytes.buffer);
  view.setUint32(0, data.length);
  for (let i = 0; i < 4; i++) bytes[4 + i] = type.charCodeAt(i);
  bytes.set(data, 8);
  view.setUint32(data.length + 8, crc32(bytes.subarray(4, data.length + 8)));
  return bytes;
}

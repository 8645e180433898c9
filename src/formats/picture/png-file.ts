// A PNG file (ISO/IEC 15948) around pixels that somebody else has laid out and compressed: signature, header, palette,
// true size, the disclaimer as text, data. Compression is the caller's: Node has zlib, a browser CompressionStream.
import { DISCLAIMER } from "../../ecg/disclaimer.ts";
import { crc32 } from "../crc32.ts";

/** Compresses to the zlib format (RFC 1950). */
export type Deflate = (bytes: Uint8Array) => Uint8Array | Promise<Uint8Array>;

export interface PngContent {
  readonly widthPx: number;
  readonly heightPx: number;
  /** So that the page prints at its true size. */
  readonly pxPerMm: number;
  /** Red, green, blue of each palette index; null where pixels are red, green and blue themselves. */
  readonly palette: Uint8Array | null;
  /** Rows, each with its filter type in front, compressed. */
  readonly data: Uint8Array;
}

const SIGNATURE = [137, 80, 78, 71, 13, 10, 26, 10];
const INDEXED = 3;
const TRUE_COLOUR = 2;

export function pngFile({ widthPx, heightPx, pxPerMm, palette, data }: PngContent): Uint8Array {
  const header = new Uint8Array(13);
  const headerView = new DataView(header.buffer);
  headerView.setUint32(0, widthPx);
  headerView.setUint32(4, heightPx);
  header.set([8, palette === null ? TRUE_COLOUR : INDEXED, 0, 0, 0], 8); // 8 bits, deflate, adaptive filters, not interlaced
  const size = new Uint8Array(9);
  const sizeView = new DataView(size.buffer);
  sizeView.setUint32(0, Math.round(pxPerMm * 1000));
  sizeView.setUint32(4, Math.round(pxPerMm * 1000));
  size[8] = 1; // pixels a metre
  const parts = [
    Uint8Array.from(SIGNATURE),
    chunk("IHDR", header),
    chunk("pHYs", size),
    chunk("tEXt", ascii(`Disclaimer\0${DISCLAIMER}`)),
    ...(palette === null ? [] : [chunk("PLTE", palette)]),
    chunk("IDAT", data),
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

function chunk(type: string, data: Uint8Array): Uint8Array {
  const bytes = new Uint8Array(data.length + 12);
  const view = new DataView(bytes.buffer);
  view.setUint32(0, data.length);
  bytes.set(ascii(type), 4);
  bytes.set(data, 8);
  view.setUint32(data.length + 8, crc32(bytes.subarray(4, data.length + 8)));
  return bytes;
}

function ascii(text: string): Uint8Array {
  return Uint8Array.from(text, (character) => character.charCodeAt(0));
}

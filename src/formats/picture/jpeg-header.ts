// What a JPEG's markers say before its data: size, number of colours, and the orientation in its Exif block.

import { FormatError } from "../../ecg/errors.ts";

export interface JpegHeader {
  readonly widthPx: number;
  readonly heightPx: number;
  readonly components: number;
  /** 1 to 8 as in Exif; 1 is upright. */
  readonly orientation: number;
}

const ORIENTATION_TAG = 0x0112;
/** SOF0 to SOF15 without DHT, JPG and DAC, which lie among them. */
const isFrame = (marker: number) =>
  marker >= 0xc0 && marker <= 0xcf && marker !== 0xc4 && marker !== 0xc8 && marker !== 0xcc;

/** Throws FormatError where there is no frame header. */
export function readJpegHeader(bytes: Uint8Array, where: string): JpegHeader {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let orientation = 1;
  for (let at = 2; at + 9 < bytes.length; ) {
    if (bytes[at] !== 0xff) break;
    const marker = bytes[at + 1]!;
    if (marker === 0xff) {
      at++; // a fill byte
      continue;
    }
    if (marker === 0x01 || (marker >= 0xd0 && marker <= 0xd8)) {
      at += 2; // no length follows
      continue;
    }
    if (isFrame(marker)) {
      return {
        heightPx: view.getUint16(at + 5),
        widthPx: view.getUint16(at + 7),
        components: bytes[at + 9]!,
        orientation,
      };
    }
    const length = view.getUint16(at + 2);
    if (marker === 0xe1)
      orientation = exifOrientation(bytes.subarray(at + 4, at + 2 + length)) ?? orientation;
    at += 2 + length;
  }
  throw new FormatError({ file: where, field: "JPEG", got: "no frame header", wanted: "a picture" });
}

/** The tag of the first directory, or null where the block is not Exif, has none, or is out of order. */
function exifOrientation(block: Uint8Array): number | null {
  if (String.fromCharCode(...block.subarray(0, 6)) !== "Exif\0\0" || block.length < 16) return null;
  const tiff = new DataView(block.buffer, block.byteOffset + 6, block.length - 6);
  const order = tiff.getUint16(0);
  if (order !== 0x4949 && order !== 0x4d4d) return null;
  const little = order === 0x4949;
  const directory = tiff.getUint32(4, little);
  if (directory + 2 > tiff.byteLength) return null;
  const entries = tiff.getUint16(directory, little);
  for (let entry = 0; entry < entries; entry++) {
    const at = directory + 2 + entry * 12;
    if (at + 12 > tiff.byteLength) return null;
    if (tiff.getUint16(at, little) !== ORIENTATION_TAG) continue;
    const value = tiff.getUint16(at + 8, little);
    return value >= 1 && value <= 8 ? value : null;
  }
  return null;
}

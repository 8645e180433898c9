// An image file's bytes to a Picture, by content: PNG and JPEG. Decoders are loaded when a file needs them.

import { UnsupportedError } from "../../ecg/errors.ts";
import type { Picture } from "./picture.ts";

export type PictureFormat = "png" | "jpeg";

/** Which image format the bytes begin like, or null. */
export function pictureFormat(bytes: Uint8Array): PictureFormat | null {
  const starts = (magic: readonly number[]) => magic.every((byte, index) => bytes[index] === byte);
  if (starts([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])) return "png";
  return starts([0xff, 0xd8, 0xff]) ? "jpeg" : null;
}

/**
 * Throws FormatError where the file is damaged or incomplete, UnsupportedError where it is no PNG or JPEG, or one of a
 * kind or size that is not read.
 */
export async function decodePicture(bytes: Uint8Array, where: string): Promise<Picture> {
  switch (pictureFormat(bytes)) {
    case "png":
      return (await import("./decode-png.ts")).decodePng(bytes, where);
    case "jpeg":
      return (await import("./decode-jpeg.ts")).decodeJpeg(bytes, where);
    case null:
      throw new UnsupportedError(`${where} is no picture that is read, wanted PNG or JPEG`);
  }
}

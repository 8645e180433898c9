// How large a picture may be. A header is a stranger's promise, so this is asked before any memory is taken.

import { FormatError, UnsupportedError } from "../../ecg/errors.ts";

/** A4 at 600 dpi has 35 million; as RGB these are 192 MB. */
export const MAX_PICTURE_PIXELS = 64_000_000;

/** Throws FormatError for a picture without pixels, UnsupportedError for one that is too large. */
export function checkPictureSize(where: string, widthPx: number, heightPx: number): void {
  if (widthPx < 1 || heightPx < 1) {
    throw new FormatError({
      file: where,
      field: "picture size",
      got: `${widthPx} x ${heightPx}`,
      wanted: "at least 1 x 1",
    });
  }
  if (widthPx * heightPx <= MAX_PICTURE_PIXELS) return;
  throw new UnsupportedError(
    `${where}: the picture has ${widthPx} x ${heightPx} pixels, wanted at most ${MAX_PICTURE_PIXELS / 1e6} million`,
  );
}

// Which pieces of ink are traces: long ones that are no frame around the page.

import type { Blobs } from "../ink/blobs.ts";
import type { Sheet } from "../ink/sheet.ts";

const LEAST_LENGTH_MM = 14;

/** For each blob, whether it is a trace, alone or several that touch. */
export function traceBlobs({ list }: Blobs, { ink, pxPerMm }: Sheet): boolean[] {
  return list.map((blob) => {
    const [width, height] = [blob.right - blob.left, blob.bottom - blob.top];
    if (width < LEAST_LENGTH_MM * pxPerMm) return false;
    // a frame spans the sheet and has next to nothing within its box
    const spans = width > 0.6 * ink.widthPx && height > 0.5 * ink.heightPx;
    if (spans && blob.areaPx < 0.006 * width * height) return false;
    // a ruled line: straight, with no room for a single wave over more than a whole row's length
    const isLine = height < 0.9 * pxPerMm && width > 0.8 * ink.widthPx;
    return !isLine && width > 1.2 * height * 0.25;
  });
}

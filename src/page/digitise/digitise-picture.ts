// A picture of an ECG page to its signals: the ruling gives scale and perspective, colours part ink from ruling, pulses
// and lead names say what stands where, and each lead's pen is followed through its ink.

import { UsageError } from "../../ecg/errors.ts";
import type { Picture } from "../../formats/picture/picture.ts";
import { type Corners, type CropBox, cropPicture, straightenPicture } from "./crop-picture.ts";
import { darkness } from "./darkness.ts";
import type { Digitised } from "./digitised.ts";
import { findSheetMap } from "./grid/find-sheet-map.ts";
import { inkWeights } from "./ink/ink-colours.ts";
import { removeGrid } from "./ink/remove-grid.ts";
import { flattenSheet } from "./ink/sheet.ts";
import { SHEET_LAYOUT_NAMES } from "./layout/sheet-layouts.ts";
import { paperLight } from "./paper-light.ts";
import { readSheet } from "./read-sheet.ts";
import { reducePicture } from "./reduce-picture.ts";

export interface DigitiseOptions {
  /** Scale of the picture where it is known, or where no ruling can be seen. */
  readonly pxPerMm?: number;
  readonly speedMmPerS?: number;
  readonly gainMmPerMv?: number;
  /** One of `SHEET_LAYOUT_NAMES`. */
  readonly layout?: string;
  /** Only this part of the picture. */
  readonly crop?: CropBox;
  /** Corners, in the whole picture, of something rectangular on the sheet: undoes a perspective that is not found. */
  readonly corners?: Corners;
}

/** The sheet reaches beyond where its ruling was followed: half a tile, and text below the field. */
const MARGIN_MM = 14;

/**
 * Throws UnsupportedError, saying why, for a picture that is no ECG or cannot be read as one, UsageError for options that
 * make no sense. Positions in the result are those of the whole picture.
 */
export function digitisePicture(picture: Picture, options: DigitiseOptions = {}): Digitised {
  if (options.layout !== undefined && !SHEET_LAYOUT_NAMES.includes(options.layout)) {
    throw new UsageError(
      `layout: got ${JSON.stringify(options.layout)}, wanted one of: ${SHEET_LAYOUT_NAMES.join(", ")}`,
    );
  }
  if (options.corners !== undefined) {
    const { picture: flat, toSource } = straightenPicture(picture, options.corners);
    return placedBack(digitiseUpright(flat, options), picture, toSource);
  }
  if (options.crop !== undefined) {
    const [left, top] = options.crop.map((value) => Math.max(0, Math.round(value))) as [number, number];
    const part = digitiseUpright(cropPicture(picture, options.crop), options);
    return placedBack(part, picture, (x, y) => [x + left, y + top]);
  }
  return digitiseUpright(picture, options);
}

/** A large picture is read at a part of its size. */
function digitiseUpright(original: Picture, options: DigitiseOptions): Digitised {
  const { picture, factor } = reducePicture(original);
  if (factor === 1) return digitiseAsItIs(picture, options);
  const { pxPerMm } = options;
  const given = pxPerMm === undefined ? {} : { pxPerMm: pxPerMm / factor };
  const digitised = digitiseAsItIs(picture, { ...options, ...given });
  return {
    ...placedBack(digitised, original, (x, y) => [x * factor, y * factor]),
    pxPerMm: digitised.pxPerMm * factor,
  };
}

function placedBack(
  digitised: Digitised,
  { widthPx, heightPx }: Picture,
  toSource: (xPx: number, yPx: number) => [number, number],
): Digitised {
  const leads = digitised.leads.map((lead) => ({
    ...lead,
    cornersPx: lead.cornersPx.map(([x, y]) => toSource(x, y)),
    linePx: lead.linePx.map(([x, y]) => toSource(x, y)),
  }));
  return { ...digitised, widthPx, heightPx, leads };
}

function digitiseAsItIs(picture: Picture, options: DigitiseOptions): Digitised {
  const { widthPx, heightPx } = picture;
  const light = paperLight(picture);
  const map = findSheetMap(picture, light, options.pxPerMm ?? null);
  const boxPx = [0, 0, widthPx, heightPx] as const;
  const weights = inkWeights(picture, { light, toSheet: map.isGiven ? null : map.toSheet, boxPx });
  const ink = darkness(picture, { light, weights, most: 1.2 });
  const { left, top, right, bottom } = map.boxMm;
  const sheet = flattenSheet(ink, map, {
    left: left - MARGIN_MM,
    top: top - MARGIN_MM,
    right: right + MARGIN_MM,
    bottom: bottom + MARGIN_MM,
  });
  if (!map.isGiven) removeGrid(sheet);
  return {
    widthPx,
    heightPx,
    geometry: map.isGiven ? "given" : map.kind,
    gridResidualMm: map.isGiven ? null : map.residualMm,
    ...readSheet(sheet, options),
  };
}

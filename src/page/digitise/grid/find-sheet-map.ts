// The map from picture to sheet, from the ruling or from a scale that the user gives.

import type { Picture } from "../../../formats/picture/picture.ts";
import { darkness } from "../darkness.ts";
import { noEcg } from "../no-ecg.ts";
import type { PaperLight } from "../paper-light.ts";
import { findLattice } from "./find-lattice.ts";
import { followLattice } from "./follow-lattice.ts";
import { fitSheetMap, givenScale, type SheetMap } from "./sheet-map.ts";

/** A trace is darker than any ruling: beyond this it counts no more than a ruled line. */
const MOST_DARKNESS = 0.35;
const EQUAL_WEIGHTS = [1 / 3, 1 / 3, 1 / 3] as const;
/** At fewer pixels a millimetre, 20 ms of 25 mm/s are one pixel, and a QRS is three. */
export const LEAST_PX_PER_MM = 2;

export type FoundSheetMap = SheetMap & { readonly isGiven: boolean };

/** Throws UnsupportedError where there is no ruling, or it is too small to be read. */
export function findSheetMap(
  picture: Picture,
  light: PaperLight,
  givenPxPerMm: number | null,
): FoundSheetMap {
  const { widthPx, heightPx } = picture;
  if (givenPxPerMm !== null) return { ...givenScale(givenPxPerMm, widthPx, heightPx), isGiven: true };
  if (Math.min(widthPx, heightPx) < 64) throw noEcg(`it has only ${widthPx} x ${heightPx} pixels`);
  const dark = darkness(picture, { light, weights: EQUAL_WEIGHTS, most: MOST_DARKNESS });
  const lattice = findLattice(dark);
  if (lattice === null) {
    throw noEcg("no ruled grid was found (--px-per-mm gives the scale of a page without one)");
  }
  const map = fitSheetMap(followLattice(dark, lattice));
  if (map === null) throw noEcg("the ruled grid covers too little of it");
  if (map.pxPerMm < LEAST_PX_PER_MM) {
    throw noEcg(
      `it has ${map.pxPerMm.toFixed(1)} pixels a millimetre of paper, wanted at least ${LEAST_PX_PER_MM}`,
    );
  }
  return { ...map, isGiven: false };
}

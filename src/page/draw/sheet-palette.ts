// The palette of a page's raster: every colour of its sheet, plain and under each tint that is used on it, from no ink
// to full ink. It must fit one byte, so under a tint colours that lie close become one: better than too few levels of
// ink, on which every smooth edge depends.

import type { Rgb } from "../layout/page-style.ts";
import type { MarkKind, Page } from "../page.ts";
import { blend, sheetClasses } from "./grid-template.ts";
import { markLook } from "./mark-looks.ts";

export interface SheetPalette {
  /** Values that a pixel has for each colour of paper below it. */
  readonly inkLevels: number;
  /** Red, green and blue of every pixel value. */
  readonly palette: Uint8Array;
  /** For each kind in use what a pixel's value becomes under its tint; a tint replaces another. */
  readonly tinted: ReadonlyMap<MarkKind, Uint8Array>;
}

const MAX_INK_LEVELS = 16;
/** Enough for smooth edges: 256 values by 8. */
const MAX_CLASSES = 32;
/** How far apart colours may be that become one, in steps of the brightest difference of a channel. */
const TOLERANCES = [0, 4, 8, 16, 32, 64, 255];

interface TintClasses {
  readonly colours: readonly Rgb[];
  /** For each colour of the plain sheet the index of its tinted one. */
  readonly of: readonly number[];
}

function tintClasses(sheet: readonly Rgb[], tint: Rgb, opacity: number, tolerance: number): TintClasses {
  const colours: Rgb[] = [];
  const of = sheet.map((plain) => {
    const colour = blend(plain, tint, opacity);
    const near = colours.findIndex((other) =>
      other.every((channel, index) => Math.abs(channel - colour[index]!) <= tolerance),
    );
    return near >= 0 ? near : colours.push(colour) - 1;
  });
  return { colours, of };
}

function kindsOn(page: Page): MarkKind[] {
  const kinds = page.items.flatMap((item) =>
    item.kind === "highlight" || (item.kind === "mark" && item.plateMm !== null) ? [item.mark] : [],
  );
  return [...new Set(kinds)].sort();
}

/** The palette that a page needs at a resolution. */
export function sheetPalette(page: Page, pxPerMm: number): SheetPalette {
  const { style } = page;
  const { colours: sheet } = sheetClasses(style, pxPerMm);
  const kinds = kindsOn(page);
  const tintsWithin = (tolerance: number) =>
    kinds.map((kind) => {
      const { tint, opacity } = markLook(kind, style);
      return tintClasses(sheet, tint, opacity, tolerance);
    });
  const countOf = (tints: readonly TintClasses[]) =>
    tints.reduce((sum, { colours }) => sum + colours.length, sheet.length);
  const tolerance = TOLERANCES.find((each) => countOf(tintsWithin(each)) <= MAX_CLASSES) ?? 255;
  const tints = tintsWithin(tolerance);
  const inkLevels = Math.min(MAX_INK_LEVELS, Math.floor(256 / countOf(tints)));

  const colours = [...sheet, ...tints.flatMap((tint) => tint.colours)];
  const levels = Array.from({ length: inkLevels }, (_, level) => level / (inkLevels - 1));
  const palette = Uint8Array.from(
    colours.flatMap((colour) => levels.flatMap((level) => blend(colour, style.ink, level))),
  );

  // The first plain class that each class comes from: what lies under another tint is tinted anew.
  const plainOf = sheet.map((_, index) => index);
  const firsts = tints.map((tint) => {
    const first = plainOf.length;
    for (let index = 0; index < tint.colours.length; index++) plainOf.push(tint.of.indexOf(index));
    return first;
  });
  const tinted = new Map(
    kinds.map((kind, at) => {
      const values = Uint8Array.from({ length: 256 }, (_, value) => {
        const plain = plainOf[Math.floor(value / inkLevels)];
        if (plain === undefined) return value; // no pixel has it
        return (firsts[at]! + tints[at]!.of[plain]!) * inkLevels + (value % inkLevels);
      });
      return [kind, values] as const;
    }),
  );
  return { inkLevels, palette, tinted };
}

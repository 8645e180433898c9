// The layouts as data: which lead stands in which column, from top to bottom, how many rhythm strips run below, and
// who places them. Cabrera's order is not a layout of its own: it changes who stands in the six limb leads' places.

import { LIMB_LEADS, PRECORDIAL_LEADS, STANDARD_LEADS } from "../../ecg/lead-names.ts";
import type { PageLayout } from "../page.ts";

export interface LayoutSpec {
  readonly columns: readonly (readonly string[])[];
  readonly strips: 0 | 1 | 3;
  /** Where the three leads beyond the twelve stand: a column of their own, or further rows. */
  readonly extra: "none" | "column" | "rows";
  /** "kit": ecg-image-kit's fixed page. "single": one lead, row after row. "median": one beat a lead. */
  readonly kind: "columns" | "single" | "median" | "kit";
}

const THREE_BY_FOUR = [
  STANDARD_LEADS.slice(0, 3),
  STANDARD_LEADS.slice(3, 6),
  STANDARD_LEADS.slice(6, 9),
  STANDARD_LEADS.slice(9, 12),
];
const SIX_BY_TWO = [LIMB_LEADS, PRECORDIAL_LEADS];
const TWELVE_BY_ONE = [STANDARD_LEADS];
const plain = { strips: 0, extra: "none", kind: "columns" } as const;

export const LAYOUTS: Readonly<Record<PageLayout, LayoutSpec>> = {
  "3x4": { ...plain, columns: THREE_BY_FOUR },
  "3x4+1": { ...plain, columns: THREE_BY_FOUR, strips: 1 },
  "3x4+3": { ...plain, columns: THREE_BY_FOUR, strips: 3 },
  "6x2": { ...plain, columns: SIX_BY_TWO },
  "6x2+1": { ...plain, columns: SIX_BY_TWO, strips: 1 },
  "12x1": { ...plain, columns: TWELVE_BY_ONE },
  "3x5+1": { ...plain, columns: THREE_BY_FOUR, strips: 1, extra: "column" },
  "15x1": { ...plain, columns: TWELVE_BY_ONE, extra: "rows" },
  single: { ...plain, columns: [], kind: "single" },
  median: { ...plain, columns: THREE_BY_FOUR, kind: "median" },
  gem12x1: { ...plain, columns: TWELVE_BY_ONE, kind: "kit" },
  "kit3x4+1": { ...plain, columns: THREE_BY_FOUR, strips: 1, kind: "kit" },
};

/** Every layout, for a command line's help and checks. */
export const PAGE_LAYOUTS = Object.keys(LAYOUTS) as readonly PageLayout[];

/** Median beats where four columns, two or one fit the paper. */
export const MEDIAN_ARRANGEMENTS = [THREE_BY_FOUR, SIX_BY_TWO, TWELVE_BY_ONE] as const;

/** Who stands in the places of I, II, III, aVR, aVL and aVF: the frontal plane from -30 to 120 degrees. */
export const CABRERA_LEADS = ["aVL", "I", "-aVR", "II", "aVF", "III"] as const;

/** Rhythm strips from top to bottom, as far as they were recorded. */
export const RHYTHM_LEADS = ["II", "V1", "V5"] as const;

/** Usual sets of three beyond the twelve: right and posterior, posterior, right. */
export const EXTRA_SETS = [
  ["V3R", "V4R", "V7"],
  ["V7", "V8", "V9"],
  ["V3R", "V4R", "V5R"],
] as const;

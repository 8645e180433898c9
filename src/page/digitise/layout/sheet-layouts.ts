// The arrangements of leads that sheets have: columns from left to right, leads from top to bottom, strips below.

import { LIMB_LEADS, PRECORDIAL_LEADS, STANDARD_LEADS } from "../../../ecg/lead-names.ts";

export interface SheetLayout {
  readonly name: string;
  /** As printed; "-aVR" is upside down. */
  readonly columns: readonly (readonly string[])[];
  /** Rhythm strips below the columns. */
  readonly strips: number;
}

const CABRERA = ["aVL", "I", "-aVR", "II", "aVF", "III"] as const;
const inThrees = (leads: readonly string[]) =>
  Array.from({ length: Math.ceil(leads.length / 3) }, (_, i) => leads.slice(3 * i, 3 * i + 3));
const cabrera = [...CABRERA, ...PRECORDIAL_LEADS];

export const SHEET_LAYOUTS: readonly SheetLayout[] = [
  ...[0, 1, 2, 3].map((strips) => ({
    name: strips === 0 ? "3x4" : `3x4+${strips}`,
    columns: inThrees(STANDARD_LEADS),
    strips,
  })),
  ...[0, 1].map((strips) => ({
    name: strips === 0 ? "6x2" : `6x2+${strips}`,
    columns: [LIMB_LEADS, PRECORDIAL_LEADS],
    strips,
  })),
  { name: "12x1", columns: [STANDARD_LEADS], strips: 0 },
  ...[0, 1, 3].map((strips) => ({
    name: strips === 0 ? "3x4 cabrera" : `3x4+${strips} cabrera`,
    columns: inThrees(cabrera),
    strips,
  })),
  ...[0, 1].map((strips) => ({
    name: strips === 0 ? "6x2 cabrera" : `6x2+${strips} cabrera`,
    columns: [CABRERA, PRECORDIAL_LEADS],
    strips,
  })),
  { name: "12x1 cabrera", columns: [cabrera], strips: 0 },
];

export const SHEET_LAYOUT_NAMES: readonly string[] = SHEET_LAYOUTS.map((layout) => layout.name);

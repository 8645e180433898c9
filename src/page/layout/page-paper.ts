// Paper sizes: ISO 216, ANSI/ASME Y14.1, or any other in millimetres.

import { UsageError } from "../../ecg/errors.ts";

export interface PaperSize {
  readonly widthMm: number;
  readonly heightMm: number;
}

export type Orientation = "landscape" | "portrait";

/** Long side first: ECGs are printed across. */
const PAPERS = {
  a3: [420, 297],
  a4: [297, 210],
  a5: [210, 148],
  letter: [279.4, 215.9],
  legal: [355.6, 215.9],
  tabloid: [431.8, 279.4],
} as const;

export type PaperName = keyof typeof PAPERS;

export const PAPER_NAMES = Object.keys(PAPERS) as readonly PaperName[];

/** Least and most of a side. */
export const PAPER_LIMITS_MM = [50, 2000] as const;

/** Throws UsageError for an unknown name or a side out of range. */
export function paperSize(paper: PaperName | PaperSize, orientation: Orientation | undefined): PaperSize {
  if (orientation !== undefined && orientation !== "landscape" && orientation !== "portrait") {
    throw new UsageError(`page orientation: got "${orientation}", wanted landscape or portrait`);
  }
  if (typeof paper === "string" && !Object.hasOwn(PAPERS, paper)) {
    const known = PAPER_NAMES.join(", ");
    throw new UsageError(`page paper: got ${JSON.stringify(paper)}, wanted ${known} or a size in mm`);
  }
  const [width, height] = typeof paper === "string" ? PAPERS[paper] : [paper.widthMm, paper.heightMm];
  const [least, most] = PAPER_LIMITS_MM;
  for (const side of [width, height]) {
    if (side >= least && side <= most) continue;
    throw new UsageError(`page paper: got ${width} x ${height} mm, wanted sides of ${least} to ${most} mm`);
  }
  const [short, long] = [Math.min(width, height), Math.max(width, height)];
  if (orientation === "portrait") return { widthMm: short, heightMm: long };
  if (orientation === "landscape") return { widthMm: long, heightMm: short };
  return { widthMm: width, heightMm: height };
}

// The label of a caliper or a point: a line of text on a tinted plate.

import { textWidthMm } from "../draw/stroke-font.ts";
import type { BoxMm, MarkItem } from "../page.ts";

/** What a caliper or a point adds to the draw list, beside what it is. */
export type DrawnMark = Pick<MarkItem, "pen" | "label" | "labelPen" | "plateMm">;

export const MARK_PEN_MM = 0.2;
const CAP_MM = 2;
const STROKE_MM = 0.24;
const PADDING_MM = 0.5;

/** The plate of a label with its top left corner at (x, y). */
export function plateAt(label: string, xMm: number, yMm: number): BoxMm {
  const widthMm = textWidthMm(label, CAP_MM) + 2 * PADDING_MM;
  return { xMm, yMm, widthMm, heightMm: CAP_MM + 2 * PADDING_MM };
}

/** The label on its plate. */
export function labelled(label: string, plateMm: BoxMm): Omit<DrawnMark, "pen"> {
  const xMm = plateMm.xMm + PADDING_MM;
  const yMm = plateMm.yMm + PADDING_MM + CAP_MM;
  return { label, labelPen: { xMm, yMm, capHeightMm: CAP_MM, strokeMm: STROKE_MM }, plateMm };
}

/** A box moved sideways into the field. */
export function within(box: BoxMm, field: BoxMm): BoxMm {
  const most = field.xMm + field.widthMm - box.widthMm;
  return { ...box, xMm: Math.max(field.xMm, Math.min(most, box.xMm)) };
}

/** A value after its name, where it has one. */
export function withName(label: string | undefined, value: string): string {
  return label === undefined ? value : `${label} ${value}`;
}

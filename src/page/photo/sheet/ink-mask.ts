// Ink on paper: strokes are drawn into a mask of their own, the stronger winning where they meet, and the mask is laid
// on the sheet once. So a joint of two strokes is no darker than either, and ink can be uneven or worn as a whole.

import type { PackedSheet } from "./packed-sheet.ts";

export interface InkMask {
  readonly left: number;
  readonly top: number;
  readonly widthPx: number;
  readonly heightPx: number;
  /** How much ink each pixel has, 0 to 255. */
  readonly cover: Uint8Array;
}

/** An empty mask over the part of a box that lies on the sheet. */
export function inkMask(
  sheet: PackedSheet,
  box: readonly [left: number, top: number, right: number, bottom: number],
): InkMask {
  const left = Math.max(0, Math.floor(box[0]));
  const top = Math.max(0, Math.floor(box[1]));
  const widthPx = Math.max(0, Math.min(sheet.widthPx, Math.ceil(box[2])) - left);
  const heightPx = Math.max(0, Math.min(sheet.heightPx, Math.ceil(box[3])) - top);
  return { left, top, widthPx, heightPx, cover: new Uint8Array(widthPx * heightPx) };
}

export interface Pen {
  readonly widthPx: number;
  /** 0 to 1. */
  readonly strength: number;
}

/** Draws a polyline x0, y0, x1, y1, ... with a round pen; `pen` is asked at each segment. */
export function drawInk(mask: InkMask, points: readonly number[], pen: (segment: number) => Pen): void {
  for (let at = 0; at + 3 < points.length; at += 2) {
    segment(mask, [points[at]!, points[at + 1]!, points[at + 2]!, points[at + 3]!], pen(at / 2));
  }
}

function segment(mask: InkMask, [x0, y0, x1, y1]: readonly [number, number, number, number], pen: Pen): void {
  const { left, top, widthPx, heightPx, cover } = mask;
  const reach = Math.max(pen.widthPx, 1) / 2 + 0.5;
  const most = 255 * pen.strength * Math.min(1, pen.widthPx);
  const [dx, dy] = [x1 - x0, y1 - y0];
  const square = dx * dx + dy * dy;
  const perSquare = square < 1e-12 ? 0 : 1 / square;
  const firstY = Math.max(top, Math.floor(Math.min(y0, y1) - reach));
  const lastY = Math.min(top + heightPx - 1, Math.floor(Math.max(y0, y1) + reach));
  const firstX = Math.max(left, Math.floor(Math.min(x0, x1) - reach));
  const lastX = Math.min(left + widthPx - 1, Math.floor(Math.max(x0, x1) + reach));
  for (let y = firstY; y <= lastY; y++) {
    for (let x = firstX; x <= lastX; x++) {
      const fromX = x + 0.5 - x0;
      const fromY = y + 0.5 - y0;
      const along = Math.max(0, Math.min(1, (fromX * dx + fromY * dy) * perSquare));
      const asideX = fromX - along * dx;
      const asideY = fromY - along * dy;
      const covered = reach - Math.sqrt(asideX * asideX + asideY * asideY);
      if (covered <= 0) continue;
      const ink = Math.min(1, covered) * most;
      const at = (y - top) * widthPx + x - left;
      if (ink > cover[at]!) cover[at] = ink;
    }
  }
}

export interface Ink {
  readonly colour: readonly [red: number, green: number, blue: number];
  /** "soak" darkens what is below, as pens do; "cover" hides it, as white lines of worn paper do. */
  readonly way: "soak" | "cover";
  /** Share of the ink at a pixel of the sheet, for uneven ink. */
  readonly evenness?: (x: number, y: number) => number;
}

/** Lays a mask of ink on the sheet. */
export function layInk({ packed, widthPx: sheetWidth }: PackedSheet, mask: InkMask, ink: Ink): void {
  const { left, top, widthPx, heightPx, cover } = mask;
  for (let row = 0; row < heightPx; row++) {
    for (let column = 0; column < widthPx; column++) {
      const covered = cover[row * widthPx + column]!;
      if (covered === 0) continue;
      const share = (covered / 255) * (ink.evenness?.(left + column, top + row) ?? 1);
      const at = (top + row) * sheetWidth + left + column;
      packed[at] = mixed(packed[at]!, ink, share);
    }
  }
}

/** A packed colour with a share of ink on it. */
export function mixed(under: number, { colour, way }: Ink, share: number): number {
  let result = 0;
  for (let channel = 0; channel < 3; channel++) {
    const old = (under >> (8 * channel)) & 255;
    const target = way === "soak" ? (old * colour[channel]!) / 255 : colour[channel]!;
    result |= Math.max(0, Math.min(255, Math.round(old + (target - old) * share))) << (8 * channel);
  }
  return result;
}

// A Page as an indexed image. A pixel's value is (sheet class, highlighted or not, ink level), so the image needs
// one byte a pixel, the ruled sheet is a copy of a cached template, and no blending happens while drawing.
// Everything is arithmetic on doubles: the same pixels in every JavaScript engine.

import { UsageError } from "../../ecg/errors.ts";
import type { Rgb } from "../layout/page-style.ts";
import {
  type BoxMm,
  type HighlightItem,
  mvToYMm,
  type Page,
  sampleToXMm,
  type TextPen,
  type TraceItem,
} from "../page.ts";
import { drawStroke, type InkCanvas } from "./draw-stroke.ts";
import { blend, gridTemplate } from "./grid-template.ts";
import { textStrokesMm } from "./stroke-font.ts";

export interface PageRaster {
  readonly widthPx: number;
  readonly heightPx: number;
  readonly pxPerMm: number;
  /** One palette index a pixel, row by row from the top. */
  readonly indices: Uint8Array;
  /** Red, green, blue of each index in use. */
  readonly palette: Uint8Array;
}

const MAX_PIXELS = 100e6;

function drawTrace(canvas: InkCanvas, page: Page, item: TraceItem, pxPerMm: number): void {
  const segment = page.segments[item.segment]!;
  const { samplesMv, startSample } = segment;
  const strokePx = item.strokeMm * pxPerMm;
  const x0 = sampleToXMm(segment, startSample) * pxPerMm;
  const stepPx = segment.mmPerSample * pxPerMm;
  for (let index = 0; index < samplesMv.length; index++) {
    const mv = samplesMv[index]!;
    if (!Number.isFinite(mv)) continue;
    const x = x0 + index * stepPx;
    const y = mvToYMm(segment, mv) * pxPerMm;
    // The last sample before a gap, like a lone one between two, still gets its dot.
    const next = samplesMv[index + 1];
    if (next !== undefined && Number.isFinite(next)) {
      drawStroke(canvas, x, y, x + stepPx, mvToYMm(segment, next) * pxPerMm, strokePx);
    } else drawStroke(canvas, x, y, x, y, strokePx);
  }
}

function drawPolyline(
  canvas: InkCanvas,
  pointsMm: readonly number[],
  strokeMm: number,
  pxPerMm: number,
): void {
  const at = (index: number) => pointsMm[index]! * pxPerMm;
  const strokePx = strokeMm * pxPerMm;
  if (pointsMm.length === 2) drawStroke(canvas, at(0), at(1), at(0), at(1), strokePx);
  for (let i = 0; i + 3 < pointsMm.length; i += 2) {
    drawStroke(canvas, at(i), at(i + 1), at(i + 2), at(i + 3), strokePx);
  }
}

function drawText(canvas: InkCanvas, text: string, pen: TextPen, pxPerMm: number): void {
  for (const stroke of textStrokesMm(text, pen)) drawPolyline(canvas, stroke, pen.strokeMm, pxPerMm);
}

/** Moves the band's pixels to the highlighted half of the palette, once however many bands cover them. */
function fillBand(
  canvas: InkCanvas,
  { xMm, yMm, widthMm, heightMm }: BoxMm,
  pxPerMm: number,
  offset: number,
): void {
  const left = Math.max(canvas.left, Math.round(xMm * pxPerMm));
  const right = Math.min(canvas.right, Math.round((xMm + widthMm) * pxPerMm));
  const top = Math.max(canvas.top, Math.round(yMm * pxPerMm));
  const bottom = Math.min(canvas.bottom, Math.round((yMm + heightMm) * pxPerMm));
  for (let y = top; y < bottom; y++) {
    for (let pixel = y * canvas.widthPx + left; pixel < y * canvas.widthPx + right; pixel++) {
      const value = canvas.indices[pixel]!;
      if (value < offset) canvas.indices[pixel] = value + offset;
    }
  }
}

function drawBandMarks(canvas: InkCanvas, item: HighlightItem, edgeStrokeMm: number, pxPerMm: number): void {
  const { xMm, yMm, widthMm, heightMm } = item.boxMm;
  for (const x of [xMm, xMm + widthMm]) {
    drawPolyline(canvas, [x, yMm, x, yMm + heightMm], edgeStrokeMm, pxPerMm);
  }
  if (item.label !== null && item.labelPen !== null) drawText(canvas, item.label, item.labelPen, pxPerMm);
}

function paletteOf(sheet: readonly Rgb[], inkLevels: number, ink: Rgb): Uint8Array {
  const levels = Array.from({ length: inkLevels }, (_, level) => level / (inkLevels - 1));
  return Uint8Array.from(sheet.flatMap((colour) => levels.flatMap((level) => blend(colour, ink, level))));
}

/**
 * Draws a page at `dpi` (20 to 1200, default 200: GEM's 2200 x 1700).
 * @throws UsageError where dpi is out of range or the image would have more than 100 million pixels.
 */
export function pageToRaster(page: Page, { dpi = 200 }: { dpi?: number } = {}): PageRaster {
  if (!(dpi >= 20 && dpi <= 1200)) throw new UsageError(`page dpi: got ${dpi}, wanted 20 to 1200`);
  const pxPerMm = dpi / 25.4;
  const widthPx = Math.ceil(page.widthMm * pxPerMm - 1e-6);
  const heightPx = Math.ceil(page.heightMm * pxPerMm - 1e-6);
  if (widthPx * heightPx > MAX_PIXELS) {
    throw new UsageError(
      `page image: ${widthPx} x ${heightPx} pixels at ${dpi} dpi, wanted at most 100 million`,
    );
  }

  const { style } = page;
  const isHighlighted = page.items.some((item) => item.kind === "highlight");
  const copies = isHighlighted ? 2 : 1;
  const template = gridTemplate(page, { widthPx, heightPx, pxPerMm, copies });
  const { inkLevels } = template;
  const lit = template.colours.map((colour) =>
    blend(colour, style.highlight.colour, style.highlight.opacity),
  );
  const sheet = isHighlighted ? [...template.colours, ...lit] : template.colours;
  const indices = template.indices.slice();
  const whole: InkCanvas = {
    indices,
    widthPx,
    inkLevels,
    inkOf: Uint8Array.from({ length: 256 }, (_, value) => value % inkLevels),
    left: 0,
    top: 0,
    right: widthPx,
    bottom: heightPx,
  };
  const { xMm, yMm, widthMm, heightMm } = page.clipMm;
  const clipped: InkCanvas = {
    ...whole,
    left: Math.max(0, Math.round(xMm * pxPerMm)),
    top: Math.max(0, Math.round(yMm * pxPerMm)),
    right: Math.min(widthPx, Math.round((xMm + widthMm) * pxPerMm) + 1),
    bottom: Math.min(heightPx, Math.round((yMm + heightMm) * pxPerMm) + 1),
  };

  for (const item of page.items) {
    switch (item.kind) {
      case "highlight":
        fillBand(whole, item.boxMm, pxPerMm, template.colours.length * inkLevels);
        drawBandMarks(whole, item, style.highlight.edge.strokeMm, pxPerMm);
        break;
      case "trace":
        drawTrace(clipped, page, item, pxPerMm);
        break;
      case "line":
        drawPolyline(item.role === "calibration" ? clipped : whole, item.pointsMm, item.strokeMm, pxPerMm);
        break;
      case "text":
        drawText(whole, item.text, item, pxPerMm);
        break;
    }
  }
  return { widthPx, heightPx, pxPerMm, indices, palette: paletteOf(sheet, inkLevels, style.ink) };
}

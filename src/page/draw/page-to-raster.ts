// A Page as an indexed image. A pixel's value is (colour of the sheet, tinted or not; ink level), so the image needs
// one byte a pixel, the ruled sheet is a copy of a cached template, and no blending happens while drawing.
// Everything is + - * / and square roots on doubles: the same pixels in every JavaScript engine.

import { UsageError } from "../../ecg/errors.ts";
import {
  type BoxMm,
  mvToYMm,
  type Page,
  type PageItem,
  type PenStrokes,
  sampleToXMm,
  type TextPen,
  type TraceItem,
} from "../page.ts";
import { drawStroke, type InkCanvas, type InkPen, inkPen } from "./draw-stroke.ts";
import { gridTemplate } from "./grid-template.ts";
import { type SheetPalette, sheetPalette } from "./sheet-palette.ts";
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

/** What is drawn on: the whole image, or the part of it that traces stay within; pens are made once for each width. */
interface Board {
  readonly canvas: InkCanvas;
  readonly pxPerMm: number;
  readonly pens: Map<number, InkPen>;
}

function penOf({ canvas, pxPerMm, pens }: Board, strokeMm: number): InkPen {
  const pen = pens.get(strokeMm) ?? inkPen(canvas, strokeMm * pxPerMm);
  pens.set(strokeMm, pen);
  return pen;
}

function drawTrace(board: Board, page: Page, item: TraceItem): void {
  const segment = page.segments[item.segment]!;
  const { samplesMv, startSample } = segment;
  const { pxPerMm } = board;
  const pen = penOf(board, item.strokeMm);
  const x0 = sampleToXMm(segment, startSample) * pxPerMm;
  const stepPx = segment.mmPerSample * pxPerMm;
  let isJoined = false;
  for (let index = 0; index < samplesMv.length; index++) {
    const mv = samplesMv[index]!;
    if (!Number.isFinite(mv)) {
      isJoined = false;
      continue;
    }
    const x = x0 + index * stepPx;
    const y = mvToYMm(segment, mv) * pxPerMm;
    // The last sample before a gap, like a lone one between two, still gets its dot.
    const next = samplesMv[index + 1];
    if (next !== undefined && Number.isFinite(next)) {
      drawStroke(pen, x, y, x + stepPx, mvToYMm(segment, next) * pxPerMm, isJoined);
      isJoined = true;
    } else drawStroke(pen, x, y, x, y);
  }
}

function drawStrokes(board: Board, { strokesMm, strokeMm }: PenStrokes): void {
  const pen = penOf(board, strokeMm);
  const { pxPerMm } = board;
  for (const points of strokesMm) {
    const at = (index: number) => points[index]! * pxPerMm;
    if (points.length === 2) drawStroke(pen, at(0), at(1), at(0), at(1));
    for (let i = 0; i + 3 < points.length; i += 2) drawStroke(pen, at(i), at(i + 1), at(i + 2), at(i + 3));
  }
}

function drawText(board: Board, text: string, pen: TextPen): void {
  drawStrokes(board, { strokesMm: textStrokesMm(text, pen), strokeMm: pen.strokeMm });
}

/** Gives every pixel of a box the value that \`tinted\` has for it. */
function fillTint({ canvas, pxPerMm }: Board, box: BoxMm, tinted: Uint8Array): void {
  const { xMm, yMm, widthMm, heightMm } = box;
  const left = Math.max(canvas.left, Math.round(xMm * pxPerMm));
  const right = Math.min(canvas.right, Math.round((xMm + widthMm) * pxPerMm));
  const top = Math.max(canvas.top, Math.round(yMm * pxPerMm));
  const bottom = Math.min(canvas.bottom, Math.round((yMm + heightMm) * pxPerMm));
  const { indices, widthPx } = canvas;
  for (let y = top; y < bottom; y++) {
    for (let pixel = y * widthPx + left; pixel < y * widthPx + right; pixel++) {
      indices[pixel] = tinted[indices[pixel]!]!;
    }
  }
}

interface Boards {
  readonly whole: Board;
  /** Traces and calibration pulses stay within it. */
  readonly clipped: Board;
}

function drawItem({ whole, clipped }: Boards, page: Page, item: PageItem, palette: SheetPalette): void {
  switch (item.kind) {
    case "highlight":
      fillTint(whole, item.boxMm, palette.tinted.get(item.mark)!);
      drawStrokes(whole, item.hatch);
      drawStrokes(whole, item.edges);
      if (item.label !== null && item.labelPen !== null) drawText(whole, item.label, item.labelPen);
      break;
    case "mark":
      if (item.plateMm !== null) fillTint(whole, item.plateMm, palette.tinted.get(item.mark)!);
      drawStrokes(whole, item.pen);
      if (item.label !== null && item.labelPen !== null) drawText(whole, item.label, item.labelPen);
      break;
    case "trace":
      drawTrace(clipped, page, item);
      break;
    case "line": {
      const board = item.role === "calibration" ? clipped : whole;
      drawStrokes(board, { strokesMm: [item.pointsMm], strokeMm: item.strokeMm });
      break;
    }
    case "text":
      drawText(whole, item.text, item);
      break;
  }
}

/**
 * Draws a page at \`dpi\` (20 to 1200, default 200: GEM's 2200 x 1700).
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

  const palette = sheetPalette(page, pxPerMm);
  const { inkLevels } = palette;
  const indices = gridTemplate(page, { widthPx, heightPx, pxPerMm, inkLevels }).slice();
  const canvas = { indices, widthPx, inkLevels, left: 0, top: 0, right: widthPx, bottom: heightPx };
  const { xMm, yMm, widthMm, heightMm } = page.clipMm;
  const clip = {
    ...canvas,
    left: Math.max(0, Math.round(xMm * pxPerMm)),
    top: Math.max(0, Math.round(yMm * pxPerMm)),
    right: Math.min(widthPx, Math.round((xMm + widthMm) * pxPerMm) + 1),
    bottom: Math.min(heightPx, Math.round((yMm + heightMm) * pxPerMm) + 1),
  };
  const boards = {
    whole: { canvas, pxPerMm, pens: new Map() },
    clipped: { canvas: clip, pxPerMm, pens: new Map() },
  };
  for (const item of page.items) drawItem(boards, page, item, palette);
  return { widthPx, heightPx, pxPerMm, indices, palette: palette.palette };
}

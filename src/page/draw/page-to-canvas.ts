// A Page on a Canvas2D, for viewers. The ruling snaps to whole device pixels just as the raster's does, so it is crisp at
// any zoom and both pictures agree; text is the system's, in any script. The context is named by what is used of it: a
// browser's CanvasRenderingContext2D, an OffscreenCanvas or a canvas of Node's all fit, and no DOM types are needed.

import { UsageError } from "../../ecg/errors.ts";
import type { Rgb } from "../layout/page-style.ts";
import type { Page } from "../page.ts";
import { paintPage, type Ruling, type Surface } from "./paint-page.ts";
import { EM_PER_CAP, rgb } from "./svg-parts.ts";

/** What is used of a CanvasRenderingContext2D. */
export interface CanvasContext {
  fillStyle: unknown;
  strokeStyle: unknown;
  globalAlpha: number;
  lineWidth: number;
  lineCap: string;
  lineJoin: string;
  font: string;
  textAlign: string;
  textBaseline: string;
  save(): void;
  restore(): void;
  setTransform(a: number, b: number, c: number, d: number, e: number, f: number): void;
  beginPath(): void;
  moveTo(x: number, y: number): void;
  lineTo(x: number, y: number): void;
  rect(x: number, y: number, width: number, height: number): void;
  clip(): void;
  stroke(): void;
  fillRect(x: number, y: number, width: number, height: number): void;
  fillText(text: string, x: number, y: number): void;
}

export interface CanvasOptions {
  /** CSS pixels a millimetre; default 96 / 25.4, true size on a screen whose CSS inch is one. */
  readonly pxPerMm?: number;
  /** Device pixels a CSS pixel; default 1. */
  readonly devicePixelRatio?: number;
  /** Default Helvetica, Arial, sans-serif. */
  readonly fontFamily?: string;
}

export interface CanvasSize {
  /** For the canvas's `width` and `height`. */
  readonly widthPx: number;
  readonly heightPx: number;
  /** For its style. */
  readonly cssWidthPx: number;
  readonly cssHeightPx: number;
}

/** What most browsers can make: 16,384 device pixels each way (their limits: Chromium 65,535, Safari 16,384). */
const MAX_SIDE_PX = 16_384;
const DOT_MM = 0.001;

function scaleOf({ pxPerMm = 96 / 25.4, devicePixelRatio = 1 }: CanvasOptions): number {
  const scale = pxPerMm * devicePixelRatio;
  if (pxPerMm > 0 && devicePixelRatio > 0 && Number.isFinite(scale)) return scale;
  throw new UsageError(`page canvas: got ${pxPerMm} px/mm times ${devicePixelRatio}, wanted both above 0`);
}

/** How large a canvas must be for a page. Throws UsageError where a side would be above 16,384 device pixels. */
export function canvasSize(page: Page, options: CanvasOptions = {}): CanvasSize {
  const scale = scaleOf(options);
  const { devicePixelRatio = 1 } = options;
  const [widthPx, heightPx] = [page.widthMm, page.heightMm].map((mm) => Math.ceil(mm * scale - 1e-6)) as [
    number,
    number,
  ];
  if (Math.max(widthPx, heightPx) > MAX_SIDE_PX) {
    throw new UsageError(
      `page canvas: got ${widthPx} x ${heightPx} pixels, wanted at most ${MAX_SIDE_PX} each way`,
    );
  }
  return {
    widthPx,
    heightPx,
    cssWidthPx: widthPx / devicePixelRatio,
    cssHeightPx: heightPx / devicePixelRatio,
  };
}

/** Lines on whole device pixels: the middle ones full, those that the pen only grazes at its sides paler. */
function rule(context: CanvasContext, ruling: Ruling, scale: number): void {
  const { direction, positionsMm, boxMm, colour, strokeMm } = ruling;
  const strokePx = strokeMm * scale;
  const reach = Math.max(0, Math.floor((strokePx - 1) / 2));
  const side = Math.max(0, (strokePx - 1) / 2 - reach);
  const pixel = (mm: number) => Math.floor(mm * scale + 0.5);
  const [left, top] = [pixel(boxMm.xMm), pixel(boxMm.yMm)];
  const [right, bottom] = [pixel(boxMm.xMm + boxMm.widthMm) + 1, pixel(boxMm.yMm + boxMm.heightMm) + 1];
  const bar = (from: number, thick: number, alpha: number) => {
    context.globalAlpha = alpha;
    if (direction === "upright") context.fillRect(from, top, thick, bottom - top);
    else context.fillRect(left, from, right - left, thick);
  };
  context.save();
  context.setTransform(1, 0, 0, 1, 0, 0);
  context.fillStyle = rgb(colour);
  for (const positionMm of positionsMm) {
    const centre = pixel(positionMm);
    bar(centre - reach, 2 * reach + 1, Math.min(1, strokePx));
    if (side === 0) continue;
    bar(centre - reach - 1, 1, side);
    bar(centre + reach + 1, 1, side);
  }
  context.restore();
}

function canvasSurface(context: CanvasContext, page: Page, scale: number, fontFamily: string): Surface {
  const { clipMm } = page;
  const strokes = (pieces: readonly (readonly number[])[], strokeMm: number, colour: Rgb) => {
    context.strokeStyle = rgb(colour);
    context.lineWidth = strokeMm;
    context.beginPath();
    for (const piece of pieces) {
      const [x, y] = [piece[0]!, piece[1]!];
      context.moveTo(x, y);
      if (piece.length === 2) context.lineTo(x + DOT_MM, y); // a path without length would not be drawn
      for (let i = 2; i + 1 < piece.length; i += 2) context.lineTo(piece[i]!, piece[i + 1]!);
    }
    context.stroke();
  };
  return {
    fill: ({ xMm, yMm, widthMm, heightMm }, colour, opacity) => {
      context.globalAlpha = opacity;
      context.fillStyle = rgb(colour);
      context.fillRect(xMm, yMm, widthMm, heightMm);
      context.globalAlpha = 1;
    },
    rule: (ruling) => rule(context, ruling, scale),
    stroke: ({ strokesMm, strokeMm }, colour, isClipped) => {
      if (!isClipped) {
        strokes(strokesMm, strokeMm, colour);
        return;
      }
      context.save();
      context.beginPath();
      context.rect(clipMm.xMm, clipMm.yMm, clipMm.widthMm, clipMm.heightMm);
      context.clip();
      strokes(strokesMm, strokeMm, colour);
      context.restore();
    },
    write: (text, { xMm, yMm, capHeightMm }, { colour, isBold, plateMm }) => {
      // Browsers lay text out in whole pixels below a certain size, so it is written in device pixels.
      context.save();
      context.setTransform(1, 0, 0, 1, 0, 0);
      context.fillStyle = rgb(colour);
      context.font = `${isBold ? "600 " : ""}${capHeightMm * EM_PER_CAP * scale}px ${fontFamily}`;
      context.textAlign = plateMm === null ? "left" : "center";
      const x = plateMm === null ? xMm : plateMm.xMm + plateMm.widthMm / 2;
      context.fillText(text, x * scale, yMm * scale);
      context.restore();
    },
  };
}

/**
 * Draws a page on a canvas of `canvasSize`, from its top left corner; what was there is painted over. The context's
 * state is as before when it returns.
 * @throws UsageError where the canvas would be too large.
 */
export function pageToCanvas(context: CanvasContext, page: Page, options: CanvasOptions = {}): CanvasSize {
  const size = canvasSize(page, options);
  const scale = scaleOf(options);
  context.save();
  context.setTransform(scale, 0, 0, scale, 0, 0);
  context.globalAlpha = 1;
  context.lineCap = "round";
  context.lineJoin = "round";
  context.textAlign = "left";
  context.textBaseline = "alphabetic";
  paintPage(page, canvasSurface(context, page, scale, options.fontFamily ?? "Helvetica, Arial, sans-serif"));
  context.restore();
  return size;
}

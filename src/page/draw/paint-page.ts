// The one way through a page's draw list for every back end that has vectors of its own (Canvas2D, PDF): what is painted,
// in which order, in which colour. A back end only knows how to fill, stroke and write.

import type { Rgb } from "../layout/page-style.ts";
import type {
  BoxMm,
  HighlightItem,
  MarkItem,
  Page,
  PageGrid,
  PenStrokes,
  TextPen,
  TraceItem,
} from "../page.ts";
import { markLook } from "./mark-looks.ts";
import { traceCorners } from "./trace-corners.ts";

/** The lines of one direction and one weight of the ruling. */
export interface Ruling {
  /** Of upright lines their x, of level ones their y. */
  readonly direction: "upright" | "level";
  readonly positionsMm: readonly number[];
  readonly boxMm: BoxMm;
  readonly colour: Rgb;
  readonly strokeMm: number;
}

export interface Surface {
  readonly fill: (box: BoxMm, colour: Rgb, opacity: number) => void;
  readonly rule: (ruling: Ruling) => void;
  /** Round ends and joins; `isClipped`: within the page's `clipMm`. */
  readonly stroke: (strokes: PenStrokes, colour: Rgb, isClipped: boolean) => void;
  /** From the pen's place on; or in the middle of `plateMm`, by a back end that knows how wide its letters are. */
  readonly write: (text: string, pen: TextPen, options: WriteOptions) => void;
}

export interface WriteOptions {
  readonly colour: Rgb;
  readonly isBold: boolean;
  readonly plateMm: BoxMm | null;
}

/** Where lines run that are a multiple of `stepMm` from the origin, without those of every `withoutMm`. */
function positions(
  fromMm: number,
  lengthMm: number,
  originMm: number,
  stepMm: number,
  withoutMm: number | null,
) {
  const found: number[] = [];
  const first = Math.ceil((fromMm - originMm) / stepMm - 1e-6);
  const last = Math.floor((fromMm + lengthMm - originMm) / stepMm + 1e-6);
  for (let line = first; line <= last; line++) {
    const turns = withoutMm === null ? 0.5 : (line * stepMm) / withoutMm;
    if (Math.abs(turns - Math.round(turns)) > 1e-6) found.push(originMm + line * stepMm);
  }
  return found;
}

function paintGrid(
  { boxMm, originXMm, originYMm, minorMm, majorMm }: PageGrid,
  page: Page,
  surface: Surface,
): void {
  const { style } = page;
  const family = (direction: Ruling["direction"], weight: "minor" | "major") => {
    const { colour, strokeMm } = style[weight];
    if (strokeMm <= 0) return;
    const [step, without] = weight === "minor" ? [minorMm, majorMm] : [majorMm, null];
    const positionsMm =
      direction === "upright"
        ? positions(boxMm.xMm, boxMm.widthMm, originXMm, step, without)
        : positions(boxMm.yMm, boxMm.heightMm, originYMm, step, without);
    surface.rule({ direction, positionsMm, boxMm, colour, strokeMm });
  };
  const order =
    style.gridOrder === "x-then-y"
      ? (["upright major", "upright minor", "level major", "level minor"] as const)
      : (["upright minor", "level minor", "upright major", "level major"] as const);
  for (const each of order) {
    const [direction, weight] = each.split(" ") as [Ruling["direction"], "minor" | "major"];
    family(direction, weight);
  }
}

/** The pen's strokes of a trace. */
function traceStrokes(item: TraceItem, page: Page): PenStrokes {
  const pieces = traceCorners(page.segments[item.segment]!, 2 * (page.heightMm + page.widthMm));
  return { strokesMm: pieces.map((piece) => piece.map((value) => value / 100)), strokeMm: item.strokeMm };
}

function paintMarks(item: HighlightItem | MarkItem, page: Page, surface: Surface): void {
  const { tint, opacity, colour } = markLook(item.mark, page.style);
  const ground = item.kind === "highlight" ? item.boxMm : item.plateMm;
  if (ground !== null) surface.fill(ground, tint, opacity);
  const pens = item.kind === "highlight" ? [item.hatch, item.edges] : [item.pen];
  for (const pen of pens) if (pen.strokesMm.length > 0) surface.stroke(pen, colour, false);
  if (item.label === null || item.labelPen === null) return;
  const plateMm = item.kind === "mark" ? item.plateMm : null;
  surface.write(item.label, item.labelPen, { colour: page.style.ink, isBold: false, plateMm });
}

/** Paints the whole page, its paper first. */
export function paintPage(page: Page, surface: Surface): void {
  const { style } = page;
  surface.fill({ xMm: 0, yMm: 0, widthMm: page.widthMm, heightMm: page.heightMm }, style.paper, 1);
  paintGrid(page.grid, page, surface);
  for (const item of page.items) {
    switch (item.kind) {
      case "highlight":
      case "mark":
        paintMarks(item, page, surface);
        break;
      case "trace":
        surface.stroke(traceStrokes(item, page), style.ink, true);
        break;
      case "line": {
        const pen = { strokesMm: [item.pointsMm], strokeMm: item.strokeMm };
        surface.stroke(pen, style.ink, item.role === "calibration");
        break;
      }
      case "text": {
        const isBold = item.role === "lead-name" || item.role === "title";
        surface.write(item.text, item, { colour: style.ink, isBold, plateMm: null });
        break;
      }
    }
  }
}

// The ruled sheet as one class number a pixel, and the colour of each class. A grid is separable: a pixel's
// colour depends only on the kind of its column and the kind of its row, so 36 combinations make the whole
// sheet, and a row of the template is a copy of one of six. Lines snap to whole pixels, as Agg's axis lines do.

import type { PageStyle, Rgb } from "../layout/page-style.ts";
import type { Page, PageGrid } from "../page.ts";

export interface SheetClasses {
  /** Colour of each class; at most 26. */
  readonly colours: readonly Rgb[];
  /** Class of each pair of kinds, the column's times KINDS plus the row's. */
  readonly classOf: readonly number[];
}

// Kinds of columns and rows.
const PLAIN = 0;
const MAJOR = 1;
const MAJOR_SIDE = 2;
const MINOR = 3;
const MINOR_SIDE = 4;
const OUTSIDE = 5;
const KINDS = 6;

/** `over` painted on `under`; channels rounded. */
export function blend(under: Rgb, over: Rgb, opacity: number): Rgb {
  const mix = (channel: 0 | 1 | 2) => Math.round(under[channel] + (over[channel] - under[channel]) * opacity);
  return [mix(0), mix(1), mix(2)];
}

interface Axis {
  readonly sizePx: number;
  readonly pxPerMm: number;
  readonly originMm: number;
  readonly fromMm: number;
  readonly toMm: number;
}

/** Marks one family of lines; the middle pixels get `full`, a pixel that the pen only grazes gets `side`. */
function rule(
  kinds: Uint8Array,
  axis: Axis,
  stepMm: number,
  strokePx: number,
  [full, side]: [number, number],
) {
  const { pxPerMm, originMm } = axis;
  const first = Math.ceil((axis.fromMm - originMm) / stepMm - 1e-6);
  const last = Math.floor((axis.toMm - originMm) / stepMm + 1e-6);
  const fullReach = Math.max(0, Math.floor((strokePx - 1) / 2));
  const hasSide = strokePx > 1 + 2 * fullReach;
  const reach = fullReach + (hasSide ? 1 : 0);
  for (let line = first; line <= last; line++) {
    const centre = Math.floor((originMm + line * stepMm) * pxPerMm + 0.5);
    for (let offset = -reach; offset <= reach; offset++) {
      const pixel = centre + offset;
      if (pixel < 0 || pixel >= kinds.length) continue;
      const isFull = Math.abs(offset) <= fullReach;
      if (isFull || kinds[pixel] !== full) kinds[pixel] = isFull ? full : side;
    }
  }
}

function axisKinds(axis: Axis, grid: PageGrid, style: PageStyle): Uint8Array {
  const kinds = new Uint8Array(axis.sizePx).fill(OUTSIDE);
  const from = Math.max(0, Math.floor(axis.fromMm * axis.pxPerMm + 0.5));
  kinds.fill(PLAIN, from, Math.floor(axis.toMm * axis.pxPerMm + 0.5) + 1);
  rule(kinds, axis, grid.minorMm, style.minor.strokeMm * axis.pxPerMm, [MINOR, MINOR_SIDE]);
  rule(kinds, axis, grid.majorMm, style.major.strokeMm * axis.pxPerMm, [MAJOR, MAJOR_SIDE]);
  return kinds;
}

/** How much of a pixel the pen covers: in the line's middle, or at its grazed side. */
function coverage(strokePx: number, isSide: boolean): number {
  if (!isSide) return Math.min(1, strokePx);
  const fullReach = Math.max(0, Math.floor((strokePx - 1) / 2));
  return Math.max(0, (strokePx - 1) / 2 - fullReach);
}

function colourOf(columnKind: number, rowKind: number, style: PageStyle, pxPerMm: number): Rgb {
  if (columnKind === OUTSIDE || rowKind === OUTSIDE) return style.paper;
  const layers = {
    xMajor: [columnKind, MAJOR, MAJOR_SIDE, style.major],
    xMinor: [columnKind, MINOR, MINOR_SIDE, style.minor],
    yMajor: [rowKind, MAJOR, MAJOR_SIDE, style.major],
    yMinor: [rowKind, MINOR, MINOR_SIDE, style.minor],
  } as const;
  const order =
    style.gridOrder === "x-then-y"
      ? (["xMajor", "xMinor", "yMajor", "yMinor"] as const)
      : (["xMinor", "yMinor", "xMajor", "yMajor"] as const);
  return order.reduce<Rgb>((under, name) => {
    const [kind, full, side, pen] = layers[name];
    if (kind !== full && kind !== side) return under;
    return blend(under, pen.colour, coverage(pen.strokeMm * pxPerMm, kind === side));
  }, style.paper);
}

/** The colours that a style's sheet has at a resolution, equal ones as one class. */
export function sheetClasses(style: PageStyle, pxPerMm: number): SheetClasses {
  const colours: Rgb[] = [];
  const classOf = Array.from({ length: KINDS * KINDS }, (_, pair) => {
    const colour = colourOf(Math.floor(pair / KINDS), pair % KINDS, style, pxPerMm);
    const known = colours.findIndex((other) => other.join() === colour.join());
    return known >= 0 ? known : colours.push(colour) - 1;
  });
  return { colours, classOf };
}

export interface TemplateOptions {
  readonly widthPx: number;
  readonly heightPx: number;
  readonly pxPerMm: number;
  /** What a class number is multiplied with. */
  readonly inkLevels: number;
}

function buildTemplate({ grid, style }: Page, options: TemplateOptions): Uint8Array {
  const { widthPx, heightPx, pxPerMm, inkLevels } = options;
  const { boxMm } = grid;
  const xAxis = {
    sizePx: widthPx,
    originMm: grid.originXMm,
    fromMm: boxMm.xMm,
    toMm: boxMm.xMm + boxMm.widthMm,
  };
  const yAxis = {
    sizePx: heightPx,
    originMm: grid.originYMm,
    fromMm: boxMm.yMm,
    toMm: boxMm.yMm + boxMm.heightMm,
  };
  const columnKinds = axisKinds({ ...xAxis, pxPerMm }, grid, style);
  const rowKinds = axisKinds({ ...yAxis, pxPerMm }, grid, style);
  const { classOf } = sheetClasses(style, pxPerMm);
  const rows = Array.from({ length: KINDS }, (_, rowKind) =>
    columnKinds.map((columnKind) => classOf[columnKind * KINDS + rowKind]! * inkLevels),
  );
  const indices = new Uint8Array(widthPx * heightPx);
  rowKinds.forEach((rowKind, y) => {
    indices.set(rows[rowKind]!, y * widthPx);
  });
  return indices;
}

const cache = new Map<string, Uint8Array>();
const CACHE_SIZE = 4;

/**
 * Class of each pixel of a page's sheet times `inkLevels`, row by row. Not to be written to: the last few are kept,
 * for pages come in series.
 */
export function gridTemplate(page: Page, options: TemplateOptions): Uint8Array {
  const key = JSON.stringify([page.style, page.grid, options]);
  const template = cache.get(key) ?? buildTemplate(page, options);
  cache.delete(key);
  cache.set(key, template);
  if (cache.size > CACHE_SIZE) cache.delete(cache.keys().next().value!);
  return template;
}

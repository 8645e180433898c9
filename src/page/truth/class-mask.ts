// What each pixel of a photographed page shows, drawn from the page itself and sent through the photograph's own map, the
// nearest page pixel to each picture pixel: paper, grid, names, other text, pulses, lines, and every lead's trace. A pixel
// is a class's where its pen covers at least half of it; where classes meet, what is drawn later wins, traces over all.

import { type PageRaster, pageToRaster } from "../draw/page-to-raster.ts";
import type { Page, PageItem } from "../page.ts";
import { resampleNearest } from "../photo/geometry/resample-page.ts";
import type { Photograph } from "../photo/photograph-page.ts";
import { leadClass, leadClassName } from "./lead-classes.ts";

export const MASK_CLASSES = {
  background: 0,
  paper: 1,
  grid: 2,
  text: 3,
  line: 4,
  pulse: 5,
  "lead-name": 6,
} as const;

/** Traces of the rows, of rhythm strips and of median beats are counted from here, by `leadClass`. */
export const TRACE_OFFSETS = { row: 16, rhythm: 64, median: 112 } as const;

/** Name of a pixel's value, for the file that goes with a folder of masks; null for a value that no pixel has. */
export function maskClassName(value: number): string | null {
  const named = Object.entries(MASK_CLASSES).find(([, number]) => number === value);
  if (named !== undefined) return named[0];
  for (const [role, offset] of Object.entries(TRACE_OFFSETS)) {
    const name = leadClassName(value - offset);
    if (name !== null) return `${role} ${name}`;
  }
  return null;
}

/** A page on which nothing but ink shows. */
function bare(page: Page, items: readonly PageItem[]): Page {
  const { style } = page;
  const paper = [255, 255, 255] as const;
  return {
    ...page,
    items,
    style: {
      ...style,
      paper,
      ink: [0, 0, 0],
      minor: { ...style.minor, colour: paper },
      major: { ...style.major, colour: paper },
    },
  };
}

function dpiOf(photograph: Pick<Photograph, "map">): number {
  return photograph.map.page.pxPerMm * 25.4;
}

/** Gives every pixel that a raster's ink covers by half a value. */
function stampInk(raster: PageRaster, mask: Uint8Array, value: number): void {
  const { indices, palette } = raster;
  const isInk = Uint8Array.from({ length: 256 }, (_, index) => (palette[3 * index]! < 128 ? 1 : 0));
  const words = new Uint32Array(indices.buffer, indices.byteOffset, indices.length >> 2);
  const blank = isInk[0] === 0;
  for (let word = 0; word < words.length; word++) {
    if (blank && words[word] === 0) continue;
    for (let at = 4 * word; at < 4 * word + 4; at++) if (isInk[indices[at]!] === 1) mask[at] = value;
  }
  for (let at = 4 * words.length; at < indices.length; at++) if (isInk[indices[at]!] === 1) mask[at] = value;
}

function itemClass(item: PageItem): number | null {
  if (item.kind === "text") return item.role === "lead-name" ? MASK_CLASSES["lead-name"] : MASK_CLASSES.text;
  if (item.kind === "line") return item.role === "calibration" ? MASK_CLASSES.pulse : MASK_CLASSES.line;
  return null;
}

/** The flat mask of a page at a resolution. */
export function pageMask(page: Page, dpi: number): PageRaster {
  const sheet = pageToRaster({ ...page, items: [] }, { dpi });
  const { paper } = page.style;
  const mask = new Uint8Array(sheet.indices.length);
  const isRuled = Uint8Array.from({ length: 256 }, (_, index) =>
    [0, 1, 2].some((channel) => (sheet.palette[3 * index + channel] ?? paper[channel]) !== paper[channel])
      ? 1
      : 0,
  );
  for (let pixel = 0; pixel < mask.length; pixel++) {
    mask[pixel] = isRuled[sheet.indices[pixel]!] === 1 ? MASK_CLASSES.grid : MASK_CLASSES.paper;
  }
  for (const value of [MASK_CLASSES.text, MASK_CLASSES.line, MASK_CLASSES.pulse, MASK_CLASSES["lead-name"]]) {
    const items = page.items.filter((item) => itemClass(item) === value);
    if (items.length > 0) stampInk(pageToRaster(bare(page, items), { dpi }), mask, value);
  }
  for (const item of page.items) {
    if (item.kind !== "trace") continue;
    const { lead, role } = page.segments[item.segment]!;
    const value = TRACE_OFFSETS[role] + leadClass(lead);
    stampInk(pageToRaster(bare(page, [item]), { dpi }), mask, value);
  }
  return { ...sheet, indices: mask, palette: maskPalette() };
}

/** Colours for people; readers take the values. */
function maskPalette(): Uint8Array {
  const palette = new Uint8Array(256 * 3);
  const fixed = [
    [0, 0, 0],
    [245, 245, 245],
    [240, 190, 190],
    [120, 120, 120],
    [160, 160, 90],
    [0, 140, 140],
    [200, 0, 200],
  ];
  fixed.forEach((colour, value) => {
    palette.set(colour, 3 * value);
  });
  for (let value = fixed.length; value < 256; value++) {
    // unlike its neighbours: steps of the golden section around a colour wheel of six parts
    const turn = (value * 0.618033988749895) % 1;
    const part = turn * 6;
    const ramp = Math.round(200 * (1 - Math.abs((part % 2) - 1)));
    const wheel = [
      [200, ramp, 0],
      [ramp, 200, 0],
      [0, 200, ramp],
      [0, ramp, 200],
      [ramp, 0, 200],
      [200, 0, ramp],
    ][Math.floor(part)]!;
    palette.set(wheel, 3 * value);
  }
  return palette;
}

/** The mask of a photographed page: one class a pixel, fit for `encodePng`. */
export function classMask(page: Page, photograph: Pick<Photograph, "map">): PageRaster {
  const { map } = photograph;
  const flat = pageMask(page, dpiOf(photograph));
  const { widthPx, heightPx, pxPerMm } = map.picture;
  return { widthPx, heightPx, pxPerMm, indices: resampleNearest(flat, map), palette: flat.palette };
}

// The one resampling pass of a chain: bilinear on sixteenths of a pixel, and where the picture is smaller than the page
// the mean of several such samples a pixel, so that thin lines fade as they do under a scanner, and do not break.
// Colours are packed three to a word; the two products of red and blue share one multiplication.

import type { PackedSheet } from "../sheet/packed-sheet.ts";
import { COORDINATE_BITS, pageMesh } from "./page-mesh.ts";
import { localScale, type PictureMap } from "./picture-map.ts";

/** Red, then green, then blue of a row of the picture, in sixteenths of a level: 0 to 4080. */
export type ColourRow = Int16Array;

export const LEVELS_PER_STEP = 16;

export interface Backdrop {
  /** Packed colours of a row of the picture, right from `from` to before `to` at least; used again for the next row. */
  row(y: number, from: number, to: number): Int32Array;
  /** Share of light that reaches the table at a distance in page pixels right of and below the sheet's nearest edge. */
  lightBeside(right: number, below: number): number;
}

export interface ResampleOptions {
  readonly map: PictureMap;
  /** What lies where no paper is; white where null. */
  readonly backdrop: Backdrop | null;
  /** Called for each row from the top; the array is used again for the next row. */
  readonly onRow: (colours: ColourRow, y: number) => void;
}

const RED_AND_BLUE = 0xff00ff;
const MOST_OVERSAMPLE = 8;

/**
 * Samples a picture pixel along each axis. One reaches over two page pixels, so it does until a picture pixel covers
 * one and a half of them; what counts is the middling scale, for a far corner should not cost four times the time.
 */
function oversampling(map: PictureMap): number {
  const { widthPx, heightPx } = map.page;
  const places = [0.02, 0.5, 0.98];
  const scales = places.flatMap((x) =>
    places.map((y) => {
      const [a, b, c, d] = localScale(map, x * widthPx, y * heightPx);
      return Math.sqrt(Math.max(1e-9, Math.abs(a * d - b * c)));
    }),
  );
  const middling = scales.toSorted((one, other) => one - other)[4]!;
  return Math.min(MOST_OVERSAMPLE, Math.max(1, Math.ceil(1 / middling - 0.5)));
}

/** Draws the picture of a sheet under a map, row by row. */
export function resamplePage(sheet: PackedSheet, { map, backdrop, onRow }: ResampleOptions): void {
  const { widthPx, heightPx } = map.picture;
  const count = oversampling(map);
  const mesh = pageMesh(map, count);
  const row = new Int16Array(3 * widthPx);
  const sums = new Int32Array(count === 1 ? 0 : row.length);
  const fineWidth = widthPx * count;
  const fine = count === 1 ? row : new Int16Array(3 * fineWidth);
  const white = new Int32Array(widthPx).fill(0xffffff);
  const scene = { sheet, runPx: mesh.runPx, runBits: mesh.runBits, widthPx: fineWidth, count };
  for (let y = 0; y < heightPx; y++) {
    sums.fill(0);
    const behind = (from: number, to: number) => backdrop?.row(y, from, to) ?? white;
    for (let part = 0; part < count; part++) {
      sampleRow(scene, mesh.rowAt(y * count + part), fine, behind, backdrop);
      if (count > 1) addRow(fine, sums, count);
    }
    if (count > 1) {
      const share = 1 / (count * count);
      for (let at = 0; at < row.length; at++) row[at] = sums[at]! * share + 0.5;
    }
    onRow(row, y);
  }
}

/** Adds each `count` neighbours of a fine row to their pixel. */
function addRow(fine: ColourRow, sums: Int32Array, count: number): void {
  for (let at = 0, from = 0; at < sums.length; at++) {
    let sum = sums[at]!;
    for (let part = 0; part < count; part++) sum += fine[from++]!;
    sums[at] = sum;
  }
}

interface Scene {
  readonly sheet: PackedSheet;
  readonly runPx: number;
  readonly runBits: number;
  readonly widthPx: number;
  readonly count: number;
}

function sampleRow(
  { sheet, runPx, runBits, widthPx, count }: Scene,
  nodes: Int32Array,
  out: ColourRow,
  behind: (from: number, to: number) => Int32Array,
  backdrop: Backdrop | null,
): void {
  const { packed } = sheet;
  const width = sheet.widthPx | 0;
  const lastColumn = width - 1;
  const lastRow = sheet.heightPx - 1;
  for (let start = 0, node = 0; start < widthPx; start += runPx, node += 2) {
    const end = Math.min(widthPx, start + runPx);
    let x = nodes[node]!;
    let y = nodes[node + 1]!;
    const endX = nodes[node + 2]!;
    const endY = nodes[node + 3]!;
    const stepX = (endX - x) >> runBits;
    const stepY = (endY - y) >> runBits;
    const isInside =
      Math.min(x, endX) >> COORDINATE_BITS >= 0 &&
      Math.min(y, endY) >> COORDINATE_BITS >= 0 &&
      Math.max(x, endX) >> COORDINATE_BITS < lastColumn &&
      Math.max(y, endY) >> COORDINATE_BITS < lastRow;
    if (!isInside) {
      const back = behind((start / count) | 0, Math.ceil(end / count));
      sampleEdge(sheet, { x, y, stepX, stepY, start, end, widthPx, count }, out, back, backdrop);
      continue;
    }
    for (let pixel = start; pixel < end; pixel++) {
      const at = Math.imul(y >> COORDINATE_BITS, width) + (x >> COORDINATE_BITS);
      const a = packed[at]!;
      const b = packed[at + 1]!;
      const c = packed[at + width]!;
      const d = packed[at + width + 1]!;
      if (a === b && c === d && a === c) {
        out[pixel] = (a & 255) << 4;
        out[pixel + widthPx] = (a >> 4) & 0xff0;
        out[pixel + 2 * widthPx] = (a >> 12) & 0xff0;
      } else {
        const right = (x >> 10) & 15;
        const below = (y >> 10) & 15;
        const both = Math.imul(right, below);
        const wb = (right << 4) - both;
        const wc = (below << 4) - both;
        const wa = 256 - both - wb - wc;
        const redBlue =
          (Math.imul(a & RED_AND_BLUE, wa) +
            Math.imul(b & RED_AND_BLUE, wb) +
            Math.imul(c & RED_AND_BLUE, wc) +
            Math.imul(d & RED_AND_BLUE, both)) |
          0;
        const green =
          Math.imul((a >> 8) & 255, wa) +
          Math.imul((b >> 8) & 255, wb) +
          Math.imul((c >> 8) & 255, wc) +
          Math.imul((d >> 8) & 255, both);
        out[pixel] = (redBlue & 0xffff) >> 4;
        out[pixel + widthPx] = green >> 4;
        out[pixel + 2 * widthPx] = redBlue >>> 20;
      }
      x += stepX;
      y += stepY;
    }
  }
}

interface EdgeRun {
  readonly x: number;
  readonly y: number;
  readonly stepX: number;
  readonly stepY: number;
  readonly start: number;
  readonly end: number;
  readonly widthPx: number;
  readonly count: number;
}

/** A run that leaves the sheet: its edge is antialiased over what lies behind. */
function sampleEdge(
  { packed, widthPx: width, heightPx: height }: PackedSheet,
  run: EdgeRun,
  out: ColourRow,
  back: Int32Array,
  backdrop: Backdrop | null,
): void {
  const unit = 1 / (1 << COORDINATE_BITS);
  for (let pixel = run.start; pixel < run.end; pixel++) {
    const x = (run.x + (pixel - run.start) * run.stepX) * unit - 1 / 32;
    const y = (run.y + (pixel - run.start) * run.stepY) * unit - 1 / 32;
    const covered = Math.max(0, Math.min(1, x + 1, width - x)) * Math.max(0, Math.min(1, y + 1, height - y));
    const behind = back[(pixel / run.count) | 0]!;
    const right = x < 0 ? x : Math.max(0, x - width + 1);
    const below = y < 0 ? y : Math.max(0, y - height + 1);
    const light = covered < 1 && backdrop !== null ? backdrop.lightBeside(right, below) : 1;
    const column = Math.max(0, Math.min(width - 2, Math.floor(x)));
    const row = Math.max(0, Math.min(height - 2, Math.floor(y)));
    const u = Math.max(0, Math.min(1, x - column));
    const v = Math.max(0, Math.min(1, y - row));
    const at = row * width + column;
    for (let channel = 0; channel < 3; channel++) {
      const shift = 8 * channel;
      let level = ((behind >> shift) & 255) * light;
      if (covered > 0) {
        const above = ((packed[at]! >> shift) & 255) * (1 - u) + ((packed[at + 1]! >> shift) & 255) * u;
        const under =
          ((packed[at + width]! >> shift) & 255) * (1 - u) + ((packed[at + width + 1]! >> shift) & 255) * u;
        level += (above * (1 - v) + under * v - level) * covered;
      }
      out[pixel + channel * run.widthPx] = level * LEVELS_PER_STEP;
    }
  }
}

/** The same pass for a mask: each pixel takes the page's pixel that its middle lies in, 0 where there is none. */
export function resampleNearest(
  mask: { readonly widthPx: number; readonly heightPx: number; readonly indices: Uint8Array },
  map: PictureMap,
): Uint8Array {
  const { widthPx, heightPx } = map.picture;
  const mesh = pageMesh(map, 1);
  const out = new Uint8Array(widthPx * heightPx);
  // the mesh counts from the middle of the first pixel, and is half a sixteenth ahead
  const half = (1 << (COORDINATE_BITS - 1)) - (1 << (COORDINATE_BITS - 5));
  for (let row = 0; row < heightPx; row++) {
    const nodes = mesh.rowAt(row);
    for (let pixel = 0; pixel < widthPx; pixel++) {
      const node = 2 * (pixel >> mesh.runBits);
      const offset = pixel & (mesh.runPx - 1);
      const x = nodes[node]! + offset * ((nodes[node + 2]! - nodes[node]!) >> mesh.runBits) + half;
      const y = nodes[node + 1]! + offset * ((nodes[node + 3]! - nodes[node + 1]!) >> mesh.runBits) + half;
      const column = x >> COORDINATE_BITS;
      const line = y >> COORDINATE_BITS;
      if (column >= 0 && line >= 0 && column < mask.widthPx && line < mask.heightPx) {
        out[row * widthPx + pixel] = mask.indices[line * mask.widthPx + column]!;
      }
    }
  }
  return out;
}

// How bright bare paper is in each part of a picture: shadows, lamps and yellowed paper are divided out before anything
// is called dark. Bare paper is the brightest thing on a sheet, and most of it: a high quantile of each block.

import type { Picture } from "../../formats/picture/picture.ts";

export interface PaperLight {
  readonly blockPx: number;
  readonly columns: number;
  readonly rows: number;
  /** Red, green, blue of bare paper in the middle of each block, row by row. */
  readonly rgb: Float32Array;
}

const QUANTILE = 0.8;
/** Of the larger side; wider than a grid's heavy squares and a line of text, narrower than a shadow. */
const BLOCKS = 36;
/** Darker than this no paper is: a black table stays black. */
const DARKEST = 40;

export function paperLight(picture: Picture): PaperLight {
  const { widthPx, heightPx, rgb } = picture;
  const blockPx = Math.max(12, Math.ceil(Math.max(widthPx, heightPx) / BLOCKS));
  const columns = Math.ceil(widthPx / blockPx);
  const rows = Math.ceil(heightPx / blockPx);
  const light = new Float32Array(columns * rows * 3);
  const step = Math.max(1, Math.floor(blockPx / 24));
  const counts = new Uint32Array(3 * 256);
  for (let row = 0; row < rows; row++) {
    for (let column = 0; column < columns; column++) {
      counts.fill(0);
      let total = 0;
      const [right, bottom] = [
        Math.min(widthPx, (column + 1) * blockPx),
        Math.min(heightPx, (row + 1) * blockPx),
      ];
      for (let y = row * blockPx; y < bottom; y += step) {
        for (let x = column * blockPx; x < right; x += step, total++) {
          const at = (y * widthPx + x) * 3;
          counts[rgb[at]!]!++;
          counts[256 + rgb[at + 1]!]!++;
          counts[512 + rgb[at + 2]!]!++;
        }
      }
      for (let channel = 0; channel < 3; channel++) {
        let value = 255;
        for (let above = 0; value > 0; value--) {
          above += counts[channel * 256 + value]!;
          if (above > (1 - QUANTILE) * total) break;
        }
        light[(row * columns + column) * 3 + channel] = Math.max(DARKEST, value);
      }
    }
  }
  return { blockPx, columns, rows, rgb: smoothed(light, columns, rows) };
}

/** Median of 3 x 3, which drops a block full of ink, then their mean. */
function smoothed(light: Float32Array, columns: number, rows: number): Float32Array {
  const over = (from: Float32Array, combine: (values: number[]) => number) =>
    from.map((_, index) => {
      const channel = index % 3;
      const column = Math.floor(index / 3) % columns;
      const row = Math.floor(index / 3 / columns);
      const values: number[] = [];
      for (let y = Math.max(0, row - 1); y <= Math.min(rows - 1, row + 1); y++) {
        for (let x = Math.max(0, column - 1); x <= Math.min(columns - 1, column + 1); x++) {
          values.push(from[(y * columns + x) * 3 + channel]!);
        }
      }
      return combine(values);
    });
  const medians = over(light, (values) => values.sort((a, b) => a - b)[values.length >> 1]!);
  return over(medians, (values) => values.reduce((sum, value) => sum + value, 0) / values.length);
}

/** 1 / light of one row of pixels, three numbers a pixel, into `out`. */
export function invertedLightOfRow(light: PaperLight, y: number, out: Float32Array): void {
  const { blockPx, columns, rows, rgb } = light;
  const fromY = Math.min(rows - 1, Math.max(0, (y + 0.5) / blockPx - 0.5));
  const row = Math.min(Math.max(0, rows - 2), Math.floor(fromY));
  const wy = rows > 1 ? fromY - row : 0;
  const below = rows > 1 ? columns * 3 : 0;
  const count = out.length / 3;
  for (let x = 0, to = 0; x < count; x++) {
    const fromX = Math.min(columns - 1, Math.max(0, (x + 0.5) / blockPx - 0.5));
    const column = Math.min(Math.max(0, columns - 2), Math.floor(fromX));
    const wx = columns > 1 ? fromX - column : 0;
    const right = columns > 1 ? 3 : 0;
    for (let channel = 0, at = (row * columns + column) * 3; channel < 3; channel++, at++, to++) {
      const top = rgb[at]! + (rgb[at + right]! - rgb[at]!) * wx;
      const bottom = rgb[at + below]! + (rgb[at + below + right]! - rgb[at + below]!) * wx;
      out[to] = 1 / (top + (bottom - top) * wy);
    }
  }
}

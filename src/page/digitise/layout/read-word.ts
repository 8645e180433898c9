// What a word says, out of a short list: its ink against that of each entry written with the page's own stroke font,
// both stretched to one box. Printers' fonts differ in their letters' details, not in what tells V2 from V5.

import { textStrokesMm } from "../../draw/stroke-font.ts";
import type { Plane } from "../plane.ts";
import type { Word } from "./find-words.ts";

export interface WordReading {
  readonly text: string;
  /** Correlation of the two pictures, 0 to 1. */
  readonly score: number;
  /** How far the next best entry is behind. */
  readonly margin: number;
}

const GRID_HEIGHT = 16;
const CAP_MM = 3;
const STROKE_MM = 0.42;
/** Wider or narrower than the entry's own proportions by more is another word. */
const MOST_STRETCH = 1.5;
const BAR_FILL = 0.7;

interface Template {
  readonly aspect: number;
  readonly polylines: readonly (readonly number[])[];
}

const templates = new Map<string, Template>();

/** The likeliest of `vocabulary`, or null where the word is like none. */
export function readWord(ink: Plane, word: Word, vocabulary: readonly string[]): WordReading | null {
  const bars = readBars(word);
  if (bars !== null) return vocabulary.includes(bars.text) ? bars : null;
  const [width, height] = [word.right - word.left, word.bottom - word.top];
  const columns = Math.max(3, Math.min(96, Math.round((GRID_HEIGHT * width) / height)));
  const seen = blurred(inkGrid(ink, word, columns), columns);
  const scores = vocabulary
    .filter((text) => !/^I+$/.test(text))
    .map((text) => {
      const template = templateOf(text);
      const stretch = width / height / template.aspect;
      if (stretch > MOST_STRETCH || stretch < 1 / MOST_STRETCH) return { text, score: 0 };
      return { text, score: correlation(seen, blurred(drawn(template, columns), columns)) };
    })
    .sort((a, b) => b.score - a.score);
  const [best, next] = scores;
  if (best === undefined || best.score <= 0) return null;
  return { ...best, margin: best.score - (next?.score ?? 0) };
}

/** I, II and III are one to three upright bars of one height: nothing to correlate. */
function readBars({ letters, top, bottom }: Word): WordReading | null {
  const height = bottom - top;
  const areBars = letters.every((blob) => {
    const [w, h] = [blob.right - blob.left, blob.bottom - blob.top];
    return h > 0.9 * height && w < 0.34 * h && blob.areaPx > BAR_FILL * w * h;
  });
  if (!areBars || letters.length > 3) return null;
  // a single bar is a mark as often as a letter
  const score = letters.length === 1 ? 0.55 : 0.9;
  return { text: "I".repeat(letters.length), score, margin: score };
}

function templateOf(text: string): Template {
  const known = templates.get(text);
  if (known !== undefined) return known;
  const polylines = textStrokesMm(text, { xMm: 0, yMm: 0, capHeightMm: CAP_MM, strokeMm: STROKE_MM });
  const xs = polylines.flatMap((line) => line.filter((_, i) => i % 2 === 0));
  const ys = polylines.flatMap((line) => line.filter((_, i) => i % 2 === 1));
  const half = STROKE_MM / 2;
  const [left, top] = [Math.min(...xs) - half, Math.min(...ys) - half];
  const [width, height] = [Math.max(...xs) + half - left, Math.max(...ys) + half - top];
  const template = {
    aspect: width / height,
    polylines: polylines.map((line) =>
      line.map((value, i) => (i % 2 === 0 ? (value - left) / width : (value - top) / height)),
    ),
  };
  templates.set(text, template);
  return template;
}

/** Mean ink of each cell of a grid over the word's box. */
function inkGrid(
  { widthPx, values }: Plane,
  { left, top, right, bottom }: Word,
  columns: number,
): Float64Array {
  const grid = new Float64Array(columns * GRID_HEIGHT);
  const [sx, sy] = [(right - left) / columns, (bottom - top) / GRID_HEIGHT];
  for (let row = 0; row < GRID_HEIGHT; row++) {
    for (let column = 0; column < columns; column++) {
      const [x0, x1] = [left + column * sx, left + (column + 1) * sx];
      const [y0, y1] = [top + row * sy, top + (row + 1) * sy];
      let [sum, area] = [0, 0];
      for (let y = Math.floor(y0); y < y1; y++) {
        const high = Math.min(y1, y + 1) - Math.max(y0, y);
        for (let x = Math.floor(x0); x < x1; x++) {
          const cover = high * (Math.min(x1, x + 1) - Math.max(x0, x));
          sum += cover * Math.min(1, values[y * widthPx + x] ?? 0);
          area += cover;
        }
      }
      grid[row * columns + column] = area === 0 ? 0 : sum / area;
    }
  }
  return grid;
}

/** The entry's strokes on the same grid. */
function drawn({ polylines, aspect }: Template, columns: number): Float64Array {
  const grid = new Float64Array(columns * GRID_HEIGHT);
  const reach = (STROKE_MM / CAP_MM / 2) * GRID_HEIGHT;
  // distances are those of the unstretched word
  const scaleX = (aspect * GRID_HEIGHT) / columns;
  for (const line of polylines) {
    for (let i = 0; i + 3 < line.length; i += 2) {
      const [x0, y0] = [line[i]! * columns * scaleX, line[i + 1]! * GRID_HEIGHT];
      const [x1, y1] = [line[i + 2]! * columns * scaleX, line[i + 3]! * GRID_HEIGHT];
      const length2 = (x1 - x0) ** 2 + (y1 - y0) ** 2;
      for (let row = 0; row < GRID_HEIGHT; row++) {
        for (let column = 0; column < columns; column++) {
          const [px, py] = [(column + 0.5) * scaleX, row + 0.5];
          const t =
            length2 === 0
              ? 0
              : Math.max(0, Math.min(1, ((px - x0) * (x1 - x0) + (py - y0) * (y1 - y0)) / length2));
          const distance = Math.hypot(px - x0 - t * (x1 - x0), py - y0 - t * (y1 - y0));
          const value = Math.max(0, Math.min(1, reach + 0.5 - distance));
          const at = row * columns + column;
          if (value > grid[at]!) grid[at] = value;
        }
      }
    }
  }
  return grid;
}

/** Over 3 x 3 cells, twice: a stroke that is a little elsewhere still meets its like. */
function blurred(grid: Float64Array, columns: number): Float64Array {
  let from = grid;
  for (let round = 0; round < 2; round++) {
    const to = new Float64Array(from.length);
    for (let row = 0; row < GRID_HEIGHT; row++) {
      for (let column = 0; column < columns; column++) {
        let sum = 0;
        for (let dy = -1; dy <= 1; dy++) {
          for (let dx = -1; dx <= 1; dx++) {
            const [x, y] = [column + dx, row + dy];
            if (x >= 0 && y >= 0 && x < columns && y < GRID_HEIGHT) sum += from[y * columns + x]!;
          }
        }
        to[row * columns + column] = sum / 9;
      }
    }
    from = to;
  }
  return from;
}

function correlation(a: Float64Array, b: Float64Array): number {
  const mean = (values: Float64Array) => values.reduce((sum, value) => sum + value, 0) / values.length;
  const [ma, mb] = [mean(a), mean(b)];
  let [ab, aa, bb] = [0, 0, 0];
  for (let i = 0; i < a.length; i++) {
    const [x, y] = [a[i]! - ma, b[i]! - mb];
    ab += x * y;
    aa += x * x;
    bb += y * y;
  }
  return aa === 0 || bb === 0 ? 0 : ab / Math.sqrt(aa * bb);
}

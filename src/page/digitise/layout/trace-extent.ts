// Where along the paper the traces begin and end, to a fraction of a pixel: time zero is the middle of the pen at the
// first sample. All rows of a page begin together, so the middle one of the rows is taken.

import type { Blobs } from "../ink/blobs.ts";
import type { Sheet } from "../ink/sheet.ts";
import type { Pulse } from "./find-pulses.ts";
import type { Row } from "./find-rows.ts";

export interface TraceExtent {
  readonly startPx: number;
  readonly endPx: number;
}

export interface TraceExtentOptions {
  readonly sheet: Sheet;
  readonly blobs: Blobs;
  readonly isTrace: readonly boolean[];
  readonly rows: readonly Row[];
  readonly penPx: number;
}

const INK = 0.5;
const WIDEST_PEN_MM = 0.35;
/** White after a pulse that separates it from the trace. */
const LEAST_GAP_MM = 0.45;
/** A pulse's foot, and the gap behind it, end within this. */
const FOOT_MM = 6;
/** A first sample lies within this of 0 mV more often than not; lead names lie further off. */
const BAND_MM = 5;
const MOST_BAND_MM = 14;
/** Columns outside the stroke's end, and inside, where its profile is taken. */
const OUTSIDE_PX = 4;
const INSIDE_PX = 3;
/** Rows about its middle. */
const BESIDE_PX = 2;

/** Of all rows, or of those given by their indices; null where none has a trace. */
export function traceExtent(
  options: TraceExtentOptions,
  of: readonly number[] = [...options.rows.keys()],
): TraceExtent | null {
  const ends = of.flatMap((index) => {
    const found = rowEnds(options, index);
    return found === null ? [] : [found];
  });
  const starts = ends.map(([start]) => start);
  const lasts = ends.map(([, end]) => end);
  if (ends.length === 0) return null;
  return { startPx: lowMiddle(starts), endPx: highMiddle(lasts) };
}

/** Rows of pixels about a row of traces that are no other's. */
export function rowBand(rows: readonly Row[], index: number, pxPerMm: number): readonly [number, number] {
  const { baselinePx } = rows[index]!;
  const most = MOST_BAND_MM * pxPerMm;
  const above = index > 0 ? (baselinePx - rows[index - 1]!.baselinePx) / 2 : most;
  const below = index + 1 < rows.length ? (rows[index + 1]!.baselinePx - baselinePx) / 2 : most;
  return [baselinePx - Math.min(most, above), baselinePx + Math.min(most, below)];
}

function rowEnds(options: TraceExtentOptions, index: number): [number, number] | null {
  const { sheet, blobs, isTrace, rows } = options;
  const mm = sheet.pxPerMm;
  const { pulse } = rows[index]!;
  const band = rowBand(rows, index, mm);
  const [top, bottom] = band;
  let [first, last] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (let run = 0; run < blobs.runCount; run++) {
    const y = blobs.runs[run * 4]!;
    if (y < top || y > bottom || !isTrace[blobs.runs[run * 4 + 3]!]) continue;
    first = Math.min(first, blobs.runs[run * 4 + 1]!);
    last = Math.max(last, blobs.runs[run * 4 + 2]!);
  }
  if (!(last > first)) return null;
  const onLeft = pulse !== null && pulse.rightPx < (first + last) / 2;
  const onRight = pulse !== null && !onLeft;
  const rightLimit = onRight ? pulse.leftPx - 0.3 * mm : sheet.ink.widthPx;
  const start = onLeft ? startAfterPulse(options, rows[index]!, band) : strokeEnd(options, first, 1, band);
  const end = last < rightLimit ? strokeEnd(options, last - 1, -1, band) : rightLimit;
  return start === null || end === null ? null : [start, end];
}

function startAfterPulse(
  options: TraceExtentOptions,
  { baselinePx, pulse }: Row,
  wide: readonly [number, number],
): number | null {
  const { sheet, penPx, blobs, isTrace } = options;
  const mm = sheet.pxPerMm;
  const band = [baselinePx - BAND_MM * mm, baselinePx + BAND_MM * mm] as const;
  const from = Math.ceil(pulse!.rightPx + penPx);
  for (let x = from, gap = 0; x < pulse!.rightPx + FOOT_MM * mm; x++) {
    gap = darkest(sheet, x, band) < INK ? gap + 1 : 0;
    if (gap < LEAST_GAP_MM * mm) continue;
    // a trace may begin away from 0 mV, a name may stand closer: the first piece that is a trace
    let first = Number.POSITIVE_INFINITY;
    for (let run = 0; run < blobs.runCount; run++) {
      const [y, start] = [blobs.runs[run * 4]!, blobs.runs[run * 4 + 1]!];
      if (start >= x && start < first && y > wide[0] && y < wide[1] && isTrace[blobs.runs[run * 4 + 3]!])
        first = start;
    }
    return Number.isFinite(first) ? strokeEnd(options, first, 1, wide) : null;
  }
  // drawn in one line with the trace: pulse and feet take its 200 ms together, then the trace begins
  const pulsePx = strokeWidth(sheet, pulse!);
  const left = footStart(sheet, pulse!);
  return pulse!.rightPx - Math.max(0, Math.min(2 * mm, pulse!.leftPx - left - pulsePx / 2));
}

/** The left edge of the pulse's foot: where ink, over three rows about its middle, is half of what it is in the stroke. */
function footStart({ ink }: Sheet, { leftPx, footPx }: Pulse): number {
  const mean = (column: number) => {
    let sum = 0;
    for (let row = -1; row <= 1; row++)
      sum += Math.min(1, ink.values[(Math.floor(footPx) + row) * ink.widthPx + column] ?? 0);
    return sum / 3;
  };
  let inside = Math.floor(leftPx);
  const half = Math.max(mean(inside), mean(inside - 1), mean(inside + 1)) / 2;
  for (let step = 0; step < 40 && inside > 0 && mean(inside - 1) >= half; step++) inside--;
  const [inner, outer] = [mean(inside), mean(inside - 1)];
  return inside + 0.5 - (inner > outer ? Math.max(0, Math.min(1, (inner - half) / (inner - outer))) : 0);
}

/** Ink across the pulse's left stroke, over the middle of its height, above that of the paper beside it. */
function strokeWidth({ ink, pxPerMm }: Sheet, { leftPx, topPx, footPx }: Pulse): number {
  const reach = Math.round(0.7 * pxPerMm);
  const sums = new Float64Array(2 * reach + 1);
  let rows = 0;
  for (let y = Math.round(topPx + 0.3 * (footPx - topPx)); y < topPx + 0.7 * (footPx - topPx); y++, rows++) {
    for (let i = 0; i < sums.length; i++) {
      sums[i] = sums[i]! + Math.min(1, ink.values[y * ink.widthPx + Math.floor(leftPx) - reach + i] ?? 0);
    }
  }
  const paper = (sums[0]! + sums[1]! + sums.at(-1)! + sums.at(-2)!) / 4;
  return rows === 0 ? 0 : sums.reduce((sum, value) => sum + Math.max(0, value - paper), 0) / rows;
}

function darkest({ ink }: Sheet, x: number, [top, bottom]: readonly [number, number]): number {
  let most = 0;
  if (x < 0 || x >= ink.widthPx) return 0;
  for (let y = Math.max(0, Math.floor(top)); y < Math.min(ink.heightPx, bottom); y++) {
    most = Math.max(most, ink.values[y * ink.widthPx + x]!);
  }
  return most;
}

/**
 * The middle of the pen at the end of a stroke, coming from outside: `x` is its first inked column, `direction` 1 for a
 * left end and -1 for a right. The darkest pixel of each column, close to the stroke, falls to half half a pen beyond.
 */
export function strokeEnd(
  { sheet, penPx }: TraceExtentOptions,
  x: number,
  direction: 1 | -1,
  band: readonly [number, number],
): number | null {
  const { ink } = sheet;
  const at = (column: number, row: number) =>
    column < 0 || column >= ink.widthPx || row < 0 || row >= ink.heightPx
      ? 0
      : Math.min(1, ink.values[row * ink.widthPx + column]!);
  let [most, row] = [INK, -1];
  for (let y = Math.max(0, Math.floor(band[0])); y < band[1]; y++) {
    const value = at(x, y) + at(x + direction, y);
    if (value > most) [most, row] = [value, y];
  }
  if (row < 0) return null;
  const profile = Array.from({ length: OUTSIDE_PX + INSIDE_PX + 1 }, (_, i) => {
    const column = x + direction * (i - OUTSIDE_PX);
    let value = 0;
    for (let y = row - BESIDE_PX; y <= row + BESIDE_PX; y++) value = Math.max(value, at(column, y));
    return value;
  });
  const full = Math.max(...profile.slice(OUTSIDE_PX, OUTSIDE_PX + 3));
  const empty = Math.min(0.4 * full, profile[0]!, profile[1]!);
  const half = (full + empty) / 2;
  const inner = profile.findIndex((value, i) => i > 0 && value >= half && profile[i - 1]! < half);
  if (inner < 0) return null;
  const [inside, outside] = [profile[inner]!, profile[inner - 1]!];
  // drawn ink falls from full to none over one pixel, so the pixel nearer to half tells best where it is half
  const isInner = inside - half < half - outside;
  const part = isInner ? inside - half : 1 - (half - outside);
  const edge = x + 0.5 + direction * (inner - OUTSIDE_PX - Math.max(0, Math.min(1, part)));
  // a blurred pen looks wider than it is
  return edge + (direction * Math.min(penPx, WIDEST_PEN_MM * sheet.pxPerMm)) / 2;
}

/** A row may begin late, where a recording has a gap, or be cut short; few begin early. */
function lowMiddle(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor((sorted.length - 1) / 2)]!;
}

function highMiddle(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)]!;
}

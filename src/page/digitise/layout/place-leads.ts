// Where along its row each lead begins and ends. Columns that touch share the row evenly, as the names stand; columns
// with white between them end where their ink does. Time runs on from column to column.

import type { PlacedLead } from "../trace/placed-lead.ts";
import type { TraceSpans } from "../trace/trace-spans.ts";
import type { LayoutReading } from "./read-layout.ts";
import {
  rowBand,
  strokeEnd,
  type TraceExtent,
  type TraceExtentOptions,
  traceExtent,
} from "./trace-extent.ts";

export interface PlaceLeadsOptions {
  readonly reading: LayoutReading;
  readonly extents: TraceExtentOptions;
  readonly extent: TraceExtent;
  /** One a row. */
  readonly spans: readonly TraceSpans[];
  readonly pxPerMs: number;
}

interface ColumnSpan {
  readonly startPx: number;
  readonly endPx: number;
  /** Does it end at its last sample, not at the next column's first? */
  readonly isLast: boolean;
}

/** A column's time, in steps that sheets have, unless it is off by more. */
const STEP_MS = 500;
const STEP_TOLERANCE = 0.012;
const SEARCH_MM = 9;
/** White between columns; a trace that dips out of sight is shorter, and not in all rows at once. */
const LEAST_GAP_MM = 0.8;

export function placeLeads(options: PlaceLeadsOptions): { leads: PlacedLead[]; assumptions: string[] } {
  const { reading, extents, extent, pxPerMs } = options;
  const { columns } = reading.layout;
  const gridRows = [...columns[0]!.keys()];
  const spans = columnSpans(options, traceExtent(extents, gridRows) ?? extent, gridRows);
  const lengths = spans.map(({ startPx, endPx, isLast }) =>
    onStep((endPx - startPx) / pxPerMs + (isLast ? 2 : 0)),
  );
  const starts = lengths.map((_, column) =>
    lengths.slice(0, column).reduce((sum, length) => sum + length, 0),
  );
  const assumptions: string[] = [];
  if (columns.length > 1) assumptions.push("the columns are taken to follow each other in time");
  const leads: PlacedLead[] = columns.flatMap((names, column) =>
    names.map((name, row) => ({
      name,
      role: "row" as const,
      row,
      startMs: starts[column]!,
      ...spans[column]!,
    })),
  );
  reading.stripLeads.forEach((name, strip) => {
    if (name === null)
      assumptions.push(`the name of rhythm strip ${strip + 1} was not read: taken to be lead II`);
    const row = gridRows.length + strip;
    const own = traceExtent(extents, [row]) ?? extent;
    // strips begin with the rows above them: one end is seen better in many rows than in one
    const startPx =
      Math.abs(own.startPx - extent.startPx) < extents.sheet.pxPerMm ? extent.startPx : own.startPx;
    leads.push({
      name: name ?? "II",
      role: "strip",
      row,
      startMs: 0,
      startPx,
      endPx: own.endPx,
      isLast: true,
    });
  });
  return { leads, assumptions };
}

function onStep(ms: number): number {
  const near = STEP_MS * Math.round(ms / STEP_MS);
  return near > 0 && Math.abs(near - ms) < STEP_TOLERANCE * ms ? near : ms;
}

function columnSpans(
  options: PlaceLeadsOptions,
  grid: TraceExtent,
  gridRows: readonly number[],
): ColumnSpan[] {
  const { reading, extents, extent, pxPerMs } = options;
  const count = reading.layout.columns.length;
  const { startPx } = extent;
  if (count === 1 || reading.columnPx === null) return [{ startPx, endPx: grid.endPx, isLast: true }];
  const columnPx = onStep(reading.columnPx / pxPerMs) * pxPerMs;
  const spans: { startPx: number; endPx: number; isLast: boolean }[] = [
    { startPx, endPx: grid.endPx, isLast: true },
  ];
  for (let column = 1; column < count; column++) {
    const expected = startPx + column * reading.columnPx;
    const gap = whiteGap(options, gridRows, expected);
    const before = spans.at(-1)!;
    if (gap === null) {
      before.endPx = startPx + column * columnPx;
      before.isLast = false;
      spans.push({ startPx: before.endPx, endPx: grid.endPx, isLast: true });
      continue;
    }
    before.endPx = middleEnd(extents, gridRows, gap[0] - 1, -1) ?? gap[0];
    spans.push({
      startPx: middleEnd(extents, gridRows, gap[1], 1) ?? gap[1],
      endPx: grid.endPx,
      isLast: true,
    });
  }
  return spans;
}

/** The longest stretch of columns near `expected` in which no row has ink. */
function whiteGap(
  { spans, extents }: PlaceLeadsOptions,
  gridRows: readonly number[],
  expected: number,
): [number, number] | null {
  const mm = extents.sheet.pxPerMm;
  const inked = (x: number) =>
    gridRows.some((row) => {
      const span = spans[row]!;
      const top = span.top[x - span.startColumn];
      return top !== undefined && !Number.isNaN(top);
    });
  let best: [number, number] | null = null;
  const last = Math.round(expected + SEARCH_MM * mm);
  for (let x = Math.round(expected - SEARCH_MM * mm); x < last; x++) {
    if (inked(x)) continue;
    const start = x;
    while (x < last && !inked(x)) x++;
    if (x - start >= LEAST_GAP_MM * mm && (best === null || x - start > best[1] - best[0])) best = [start, x];
  }
  return best;
}

/** The end of the rows' strokes about a column, the middle one of them. */
function middleEnd(
  extents: TraceExtentOptions,
  gridRows: readonly number[],
  x: number,
  direction: 1 | -1,
): number | null {
  const ends = gridRows.flatMap(
    (row) => strokeEnd(extents, x, direction, rowBand(extents.rows, row, extents.sheet.pxPerMm)) ?? [],
  );
  return ends.sort((a, b) => a - b)[ends.length >> 1] ?? null;
}

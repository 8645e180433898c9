// The leads of a sheet whose arrangement is known: each its stretch of its row's path, fitted with the pen, at 500 Hz.

import { type DigitisedLead, type ReadScale, SAMPLING_RATE_HZ } from "../digitised.ts";
import type { Sheet } from "../ink/sheet.ts";
import type { Row } from "../layout/find-rows.ts";
import type { TraceExtent } from "../layout/trace-extent.ts";
import { drawnSpans, type FittedLead } from "./drawn-spans.ts";
import { type ColumnBand, fitPen, type Pen } from "./fit-pen.ts";
import { hiddenColumns } from "./hidden-columns.ts";
import { leadQuality } from "./lead-quality.ts";
import type { PlacedLead } from "./placed-lead.ts";
import { sampleLine, traceLine } from "./trace-line.ts";
import type { TraceSpans } from "./trace-spans.ts";

export interface TraceLeadsOptions {
  readonly sheet: Sheet;
  readonly rows: readonly Row[];
  /** One a row. */
  readonly spans: readonly TraceSpans[];
  readonly leads: readonly PlacedLead[];
  readonly extent: TraceExtent;
  readonly pen: Pen;
  readonly noise: number;
  readonly speed: ReadScale;
  readonly gain: ReadScale;
}

/** Samples closer together than this, in pixels, are not seen apart: the fit's steps are no finer. */
const LEAST_STEP_PX = 0.35;
/** Up to this much that is hidden or broken is bridged; a wave is longer. */
const BRIDGED_MS = 20;
/** A lead's box in the picture reaches this far above and below its 0 mV. */
const BOX_HALF_MM = 8;
/** Beyond the ink's edges, what must stay white. */
const MARGIN_MM = 0.38;

export function traceLeads(options: TraceLeadsOptions): DigitisedLead[] {
  const { sheet, rows, leads, extent, pen, speed } = options;
  const pxPerMs = (speed.value * sheet.pxPerMm) / 1000;
  const hidden = rows.map(({ baselinePx, pulse }, row) =>
    hiddenColumns({
      ink: sheet.ink,
      baselinePx,
      pulse,
      startPx: extent.startPx,
      boundariesPx: leads.filter((lead) => lead.row === row && lead.startMs > 0).map((lead) => lead.startPx),
      pxPerMm: sheet.pxPerMm,
      penPx: pen.widthPx,
    }),
  );
  const isHidden = hidden.map(
    (stretches) => (column: number) => stretches.some(([from, to]) => column >= from && column < to),
  );
  const fitted = leads.map((lead) => fitLead(lead, isHidden[lead.row]!, pxPerMs, options));
  const drawn = fitted.map((lead) => drawnSpans(lead, pen.widthPx));
  return fitted.map((lead, index) =>
    digitisedLead(lead, { drawn, index }, isHidden[lead.placed.row]!, pxPerMs, options),
  );
}

/** The row's path over the lead's stretch, fitted with the pen. */
function fitLead(
  placed: PlacedLead,
  isHidden: (column: number) => boolean,
  pxPerMs: number,
  { sheet, spans, pen, noise }: TraceLeadsOptions,
): FittedLead {
  const { startPx, endPx } = placed;
  const row = spans[placed.row]!;
  const others = spans.filter((_, index) => index !== placed.row);
  const fromColumn = Math.max(row.startColumn, Math.floor(startPx));
  const toColumn = Math.min(row.startColumn + row.top.length, Math.ceil(endPx + pen.widthPx / 2));
  const own = cut(row, fromColumn, toColumn, isHidden);
  const steps = Math.round(((endPx - startPx) / pxPerMs) * (SAMPLING_RATE_HZ / 1000));
  const count = Math.max(0, steps + (placed.isLast ? 1 : 0));
  const samplePx = (pxPerMs * 1000) / SAMPLING_RATE_HZ;
  const every = Math.max(1, Math.round(LEAST_STEP_PX / samplePx));
  const stepPx = every * samplePx;
  const knots = Float64Array.from({ length: Math.ceil(count / every) + 1 }, (_, k) => startPx + k * stepPx);
  const heights = sampleLine(traceLine(own, pen.widthPx), knots, BRIDGED_MS * pxPerMs);
  const bands = Array.from(own.top, (_, i) => bandOf(own, others, i, sheet));
  fitPen(heights, {
    ink: sheet.ink,
    pen,
    startPx,
    stepPx,
    firstColumn: fromColumn,
    bands,
    noise,
    pxPerMm: sheet.pxPerMm,
  });
  return { placed, heights, startPx, stepPx, every, count, fromColumn, toColumn };
}

function digitisedLead(
  lead: FittedLead,
  { drawn, index }: { readonly drawn: readonly TraceSpans[]; readonly index: number },
  isHidden: (column: number) => boolean,
  pxPerMs: number,
  { sheet, rows, spans, pen, gain }: TraceLeadsOptions,
): DigitisedLead {
  const { placed, heights, every, count, fromColumn, toColumn } = lead;
  const { startPx, endPx } = placed;
  const baselinePx = rows[placed.row]!.baselinePx;
  const samplePx = lead.stepPx / every;
  const y = bridged(resampled(heights, every, count), Math.round((BRIDGED_MS * SAMPLING_RATE_HZ) / 1000));
  const scale = (placed.name.startsWith("-") ? -1 : 1) / (sheet.pxPerMm * gain.value);
  const halfPx = BOX_HALF_MM * sheet.pxPerMm;
  const corner = (x: number, dy: number) => sheet.toPicture(x, baselinePx + dy);
  return {
    lead: placed.name.replace("-", ""),
    role: placed.role,
    startMs: placed.startMs,
    samplesMv: y.map((height) => (baselinePx - height) * scale),
    quality: leadQuality({
      ink: sheet.ink,
      pxPerMm: sheet.pxPerMm,
      drawn: drawn[index]!,
      drawnByOthers: drawn.filter((_, other) => other !== index),
      own: spans[placed.row]!,
      others: spans.filter((_, index) => index !== placed.row),
      fromColumn,
      toColumn,
      isHidden,
      msPerPx: 1 / pxPerMs,
      penPx: pen.widthPx,
    }),
    cornersPx: [
      corner(startPx, -halfPx),
      corner(endPx, -halfPx),
      corner(endPx, halfPx),
      corner(startPx, halfPx),
    ],
    linePx: Array.from(y, (height, k) => [startPx + k * samplePx, height] as const)
      .filter(([, height]) => !Number.isNaN(height))
      .map(([x, height]) => sheet.toPicture(x, height)),
  };
}

function cut(
  { startColumn, top, bottom }: TraceSpans,
  from: number,
  to: number,
  isHidden: (column: number) => boolean,
): TraceSpans {
  const part = (edges: Float64Array) =>
    edges
      .slice(from - startColumn, Math.max(from, to) - startColumn)
      .map((edge, i) => (isHidden(from + i) ? Number.NaN : edge));
  return { startColumn: from, top: part(top), bottom: part(bottom) };
}

function bandOf(
  own: TraceSpans,
  others: readonly TraceSpans[],
  index: number,
  { ink: { heightPx }, pxPerMm }: Sheet,
): ColumnBand | null {
  const [top, bottom] = [own.top[index]!, own.bottom[index]!];
  if (Number.isNaN(top)) return null;
  const foreign: [number, number][] = [];
  for (const other of others) {
    const at = own.startColumn + index - other.startColumn;
    const [otherTop, otherBottom] = [other.top[at], other.bottom[at]];
    if (otherTop === undefined || otherBottom === undefined || Number.isNaN(otherTop)) continue;
    // of another lead's ink only what lies beyond one's own
    const [from, to] = [Math.floor(otherTop - 1), Math.ceil(otherBottom + 1)];
    if (from < top) foreign.push([from, Math.min(to, Math.floor(top))]);
    if (to > bottom) foreign.push([Math.max(from, Math.ceil(bottom)), to]);
  }
  return {
    top: Math.max(0, Math.floor(top - MARGIN_MM * pxPerMm)),
    bottom: Math.min(heightPx, Math.ceil(bottom + MARGIN_MM * pxPerMm)),
    foreign,
  };
}

/** From every `every`-th sample to all of them. */
function resampled(heights: Float64Array, every: number, count: number): Float64Array {
  if (every === 1) return heights.slice(0, count);
  return Float64Array.from({ length: count }, (_, i) => {
    const k = Math.floor(i / every);
    const part = (i - k * every) / every;
    return part === 0 ? heights[k]! : heights[k]! * (1 - part) + heights[k + 1]! * part;
  });
}

/** Short stretches that are not numbers: straight between their neighbours, level at the ends. */
function bridged(y: Float64Array, most: number): Float64Array {
  const out = y.slice();
  for (let start = 0; start < y.length; start++) {
    if (!Number.isNaN(y[start]!)) continue;
    let end = start;
    while (end < y.length && Number.isNaN(y[end]!)) end++;
    const [before, after] = [y[start - 1], y[end]];
    if (end - start <= most && (before !== undefined || after !== undefined)) {
      for (let i = start; i < end; i++) {
        const part = (i - start + 1) / (end - start + 1);
        out[i] =
          before === undefined ? after! : after === undefined ? before : before + (after - before) * part;
      }
    }
    start = end;
  }
  return out;
}

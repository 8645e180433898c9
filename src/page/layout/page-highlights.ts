// What is to be marked on a page. A span becomes a band behind the trace, with its kind's hatching and lines at its ends
// so that it can be told from the paper without seeing colour; its label stands at its top, lower where another label
// is in the way. Calipers and points go over the traces (evidence-marks.ts).

import { UsageError } from "../../ecg/errors.ts";
import { dashedStrokes, hatchStrokes } from "../draw/hatch-strokes.ts";
import { hatchStrokeMm, MARK_KINDS, type MarkLook, markLook } from "../draw/mark-looks.ts";
import { textBoxMm, textWidthMm } from "../draw/stroke-font.ts";
import {
  type BoxMm,
  type HighlightItem,
  type LaidOut,
  type LeadSegment,
  type MarkItem,
  msToXMm,
  type PageHighlight,
  type PenStrokes,
} from "../page.ts";
import { drawnMs, evidenceMarks } from "./evidence-marks.ts";
import { freeRoom } from "./free-room.ts";
import { MARK_SYMBOLS } from "./symbol-strokes.ts";

const FORMS = ["span", "duration", "amplitude", "point"];
const LABEL_CAP_MM = 1.8;
const LABEL_STROKE_MM = 0.2;
const LABEL_LINES = 3;
/** A span of one instant still gets a band that can be seen. */
const MIN_WIDTH_MM = 0.4;
/** Bands of neighbouring rows stay apart by twice this share of a row. */
const MARGIN_SHARE = 0.06;

function edges({ xMm, yMm, widthMm, heightMm }: BoxMm, look: MarkLook): PenStrokes {
  const [right, bottom] = [xMm + widthMm, yMm + heightMm];
  const lines: [number, number, number, number][] = [
    [xMm, yMm, xMm, bottom],
    [right, yMm, right, bottom],
  ];
  if (look.isFramed) lines.push([xMm, yMm, right, yMm], [xMm, bottom, right, bottom]);
  return {
    strokesMm: lines.flatMap((line) => dashedStrokes(line, look.dashesMm)),
    strokeMm: look.edgeStrokeMm,
  };
}

function band(segment: LeadSegment, highlight: PageHighlight, look: MarkLook): HighlightItem | null {
  if (highlight.lead !== null && highlight.lead !== segment.lead) return null;
  const [firstMs, lastMs] = drawnMs(segment);
  if (lastMs < firstMs || highlight.endMs < firstMs || highlight.startMs > lastMs) return null;
  const startMs = Math.max(highlight.startMs, firstMs);
  const endMs = Math.min(highlight.endMs, lastMs);
  const width = msToXMm(segment, endMs) - msToXMm(segment, startMs);
  const centre = msToXMm(segment, (startMs + endMs) / 2);
  const widthMm = Math.max(width, MIN_WIDTH_MM);
  const { yMm, heightMm } = segment.boxMm;
  const boxMm = {
    xMm: centre - widthMm / 2,
    yMm: yMm + MARGIN_SHARE * heightMm,
    widthMm,
    heightMm: (1 - 2 * MARGIN_SHARE) * heightMm,
  };
  return {
    kind: "highlight",
    mark: highlight.kind ?? "evidence",
    boxMm,
    hatch: { strokesMm: hatchStrokes(boxMm, look.hatch), strokeMm: hatchStrokeMm(look.hatch) },
    edges: edges(boxMm, look),
    lead: segment.lead,
    startMs: highlight.startMs,
    endMs: highlight.endMs,
    label: highlight.label ?? null,
    labelPen: null,
    id: highlight.id ?? null,
  };
}

/**
 * Gives each label a line of its own, left of `rightMm`; where all lines are taken it is not written, and only
 * the band carries it.
 */
function withLabelPens(bands: readonly HighlightItem[], rightMm: number): HighlightItem[] {
  const placed: { x0: number; x1: number; y: number }[] = [];
  return bands.map((band) => {
    if (band.label === null) return band;
    const widthMm = textWidthMm(band.label, LABEL_CAP_MM) + 1;
    const xMm = Math.min(band.boxMm.xMm + 0.5, rightMm - widthMm);
    const x1 = xMm + widthMm;
    const yMm = Array.from({ length: LABEL_LINES }, (_, line) => {
      return band.boxMm.yMm + (line + 1) * (LABEL_CAP_MM + 0.8);
    }).find((y) => !placed.some((other) => other.y === y && other.x0 < x1 && other.x1 > xMm));
    if (yMm === undefined) return band;
    placed.push({ x0: xMm, x1, y: yMm });
    return { ...band, labelPen: { xMm, yMm, capHeightMm: LABEL_CAP_MM, strokeMm: LABEL_STROKE_MM } };
  });
}

function checkMark({
  form = "span",
  kind = "evidence",
  symbol = "circle",
  fromMv,
  toMv,
}: PageHighlight): void {
  const refuse = (got: unknown, wanted: string) => {
    throw new UsageError(`page highlight: got ${JSON.stringify(got)}, wanted ${wanted}`);
  };
  if (!FORMS.includes(form)) refuse(form, `a form of ${FORMS.join(", ")}`);
  if (!MARK_KINDS.includes(kind)) refuse(kind, `a kind of ${MARK_KINDS.join(", ")}`);
  if (!MARK_SYMBOLS.includes(symbol)) refuse(symbol, `a symbol of ${MARK_SYMBOLS.join(", ")}`);
  const needed = form === "amplitude" ? [fromMv, toMv] : [fromMv, toMv].filter((mv) => mv !== undefined);
  if (!needed.every(Number.isFinite)) refuse(needed, "finite voltages");
}

/**
 * The bands and marks for `highlights` on a page, and the highlights that it does not show. A median beat's time is
 * not the recording's, so nothing is marked on one.
 */
export function highlightItems(
  laidOut: Pick<LaidOut, "segments" | "items" | "clipMm" | "style" | "widthMm">,
  highlights: readonly PageHighlight[],
): { bands: HighlightItem[]; marks: MarkItem[]; undrawn: PageHighlight[] } {
  highlights.forEach(checkMark);
  const undrawn: PageHighlight[] = [];
  const isSpan = ({ form = "span" }: PageHighlight) => form === "span";
  const spans = highlights.filter(isSpan).flatMap((highlight) => {
    const look = markLook(highlight.kind ?? "evidence", laidOut.style);
    const own = laidOut.segments
      .map((segment) => band(segment, highlight, look))
      .filter((item) => item !== null);
    if (own.length === 0) undrawn.push(highlight);
    return own;
  });
  const bands = withLabelPens(spans, laidOut.widthMm - 3);
  const others = highlights.filter((highlight) => !isSpan(highlight));
  if (others.length === 0) return { bands, marks: [], undrawn };
  const room = freeRoom(laidOut);
  for (const { label, labelPen } of bands) {
    if (label !== null && labelPen !== null) room.take(textBoxMm(label, labelPen));
  }
  const marks = others.flatMap((highlight) => {
    const own = evidenceMarks(highlight, laidOut, room);
    if (own.length === 0) undrawn.push(highlight);
    return own;
  });
  return { bands, marks, undrawn };
}

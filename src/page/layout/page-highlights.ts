// Spans of time as bands behind the traces. A band also has two edge lines, so that it can be told from the
// paper without seeing colour. Its label stands at the top of the band, lower where another label is in the way.

import { textWidthMm } from "../draw/stroke-font.ts";
import { type HighlightItem, type LeadSegment, msToXMm, type PageHighlight } from "../page.ts";

const LABEL_CAP_MM = 1.8;
const LABEL_STROKE_MM = 0.2;
const LABEL_LINES = 3;
/** A span of one instant still gets a band that can be seen. */
const MIN_WIDTH_MM = 0.4;
/** Bands of neighbouring rows stay apart by twice this share of a row. */
const MARGIN_SHARE = 0.06;

function band(segment: LeadSegment, highlight: PageHighlight): HighlightItem | null {
  if (segment.state !== "drawn") return null;
  if (highlight.lead !== null && highlight.lead !== segment.lead) return null;
  const firstMs = (segment.startSample / segment.samplingRateHz) * 1000;
  const lastMs = ((segment.endSample - 1) / segment.samplingRateHz) * 1000;
  if (highlight.endMs < firstMs || highlight.startMs > lastMs) return null;
  const startMs = Math.max(highlight.startMs, firstMs);
  const endMs = Math.min(highlight.endMs, lastMs);
  const width = msToXMm(segment, endMs) - msToXMm(segment, startMs);
  const centre = msToXMm(segment, (startMs + endMs) / 2);
  const widthMm = Math.max(width, MIN_WIDTH_MM);
  const { yMm, heightMm } = segment.boxMm;
  return {
    kind: "highlight",
    boxMm: {
      xMm: centre - widthMm / 2,
      yMm: yMm + MARGIN_SHARE * heightMm,
      widthMm,
      heightMm: (1 - 2 * MARGIN_SHARE) * heightMm,
    },
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

/** The bands for `highlights` on these segments, and the highlights that none of them shows; labels end before `rightMm`. */
export function highlightItems(
  segments: readonly LeadSegment[],
  highlights: readonly PageHighlight[],
  rightMm: number,
): { bands: HighlightItem[]; undrawn: PageHighlight[] } {
  const undrawn: PageHighlight[] = [];
  const bands = highlights.flatMap((highlight) => {
    const own = segments.map((segment) => band(segment, highlight)).filter((item) => item !== null);
    if (own.length === 0) undrawn.push(highlight);
    return own;
  });
  return { bands: withLabelPens(bands, rightMm), undrawn };
}

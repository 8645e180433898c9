// Spans of time as bands behind the traces. A band also has two edge lines, so that it can be told from the
// paper without seeing colour. Its label stands at the top of the band, lower where another label is in the way.

import {
  type HighlightItem,
  type LeadSegment,
  type LineItem,
  msToXMm,
  type PageHighlight,
  type PageItem,
  type TextItem,
} from "./page.ts";
import { textWidthMm } from "./stroke-font.ts";

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
    id: highlight.id ?? null,
  };
}

function edgesOf({ boxMm }: HighlightItem): LineItem[] {
  const { xMm, yMm, widthMm, heightMm } = boxMm;
  return [xMm, xMm + widthMm].map((x) => ({
    kind: "line",
    role: "highlight-edge",
    pointsMm: [x, yMm, x, yMm + heightMm],
    strokeMm: 0.12,
  }));
}

function labelsOf(bands: readonly HighlightItem[]): TextItem[] {
  const placed: { x0: number; x1: number; y: number }[] = [];
  return bands.flatMap(({ boxMm, label }) => {
    if (label === null) return [];
    const x0 = boxMm.xMm + 0.5;
    const x1 = x0 + textWidthMm(label, LABEL_CAP_MM) + 1;
    for (let line = 0; line < LABEL_LINES; line++) {
      const y = boxMm.yMm + (line + 1) * (LABEL_CAP_MM + 0.8);
      if (placed.some((other) => other.y === y && other.x0 < x1 && other.x1 > x0)) continue;
      placed.push({ x0, x1, y });
      const pen = { xMm: x0, yMm: y, capHeightMm: LABEL_CAP_MM, strokeMm: LABEL_STROKE_MM };
      return [{ kind: "text", role: "highlight-label", text: label, ...pen, segment: null }] as const;
    }
    return []; // crowded out: the band itself still carries the label for SVG
  });
}

/** The bands, edges and labels for `highlights` on these segments, and the highlights that none of them shows. */
export function highlightItems(
  segments: readonly LeadSegment[],
  highlights: readonly PageHighlight[],
): { bands: PageItem[]; labels: TextItem[]; undrawn: PageHighlight[] } {
  const undrawn: PageHighlight[] = [];
  const bands = highlights.flatMap((highlight) => {
    const own = segments.map((segment) => band(segment, highlight)).filter((item) => item !== null);
    if (own.length === 0) undrawn.push(highlight);
    return own;
  });
  return { bands: [...bands, ...bands.flatMap(edgesOf)], labels: labelsOf(bands), undrawn };
}

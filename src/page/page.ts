// A Page: one drawn ECG sheet as a draw list in millimetres, with an exact map sample <-> position for every
// lead segment on it. Every back end (raster, SVG, later a canvas) draws the same list in the same order.
// x grows to the right and y DOWN from the top left corner, as in SVG and in images.

import type { PageStyle } from "./layout/page-style.ts";

export type PageLayout = "3x4+1" | "6x2" | "12x1" | "gem12x1" | "kit3x4+1";

export interface BoxMm {
  readonly xMm: number;
  readonly yMm: number;
  readonly widthMm: number;
  readonly heightMm: number;
}

/** A span of time to be marked on one lead, or on every lead that shows it (`lead: null`). */
export interface PageHighlight {
  readonly lead: string | null;
  readonly startMs: number;
  readonly endMs: number;
  readonly label?: string;
  readonly id?: string;
}

/** "ended": the lead was recorded, but the recording stops before this segment's time. */
export type SegmentState = "drawn" | "not recorded" | "ended" | "no valid samples";

/** One lead over one stretch of time in its place on the page. */
export interface LeadSegment {
  readonly lead: string;
  readonly role: "row" | "rhythm";
  readonly state: SegmentState;
  /** Index into the recording of the first sample drawn. */
  readonly startSample: number;
  /** One past the last sample drawn; equal to `startSample` unless `state` is "drawn". */
  readonly endSample: number;
  readonly samplingRateHz: number;
  /** The samples drawn, `samplesMv[0]` being `startSample`; not finite where invalid. */
  readonly samplesMv: Float64Array;
  /** x of `startSample`. */
  readonly originXMm: number;
  /** y of 0 mV. */
  readonly baselineYMm: number;
  readonly mmPerSample: number;
  readonly mmPerMv: number;
  /** The segment's place: its whole time span wide, one row pitch high. Tall waves may leave it. */
  readonly boxMm: BoxMm;
}

/** Where a line of text begins (left end of its baseline), how high its capitals are and how wide its pen. */
export interface TextPen {
  readonly xMm: number;
  readonly yMm: number;
  readonly capHeightMm: number;
  readonly strokeMm: number;
}

/** A band behind one segment's trace, with a line at either end of the span. */
export interface HighlightItem {
  readonly kind: "highlight";
  readonly boxMm: BoxMm;
  readonly lead: string;
  readonly startMs: number;
  readonly endMs: number;
  readonly label: string | null;
  /** Where the label is written; null where there is none or no room for it. */
  readonly labelPen: TextPen | null;
  readonly id: string | null;
}

export interface TraceItem {
  readonly kind: "trace";
  /** Index into `Page.segments`. */
  readonly segment: number;
  readonly strokeMm: number;
}

export interface LineItem {
  readonly kind: "line";
  readonly role: "calibration" | "separator" | "frame";
  /** x0, y0, x1, y1, ... of one polyline. */
  readonly pointsMm: readonly number[];
  readonly strokeMm: number;
}

export interface TextItem extends TextPen {
  readonly kind: "text";
  readonly role: "lead-name" | "missing" | "scale" | "title" | "note" | "disclaimer";
  readonly text: string;
  /** Index into `Page.segments` of the lead that it names, else null. */
  readonly segment: number | null;
}

export type PageItem = HighlightItem | TraceItem | LineItem | TextItem;

/** Ruled area; lines run through the origin every `minorMm` and, heavier, every `majorMm`. */
export interface PageGrid {
  readonly boxMm: BoxMm;
  readonly originXMm: number;
  readonly originYMm: number;
  readonly minorMm: number;
  readonly majorMm: number;
}

export interface Page {
  readonly layout: PageLayout;
  readonly widthMm: number;
  readonly heightMm: number;
  readonly speedMmPerS: number;
  readonly gainMmPerMv: number;
  readonly style: PageStyle;
  readonly grid: PageGrid;
  /** Traces end at this box's edges. */
  readonly clipMm: BoxMm;
  readonly segments: readonly LeadSegment[];
  /** In painting order. */
  readonly items: readonly PageItem[];
  /** Highlights that no drawn segment shows (a 3x4 page holds only 2.5 s of most leads). */
  readonly undrawnHighlights: readonly PageHighlight[];
}

/** A page before its highlights and title; the title begins at `titleXMm`. */
export type LaidOut = Omit<Page, "layout" | "speedMmPerS" | "gainMmPerMv" | "undrawnHighlights"> & {
  readonly titleXMm: number;
};

/** x of a sample (an index into the recording, fractions allowed). */
export function sampleToXMm(segment: LeadSegment, sample: number): number {
  return segment.originXMm + (sample - segment.startSample) * segment.mmPerSample;
}

/** The sample (fractional index into the recording) at x; inverse of `sampleToXMm`. */
export function xMmToSample(segment: LeadSegment, xMm: number): number {
  return segment.startSample + (xMm - segment.originXMm) / segment.mmPerSample;
}

/** x of a time from the start of the recording. */
export function msToXMm(segment: LeadSegment, ms: number): number {
  return sampleToXMm(segment, (ms / 1000) * segment.samplingRateHz);
}

/** y of a voltage. */
export function mvToYMm(segment: LeadSegment, mv: number): number {
  return segment.baselineYMm - mv * segment.mmPerMv;
}

/** The voltage at y; inverse of `mvToYMm`. */
export function yMmToMv(segment: LeadSegment, yMm: number): number {
  return (segment.baselineYMm - yMm) / segment.mmPerMv;
}

// A Page: one drawn ECG sheet as a draw list in millimetres, with an exact map sample <-> position for every
// lead segment on it. Every back end (raster, SVG, later a canvas) draws the same list in the same order.
// x grows to the right and y DOWN from the top left corner, as in SVG and in images.

import type { PageStyle } from "./layout/page-style.ts";

/** Rows x columns of leads "+" rhythm strips; "3x5+1" and "15x1" hold three further leads. */
export type PageLayout =
  | "3x4"
  | "3x4+1"
  | "3x4+3"
  | "6x2"
  | "6x2+1"
  | "12x1"
  | "3x5+1"
  | "15x1"
  | "single"
  | "median"
  | "gem12x1"
  | "kit3x4+1";

/** "sequential": a column begins where the one before ends; "simultaneous": all show the same stretch of time. */
export type ColumnTiming = "sequential" | "simultaneous";

/** "cabrera": the limb leads as aVL, I, -aVR, II, aVF, III. */
export type LeadOrder = "standard" | "cabrera";

export interface BoxMm {
  readonly xMm: number;
  readonly yMm: number;
  readonly widthMm: number;
  readonly heightMm: number;
}

/** Whose word a mark is. Each kind has a colour, a hatching and a line of its own (draw/mark-looks.ts). */
export type MarkKind = "evidence" | "supported" | "contradicted" | "not checkable" | "measured" | "model";

export type MarkSymbol = "circle" | "square" | "diamond" | "triangle-up" | "triangle-down" | "cross" | "tick";

/**
 * What is to be marked on one lead, or on every lead that shows it (`lead: null`). "span", the default: a band over
 * that time. "duration": a caliper between the two times, with the value in ms. "amplitude": a caliper between
 * `fromMv` and `toMv`, whose arms reach from `startMs` to `endMs`. "point": a symbol on the trace at `startMs`.
 * A caliper is drawn once, and only where all of it is on the page: with `lead: null` on the first strip or row.
 */
export interface PageHighlight {
  readonly form?: "span" | "duration" | "amplitude" | "point";
  /** "evidence" unless told. */
  readonly kind?: MarkKind;
  readonly lead: string | null;
  readonly startMs: number;
  readonly endMs: number;
  /** Amplitude: the two voltages. Duration: `fromMv` is the height of the caliper, else where there is room. */
  readonly fromMv?: number;
  readonly toMv?: number;
  /** Of a point; "circle" unless told. */
  readonly symbol?: MarkSymbol;
  /** Calipers write their value after it. */
  readonly label?: string;
  readonly id?: string;
}

/** "ended": recorded, but the recording stops before this segment's time. "not measured": has no median beat. */
export type SegmentState = "drawn" | "not recorded" | "ended" | "no valid samples" | "not measured";

/** One lead over one stretch of time in its place on the page. */
export interface LeadSegment {
  /** As the recording names it. */
  readonly lead: string;
  /** As the page names it: "-aVR" where the lead is drawn upside down. */
  readonly label: string;
  /** The samples of "median" count from the start of the median beat's window, not of the recording. */
  readonly role: "row" | "rhythm" | "median";
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
  /** Negative where the lead is drawn upside down; `samplesMv` stay as recorded. */
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

/** Polylines x0, y0, x1, y1, ... drawn with one pen; a polyline of one point is a dot. */
export interface PenStrokes {
  readonly strokesMm: readonly (readonly number[])[];
  readonly strokeMm: number;
}

/** A band behind one segment's trace, with a line at either end of the span and its kind's hatching. */
export interface HighlightItem {
  readonly kind: "highlight";
  readonly mark: MarkKind;
  readonly boxMm: BoxMm;
  readonly hatch: PenStrokes;
  readonly edges: PenStrokes;
  readonly lead: string;
  readonly startMs: number;
  readonly endMs: number;
  readonly label: string | null;
  /** Where the label is written; null where there is none or no room for it. */
  readonly labelPen: TextPen | null;
  readonly id: string | null;
}

/** A caliper or a symbol over one segment's trace. */
export interface MarkItem {
  readonly kind: "mark";
  readonly form: "duration" | "amplitude" | "point";
  readonly mark: MarkKind;
  readonly lead: string;
  readonly startMs: number;
  readonly endMs: number;
  readonly pen: PenStrokes;
  /** With the value; null where there is none. */
  readonly label: string | null;
  readonly labelPen: TextPen | null;
  /** Tinted ground of the label. */
  readonly plateMm: BoxMm | null;
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
  /** "clip": an arrowhead where a trace goes on beyond the edge. "fiducial": where a wave begins or ends. */
  readonly role: "calibration" | "separator" | "frame" | "clip" | "fiducial";
  /** x0, y0, x1, y1, ... of one polyline. */
  readonly pointsMm: readonly number[];
  readonly strokeMm: number;
}

export interface TextItem extends TextPen {
  readonly kind: "text";
  readonly role:
    | "lead-name"
    | "missing"
    | "scale"
    | "title"
    | "header"
    | "time"
    | "clip"
    | "fiducial"
    | "note"
    | "disclaimer";
  readonly text: string;
  /** Index into `Page.segments` of the lead that it names or belongs to, else null; a lead's name comes first. */
  readonly segment: number | null;
}

export type PageItem = HighlightItem | TraceItem | LineItem | TextItem | MarkItem;

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
  readonly timing: ColumnTiming;
  readonly leadOrder: LeadOrder;
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
export type LaidOut = Omit<
  Page,
  "layout" | "timing" | "leadOrder" | "speedMmPerS" | "gainMmPerMv" | "undrawnHighlights"
> & {
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

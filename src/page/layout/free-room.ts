// Where on a page something can be written without covering a trace, a name or another mark: tries places in order
// of preference against what is already there.

import { textBoxMm } from "../draw/stroke-font.ts";
import { type BoxMm, type LaidOut, type LeadSegment, mvToYMm, xMmToSample } from "../page.ts";

export interface FreeRoom {
  /** The first box that is inside the field and clear of everything; null where none is. */
  readonly findClear: (boxes: readonly BoxMm[]) => BoxMm | null;
  /** From now on this box is taken. */
  readonly take: (box: BoxMm) => void;
}

const MARGIN_MM = 0.4;

/** Lowest and highest y of a segment's trace between two x, or null where it has none there. */
export function traceSpanMm(segment: LeadSegment, fromXMm: number, toXMm: number): [number, number] | null {
  const { samplesMv, startSample } = segment;
  const from = Math.max(0, Math.floor(xMmToSample(segment, fromXMm)) - startSample);
  const to = Math.min(samplesMv.length - 1, Math.ceil(xMmToSample(segment, toXMm)) - startSample);
  let top = Number.POSITIVE_INFINITY;
  let bottom = Number.NEGATIVE_INFINITY;
  for (let index = from; index <= to; index++) {
    const y = mvToYMm(segment, samplesMv[index]!);
    if (y < top) top = y; // never true of an invalid sample
    if (y > bottom) bottom = y;
  }
  return top <= bottom ? [top, bottom] : null;
}

/** y of the trace at a time, between samples on the line between them; the baseline where it is invalid. */
export function traceYMm(segment: LeadSegment, ms: number): number {
  const sample = (ms / 1000) * segment.samplingRateHz - segment.startSample;
  const before = Math.floor(sample);
  const low = segment.samplesMv[before] ?? Number.NaN;
  const high = segment.samplesMv[Math.ceil(sample)] ?? Number.NaN;
  const mv = low + (high - low) * (sample - before);
  return mvToYMm(segment, Number.isFinite(mv) ? mv : Number.isFinite(low) ? low : 0);
}

function overlaps(a: BoxMm, b: BoxMm): boolean {
  return (
    a.xMm < b.xMm + b.widthMm &&
    b.xMm < a.xMm + a.widthMm &&
    a.yMm < b.yMm + b.heightMm &&
    b.yMm < a.yMm + a.heightMm
  );
}

function isInside(box: BoxMm, field: BoxMm): boolean {
  return (
    box.xMm >= field.xMm &&
    box.yMm >= field.yMm &&
    box.xMm + box.widthMm <= field.xMm + field.widthMm &&
    box.yMm + box.heightMm <= field.yMm + field.heightMm
  );
}

/** The room that a laid out page leaves; its texts and traces are taken. */
export function freeRoom({
  segments,
  items,
  clipMm,
}: Pick<LaidOut, "segments" | "items" | "clipMm">): FreeRoom {
  const taken = items.flatMap((item) => (item.kind === "text" ? [textBoxMm(item.text, item)] : []));
  const isClear = (box: BoxMm) => {
    const { xMm, yMm, widthMm, heightMm } = box;
    if (!isInside(box, clipMm) || taken.some((other) => overlaps(box, other))) return false;
    return segments.every((segment) => {
      const span = traceSpanMm(segment, xMm - MARGIN_MM, xMm + widthMm + MARGIN_MM);
      return span === null || span[1] < yMm - MARGIN_MM || span[0] > yMm + heightMm + MARGIN_MM;
    });
  };
  return {
    findClear: (boxes) => boxes.find(isClear) ?? null,
    take: (box) => {
      taken.push(box);
    },
  };
}

// A caliper between two times on one lead, with the value in ms: a line with jaws and arrowheads above or below the
// trace, dotted lines down to what it measures, and the label on the side that is away from the trace.

import { dashedStrokes } from "../draw/hatch-strokes.ts";
import { markLook } from "../draw/mark-looks.ts";
import { type BoxMm, type LaidOut, type LeadSegment, msToXMm, mvToYMm, type PageHighlight } from "../page.ts";
import { type FreeRoom, traceSpanMm, traceYMm } from "./free-room.ts";
import { type DrawnMark, labelled, MARK_PEN_MM, plateAt, within, withName } from "./mark-label.ts";

const JAW_MM = 1.3;
/** Between the line and its label. */
const GAP_MM = 0.6;
const ARROW_MM = 0.9;
/** How much further from the trace the line may be put than it must, nearest first. */
const STEPS_MM = [0, 2, 4, 6, 8, 10, 13, 16];
const DROP_DASHES_MM = [0.35, 0.65];

interface Place {
  readonly yMm: number;
  readonly isAbove: boolean;
}

interface Extent {
  readonly left: number;
  readonly right: number;
  /** The label's plate, at no place yet. */
  readonly plate: BoxMm;
}

/** Line and label as one box. */
function blockAt({ left, right, plate }: Extent, { yMm, isAbove }: Place, field: BoxMm): BoxMm {
  const widthMm = Math.max(plate.widthMm, right - left);
  const heightMm = plate.heightMm + GAP_MM + JAW_MM;
  const top = isAbove ? yMm + JAW_MM - heightMm : yMm - JAW_MM;
  return within({ xMm: (left + right - widthMm) / 2, yMm: top, widthMm, heightMm }, field);
}

/** At the height that was asked for, else where there is room; always inside the field. */
function placeFor(
  segment: LeadSegment,
  extent: Extent,
  fromMv: number | undefined,
  field: BoxMm,
  room: FreeRoom,
) {
  const [top, bottom] = traceSpanMm(segment, extent.left, extent.right) ?? [
    segment.baselineYMm,
    segment.baselineYMm,
  ];
  let place: Place;
  if (fromMv === undefined) {
    const places = STEPS_MM.flatMap((step) => [
      { yMm: top - JAW_MM - 0.8 - step, isAbove: true },
      { yMm: bottom + JAW_MM + 0.8 + step, isAbove: false },
    ]);
    place = places.find((each) => room.findClear([blockAt(extent, each, field)]) !== null) ?? places[0]!;
  } else {
    const yMm = mvToYMm(segment, fromMv);
    place = { yMm, isAbove: yMm < bottom };
  }
  const labelMm = extent.plate.heightMm + GAP_MM;
  const highest = field.yMm + (place.isAbove ? labelMm : JAW_MM);
  const lowest = field.yMm + field.heightMm - (place.isAbove ? JAW_MM : labelMm);
  return { ...place, yMm: Math.max(highest, Math.min(lowest, place.yMm)) };
}

/** One end: the jaw, an arrowhead where there is room for two, and the way to the trace. */
function endStrokes(x: number, traceY: number, { yMm: y, isAbove }: Place, arrowMm: number): number[][] {
  const toTrace = isAbove ? 1 : -1;
  const jawEnd = y + toTrace * JAW_MM;
  const strokes = [[x, y - toTrace * GAP_MM, x, jawEnd]];
  if (arrowMm !== 0) strokes.push([x + arrowMm, y - ARROW_MM / 2, x, y, x + arrowMm, y + ARROW_MM / 2]);
  if ((traceY - jawEnd) * toTrace > 0) strokes.push(...dashedStrokes([x, jawEnd, x, traceY], DROP_DASHES_MM));
  return strokes;
}

export function durationCaliper(
  segment: LeadSegment,
  highlight: PageHighlight,
  { clipMm, style }: Pick<LaidOut, "clipMm" | "style">,
  room: FreeRoom,
): DrawnMark {
  const { startMs, endMs, fromMv, kind = "evidence" } = highlight;
  const label = withName(highlight.label, `${Math.round(endMs - startMs)} ms`);
  const [left, right] = [msToXMm(segment, startMs), msToXMm(segment, endMs)];
  const extent = { left, right, plate: plateAt(label, 0, 0) };
  const place = placeFor(segment, extent, fromMv, clipMm, room);
  room.take(blockAt(extent, place, clipMm));
  const { yMm: y, isAbove } = place;
  const arrowMm = right - left > 4 * ARROW_MM ? ARROW_MM : 0;
  const strokesMm = [
    ...dashedStrokes([left, y, right, y], markLook(kind, style).dashesMm),
    ...endStrokes(left, traceYMm(segment, startMs), place, arrowMm),
    ...endStrokes(right, traceYMm(segment, endMs), place, -arrowMm),
  ];
  const xMm = (left + right - extent.plate.widthMm) / 2;
  const yMm = isAbove ? y - GAP_MM - extent.plate.heightMm : y + GAP_MM;
  return {
    pen: { strokesMm, strokeMm: MARK_PEN_MM },
    ...labelled(label, within({ ...extent.plate, xMm, yMm }, clipMm)),
  };
}

// A symbol on the trace of one lead at one time, with a label close to it where there is room.

import { type LaidOut, type LeadSegment, msToXMm, mvToYMm, type PageHighlight } from "../page.ts";
import { type FreeRoom, traceYMm } from "./free-room.ts";
import { type DrawnMark, labelled, MARK_PEN_MM, plateAt, within } from "./mark-label.ts";
import { symbolStrokes } from "./symbol-strokes.ts";

const GAPS_MM = [0.5, 2.5, 5, 8];

export function markedPoint(
  segment: LeadSegment,
  highlight: PageHighlight,
  { clipMm }: Pick<LaidOut, "clipMm">,
  room: FreeRoom,
): DrawnMark {
  const { startMs, fromMv, symbol = "circle", label } = highlight;
  const x = msToXMm(segment, startMs);
  const wanted = fromMv === undefined ? traceYMm(segment, startMs) : mvToYMm(segment, fromMv);
  const y = Math.min(clipMm.yMm + clipMm.heightMm, Math.max(clipMm.yMm, wanted));
  const { strokesMm, boxMm } = symbolStrokes(symbol, x, y);
  const pen = { strokesMm, strokeMm: MARK_PEN_MM };
  room.take(boxMm);
  if (label === undefined) return { pen, label: null, labelPen: null, plateMm: boxMm };
  const { widthMm, heightMm } = plateAt(label, 0, 0);
  const places = GAPS_MM.flatMap((gap) => [
    plateAt(label, x - widthMm / 2, boxMm.yMm - gap - heightMm),
    plateAt(label, x - widthMm / 2, boxMm.yMm + boxMm.heightMm + gap),
    plateAt(label, boxMm.xMm + boxMm.widthMm + gap, y - heightMm / 2),
    plateAt(label, boxMm.xMm - gap - widthMm, y - heightMm / 2),
  ]);
  const plate = room.findClear(places) ?? within(places[0]!, clipMm);
  room.take(plate);
  return { pen, ...labelled(label, plate) };
}

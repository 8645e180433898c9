// A caliper between two voltages on one lead, with the value in mV: an upright line between two level arms, which reach
// over the time that was measured, and the label where it covers nothing.

import { dashedStrokes } from "../draw/hatch-strokes.ts";
import { markLook } from "../draw/mark-looks.ts";
import { type LaidOut, type LeadSegment, msToXMm, mvToYMm, type PageHighlight } from "../page.ts";
import type { FreeRoom } from "./free-room.ts";
import { type DrawnMark, labelled, MARK_PEN_MM, plateAt, within, withName } from "./mark-label.ts";

const ARROW_MM = 0.9;
/** Half the least width of the arms. */
const ARM_MM = 1.6;

/** null where one of the voltages lies outside the field. */
export function amplitudeCaliper(
  segment: LeadSegment,
  highlight: PageHighlight,
  { clipMm, style }: Pick<LaidOut, "clipMm" | "style">,
  room: FreeRoom,
): DrawnMark | null {
  const { startMs, endMs, fromMv = 0, toMv = 0, kind = "evidence" } = highlight;
  const [from, to] = [mvToYMm(segment, fromMv), mvToYMm(segment, toMv)];
  const [top, bottom] = [Math.min(from, to), Math.max(from, to)];
  if (top < clipMm.yMm || bottom > clipMm.yMm + clipMm.heightMm) return null;
  const [x0, x1] = [msToXMm(segment, startMs), msToXMm(segment, endMs)];
  const x = (x0 + x1) / 2;
  const [left, right] = [Math.min(x0, x - ARM_MM), Math.max(x1, x + ARM_MM)];
  const strokesMm = dashedStrokes([x, from, x, to], markLook(kind, style).dashesMm);
  strokesMm.push([left, from, right, from], [left, to, right, to]);
  if (bottom - top > 4 * ARROW_MM) {
    const half = ARROW_MM / 2;
    strokesMm.push([x - half, top + ARROW_MM, x, top, x + half, top + ARROW_MM]);
    strokesMm.push([x - half, bottom - ARROW_MM, x, bottom, x + half, bottom - ARROW_MM]);
  }

  const label = withName(highlight.label, `${(toMv - fromMv).toFixed(2)} mV`);
  const { widthMm, heightMm } = plateAt(label, 0, 0);
  const middle = (top + bottom - heightMm) / 2;
  const beside = (y: number) => [plateAt(label, right + 0.6, y), plateAt(label, left - widthMm - 0.6, y)];
  const [above, below] = [top - heightMm - 1, bottom + 1];
  const places = [
    ...beside(middle),
    ...[above, below, above - 3, below + 3].flatMap((y) => [
      plateAt(label, x - widthMm / 2, y),
      ...beside(y),
    ]),
  ];
  const plate = room.findClear(places) ?? within(places[0]!, clipMm);
  room.take(plate);
  return { pen: { strokesMm, strokeMm: MARK_PEN_MM }, ...labelled(label, plate) };
}

// Where a trace is cut off at the edge of the drawing area: an arrowhead at the place, and how far it goes.

import { fitText, textWidthMm } from "../draw/stroke-font.ts";
import { type BoxMm, type LeadSegment, type LineItem, mvToYMm, sampleToXMm, type TextItem } from "../page.ts";
import { isClipped } from "./page-notes.ts";

const HEAD_MM = 2.2;
const HALF_HEAD_MM = 1.1;
/** Arrowheads nearer than this would run into each other. */
const APART_MM = 3;
const LABEL_PEN = { capHeightMm: 1.8, strokeMm: 0.2 };
const LABEL_LINE_MM = 2.6;
const LABEL_LINES = 4;
const MOST_NAME_MM = 12;

interface Exit {
  readonly xMm: number;
  readonly isTop: boolean;
  /** Farthest from the field while it is outside. */
  readonly extremeMv: number;
}

/** Every place where the trace leaves the box, one for each stretch outside. */
function exits(segment: LeadSegment, { yMm, heightMm }: BoxMm): Exit[] {
  const found: { xMm: number; isTop: boolean; extremeMv: number }[] = [];
  let side = 0;
  segment.samplesMv.forEach((mv, index) => {
    const y = Number.isFinite(mv) ? mvToYMm(segment, mv) : Number.NaN;
    const now = y < yMm ? -1 : y > yMm + heightMm ? 1 : 0; // 0 for NaN
    const last = found.at(-1);
    if (now !== 0 && now === side && last !== undefined) {
      if (Math.abs(mv) > Math.abs(last.extremeMv)) last.extremeMv = mv;
    } else if (now !== 0) {
      const xMm = sampleToXMm(segment, segment.startSample + index);
      if (last === undefined || last.isTop !== now < 0 || xMm - last.xMm >= APART_MM) {
        found.push({ xMm, isTop: now < 0, extremeMv: mv });
      } else if (Math.abs(mv) > Math.abs(last.extremeMv)) last.extremeMv = mv;
    }
    side = now;
  });
  return found;
}

function arrowhead({ xMm, isTop }: Exit, { yMm, heightMm }: BoxMm): LineItem {
  const tip = isTop ? yMm + 0.4 : yMm + heightMm - 0.4;
  const foot = isTop ? tip + HEAD_MM : tip - HEAD_MM;
  const pointsMm = [xMm - HALF_HEAD_MM, foot, xMm, tip, xMm + HALF_HEAD_MM, foot, xMm - HALF_HEAD_MM, foot];
  return { kind: "line", role: "clip", pointsMm, strokeMm: 0.3 };
}

/** What stands at the farthest of a lead's exits, cut to the width of the field. */
function labelText(segment: LeadSegment, { extremeMv }: Exit, { widthMm }: BoxMm): string {
  const mv = segment.mmPerMv < 0 ? -extremeMv : extremeMv;
  const value = ` ${mv.toFixed(1)} mV`;
  const { capHeightMm } = LABEL_PEN;
  const roomMm = Math.min(MOST_NAME_MM, widthMm - textWidthMm(value, capHeightMm));
  return `${fitText(segment.label, capHeightMm, roomMm)}${value}`;
}

/**
 * Arrowheads where traces go on beyond `clip`, and at the farthest of each lead's exits how far it goes: "V2 6.1 mV".
 * Labels that would meet stand below each other, and one without room is left out: the foot names its lead.
 */
export function clipMarks(segments: readonly LeadSegment[], clip: BoxMm): (LineItem | TextItem)[] {
  const exitsOf = segments.map((segment) => (isClipped(segment, clip) ? exits(segment, clip) : []));
  const heads = exitsOf.flat();
  const taken: { from: number; to: number; yMm: number }[] = [];
  const labelOf = (segment: LeadSegment, index: number, exit: Exit): TextItem[] => {
    const text = labelText(segment, exit, clip);
    const widthMm = textWidthMm(text, LABEL_PEN.capHeightMm);
    const after = exit.xMm + HALF_HEAD_MM + 0.8;
    const before = exit.xMm - HALF_HEAD_MM - 0.8 - widthMm;
    const xMm = Math.max(clip.xMm, after + widthMm <= clip.xMm + clip.widthMm ? after : before);
    const isAmongHeads = heads.some(
      (head) =>
        head !== exit &&
        head.isTop === exit.isTop &&
        head.xMm > xMm - HALF_HEAD_MM &&
        head.xMm < xMm + widthMm + HALF_HEAD_MM,
    );
    for (let line = isAmongHeads ? 1 : 0; line < LABEL_LINES; line++) {
      const yMm = exit.isTop
        ? clip.yMm + 2.4 + line * LABEL_LINE_MM
        : clip.yMm + clip.heightMm - 0.6 - line * LABEL_LINE_MM;
      if (taken.some((other) => other.yMm === yMm && other.from < xMm + widthMm && other.to > xMm)) continue;
      taken.push({ from: xMm, to: xMm + widthMm, yMm });
      return [{ kind: "text", role: "clip", text, xMm, yMm, ...LABEL_PEN, segment: index }];
    }
    return [];
  };
  return segments.flatMap((segment, index) => {
    const places = exitsOf[index]!;
    if (places.length === 0) return [];
    const farthest = places.reduce((a, b) => (Math.abs(b.extremeMv) > Math.abs(a.extremeMv) ? b : a));
    return [...places.map((place) => arrowhead(place, clip)), ...labelOf(segment, index, farthest)];
  });
}

// Whether a traced lead may be used. The limits are set by what a reader needs, not by any picture: a QRS lasts about
// 100 ms, so a lead of 2.5 s with more than 5 % of its ink missing may lack a whole one; and where two leads lie on the
// same ink for 10 % of the time, either may be the other.

import type { LeadTraceQuality } from "../digitised.ts";
import type { Plane } from "../plane.ts";
import type { TraceSpans } from "./trace-spans.ts";

export const LEAST_INK_SHARE = 0.95;
export const MOST_SHARED_SHARE = 0.1;
export const MOST_GAP_MS = 100;
/** Ink that goes on from a trace and is nobody's: a wave that was cut. Letters, 3 mm high, may touch a trace. */
export const MOST_LOOSE_INK_MM = 3.5;
const INK = 0.45;

export interface LeadQualityOptions {
  readonly ink: Plane;
  readonly pxPerMm: number;
  /** What the fitted pens of the lead, and of all leads of other rows, cover. */
  readonly drawn: TraceSpans;
  readonly drawnByOthers: readonly TraceSpans[];
  readonly own: TraceSpans;
  readonly others: readonly TraceSpans[];
  /** Columns of the lead. */
  readonly fromColumn: number;
  readonly toColumn: number;
  readonly isHidden: (column: number) => boolean;
  readonly msPerPx: number;
  readonly penPx: number;
}

export function leadQuality(options: LeadQualityOptions): LeadTraceQuality {
  const { own, others, fromColumn, toColumn, isHidden, msPerPx, penPx, pxPerMm } = options;
  let [seen, inked, shared, gap, longest, loosePx] = [0, 0, 0, 0, 0, 0];
  for (let column = fromColumn; column < toColumn; column++) {
    if (isHidden(column)) continue;
    seen++;
    const at = column - own.startColumn;
    const [top, bottom] = [own.top[at], own.bottom[at]];
    if (top === undefined || bottom === undefined || Number.isNaN(top)) {
      gap++;
      longest = Math.max(longest, gap);
      continue;
    }
    gap = 0;
    inked++;
    loosePx = Math.max(loosePx, looseInk(options, column, -1), looseInk(options, column, 1));
    const isLevel = bottom - top < 2 * penPx + 1;
    const sharesInk = others.some((other) => {
      const [otherTop, otherBottom] = [
        other.top[column - other.startColumn],
        other.bottom[column - other.startColumn],
      ];
      if (otherTop === undefined || otherBottom === undefined || Number.isNaN(otherTop)) return false;
      // two traces that cross share a column or two; two on one line share their middles
      return (
        isLevel &&
        otherBottom - otherTop < 2 * penPx + 1 &&
        Math.abs(top + bottom - otherTop - otherBottom) < penPx
      );
    });
    if (sharesInk) shared++;
  }
  const inkShare = seen === 0 ? 0 : inked / seen;
  const sharedShare = seen === 0 ? 0 : shared / seen;
  const longestMs = longest * msPerPx;
  const reasons: string[] = [];
  const percent = (share: number) => `${Math.round(100 * share)} %`;
  if (inkShare < LEAST_INK_SHARE) reasons.push(`ink was found for ${percent(inkShare)} of its time only`);
  if (longestMs > MOST_GAP_MS) reasons.push(`its trace is broken for ${Math.round(longestMs)} ms`);
  if (sharedShare > MOST_SHARED_SHARE)
    reasons.push(`its ink cannot be told from another lead's for ${percent(sharedShare)} of its time`);
  const looseMm = loosePx / pxPerMm;
  if (looseMm > MOST_LOOSE_INK_MM) {
    reasons.push(
      `${looseMm.toFixed(1)} mm of ink beyond its trace belongs to no lead: a wave may be cut off`,
    );
  }
  return { usable: reasons.length === 0, reasons, inkShare, sharedShare };
}

/** Pixels of ink in one column, on from an edge of what the lead's pen covers, that no other lead's pen covers. */
function looseInk(
  { ink, drawn, drawnByOthers }: LeadQualityOptions,
  column: number,
  direction: 1 | -1,
): number {
  const { widthPx, heightPx, values } = ink;
  const from = (direction < 0 ? drawn.top : drawn.bottom)[column - drawn.startColumn];
  if (from === undefined || Number.isNaN(from)) return 0;
  const covers = ({ startColumn, top, bottom }: TraceSpans, y: number) =>
    y >= top[column - startColumn]! && y <= bottom[column - startColumn]!;
  let loose = 0;
  let y = Math.floor(from);
  for (; y >= 0 && y < heightPx && values[y * widthPx + column]! >= INK; y += direction) {
    // what lies behind another lead's ink may be either's
    if (drawnByOthers.some((other) => covers(other, y))) continue;
    loose++;
  }
  return loose;
}

// A trace as SVG path data in whole hundredths of a millimetre, relative: a page of twelve leads and ten seconds stays
// under 200 KB.

import type { LeadSegment } from "../page.ts";
import { traceCorners } from "./trace-corners.ts";

/** Path data of a segment's trace; "" where it has no valid sample. A gap starts a new piece, a lone sample is a dot. */
export function tracePath(segment: LeadSegment, limitMm: number): string {
  return traceCorners(segment, limitMm).map(pieceData).join("");
}

function pieceData(corners: readonly number[]): string {
  let x = corners[0]!;
  let y = corners[1]!;
  if (corners.length === 2) return `M${x} ${y}h0`;
  let moves = "";
  for (let i = 2; i + 1 < corners.length; i += 2) {
    const dx = corners[i]! - x;
    const dy = corners[i + 1]! - y;
    moves += `${moves === "" || dx < 0 ? "" : " "}${dx}${dy < 0 ? "" : " "}${dy}`;
    x += dx;
    y += dy;
  }
  return `M${corners[0]} ${corners[1]}l${moves}`;
}

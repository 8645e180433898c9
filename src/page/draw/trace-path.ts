// A trace as SVG path data in whole hundredths of a millimetre, relative, with straight runs merged: a page of twelve
// leads and ten seconds stays under 200 KB. Rounding is done on absolute positions, so it does not add up.

import { type LeadSegment, mvToYMm, sampleToXMm } from "../page.ts";

/**
 * Path data of a segment's trace; "" where it has no valid sample. A gap starts a new piece, a lone sample becomes
 * a dot. Heights are held within `limitMm` of the page's top: what is cut off anyway needs no huge numbers.
 */
export function tracePath(segment: LeadSegment, limitMm: number): string {
  const pieces: string[] = [];
  let [x, y] = [0, 0];
  let [stepX, stepY] = [Number.NaN, Number.NaN];
  let [runX, runY] = [0, 0];
  let moves: string | null = null; // null: the pen is up

  const endRun = () => {
    if (runX !== 0 || runY !== 0) {
      moves += `${moves === "" || runX < 0 ? "" : " "}${runX}${runY < 0 ? "" : " "}${runY}`;
    }
    [runX, runY, stepX, stepY] = [0, 0, Number.NaN, Number.NaN];
  };
  const lift = () => {
    endRun();
    if (moves !== null) pieces.push(moves === "" ? "h0" : `l${moves}`);
    moves = null;
  };

  segment.samplesMv.forEach((mv, index) => {
    if (!Number.isFinite(mv)) {
      lift();
      return;
    }
    const toX = Math.round(sampleToXMm(segment, segment.startSample + index) * 100);
    const toY = Math.round(Math.max(-limitMm, Math.min(limitMm, mvToYMm(segment, mv))) * 100);
    if (moves === null) {
      pieces.push(`M${toX} ${toY}`);
      moves = "";
    } else {
      const [dx, dy] = [toX - x, toY - y];
      if (dx !== stepX || dy !== stepY) endRun();
      [stepX, stepY] = [dx, dy];
      runX += dx;
      runY += dy;
    }
    [x, y] = [toX, toY];
  });
  lift();
  return pieces.join("");
}

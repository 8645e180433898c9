// An antialiased pen on an indexed image. A pixel's ink is its distance from the stroke's middle line (round
// ends and joins); where strokes meet the darker wins, so a trace of many short strokes shows no beads.

/** An image whose pixel value is `class * inkLevels + ink`, drawn on within [left, right) x [top, bottom). */
export interface InkCanvas {
  readonly indices: Uint8Array;
  readonly widthPx: number;
  readonly inkLevels: number;
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

/** A pen of one width on one canvas: all that its strokes have in common. */
export interface InkPen {
  readonly canvas: InkCanvas;
  /** Distance from the middle line at which ink ends. */
  readonly reach: number;
  /** Square of the distance within which a pixel gets all the ink that this pen has. */
  readonly innerSquared: number;
  readonly strength: number;
  readonly most: number;
  /** Ink of each of the 256 pixel values. */
  readonly inkOf: Uint8Array;
  /**
   * For each pixel value the square of the distance from which a stroke adds nothing to it, -1 where none adds any:
   * most pixels that a stroke reaches already have the ink of its neighbours, and this tells without a square root.
   */
  readonly uselessFrom: Float64Array;
}

/** A pen of `strokePx`. One finer than a pixel is paler, not thinner. */
export function inkPen(canvas: InkCanvas, strokePx: number): InkPen {
  const { inkLevels } = canvas;
  const reach = Math.max(strokePx, 1) / 2 + 0.5;
  const inner = Math.max(0, reach - 1);
  const strength = (inkLevels - 1) * Math.min(1, strokePx);
  const most = Math.round(strength);
  const inkOf = Uint8Array.from({ length: 256 }, (_, value) => value % inkLevels);
  const uselessFrom = Float64Array.from(inkOf, (ink) => {
    if (ink >= most) return -1;
    // One more level needs (reach - distance) * strength + 0.5 >= ink + 1; the margin leaves the edge to the loop.
    const distance = reach - (ink + 0.5) / strength;
    return distance < 0 ? 1e-9 : distance * distance + 1e-9;
  });
  return { canvas, reach, innerSquared: inner * inner, strength, most, inkOf, uselessFrom };
}

/**
 * Draws the stroke from (x0, y0) to (x1, y1), in pixels with (0, 0) the image's top left corner. A stroke with a
 * coordinate that is not finite is not drawn. `isJoined`: the stroke before it ended at (x0, y0), so what lies behind
 * that point is already drawn.
 */
export function drawStroke(
  pen: InkPen,
  x0: number,
  y0: number,
  x1: number,
  y1: number,
  isJoined = false,
): void {
  const { canvas, reach, innerSquared, strength, most, inkOf, uselessFrom } = pen;
  const { indices, widthPx, left, right, top, bottom } = canvas;
  const dx = x1 - x0;
  const dy = y1 - y0;
  const lengthSquared = dx * dx + dy * dy;
  if (!(lengthSquared + x0 + y0 < Number.POSITIVE_INFINITY)) return;
  const reachSquared = reach * reach;
  const perLength = lengthSquared < 1e-12 ? 0 : 1 / lengthSquared;
  // A pixel counts by its centre. Comparisons in place of Math.min and max, and "| 0", which keeps the loop counters
  // integers, each make this loop, where nearly all the time goes, a good deal faster.
  const xLow = (dx < 0 ? x1 : x0) - 0.5;
  const xHigh = (dx < 0 ? x0 : x1) - 0.5;
  const yLow = (dy < 0 ? y1 : y0) - 0.5;
  const yHigh = (dy < 0 ? y0 : y1) - 0.5;
  const yFirst = Math.max(top, Math.ceil(yLow - reach)) | 0;
  const yLast = Math.min(bottom - 1, Math.floor(yHigh + reach)) | 0;
  const isLong = (dx > 3 || dx < -3) && (dy > 3 || dy < -3);
  const skew = isJoined && dx > 0.01 ? dy / dx : 0;
  for (let y = yFirst; y <= yLast; y++) {
    const fromY = y + 0.5 - y0;
    const alongY = fromY * dy;
    let from = xLow - reach;
    let to = xHigh + reach;
    if (isLong) {
      // The part of the stroke that comes within reach of this row bounds the columns to look at.
      const xa = x0 + Math.min(1, Math.max(0, (fromY - reach) / dy)) * dx;
      const xb = x0 + Math.min(1, Math.max(0, (fromY + reach) / dy)) * dx;
      from = Math.min(xa, xb) - 0.5 - reach;
      to = Math.max(xa, xb) - 0.5 + reach;
    } else if (y < yLow || y > yHigh) {
      const gap = y < yLow ? yLow - y : y - yHigh;
      const aside = gap < reach ? Math.sqrt(reachSquared - gap * gap) : 0;
      from = xLow - aside;
      to = xHigh + aside;
    }
    if (isJoined && dx > 0.01 && from < x0 - 0.5 - fromY * skew) from = x0 - 0.5 - fromY * skew;
    const xFirst = (from > left ? Math.ceil(from) : left) | 0;
    const xLast = (to < right - 1 ? Math.floor(to) : right - 1) | 0;
    for (let x = xFirst, pixel = y * widthPx + xFirst; x <= xLast; x++, pixel++) {
      const value = indices[pixel]!;
      const useless = uselessFrom[value]!;
      if (useless < 0) continue;
      const fromX = x + 0.5 - x0;
      let t = (fromX * dx + alongY) * perLength;
      if (t < 0) t = 0;
      else if (t > 1) t = 1;
      const ex = fromX - t * dx;
      const ey = fromY - t * dy;
      const distanceSquared = ex * ex + ey * ey;
      if (distanceSquared >= useless) continue;
      const ink =
        distanceSquared <= innerSquared ? most : ((reach - Math.sqrt(distanceSquared)) * strength + 0.5) | 0;
      const old = inkOf[value]!;
      if (ink > old) indices[pixel] = value - old + ink;
    }
  }
}

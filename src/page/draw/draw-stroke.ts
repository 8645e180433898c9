// An antialiased pen on an indexed image. A pixel's ink is its distance from the stroke's middle line (round
// ends and joins); where strokes meet the darker wins, so a trace of many short strokes shows no beads.

/** An image whose pixel value is `class * inkLevels + ink`, drawn on within [left, right) x [top, bottom). */
export interface InkCanvas {
  readonly indices: Uint8Array;
  readonly widthPx: number;
  readonly inkLevels: number;
  /** Ink of each of the 256 pixel values. */
  readonly inkOf: Uint8Array;
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

/**
 * Draws the stroke from (x0, y0) to (x1, y1), in pixels with (0, 0) the image's top left corner, with a pen of
 * `strokePx`. A stroke with a coordinate that is not finite is not drawn.
 */
export function drawStroke(
  canvas: InkCanvas,
  x0: number,
  y0: number,
  x1: number,
  y1: number,
  strokePx: number,
): void {
  const { indices, widthPx, inkOf } = canvas;
  const dx = x1 - x0;
  const dy = y1 - y0;
  const lengthSquared = dx * dx + dy * dy;
  if (!Number.isFinite(lengthSquared + x0 + y0)) return;
  const reach = Math.max(strokePx, 1) / 2 + 0.5; // where ink ends
  const reachSquared = reach * reach;
  const innerSquared = Math.max(0, reach - 1) ** 2; // within it a pixel has all its ink
  const strength = (canvas.inkLevels - 1) * Math.min(1, strokePx); // a pen finer than a pixel is paler
  const most = Math.round(strength);
  const perLength = lengthSquared < 1e-12 ? 0 : 1 / lengthSquared;
  // "| 0" keeps the loop counters integers: it doubles the speed of the loop.
  const yFirst = Math.max(canvas.top, Math.floor(Math.min(y0, y1) - reach)) | 0;
  const yLast = Math.min(canvas.bottom - 1, Math.floor(Math.max(y0, y1) + reach)) | 0;
  const isLong = Math.abs(dx) > 3 && Math.abs(dy) > 3;
  let xFirst = Math.max(canvas.left, Math.floor(Math.min(x0, x1) - reach)) | 0;
  let xLast = Math.min(canvas.right - 1, Math.floor(Math.max(x0, x1) + reach)) | 0;
  for (let y = yFirst; y <= yLast; y++) {
    const fromY = y + 0.5 - y0;
    if (isLong) {
      // The part of the stroke that comes within reach of this row bounds the columns to look at.
      const xa = x0 + Math.min(1, Math.max(0, (fromY - reach) / dy)) * dx;
      const xb = x0 + Math.min(1, Math.max(0, (fromY + reach) / dy)) * dx;
      xFirst = Math.max(canvas.left, Math.floor(Math.min(xa, xb) - reach)) | 0;
      xLast = Math.min(canvas.right - 1, Math.floor(Math.max(xa, xb) + reach)) | 0;
    }
    for (let x = xFirst, pixel = y * widthPx + xFirst; x <= xLast; x++, pixel++) {
      const value = indices[pixel]!;
      const old = inkOf[value]!;
      if (old >= most) continue;
      const fromX = x + 0.5 - x0;
      let t = (fromX * dx + fromY * dy) * perLength;
      if (t < 0) t = 0;
      else if (t > 1) t = 1;
      const ex = fromX - t * dx;
      const ey = fromY - t * dy;
      const distanceSquared = ex * ex + ey * ey;
      if (distanceSquared >= reachSquared) continue;
      const cover = reach - Math.sqrt(distanceSquared);
      const ink = distanceSquared <= innerSquared ? most : (cover * strength + 0.5) | 0;
      if (ink > old) indices[pixel] = value - old + ink;
    }
  }
}

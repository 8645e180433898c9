import assert from "node:assert/strict";
import { test } from "node:test";
import { drawStroke, type InkCanvas, inkPen } from "./draw-stroke.ts";

const LEVELS = 101; // ink in hundredths

function canvas(widthPx: number, heightPx: number, bounds: Partial<InkCanvas> = {}): InkCanvas {
  return {
    indices: new Uint8Array(widthPx * heightPx),
    widthPx,
    inkLevels: LEVELS,
    left: 0,
    top: 0,
    right: widthPx,
    bottom: heightPx,
    ...bounds,
  };
}

function column(image: InkCanvas, x: number): number[] {
  const height = image.indices.length / image.widthPx;
  return Array.from({ length: height }, (_, y) => image.indices[y * image.widthPx + x]!);
}

test("a level pen of 2 px centred on a pixel covers it wholly and its neighbours by half", () => {
  const image = canvas(20, 9);
  drawStroke(inkPen(image, 2), -5, 4.5, 25, 4.5);
  // The pen reaches from 3.5 to 5.5: half of row 3, all of row 4, half of row 5.
  assert.deepEqual(column(image, 10), [0, 0, 0, 50, 100, 50, 0, 0, 0]);
});

test("a steep or slanting stroke carries as much ink as its area", () => {
  for (const [x1, y1] of [
    [20, 60],
    [45, 50],
    [60, 20],
    [12, 61],
  ] as const) {
    const image = canvas(80, 80);
    drawStroke(inkPen(image, 3), 10, 10, x1, y1);
    const ink = image.indices.reduce((sum, value) => sum + value, 0) / 100;
    // A 3 px pen along the stroke, and two half discs for its round ends.
    const area = 3 * Math.hypot(x1 - 10, y1 - 10) + Math.PI * 1.5 ** 2;
    assert.ok(Math.abs(ink / area - 1) < 0.03, `${ink} px of ink on ${area}`);
  }
});

test("a pen finer than a pixel is paler, not thinner", () => {
  const image = canvas(5, 5);
  drawStroke(inkPen(image, 0.4), 0, 2.5, 5, 2.5);
  assert.deepEqual(column(image, 2), [0, 0, 40, 0, 0]);
});

test("where strokes meet the darker wins and the pixel keeps its class", () => {
  const image = canvas(5, 5);
  image.indices.fill(LEVELS); // class 1, no ink
  drawStroke(inkPen(image, 0.4), 0, 2.5, 5, 2.5);
  drawStroke(inkPen(image, 0.4), 0, 2.5, 5, 2.5);
  assert.deepEqual(column(image, 2), [101, 101, 141, 101, 101]);
  drawStroke(inkPen(image, 1), 0, 2.5, 5, 2.5);
  assert.equal(column(image, 2)[2], 201);
});

test("nothing is drawn outside the bounds, nor where a coordinate is not finite", () => {
  const image = canvas(10, 10, { top: 3, bottom: 7, left: 2, right: 8 });
  drawStroke(inkPen(image, 4), -1e9, -1e9, 1e9, 1e9);
  drawStroke(inkPen(image, 1), 5, -1e12, 5, 1e12);
  drawStroke(inkPen(image, 4), 0, Number.NaN, 9, 5);
  drawStroke(inkPen(image, 4), 0, Number.POSITIVE_INFINITY, 9, 5);
  image.indices.forEach((value, pixel) => {
    const [x, y] = [pixel % 10, Math.floor(pixel / 10)];
    if (y < 3 || y >= 7 || x < 2 || x >= 8) assert.equal(value, 0);
  });
  // The upright stroke at x = 5 covers half of each pixel beside it.
  assert.equal(image.indices[5 * 10 + 5], 100); // and the slanting one all of this
});

test("a stroke that joins another adds to it what a stroke of its own would", () => {
  const corners = [3, 20, 9.3, 4.2, 10.1, 30, 24.6, 30.2, 24.9, 12, 36, 11.7, 37.2, 12.4];
  for (const strokePx of [0.6, 1, 2.1, 5]) {
    const [joined, alone] = [canvas(40, 40), canvas(40, 40)];
    for (let i = 0; i + 3 < corners.length; i += 2) {
      const [x0, y0, x1, y1] = corners.slice(i, i + 4) as [number, number, number, number];
      drawStroke(inkPen(joined, strokePx), x0, y0, x1, y1, i > 0);
      drawStroke(inkPen(alone, strokePx), x0, y0, x1, y1);
    }
    assert.ok(joined.indices.some((ink) => ink > 50));
    assert.ok(Buffer.compare(joined.indices, alone.indices) === 0, `pen of ${strokePx} px`);
  }
});

test("every pixel has the ink of its distance from the stroke, by the plain formula", () => {
  const image = canvas(60, 60);
  const [x0, y0, x1, y1, strokePx] = [8.3, 41.7, 52.9, 12.2, 3.4];
  drawStroke(inkPen(image, strokePx), x0, y0, x1, y1);
  image.indices.forEach((ink, pixel) => {
    const [x, y] = [(pixel % 60) + 0.5, Math.floor(pixel / 60) + 0.5];
    const along = ((x - x0) * (x1 - x0) + (y - y0) * (y1 - y0)) / ((x1 - x0) ** 2 + (y1 - y0) ** 2);
    const t = Math.min(1, Math.max(0, along));
    const distance = Math.hypot(x - x0 - t * (x1 - x0), y - y0 - t * (y1 - y0));
    // All ink up to half a pixel inside the pen's edge, none from half a pixel outside it.
    const expected = 100 * Math.min(1, Math.max(0, strokePx / 2 + 0.5 - distance));
    assert.ok(Math.abs(ink - expected) <= 0.5001, `pixel ${x}, ${y}`);
  });
});

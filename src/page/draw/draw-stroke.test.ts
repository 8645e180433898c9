import assert from "node:assert/strict";
import { test } from "node:test";
import { drawStroke, type InkCanvas } from "./draw-stroke.ts";

const LEVELS = 101; // ink in hundredths

function canvas(widthPx: number, heightPx: number, bounds: Partial<InkCanvas> = {}): InkCanvas {
  return {
    indices: new Uint8Array(widthPx * heightPx),
    widthPx,
    inkLevels: LEVELS,
    inkOf: Uint8Array.from({ length: 256 }, (_, value) => value % LEVELS),
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
  drawStroke(image, -5, 4.5, 25, 4.5, 2);
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
    drawStroke(image, 10, 10, x1, y1, 3);
    const ink = image.indices.reduce((sum, value) => sum + value, 0) / 100;
    // A 3 px pen along the stroke, and two half discs for its round ends.
    const area = 3 * Math.hypot(x1 - 10, y1 - 10) + Math.PI * 1.5 ** 2;
    assert.ok(Math.abs(ink / area - 1) < 0.03, `${ink} px of ink on ${area}`);
  }
});

test("a pen finer than a pixel is paler, not thinner", () => {
  const image = canvas(5, 5);
  drawStroke(image, 0, 2.5, 5, 2.5, 0.4);
  assert.deepEqual(column(image, 2), [0, 0, 40, 0, 0]);
});

test("where strokes meet the darker wins and the pixel keeps its class", () => {
  const image = canvas(5, 5);
  image.indices.fill(LEVELS); // class 1, no ink
  drawStroke(image, 0, 2.5, 5, 2.5, 0.4);
  drawStroke(image, 0, 2.5, 5, 2.5, 0.4);
  assert.deepEqual(column(image, 2), [101, 101, 141, 101, 101]);
  drawStroke(image, 0, 2.5, 5, 2.5, 1);
  assert.equal(column(image, 2)[2], 201);
});

test("nothing is drawn outside the bounds, nor where a coordinate is not finite", () => {
  const image = canvas(10, 10, { top: 3, bottom: 7, left: 2, right: 8 });
  drawStroke(image, -1e9, -1e9, 1e9, 1e9, 4);
  drawStroke(image, 5, -1e12, 5, 1e12, 1);
  drawStroke(image, 0, Number.NaN, 9, 5, 4);
  drawStroke(image, 0, Number.POSITIVE_INFINITY, 9, 5, 4);
  image.indices.forEach((value, pixel) => {
    const [x, y] = [pixel % 10, Math.floor(pixel / 10)];
    if (y < 3 || y >= 7 || x < 2 || x >= 8) assert.equal(value, 0);
  });
  // The upright stroke at x = 5 covers half of each pixel beside it.
  assert.equal(image.indices[5 * 10 + 5], 100); // and the slanting one all of this
});

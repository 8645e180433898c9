import assert from "node:assert/strict";
import { test } from "node:test";
import { createRandom } from "../../signal/random.ts";
import { drawnStyleSchema, drawStyle } from "./drawn-style.ts";

test("a hue, a strength and a paper become the colours that they mean", () => {
  // HSV by its definition: at full saturation 0 degrees is (1, 0, 0), 120 (0, 1, 0), 60 (1, 1, 0), 210 (0, 0.5, 1)
  const fixed = { saturation: 1, majorStrength: 1, minorToMajor: 0.5, paper: 1, warmth: 0, ink: 0.2 };
  const majorAt = (hueDegrees: number) =>
    drawStyle(drawnStyleSchema.parse({ ...fixed, hueDegrees }), createRandom(1)).major.colour;
  assert.deepEqual(majorAt(0), [255, 0, 0]);
  assert.deepEqual(majorAt(120), [0, 255, 0]);
  assert.deepEqual(majorAt(60), [255, 255, 0]);
  assert.deepEqual(majorAt(210), [0, 128, 255]);
  assert.deepEqual(majorAt(360), [255, 0, 0]);
  const red = drawStyle(drawnStyleSchema.parse({ ...fixed, hueDegrees: 0 }), createRandom(1));
  assert.deepEqual(red.minor.colour, [255, 128, 128]); // half of the heavy lines' strength
  assert.deepEqual(red.paper, [255, 255, 255]);
  assert.deepEqual(red.ink, [51, 51, 51]);
  const warm = drawStyle(drawnStyleSchema.parse({ ...fixed, paper: 0.8, warmth: 0.5 }), createRandom(1));
  assert.deepEqual(warm.paper, [204, 153, 102]);
});

test("what is left to chance is a legible sheet: paper lighter than lines, lines lighter than ink", () => {
  const random = createRandom(5);
  const light = ([red, green, blue]: readonly number[]) => 0.2126 * red! + 0.7152 * green! + 0.0722 * blue!;
  for (let i = 0; i < 300; i++) {
    const style = drawStyle(drawnStyleSchema.parse({}), random);
    const lights = [style.paper, style.minor.colour, style.major.colour, style.ink].map(light);
    assert.deepEqual(
      lights,
      lights.toSorted((a, b) => b - a),
    );
  }
});

import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { exponential, naturalLog, powerOf, sinCosDegrees } from "./exact-math.ts";

// The engine's own functions are the reference: right to the last bit or two, whichever engine it is.

test("sine and cosine agree with the engine's and are exact at right angles", () => {
  fc.assert(
    fc.property(fc.double({ min: -720, max: 720, noNaN: true }), (degrees) => {
      const [sine, cosine] = sinCosDegrees(degrees);
      const radians = (degrees * Math.PI) / 180;
      assert.ok(Math.abs(sine - Math.sin(radians)) < 1e-14);
      assert.ok(Math.abs(cosine - Math.cos(radians)) < 1e-14);
    }),
  );
  assert.deepEqual(
    [0, 90, 180, 270, -90].map((degrees) => sinCosDegrees(degrees).map((value) => value + 0)),
    [
      [0, 1],
      [1, 0],
      [0, -1],
      [-1, 0],
      [-1, 0],
    ],
  );
});

test("logarithm, exponential and powers agree with the engine's", () => {
  const positive = fc.double({ min: 1e-6, max: 1e6, noNaN: true });
  fc.assert(
    fc.property(positive, fc.double({ min: -3, max: 3, noNaN: true }), (base, power) => {
      assert.ok(Math.abs(naturalLog(base) - Math.log(base)) < 1e-13);
      assert.ok(Math.abs(exponential(power) / Math.exp(power) - 1) < 1e-14);
      assert.ok(Math.abs(powerOf(base, power) / base ** power - 1) < 1e-12);
    }),
  );
  assert.equal(powerOf(0, 2.4), 0);
});

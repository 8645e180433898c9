// Expected numbers are the definitions, written out naively.
import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { movingAverage, slope } from "./smoothing.ts";

const signals = fc.array(fc.double({ min: -10, max: 10, noNaN: true }), { maxLength: 60 });

test("the moving average is the mean over a window that shrinks at the edges", () => {
  fc.assert(
    fc.property(signals, fc.integer({ min: 0, max: 15 }), (values, half) => {
      const averaged = movingAverage(Float64Array.from(values), 2 * half + 1);
      assert.equal(averaged.length, values.length);
      values.forEach((_, i) => {
        const window = values.slice(Math.max(0, i - half), i + half + 1);
        const wanted = window.reduce((sum, value) => sum + value, 0) / window.length;
        assert.ok(Math.abs(averaged[i]! - wanted) < 1e-9, `sample ${i}`);
      });
    }),
  );
});

test("the slope of a line is its rise in units per second, everywhere", () => {
  // 0.02 a sample at 500 Hz is 10 a second; the one-sided differences at the edges see the same line.
  const line = Float64Array.from({ length: 50 }, (_, i) => 0.02 * i);
  for (const span of [1, 4])
    for (const value of slope(line, span, 500)) assert.ok(Math.abs(value - 10) < 1e-9);
});

test("the slope of a sine at its zero crossing is that of the chord over +-span", () => {
  // Central difference of sin(w t): w cos(w t) * sin(w h) / (w h), with h = 4 samples.
  const omega = 2 * Math.PI * 5;
  const values = Float64Array.from({ length: 1001 }, (_, i) => Math.sin((omega * (i - 500)) / 500));
  const wanted = (Math.sin((omega * 4) / 500) * 500) / 4;
  assert.ok(Math.abs(slope(values, 4, 500)[500]! - wanted) < 1e-9);
});

test("inputs too short for a difference give zeros, not NaN", () => {
  assert.deepEqual([...slope(Float64Array.of(3), 4, 500)], [0]);
  assert.deepEqual([...slope(new Float64Array(0), 4, 500)], []);
  assert.deepEqual([...movingAverage(new Float64Array(0), 31)], []);
});

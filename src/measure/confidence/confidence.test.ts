// The pieces of confidence against values worked out by hand, and erf against tables (Abramowitz and Stegun, table 7.1).
import assert from "node:assert/strict";
import { test } from "node:test";
import {
  asConfidence,
  axisErrorDeg,
  edgeErrorMs,
  erf,
  errorOverBeats,
  errorOverLeads,
  medianNoise,
  quadrature,
  robustDeviation,
  withinProbability,
} from "./confidence.ts";

function near(got: number | null, wanted: number, tolerance: number, what: string): void {
  assert.ok(got !== null && Math.abs(got - wanted) <= tolerance, `${what}: got ${got}, wanted ${wanted}`);
}

test("erf to six digits", () => {
  for (const [x, wanted] of [
    [0, 0],
    [0.1, 0.1124629],
    [0.5, 0.5204999],
    [1, 0.8427008],
    [2, 0.9953223],
    [4, 1],
  ] as const)
    near(erf(x), wanted, 2e-7, `erf(${x})`);
});

test("one, two and three standard errors hold 68.27, 95.45 and 99.73 %", () => {
  near(withinProbability(20, 20), 0.6827, 1e-4, "one");
  near(withinProbability(30, 15), 0.9545, 1e-4, "two");
  near(withinProbability(0.15, 0.05), 0.9973, 1e-4, "three");
  assert.equal(withinProbability(5, 0), 1);
  near(withinProbability(15, Number.POSITIVE_INFINITY), 0, 1e-8, "no idea");
});

test("the robust deviation forgets one wild beat", () => {
  // Median 3, distances 2, 1, 0, 1, 97: their median is 1.
  near(robustDeviation([1, 2, 3, 4, 100]), 1.4826, 1e-9, "odd");
  // Median 25, distances 15, 5, 5, 15: 10.
  near(robustDeviation([10, 20, 30, 40]), 14.826, 1e-9, "even");
  assert.equal(robustDeviation([7, 9]), null);
  const given = [3, 1, 2];
  robustDeviation(given);
  assert.deepEqual(given, [3, 1, 2]);
  // More values than are sorted by insertion: 0..100, median 50, distances twice 1..50 and 0: 25.
  near(robustDeviation(Array.from({ length: 101 }, (_, i) => i)), 1.4826 * 25, 1e-9, "many");
});

test("averaging: the square root of the beats, and for the median 1.2533 times as much noise", () => {
  assert.equal(errorOverBeats(10, 4), 5);
  assert.equal(errorOverBeats(10, 1), 10);
  near(medianNoise(0.02, 10), (1.2533141 * 0.02) / Math.sqrt(10), 1e-9, "ten beats");
  // The median of two is their mean.
  near(medianNoise(0.02, 2), 0.02 / Math.SQRT2, 1e-12, "two beats");
  assert.equal(errorOverLeads(8, 9), 4);
});

test("parts add in quadrature", () => {
  assert.equal(quadrature(3, 4), 5);
  assert.equal(quadrature(2, 3, 6), 7);
});

test("noise moves an edge by its share of the steepest slope", () => {
  // A half cosine of 0.1 mV in 100 ms rises at pi * 0.1 / 100 mV/ms at its steepest: 10 uV are 3.18 ms.
  near(edgeErrorMs(0.01, { heightMv: 0.1, durationMs: 100 }), 10 / Math.PI, 1e-9, "P");
  near(edgeErrorMs(0.01, { heightMv: -0.2, durationMs: 100 }), 5 / Math.PI, 1e-9, "twice as deep");
  assert.equal(edgeErrorMs(0.01, { heightMv: 0, durationMs: 100 }), 100);
});

test("a level error of 12.5 uV turns a mean height of 0.4 mV by 1.79 degrees", () => {
  // 40 mV*ms in 100 ms; 3 degrees stay whatever the height: sqrt(1.79^2 + 3^2) = 3.49.
  near(axisErrorDeg({ area: 40, durationMs: 100, levelErrorMv: 0.0125 }), 3.494, 0.001, "QRS");
  assert.equal(axisErrorDeg({ area: 0, durationMs: 100, levelErrorMv: 0.01 }), Number.POSITIVE_INFINITY);
});

test("two decimals", () => {
  assert.equal(asConfidence(0.94499), 0.94);
  assert.equal(asConfidence(0.999), 1);
});

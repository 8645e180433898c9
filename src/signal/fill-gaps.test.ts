// Expected numbers: a straight line with holes must come back as the line.
import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { fillGaps } from "./fill-gaps.ts";

test("holes in a straight line are bridged by the line", () => {
  const line = Float64Array.from({ length: 100 }, (_, i) => 1 - 0.03 * i);
  const holed = line.slice();
  holed.fill(Number.NaN, 10, 11);
  holed.fill(Number.NaN, 40, 75);
  const { filled, gaps } = fillGaps(holed);
  for (let i = 0; i < 100; i++) assert.ok(Math.abs(filled[i]! - line[i]!) < 1e-12, `sample ${i}`);
  assert.deepEqual(gaps, [
    { start: 10, end: 11 },
    { start: 40, end: 75 },
  ]);
});

test("gaps at the ends take the nearest valid value; infinities are gaps too", () => {
  const { filled, gaps } = fillGaps(
    Float64Array.of(Number.NaN, Number.NaN, 2, Number.POSITIVE_INFINITY, 4, Number.NEGATIVE_INFINITY),
  );
  assert.deepEqual([...filled], [2, 2, 2, 3, 4, 4]);
  assert.deepEqual(gaps, [
    { start: 0, end: 2 },
    { start: 3, end: 4 },
    { start: 5, end: 6 },
  ]);
});

test("an all-NaN lead becomes zeros with one gap, an empty one stays empty", () => {
  const { filled, gaps } = fillGaps(new Float64Array(7).fill(Number.NaN));
  assert.deepEqual([...filled], [0, 0, 0, 0, 0, 0, 0]);
  assert.deepEqual(gaps, [{ start: 0, end: 7 }]);
  assert.deepEqual(fillGaps(new Float64Array(0)), { filled: new Float64Array(0), gaps: [] });
});

test("without a gap the samples themselves come back, not a copy", () => {
  const samples = Float64Array.of(1, -2, 1000);
  assert.equal(fillGaps(samples).filled, samples);
  assert.deepEqual(fillGaps(samples).gaps, []);
});

test("whatever comes in: finite out, valid samples and the input untouched, gaps are exactly the invalid samples", () => {
  const sample = fc.oneof(
    { weight: 3, arbitrary: fc.double({ min: -5, max: 5, noNaN: true }) },
    fc.constantFrom(Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY),
  );
  fc.assert(
    fc.property(fc.array(sample, { maxLength: 80 }), (values) => {
      const input = Float64Array.from(values);
      const { filled, gaps } = fillGaps(input);
      assert.deepEqual(input, Float64Array.from(values));
      const inGap = new Set(
        gaps.flatMap(({ start, end }) => Array.from({ length: end - start }, (_, k) => start + k)),
      );
      values.forEach((value, i) => {
        assert.ok(Number.isFinite(filled[i]), `sample ${i}`);
        assert.equal(inGap.has(i), !Number.isFinite(value), `sample ${i}`);
        if (Number.isFinite(value)) assert.equal(filled[i], value);
      });
    }),
  );
});

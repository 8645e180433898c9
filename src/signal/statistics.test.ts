// Expected numbers: the same definitions on a sorted copy, and textbook identities.
import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { correlation, mean, median, quantile, standardDeviation } from "./statistics.ts";

/** Few distinct values on purpose: ties are what breaks a quickselect. */
const values = fc.array(
  fc.oneof(fc.integer({ min: -3, max: 3 }), fc.double({ min: -1e6, max: 1e6, noNaN: true })),
  { minLength: 1, maxLength: 200 },
);

function sortedQuantile(sample: readonly number[], q: number): number {
  const sorted = [...sample].sort((a, b) => a - b);
  const position = q * (sorted.length - 1);
  const below = sorted[Math.floor(position)]!;
  const above = sorted[Math.ceil(position)]!;
  return below + (above - below) * (position - Math.floor(position));
}

test("the quickselect quantile is the quantile of the sorted values", () => {
  fc.assert(
    fc.property(values, fc.double({ min: 0, max: 1, noNaN: true }), (sample, q) => {
      const before = [...sample];
      const wanted = sortedQuantile(sample, q);
      assert.ok(Math.abs(quantile(sample, q)! - wanted) <= 1e-9 * Math.max(1, Math.abs(wanted)));
      assert.deepEqual(sample, before);
    }),
    { numRuns: 500 },
  );
});

test("quantiles of sorted, reversed and constant runs of every length up to 40", () => {
  // The q-quantile of 0..n-1 is q * (n - 1).
  for (let n = 1; n <= 40; n++) {
    const rising = Array.from({ length: n }, (_, i) => i);
    for (const q of [0, 0.25, 0.5, 0.98, 1]) {
      assert.ok(Math.abs(quantile(rising, q)! - q * (n - 1)) < 1e-9, `${q} of ${n} rising`);
      assert.ok(Math.abs(quantile(rising.toReversed(), q)! - q * (n - 1)) < 1e-9, `${q} of ${n} falling`);
      assert.equal(quantile(new Array<number>(n).fill(7), q), 7);
    }
  }
});

test("thousands of values, in any order: the order statistic itself", () => {
  // From hundreds of values on the pivot comes from a sample; ends, ties and orders that mislead it.
  const count = 5001;
  const signals: Record<string, (i: number) => number> = {
    rising: (i) => i,
    falling: (i) => -i,
    wave: (i) => Math.sin(i / 700),
    steps: (i) => i % 7,
    spikes: (i) => (i % 358 === 0 ? 1000 + i : Math.sin(i)),
    constant: () => 3,
  };
  for (const [name, at] of Object.entries(signals)) {
    const sample = Array.from({ length: count }, (_, i) => at(i));
    const sorted = [...sample].sort((a, b) => a - b);
    // multiples of 1/5000: whole ranks
    for (const rank of [0, 1, 100, 2500, 4900, 4999, 5000]) {
      assert.equal(quantile(sample, rank / 5000), sorted[rank], `${name}, rank ${rank}`);
    }
  }
});

test("q outside 0..1 means the ends; nothing gives null, never 0", () => {
  assert.equal(quantile([3, 1, 2], -1), 1);
  assert.equal(quantile([3, 1, 2], 2), 3);
  assert.equal(quantile([], 0.5), null);
  assert.equal(median([]), null);
  assert.equal(mean([]), null);
  assert.equal(standardDeviation([]), null);
  assert.equal(standardDeviation([4]), null);
});

test("mean, median and standard deviation of known values", () => {
  // 2, 4, 4, 4, 5, 5, 7, 9: mean 5, squared deviations 9+1+1+1+0+0+4+16 = 32, population variance 32/8 = 4.
  const known = [2, 4, 4, 4, 5, 5, 7, 9];
  assert.equal(mean(known), 5);
  assert.equal(median(known), 4.5);
  assert.equal(standardDeviation(known), 2);
});

test("correlation is 1 with itself scaled, -1 inverted, 0 with a constant, and sees its offsets", () => {
  const a = Float64Array.from({ length: 100 }, (_, i) => Math.sin(i / 7));
  const scaled = a.map((value) => 3 * value + 8);
  const inverted = a.map((value) => -value);
  assert.ok(Math.abs(correlation(a, scaled, { length: 100 }) - 1) < 1e-12);
  assert.ok(Math.abs(correlation(a, inverted, { length: 100 }) + 1) < 1e-12);
  assert.equal(correlation(a, new Float64Array(100).fill(2), { length: 100 }), 0);
  assert.equal(correlation(a, a, { length: 0 }), 0);
  const moved = new Float64Array(120);
  moved.set(a, 20);
  assert.ok(Math.abs(correlation(a, moved, { aStart: 5, bStart: 25, length: 95 }) - 1) < 1e-12);
});

import assert from "node:assert/strict";
import { test } from "node:test";
import { commonGaps, liveSamples } from "./live-samples.ts";

const RATE_HZ = 100;

/** Never the same value twice in a row. */
function moving(seconds: number): Float64Array {
  return Float64Array.from({ length: seconds * RATE_HZ }, (_, i) => (i % 2 === 0 ? 0 : 0.005));
}

const missing = (samples: Float64Array): number[] =>
  [...samples.keys()].filter((i) => Number.isNaN(samples[i]));

test("one value for three seconds is a lead that is off; for less it may be the heart at rest", () => {
  const samples = moving(10);
  samples.fill(-5, 200, 499);
  // 299 samples: 10 ms short of three seconds
  assert.equal(liveSamples(samples, RATE_HZ), samples);
  samples.fill(-5, 200, 500);
  const live = liveSamples(samples, RATE_HZ);
  assert.deepEqual([missing(live).length, missing(live)[0], missing(live).at(-1)], [300, 200, 499]);
  assert.equal(samples[200], -5, "what was given stays");
});

test("noise of one step of the recorder is life; a lead that never moves has none", () => {
  assert.equal(missing(liveSamples(moving(10), RATE_HZ)).length, 0);
  assert.equal(missing(liveSamples(new Float64Array(1000), RATE_HZ)).length, 1000);
  assert.equal(liveSamples(new Float64Array(0), RATE_HZ).length, 0);
  const gap = moving(10).fill(Number.NaN, 100, 900);
  assert.equal(liveSamples(gap, RATE_HZ), gap, "missing samples are no value");
});

test("a gap is where every lead is missing, and long enough", () => {
  const one = moving(10);
  const two = moving(10);
  one.fill(Number.NaN, 100, 600);
  two.fill(Number.NaN, 300, 800);
  two[450] = 0;
  assert.deepEqual(commonGaps([one, two], 1), [
    { from: 300, to: 450 },
    { from: 451, to: 600 },
  ]);
  assert.deepEqual(commonGaps([one, two], 150), [{ from: 300, to: 450 }]);
  assert.deepEqual(commonGaps([], 1), []);
});

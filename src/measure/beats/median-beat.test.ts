// The median over beats that were made: a repeated shape comes back, single artefacts do not.
import assert from "node:assert/strict";
import { test } from "node:test";
import { createRandom } from "../../signal/random.ts";
import { MEDIAN_BEFORE, MEDIAN_LENGTH, medianBeat } from "./median-beat.ts";

const FIDUCIALS = [600, 1100, 1600, 2100, 2600];
const shapeAt = (offset: number): number => Math.sin(offset / 20) * Math.exp(-Math.abs(offset) / 80);

function signal(): Float64Array {
  const samples = new Float64Array(3200);
  for (const fiducial of FIDUCIALS) {
    for (let k = -200; k < 250; k++) samples[fiducial + k] = shapeAt(k);
  }
  return samples;
}

test("a repeated beat is its own median, with the fiducial at the stated index", () => {
  const median = medianBeat(signal(), FIDUCIALS);
  assert.equal(median.length, MEDIAN_LENGTH);
  for (let k = -200; k < 250; k++) assert.equal(median[MEDIAN_BEFORE + k], shapeAt(k));
});

test("artefacts in two of five beats leave no trace; an even number averages the middle two", () => {
  const samples = signal();
  samples.fill(50, 580, 640);
  samples.fill(-50, 2090, 2130);
  const median = medianBeat(samples, FIDUCIALS);
  for (let k = -20; k < 40; k++) assert.equal(median[MEDIAN_BEFORE + k], shapeAt(k));
  const ramp = Float64Array.from({ length: 3000 }, (_, i) => i);
  // Values 600, 700, 900, 1,500 at the fiducial: the middle two are 700 and 900.
  assert.equal(medianBeat(ramp, [1500, 600, 900, 700])[MEDIAN_BEFORE], 800);
});

test("beats at the ends count where they lie inside; outside the nearest known value stands in", () => {
  const ramp = Float64Array.from({ length: 1000 }, (_, i) => i + 1);
  const median = medianBeat(ramp, [10, 990]);
  // Only the first beat has samples 20 after it, only the second 20 before it.
  assert.equal(median[MEDIAN_BEFORE + 20], 31);
  assert.equal(median[MEDIAN_BEFORE - 20], 971);
  const lone = medianBeat(ramp, [990]);
  assert.equal(lone[MEDIAN_BEFORE + 200], 1000);
  assert.ok(lone.every(Number.isFinite));
  assert.deepEqual(medianBeat(ramp, []), new Float64Array(MEDIAN_LENGTH));
});

test("a part of the beat is the same there as in the whole, and zero elsewhere", () => {
  const part = { onset: MEDIAN_BEFORE - 30, offset: MEDIAN_BEFORE + 50 };
  const whole = medianBeat(signal(), FIDUCIALS);
  const median = medianBeat(signal(), FIDUCIALS, part);
  const inPart = (i: number): boolean => i >= part.onset && i <= part.offset;
  assert.ok(median.every((value, i) => value === (inPart(i) ? whole[i] : 0)));
});

test("noise in every beat: the middle of the sorted values, at every sample", () => {
  // beats change sides from sample to sample; of more than 64 the median is found another way
  for (const count of [4, 9, 70]) {
    const random = createRandom(count);
    const samples = Float64Array.from({ length: 3000 }, () => random.gaussian());
    const fiducials = Array.from({ length: count }, (_, i) => 300 + i * 25);
    const median = medianBeat(samples, fiducials);
    for (let i = 0; i < MEDIAN_LENGTH; i++) {
      const sorted = fiducials
        .flatMap((fiducial) => samples[fiducial - MEDIAN_BEFORE + i] ?? [])
        .sort((a, b) => a - b);
      const half = sorted.length >> 1;
      const wanted = sorted.length % 2 === 1 ? sorted[half]! : (sorted[half - 1]! + sorted[half]!) / 2;
      assert.ok(Math.abs(median[i]! - wanted) < 1e-12, `${count} beats, sample ${i}`);
    }
  }
});

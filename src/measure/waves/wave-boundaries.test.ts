// Ends of a half-cosine flank of known length: between where its steepest tangent meets the line, 81.8 % of the way
// (1/2 + 1/pi), and its foot; one sample (2 ms) more on either side.
import assert from "node:assert/strict";
import { test } from "node:test";
import { samplesOf, strongestDeflection, waveEdge } from "./wave-boundaries.ts";

const PEAK = 300;

/** A wave at `PEAK` with flanks of those lengths in samples, on `level(sample)`. */
function wave(height: number, up: number, down: number, level = (_: number): number => 0): Float64Array {
  return Float64Array.from({ length: 600 }, (_, i) => {
    const share = i < PEAK ? (PEAK - i) / up : (i - PEAK) / down;
    return level(i) + (share >= 1 ? 0 : (height * (1 + Math.cos(Math.PI * share))) / 2);
  });
}

test("the end and the onset of one wave, up or down, steep or slow", () => {
  const tangentShare = 1 / 2 + 1 / Math.PI;
  for (const height of [0.1, 0.8, -0.4]) {
    for (const flank of [20, 36, 60, 100]) {
      const beat = wave(height, flank, flank);
      const end = waveEdge(beat, PEAK, PEAK + flank + 50) - PEAK;
      const onset = PEAK - waveEdge(beat, PEAK, PEAK - flank - 50);
      for (const found of [end, onset]) {
        assert.ok(
          found >= tangentShare * flank - 1 && found <= flank + 1,
          `${height} mV, ${flank}: ${found}`,
        );
      }
    }
  }
});

test("height does not move the end: 0.1 and 1 mV end at the same sample", () => {
  const ends = [0.1, 0.3, 1].map((height) => waveEdge(wave(height, 50, 40), PEAK, PEAK + 100));
  assert.deepEqual(ends, [ends[0], ends[0], ends[0]]);
});

test("a level that drifts after the wave moves its end by little", () => {
  // 0.1 mV over 200 ms of drift against a wave of 0.5 mV.
  const still = waveEdge(wave(0.5, 50, 40), PEAK, PEAK + 100);
  const drifting = waveEdge(
    wave(0.5, 50, 40, (i) => (i - PEAK) / 1000),
    PEAK,
    PEAK + 100,
  );
  assert.ok(Math.abs(drifting - still) <= 8, `${drifting} instead of ${still}`);
});

test("the end never lies beyond the limit, and a limit beside the peak is the end", () => {
  const beat = wave(0.5, 50, 80);
  assert.ok(waveEdge(beat, PEAK, PEAK + 60) <= PEAK + 60);
  assert.equal(waveEdge(beat, PEAK, PEAK + 2), PEAK + 2);
  assert.equal(waveEdge(beat, PEAK, PEAK - 2), PEAK - 2);
});

test("the strongest deflection is measured from the chord, so a slope alone has none", () => {
  const slope = Float64Array.from({ length: 600 }, (_, i) => i / 100);
  assert.ok(Math.abs(strongestDeflection(slope, 100, 500).height) < 1e-9);
  const found = strongestDeflection(
    wave(-0.3, 40, 40, (i) => i / 100),
    100,
    500,
  );
  assert.equal(found.at, PEAK);
  assert.ok(Math.abs(found.height + 0.3) < 1e-9);
});

test("milliseconds become samples of 2 ms", () => {
  assert.deepEqual([0, 2, 75, 230].map(samplesOf), [0, 1, 38, 115]);
});

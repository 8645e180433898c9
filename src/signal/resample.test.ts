// Expected numbers: the analytic sine at the new sample times. Catmull-Rom's error on a sine of w radians a
// sample: the central-difference slopes are off by w^3 / 6, which weighs at most t(1-t)(1-2t) = 0.096 between
// samples, and the even terms add w^4 (1/384 + 1/48) at the middle: together under 0.0161 w^3 + 0.0235 w^4.
import assert from "node:assert/strict";
import { test } from "node:test";
import { resample } from "./resample.ts";

const TO_HZ = 500;

function sine(frequencyHz: number, rateHz: number, seconds: number): Float64Array {
  return Float64Array.from({ length: seconds * rateHz }, (_, i) =>
    Math.sin((2 * Math.PI * frequencyHz * i) / rateHz + 0.4),
  );
}

/** Largest error over the middle, `edgeMs` away from the ends. */
function worstError(result: Float64Array, frequencyHz: number, edgeMs: number): number {
  const wanted = sine(frequencyHz, TO_HZ, 5);
  const edge = (edgeMs * TO_HZ) / 1000;
  let worst = 0;
  for (let i = edge; i < result.length - edge; i++)
    worst = Math.max(worst, Math.abs(result[i]! - wanted[i]!));
  return worst;
}

test("sines from 100, 250 and 360 Hz come back at 500 Hz within the interpolation's own error", () => {
  for (const fromHz of [100, 250, 360]) {
    for (const frequencyHz of [1, 5, 10, 20]) {
      const w = (2 * Math.PI * frequencyHz) / fromHz;
      const allowed = 0.0161 * w ** 3 + 0.0235 * w ** 4 + 1e-12;
      const error = worstError(resample(sine(frequencyHz, fromHz, 5), fromHz, TO_HZ), frequencyHz, 40);
      assert.ok(error <= allowed, `${frequencyHz} Hz from ${fromHz} Hz: ${error}, allowed ${allowed}`);
    }
  }
});

test("sines from 1,000 Hz come back at 500 Hz within the low-pass's loss", () => {
  // Low-pass at 200 Hz run twice: 1 - |H|^2 = x^4 / (1 + x^4), x = tan(pi f / 1000) / tan(pi 200 / 1000).
  for (const frequencyHz of [1, 5, 20, 40]) {
    const x = Math.tan((Math.PI * frequencyHz) / 1000) / Math.tan(Math.PI / 5);
    const error = worstError(resample(sine(frequencyHz, 1000, 5), 1000, TO_HZ), frequencyHz, 100);
    assert.ok(error <= x ** 4 + 1e-6, `${frequencyHz} Hz: ${error}, allowed ${x ** 4}`);
  }
});

test("what 500 Hz cannot hold does not fold back into the ECG's band", () => {
  // 400 Hz at 1,000 Hz would fold to 100 Hz; the low-pass leaves 1 / (1 + 4.24^4) = 0.3 % of it.
  const folded = resample(sine(400, 1000, 5), 1000, TO_HZ);
  assert.ok(folded.subarray(50, -50).every((value) => Math.abs(value) < 0.01));
});

test("sample i lies at i / 500 s: the last one is the last that the input covers", () => {
  for (const [fromHz, count] of [
    [100, 1000],
    [250, 2500],
    [360, 3600],
    [1000, 10_000],
    [257, 777],
  ] as const) {
    const result = resample(new Float64Array(count).fill(1), fromHz, TO_HZ);
    const lastInputS = (count - 1) / fromHz;
    assert.ok((result.length - 1) / TO_HZ <= lastInputS + 1e-9, `${fromHz} Hz: too long`);
    assert.ok(result.length / TO_HZ > lastInputS - 1e-9, `${fromHz} Hz: too short`);
    assert.ok(result.every((value) => Math.abs(value - 1) < 1e-9));
  }
});

test("at the same rate, and without samples, the input itself comes back", () => {
  const input = sine(5, TO_HZ, 1);
  assert.equal(resample(input, 500, 500), input);
  assert.equal(resample(new Float64Array(0), 250, 500).length, 0);
  assert.deepEqual([...resample(Float64Array.of(2), 250, 500)], [2]);
});

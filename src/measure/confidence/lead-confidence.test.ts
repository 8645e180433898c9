// The confidences of one lead worked out by hand from its parts: method error and factors are those of the table
// (measurement-errors.ts), the rest is put into the spread here. Normal probabilities from their table.
import assert from "node:assert/strict";
import { test } from "node:test";
import type { MedianBeat } from "../../ecg/measurements.ts";
import { measurementsFixture } from "../../interpret/rules/measurements.fixture.ts";
import { type LeadSpread, noSpread } from "../morphology/lead-spread.ts";
import { amplitudeConfidence, leadConfidence } from "./lead-confidence.ts";
import { LEAD_ERRORS } from "./measurement-errors.ts";

const quiet: LeadSpread = {
  ...noSpread(9),
  noiseMv: 0,
  medianNoiseMv: 0,
  rawMedianNoiseMv: 0,
  timesMs: { pr: 0, qt: 0, p: 0, qrs: 0, t: 0 },
  amplitudesMv: { q: 0, r: 0, s: 0, rPrime: 0, peakToPeak: 0, pWave: 0, tWave: 0 },
};

function lead(changed: Partial<MedianBeat> = {}): MedianBeat {
  return measurementsFixture({ leads: { II: changed } }).leads["II"]!.median!;
}

/** P(|error| <= tolerance) for a normal error, by Simpson's rule over the density. */
function within(tolerance: number, error: number): number {
  const steps = 2000;
  const width = (2 * tolerance) / steps;
  let sum = 0;
  for (let i = 0; i <= steps; i++) {
    const x = (-tolerance + i * width) / error;
    const weight = i === 0 || i === steps ? 1 : i % 2 === 1 ? 4 : 2;
    sum += (weight * Math.exp((-x * x) / 2)) / (error * Math.sqrt(2 * Math.PI));
  }
  return (sum * width) / 3;
}

function near(got: number | null, wanted: number, what: string): void {
  assert.ok(got !== null && Math.abs(got - wanted) <= 0.0051, `${what}: got ${got}, wanted ${wanted}`);
}

test("without noise and scatter only the method's own error is left", () => {
  const found = leadConfidence(lead({ pDurationMs: 100 }), quiet, 1);
  near(found.qtMs, within(30, LEAD_ERRORS.qt.ownMs), "QT");
  near(found.prMs, within(20, LEAD_ERRORS.pr.ownMs), "PR");
  near(found.pDurationMs, within(20, LEAD_ERRORS.p.ownMs), "P");
  near(found.qrsDurationMs, within(20, LEAD_ERRORS.qrs.ownMs), "QRS");
});

test("scatter over nine beats counts by a third, noise by what it does to the edge", () => {
  const scattered = leadConfidence(lead(), { ...quiet, timesMs: { ...quiet.timesMs, qt: 45 } }, 1);
  near(scattered.qtMs, within(30, Math.hypot(LEAD_ERRORS.qt.ownMs, 15)), "scatter");
  // T of 0.35 mV and 160 ms: noise of 10 uV moves its edge by 0.01 * 160 / (pi * 0.35) = 1.455 ms.
  const noisy = leadConfidence(lead(), { ...quiet, medianNoiseMv: 0.01 }, 1);
  const { ownMs, edge } = LEAD_ERRORS.qt;
  near(noisy.qtMs, within(30, Math.hypot(ownMs, edge * 1.455)), "noise");
});

test("a P that may be none halves what rests on it, and nothing else", () => {
  const [sure, unsure] = [1, 0.5].map((presence) => leadConfidence(lead(), quiet, presence)) as [
    ReturnType<typeof leadConfidence>,
    ReturnType<typeof leadConfidence>,
  ];
  near(unsure.prMs, sure.prMs! / 2, "PR");
  near(unsure.pMv, sure.pMv! / 2, "P amplitude");
  assert.equal(unsure.qtMs, sure.qtMs);
});

test("amplitudes: 12.5 uV and 2.5 % of their own, against 50 uV or 15 %", () => {
  const base = { scatterMv: 0, noiseMv: 0, beats: 10 };
  // 0.1 mV: error hypot(12.5, 2.5) = 12.7 uV against 50 uV; 1 mV: hypot(12.5, 25) = 28 against 150 uV. Both sure.
  assert.equal(amplitudeConfidence({ ...base, value: 0.1 }), 1);
  assert.equal(amplitudeConfidence({ ...base, value: -1 }), 1);
  // 50 uV of noise left: hypot(12.7, 50) = 51.6 uV.
  near(amplitudeConfidence({ ...base, value: 0.1, noiseMv: 0.05 }), within(50, 51.6), "noise");
  // Single beats scatter by 158 uV, ten of them by 50.
  near(amplitudeConfidence({ ...base, value: 0.1, scatterMv: 0.158 }), within(50, 51.6), "scatter");
});

test("null exactly where the value is null", () => {
  const found = leadConfidence(
    lead({ q: null, jWaveMv: null, stMidMv: 0.02, uMv: 0.1, qtMs: null }),
    quiet,
    1,
  );
  assert.equal(found.qMv, null);
  assert.equal(found.jWaveMv, null);
  assert.equal(found.qtMs, null);
  assert.notEqual(found.stMidMv, null);
  assert.notEqual(found.uMv, null);
});

test("a single beat is less sure than nine like it", () => {
  const one = leadConfidence(lead(), noSpread(1), 1);
  const nine = leadConfidence(lead(), noSpread(9), 1);
  for (const name of ["prMs", "qtMs", "qrsDurationMs"] as const)
    assert.ok(one[name]! < nine[name]!, `${name}: ${one[name]}, ${nine[name]}`);
});

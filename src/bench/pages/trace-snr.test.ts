import assert from "node:assert/strict";
import { test } from "node:test";
import { traceSnrDb } from "./trace-snr.ts";

const sine = (samplingRateHz: number, startMs = 0, change = (mv: number, _i: number) => mv) => ({
  startMs,
  samplingRateHz,
  samplesMv: Float64Array.from({ length: 2.5 * samplingRateHz }, (_, i) =>
    change(Math.sin(2 * Math.PI * 2 * (startMs / 1000 + i / samplingRateHz)), i),
  ),
});

test("known noise gives the ratio of the powers", () => {
  // an alternating error of 0.1 against a sine of amplitude 1: 10 log10(0.5 / 0.01) = 17 dB
  const found = sine(500, 0, (mv, i) => mv + (i % 2 === 0 ? 0.1 : -0.1));
  assert.ok(Math.abs(traceSnrDb(sine(500), found)! - 10 * Math.log10(50)) < 1e-6);
  // 10 % too large: the error is a tenth of the signal, 20 dB
  assert.ok(
    Math.abs(
      traceSnrDb(
        sine(500),
        sine(500, 0, (mv) => 1.1 * mv),
      )! - 20,
    ) < 1e-9,
  );
});

test("an offset costs nothing, a shift in time does", () => {
  assert.ok(
    traceSnrDb(
      sine(500),
      sine(500, 0, (mv) => mv + 3),
    )! > 200,
  );
  // 10 ms late: 2 sin(2 pi 2 0.01 / 2) = 0.1256 of amplitude, 18 dB
  const late = { ...sine(500), startMs: 10 };
  const expected = -20 * Math.log10(2 * Math.sin(Math.PI * 2 * 0.01));
  assert.ok(Math.abs(traceSnrDb(sine(500), late)! - expected) < 0.3);
});

test("rates and starts may differ: values are taken at the drawn samples' times", () => {
  assert.ok(traceSnrDb(sine(100), sine(500))! > 60);
  assert.ok(traceSnrDb(sine(500, 2500), sine(500, 2500))! > 200);
});

test("what was not found counts as lost whole", () => {
  assert.equal(traceSnrDb(sine(500), null), 0);
  const half = sine(500, 0, (mv, i) => (i < 625 ? mv : Number.NaN));
  // half of the power is lost: 10 log10(2)
  assert.ok(Math.abs(traceSnrDb(sine(500), half)! - 10 * Math.log10(2)) < 0.05);
  assert.equal(
    traceSnrDb(
      sine(500, 0, () => 1),
      null,
    ),
    null,
  );
});

// Sums by hand; at 500 Hz a sample is 2 ms.
import assert from "node:assert/strict";
import { test } from "node:test";
import type { LeadWaves } from "../delineation-score.ts";
import { scoreBestLead } from "./best-lead-score.ts";

const qrs = (...onsets: number[]): LeadWaves => ({ p: [], qrs: onsets.map((on) => [on, null, null]), t: [] });

test("of each reference point the nearest lead counts, and one lead is enough", () => {
  const { QRS_on: score, T_off: none } = scoreBestLead(
    [
      {
        reference: qrs(1000, 2000, 3000, 4000),
        // errors in samples: +5 or -2; +3 or none; none or -4; none in either (76 samples are 152 ms)
        detected: [qrs(1005, 2003, 4076), qrs(998, 2996)],
      },
    ],
    { samplingRateHz: 500 },
  );
  assert.equal(score.count, 4);
  assert.equal(score.sensitivity, 3 / 4);
  // -4, +6, -8 ms: mean -2, squares 4 + 64 + 36 over 3
  assert.ok(Math.abs(score.meanMs! + 2) < 1e-12);
  assert.ok(Math.abs(score.sdMs! - Math.sqrt(104 / 3)) < 1e-12);
  assert.deepEqual(none, { count: 0, sensitivity: null, meanMs: null, sdMs: null, sdByCaseMs: null });
});

test("the SD within a case is averaged over cases, so that a constant shift of each costs nothing", () => {
  const { QRS_on: score } = scoreBestLead(
    [
      { reference: qrs(1000, 2000), detected: [qrs(1010, 2010), qrs()] }, // +20, +20 ms: SD 0
      { reference: qrs(1000, 2000), detected: [qrs(999, 2001), qrs()] }, // -2, +2 ms: SD 2
      { reference: qrs(1000), detected: [qrs(1000), qrs()] }, // one point has no SD
    ],
    { samplingRateHz: 500 },
  );
  assert.equal(score.sdByCaseMs, 1);
  assert.equal(score.meanMs, 8);
});

test("a lead's detection serves one reference point only", () => {
  const { QRS_on: score } = scoreBestLead([{ reference: qrs(1000, 1020), detected: [qrs(1012)] }], {
    samplingRateHz: 500,
  });
  assert.equal(score.sensitivity, 0.5);
  assert.equal(score.meanMs, -16);
});

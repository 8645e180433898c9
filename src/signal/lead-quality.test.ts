// The truth is how each lead was made: a simulated lead II, and what was then done to it. Limits are those in
// the source (50 uV flat over 2 s, 0.05 / 0.15 mV noise, 0.5 / 4 mV wander, 20 / 40 / 2 % missing, flat, clipped).
import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { findLead } from "../ecg/recording.ts";
import { syntheticEcg } from "../simulate/synthetic-ecg.ts";
import { leadQuality } from "./lead-quality.ts";
import { createRandom } from "./random.ts";

const RATE_HZ = 500;
const COUNT = 10 * RATE_HZ;

function cleanLead(): Float64Array {
  return findLead(syntheticEcg({ amplitudes: { II: { r: 2, s: -0.5 } } }).recording, "II")!.samplesMv.slice();
}

function judged(samples: Float64Array): { usable: boolean; reasons: string } {
  const { usable, reasons } = leadQuality(samples, RATE_HZ);
  return { usable, reasons: reasons.join("; ") };
}

test("a clean lead has nothing against it, at any sampling rate", () => {
  for (const samplingRateHz of [100, 250, 500, 1000]) {
    const lead = findLead(syntheticEcg({ samplingRateHz }).recording, "II")!;
    const { usable, reasons } = leadQuality(lead.samplesMv, samplingRateHz);
    assert.deepEqual({ usable, reasons }, { usable: true, reasons: [] });
  }
});

test("no samples, and no valid samples", () => {
  assert.deepEqual(judged(new Float64Array(0)), { usable: false, reasons: "no samples" });
  assert.deepEqual(judged(new Float64Array(COUNT).fill(Number.NaN)), {
    usable: false,
    reasons: "missing: no valid sample",
  });
});

test("missing: 10 % is told, 30 % is too much", () => {
  const tenth = cleanLead().fill(Number.NaN, 2000, 2500);
  assert.deepEqual(judged(tenth), { usable: true, reasons: "missing 10 % of its samples" });
  const third = cleanLead().fill(Number.NaN, 1000, 2500);
  assert.equal(judged(third).usable, false);
  assert.match(judged(third).reasons, /missing 30 %/);
});

test("flat: a level, whatever its value; 3 of 10 s is told, 6 of 10 s is too much", () => {
  for (const level of [0, 5, -0.3]) {
    assert.equal(judged(new Float64Array(COUNT).fill(level)).usable, false);
    assert.match(judged(new Float64Array(COUNT).fill(level)).reasons, /^flat for 10\.0 s/);
  }
  const short = cleanLead().fill(0, 3000, 4500);
  assert.equal(judged(short).usable, true);
  // Windows start every 0.25 s, and the 0.55 s of baseline before and after belong to the flat stretch.
  assert.match(judged(short).reasons, /^flat for (2\.[5-9]|3\.[0-9]|4\.0) s$/);
  const long = cleanLead().fill(0, 2000, 5000);
  assert.equal(judged(long).usable, false);
});

test("a slow heart is not a flat lead: 30 beats a minute have a beat in every 2 s", () => {
  const lead = findLead(syntheticEcg({ rateBpm: 30 }).recording, "II")!;
  assert.deepEqual(judged(lead.samplesMv), { usable: true, reasons: "" });
});

test("clipped: runs at the extreme; a rounded peak and a small lead are not clipped", () => {
  // R of 2 mV cut at 1 mV is over 1 mV for half of its 23 + 23 ms (half cosines through 0 and 2): 23 of 1,000 ms.
  const cut = cleanLead().map((value) => Math.min(value, 1));
  assert.match(judged(cut).reasons, /^clipped \(\d\.\d % of samples\)$/);
  const share = cut.filter((value) => value === 1).length / COUNT;
  assert.ok(share > 0.015 && share < 0.025, `share ${share}`);
  assert.equal(judged(cut).usable, share <= 0.02);
  const square = Float64Array.from({ length: COUNT }, (_, i) => (i % 500 < 250 ? 1.5 : -1.5));
  assert.equal(judged(square).usable, false);
  assert.match(judged(square).reasons, /clipped \(100 %/);
  assert.equal(judged(cleanLead()).reasons, "");
});

test("noise: white noise is told from 0.05 mV and too much from 0.15 mV above 35 Hz", () => {
  const noisy = (rmsMv: number): { usable: boolean; reasons: string } => {
    const random = createRandom(5);
    return judged(cleanLead().map((value) => value + rmsMv * random.gaussian()));
  };
  // 35 to 250 Hz holds 86 % of the power of white noise: 93 % of its RMS.
  assert.deepEqual(noisy(0.03), { usable: true, reasons: "" });
  assert.equal(noisy(0.08).usable, true);
  assert.match(noisy(0.08).reasons, /^noisy \(0\.0[78] mV RMS above 35 Hz\)$/);
  assert.equal(noisy(0.25).usable, false);
});

test("wander: its peak-to-peak height is told, 6 mV is too much", () => {
  const wandering = (amplitudeMv: number): { usable: boolean; reasons: string } =>
    judged(cleanLead().map((value, i) => value + amplitudeMv * Math.sin((2 * Math.PI * 0.1 * i) / RATE_HZ)));
  assert.deepEqual(wandering(0.1), { usable: true, reasons: "" });
  // A sine of amplitude 0.5 swings by 1.0 mV, and the lead's own slow part adds a little.
  assert.equal(wandering(0.5).usable, true);
  assert.match(wandering(0.5).reasons, /^baseline wanders by (0\.9|1\.0|1\.1) mV$/);
  assert.equal(wandering(3).usable, false);
});

test("the evidence comes with the report, and is null where there is no signal", () => {
  assert.ok(leadQuality(cleanLead(), RATE_HZ).evidence!.pulseMv > 0.3);
  assert.equal(leadQuality(cleanLead().fill(Number.NaN), RATE_HZ).evidence, null);
  assert.equal(leadQuality(new Float64Array(0), RATE_HZ).evidence, null);
});

test("microvolts taken for millivolts are implausible", () => {
  const { usable, reasons } = judged(cleanLead().map((value) => 1000 * value));
  assert.equal(usable, false);
  assert.match(reasons, /implausible amplitudes/);
});

test("whatever the samples, there is a verdict, and an unusable lead says why", () => {
  const sample = fc.oneof(
    fc.double({ min: -5, max: 5 }),
    fc.constantFrom(Number.NaN, Number.POSITIVE_INFINITY, 1e300, -1e300, 1e-300, 0),
  );
  fc.assert(
    fc.property(
      fc.array(sample, { maxLength: 400 }),
      fc.constantFrom(1, 50, 100, 360, 500, 1000),
      (values, rateHz) => {
        const input = Float64Array.from(values);
        const { usable, reasons, evidence } = leadQuality(input, rateHz);
        assert.ok(usable || reasons.length > 0);
        for (const value of Object.values(evidence ?? {})) assert.ok(value >= 0 && Number.isFinite(value));
        assert.ok(
          reasons.every((reason) => !/NaN|Infinity/.test(reason)),
          reasons.join(),
        );
        assert.deepEqual(input, Float64Array.from(values));
      },
    ),
    { numRuns: 200 },
  );
});

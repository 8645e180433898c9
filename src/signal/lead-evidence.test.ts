// Signals whose numbers follow from how they are made: noise of a known RMS in a known share of the time, and pulses
// that fill one of the 20 ms between two zeros.
import assert from "node:assert/strict";
import { test } from "node:test";
import { highPass } from "./butterworth.ts";
import { type LeadEvidence, leadEvidence } from "./lead-evidence.ts";
import { createRandom } from "./random.ts";

const RATE_HZ = 500;
const COUNT = 10 * RATE_HZ;

function evidenceOf(samples: Float64Array): LeadEvidence {
  return leadEvidence(samples, highPass(samples, 35, RATE_HZ), RATE_HZ);
}

function noise(rmsMv: number, shareOfTime: number): Float64Array {
  const random = createRandom(3);
  return Float64Array.from({ length: COUNT }, (_, i) => {
    const value = rmsMv * random.gaussian();
    return i < shareOfTime * COUNT ? value : 0;
  });
}

test("noise: all the time or in bursts of a third of it the same, and not seen in a single one of twenty half seconds", () => {
  // 35 to 250 Hz holds 86 % of the power of white noise, 93 % of its RMS; the middle of five estimates keeps that.
  const steady = evidenceOf(noise(0.1, 1)).burstNoiseMv;
  assert.ok(Math.abs(steady - 0.093) < 0.01, `${steady}`);
  const third = evidenceOf(noise(0.1, 0.35)).burstNoiseMv;
  assert.ok(Math.abs(third - 0.093) < 0.012, `${third}`);
  assert.ok(evidenceOf(noise(0.1, 0.05)).burstNoiseMv < 0.01);
});

test("complexes are not noise, however steep: two tenths of every half second do not count", () => {
  const samples = new Float64Array(COUNT);
  for (let start = 100; start + 40 < COUNT; start += RATE_HZ / 2) {
    for (let i = 0; i < 40; i++) samples[start + i] = i % 2 === 0 ? 1 : -1;
  }
  assert.ok(evidenceOf(samples).burstNoiseMv < 0.05);
});

test("the pulse is the height of what comes every second or two, and 0 in a dead lead", () => {
  const pulses = (everySeconds: number, heightMv: number): Float64Array => {
    const samples = new Float64Array(COUNT);
    for (let start = 200; start + 10 <= COUNT; start += everySeconds * RATE_HZ) {
      samples.fill(heightMv, start, start + 10);
    }
    return samples;
  };
  for (const [every, height] of [
    [1, 1],
    [1, -0.4],
    [2, 0.7],
  ] as const) {
    const { pulseMv } = evidenceOf(pulses(every, height));
    assert.ok(Math.abs(pulseMv - Math.abs(height)) < 1e-9, `${pulseMv}`);
  }
  assert.equal(evidenceOf(new Float64Array(COUNT).fill(2)).pulseMv, 0);
  // once in ten seconds is an artefact, no rhythm
  assert.equal(evidenceOf(pulses(20, 3)).pulseMv, 0);
});

test("the same ECG gives the same pulse at any sampling rate", () => {
  for (const rate of [100, 250, 360, 1000]) {
    const samples = Float64Array.from({ length: 10 * rate }, (_, i) => {
      const ms = ((i * 1000) / rate) % 1000;
      return ms < 80 ? Math.sin((Math.PI * ms) / 80) : 0;
    });
    // half a sine of 80 ms and 1 mV rises by up to sin(45 degrees) in 20 ms, less in the mean over them
    const { pulseMv } = leadEvidence(samples, null, rate);
    assert.ok(pulseMv > 0.5 && pulseMv < 0.75, `${rate} Hz: ${pulseMv}`);
  }
});

test("fewer samples than a window, or none, give numbers all the same", () => {
  for (const count of [0, 1, 5, 300]) {
    const { burstNoiseMv, pulseMv } = evidenceOf(new Float64Array(count));
    assert.deepEqual([burstNoiseMv, pulseMv], [0, 0], `${count} samples`);
  }
});

// Hum of known size added to a simulated ECG without any: what is removed is what was added, and nothing is removed
// where nothing was. A sine of amplitude A has the RMS A / sqrt 2.
import assert from "node:assert/strict";
import { test } from "node:test";
import { findLead } from "../ecg/recording.ts";
import { syntheticEcg } from "../simulate/synthetic-ecg.ts";
import { removeMains } from "./remove-mains.ts";

function lead(name: string, samplingRateHz: number, noise: object = {}): Float64Array {
  return findLead(syntheticEcg({ samplingRateHz, noise }).recording, name)!.samplesMv;
}

/** Largest difference over the middle 8 s. */
function apart(a: Float64Array, b: Float64Array): number {
  const edge = Math.round(a.length / 10);
  let worst = 0;
  for (let i = edge; i < a.length - edge; i++) worst = Math.max(worst, Math.abs(a[i]! - b[i]!));
  return worst;
}

test("50 and 60 Hz of 0.05 to 0.3 mV go, the ECG stays", () => {
  for (const rate of [250, 500, 1000]) {
    for (const mainsHz of [50, 60]) {
      for (const mainsMv of [0.05, 0.3]) {
        const clean = lead("V4", rate);
        const { samples, humMv } = removeMains(lead("V4", rate, { mainsMv, mainsHz }), rate);
        const what = `${rate} Hz, ${mainsHz} Hz of ${mainsMv} mV`;
        // QRS energy at the line itself, about 10 uV RMS here, cannot be told from the hum.
        assert.ok(Math.abs(humMv - mainsMv / Math.SQRT2) < 0.012, `${what}: removed ${humMv}`);
        assert.ok(apart(samples, clean) < 0.06, `${what}: ${apart(samples, clean)} mV beside the clean lead`);
        const quiet = samples.subarray(0, 0.15 * rate);
        assert.ok(
          quiet.every((value) => Math.abs(value) < 0.05 + 0.2 * mainsMv),
          `${what}: hum left before P`,
        );
      }
    }
  }
});

test("no hum, no notch: the very same samples", () => {
  for (const rate of [250, 500, 1000]) {
    for (const noise of [{}, { whiteMv: 0.02 }, { wanderMv: 1 }]) {
      for (const name of ["II", "V1", "V4"]) {
        const input = lead(name, rate, noise);
        assert.deepEqual(removeMains(input, rate), { samples: input, humMv: 0 }, `${rate} Hz, ${name}`);
      }
    }
  }
});

test("narrow QRS complexes, which have energy at 50 and 60 Hz, are no hum, however regular", () => {
  // At 100, 120, 150, 200 and 300 a minute a harmonic of the rate falls on 50 and 60 Hz.
  for (const rateBpm of [60, 100, 120, 150, 200, 300]) {
    for (const qrsMs of [50, 70]) {
      const options = {
        qrsMs,
        qtMs: Math.min(330, 40_000 / rateBpm),
        rateBpm,
        amplitudes: { V4: { r: 3, s: -1.5 } },
      };
      const fast = rateBpm >= 200 ? { pMs: 40, prMs: 60 } : {};
      const clean = findLead(syntheticEcg({ ...options, ...fast }).recording, "V4")!.samplesMv;
      const what = `${rateBpm} a minute, ${qrsMs} ms`;
      assert.equal(removeMains(clean, 500).humMv, 0, what);
      // ... and hum of 0.4 mV (RMS 0.283) is still found among them
      for (const mainsHz of [50, 60]) {
        const noise = { mainsMv: 0.4, mainsHz };
        const { recording } = syntheticEcg({ ...options, ...fast, noise });
        const { samples, humMv } = removeMains(findLead(recording, "V4")!.samplesMv, 500);
        assert.ok(
          Math.abs(humMv - 0.283) < 0.06 && apart(samples, clean) < 0.25,
          `${what}: ${humMv} of ${mainsHz} Hz`,
        );
      }
    }
  }
});

test("hum that comes and goes is removed", () => {
  const clean = lead("V4", 500);
  const hum = lead("V4", 500, { mainsMv: 0.2 });
  const half = hum.map((value, i) => (i < hum.length / 2 ? clean[i]! : value));
  assert.ok(removeMains(half, 500).humMv > 0.05);
});

test("too slow a sampling rate or too short a signal is left alone", () => {
  const slow = lead("II", 100, { mainsMv: 0.2, mainsHz: 40 });
  assert.equal(removeMains(slow, 100).samples, slow);
  const short = lead("II", 500, { mainsMv: 0.2 }).slice(0, 400);
  assert.equal(removeMains(short, 500).samples, short);
  assert.equal(removeMains(new Float64Array(0), 500).humMv, 0);
});

// Flutter: the simulated saw's rate and its absence are the truth.
import assert from "node:assert/strict";
import { test } from "node:test";
import type { GlobalMeasurements } from "../../ecg/measurements.ts";
import { syntheticEcg } from "../../simulate/synthetic-ecg.ts";
import type { SyntheticEcgOptions } from "../../simulate/synthetic-ecg-options.ts";
import { measureRecording } from "../measure-recording.ts";
import { FLUTTER_FROM } from "./flutter.ts";

function globalOf(options: SyntheticEcgOptions): GlobalMeasurements {
  return measureRecording(syntheticEcg({ durationMs: 8000, ...options }).recording).global;
}

function assertFlutter(options: SyntheticEcgOptions, ratePerMin: number): void {
  const what = JSON.stringify(options);
  const { atrial, prMs, pDurationMs } = globalOf({ rhythm: "flutter", ...options });
  assert.ok(
    atrial.flutterStrength !== null && atrial.flutterStrength >= FLUTTER_FROM,
    `${what}: ${atrial.flutterStrength}`,
  );
  // The lag is read to 4 ms of a cycle of about 200 ms.
  assert.ok(
    Math.abs(atrial.flutterRatePerMin! - ratePerMin) <= 0.02 * ratePerMin,
    `${what}: ${atrial.flutterRatePerMin}`,
  );
  assert.equal(atrial.organisedP, false, `${what}: flutter waves are no P waves`);
  assert.equal(prMs, null, what);
  assert.equal(pDurationMs, null, what);
}

test("3:1 to 5:1 conduction, 240 to 340 a minute", () => {
  for (const flutterRatio of [3, 4, 5]) assertFlutter({ flutterRatio }, 300);
  for (const flutterRatePerMin of [240, 270, 340]) assertFlutter({ flutterRatePerMin }, flutterRatePerMin);
});

test("2:1 conduction, the commonest, locked to the beat", () => {
  for (const flutterRatePerMin of [260, 280, 320]) {
    assertFlutter({ flutterRatio: 2, flutterRatePerMin }, flutterRatePerMin);
  }
});

test("with noise, and with small waves", () => {
  assertFlutter({ noise: { whiteMv: 0.03 } }, 300);
  assertFlutter({ atrialWaveMv: 0.1, noise: { whiteMv: 0.01 } }, 300);
});

test("beats of flutter are found and of one class", () => {
  for (const flutterRatio of [2, 4]) {
    const { recording, truth } = syntheticEcg({ rhythm: "flutter", flutterRatio });
    const { beats } = measureRecording(recording);
    assert.equal(beats.length, truth.beats.length, `${flutterRatio}:1`);
    assert.ok(beats.every((beat) => beat.class === "normal"));
  }
});

test("sinus rhythm from 50 to 200 a minute is no flutter, though P and T follow regularly", () => {
  for (const rateBpm of [100, 120, 150, 200]) {
    const rrMs = 60_000 / rateBpm;
    const qtMs = Math.min(400 * Math.cbrt(rrMs / 1000), 0.58 * rrMs);
    const timing = {
      rateBpm,
      qtMs,
      tMs: 0.35 * qtMs,
      prMs: Math.min(160, 0.34 * rrMs),
      pMs: Math.min(90, 0.2 * rrMs),
    };
    for (const p of [0.1, 0.3]) {
      const { atrial } = globalOf({ ...timing, durationMs: 8000, amplitudes: { II: { p }, V1: { p: 0.1 } } });
      const strength = atrial.flutterStrength ?? 0;
      assert.ok(
        strength < FLUTTER_FROM,
        `${rateBpm} bpm, P ${p} mV: ${atrial.flutterRatePerMin} at ${strength}`,
      );
      assert.notEqual(atrial.organisedP, false, `${rateBpm} bpm, P ${p} mV`);
    }
  }
});

test("fibrillation is no flutter", () => {
  for (const seed of [1, 2]) {
    const { atrial } = globalOf({ rhythm: "af", rateBpm: 90, atrialWaveMv: 0.12, seed });
    assert.ok((atrial.flutterStrength ?? 0) < FLUTTER_FROM, `seed ${seed}: ${atrial.flutterStrength}`);
  }
});

test("rate and strength come together, the strength between 0 and 1", () => {
  for (const options of [
    {},
    { rateBpm: 75 },
    { prMs: 120 },
    { rhythm: "af" },
    { rhythm: "flutter" },
  ] as const) {
    const { flutterRatePerMin, flutterStrength } = globalOf(options).atrial;
    assert.equal(flutterRatePerMin === null, flutterStrength === null);
    if (flutterStrength !== null)
      assert.ok(flutterStrength >= 0 && flutterStrength <= 1, `${flutterStrength}`);
  }
});

// How far noise may move what is measured, against the same ECG's exact truth. A mean over beats and leads of the
// dominant median beat has about a third of a single beat's noise; allowances are stated with each case.
import assert from "node:assert/strict";
import { test } from "node:test";
import type { Measurements } from "../ecg/measurements.ts";
import { type SyntheticTruth, syntheticEcg } from "../simulate/synthetic-ecg.ts";
import type { NoiseOptions } from "../simulate/synthetic-ecg-options.ts";
import { measureRecording } from "./measure-recording.ts";

interface Allowed {
  /** Beyond the range that the half cosines leave open: PR 151 to 160, P 82 to 100, QRS 92, QT 387 to 400 ms. */
  readonly moreMs: number;
  /** Global median amplitudes, beyond 25 uV or 5 %. */
  readonly moreMv: number;
  readonly axisDeg: number;
}

const RATE_BPM = 70;
const QT_MS = 400 * Math.cbrt(60 / RATE_BPM);

function measured(noise: NoiseOptions, seed: number): { got: Measurements; truth: SyntheticTruth } {
  const { recording, truth } = syntheticEcg({ rateBpm: RATE_BPM, durationMs: 8000, noise, seed });
  return { got: measureRecording(recording), truth };
}

function between(got: number | null, low: number, high: number, what: string): void {
  assert.ok(got !== null && got >= low && got <= high, `${what}: got ${got}, wanted ${low} to ${high}`);
}

function check(noise: NoiseOptions, seed: number, allowed: Allowed): void {
  const { got, truth } = measured(noise, seed);
  const what = `${JSON.stringify(noise)}, seed ${seed}`;
  const { global, beats, leads } = got;
  assert.notEqual(got.quality.verdict, "unusable", what);
  assert.equal(beats.length, truth.beats.length, what);
  beats.forEach((beat, i) => {
    between(
      beat.rPeakMs,
      truth.beats[i]!.rPeakMs - 6,
      truth.beats[i]!.rPeakMs + 6,
      `${what}: R of beat ${i}`,
    );
    assert.equal(beat.class, "normal", `${what}: class of beat ${i}`);
  });
  assert.equal(global.atrial.organisedP, true, what);
  const { moreMs } = allowed;
  between(global.prMs, 151 - 4 - moreMs, 160 + 4 + moreMs, `${what}: PR`);
  between(global.pDurationMs, 82 - 4 - moreMs, 100 + 4 + moreMs, `${what}: P`);
  between(global.qrsDurationMs, 92 - 10 - moreMs, 92 + 10 + moreMs, `${what}: QRS`);
  between(global.qtMs, QT_MS - 25, QT_MS + 25, `${what}: QT`);
  // The clean axes: QRS 49, T 49 (area of II 1.5 times that of I).
  between(global.axisDeg.qrs, 49 - allowed.axisDeg, 49 + allowed.axisDeg, `${what}: QRS axis`);
  between(global.axisDeg.t, 49 - allowed.axisDeg, 49 + allowed.axisDeg, `${what}: T axis`);
  for (const [name, { median }] of Object.entries(leads)) {
    const wanted = truth.perLead[name as keyof typeof truth.perLead];
    const near = (value: number | null | undefined, wantedMv: number, part: string): void => {
      const tolerance = Math.max(0.025, 0.05 * Math.abs(wantedMv)) + allowed.moreMv;
      between(value ?? null, wantedMv - tolerance, wantedMv + tolerance, `${what}: ${part} of ${name}`);
    };
    if (Math.abs(wanted.t) >= 0.1) near(median!.t?.amplitudeMv, wanted.t, "T");
    near(median!.stJMv, 0, "J");
    near(median!.st60Mv, 0, "J+60");
    if (wanted.r! >= 0.2) near(median!.r?.amplitudeMv, wanted.r!, "R");
  }
}

test("white noise of 20 uV", () => {
  // Single samples of limb leads see up to 28 uV; the median of 9 beats 1.25 * 28 / sqrt(9) = 12 uV, its peaks twice.
  for (const seed of [1, 2]) check({ whiteMv: 0.02 }, seed, { moreMs: 6, moreMv: 0.022, axisDeg: 6 });
});

test("white noise of 50 uV", () => {
  // 2.5 times as much.
  for (const seed of [1, 2, 3]) check({ whiteMv: 0.05 }, seed, { moreMs: 16, moreMv: 0.055, axisDeg: 12 });
});

test("mains of 50 and 60 Hz, weak and strong", () => {
  // The notch leaves a little ringing where the QRS itself has 50 Hz in it.
  for (const mainsHz of [50, 60]) {
    for (const mainsMv of [0.02, 0.2])
      check({ mainsMv, mainsHz }, 1, { moreMs: 4, moreMv: 0.02, axisDeg: 3 });
  }
});

test("wander of 0.3 and 1 mV at breathing rate", () => {
  // Sampled once a beat (857 ms), a sine of 0.3 Hz is followed to a few per cent: 3 % of 0.3 and of 1 mV, and half as
  // much again in aVF, which mixes two wanders; 45 uV in aVF and 30 in I, over the whole T, turn an axis of 0.3 mV by up to 18 degrees.
  for (const seed of [1, 2]) {
    check({ wanderMv: 0.3, wanderHz: 0.3 }, seed, { moreMs: 4, moreMv: 0.01, axisDeg: 5 });
    check({ wanderMv: 1, wanderHz: 0.3 }, seed, { moreMs: 6, moreMv: 0.045, axisDeg: 18 });
    check({ wanderMv: 1, wanderHz: 0.15 }, seed, { moreMs: 4, moreMv: 0.01, axisDeg: 4 });
  }
});

test("all of them together", () => {
  for (const seed of [1, 2]) {
    const noise = { whiteMv: 0.02, mainsMv: 0.05, wanderMv: 0.3, wanderHz: 0.25 };
    check(noise, seed, { moreMs: 8, moreMv: 0.03, axisDeg: 8 });
  }
});

test("wander leaves the T of single beats in place, but for the recording's ends", () => {
  const { got, truth } = measured({ wanderMv: 0.3, wanderHz: 0.3 }, 3);
  for (const name of ["II", "V2", "V5"] as const) {
    for (const { beat, t } of got.leads[name]!.waves.slice(1, -1)) {
      const wanted = truth.perLead[name].t;
      // Before the T that follows its own PR level the wander has moved on for 0.4 s: a tenth of a millivolt.
      between(t?.amplitudeMv ?? null, wanted - 0.1, wanted + 0.1, `${name}, beat ${beat}`);
    }
  }
});

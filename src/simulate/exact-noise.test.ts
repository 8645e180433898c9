// Noise has the size that its name says, and is on the electrodes, not on the leads.
import assert from "node:assert/strict";
import { test } from "node:test";
import { findLead, type Recording } from "../ecg/recording.ts";
import { lowPass } from "../signal/butterworth.ts";
import { ANALYTIC_SIGNALS } from "./analytic-signals.ts";
import { exactEcg } from "./exact-ecg.ts";
import { EXACT_NOISES, type ExactNoise, withExactNoise } from "./exact-noise.ts";

const { recording } = exactEcg(ANALYTIC_SIGNALS[0]!);

function noiseIn(lead: string, noise: ExactNoise, seed = 1): Float64Array {
  const noisy = findLead(withExactNoise(recording, noise, seed), lead)!.samplesMv;
  const clean = findLead(recording, lead)!.samplesMv;
  return noisy.map((value, i) => value - clean[i]!);
}

function rms(values: Float64Array): number {
  return Math.sqrt(values.reduce((sum, value) => sum + value * value, 0) / values.length);
}

/** Amplitude of one frequency, by correlation with sine and cosine over whole seconds. */
function amplitudeAt(values: Float64Array, hz: number): number {
  let [sine, cosine] = [0, 0];
  values.forEach((value, i) => {
    sine += value * Math.sin((2 * Math.PI * hz * i) / 500);
    cosine += value * Math.cos((2 * Math.PI * hz * i) / 500);
  });
  return (2 * Math.hypot(sine, cosine)) / values.length;
}

function near(got: number, wanted: number, tolerance: number, what: string): void {
  assert.ok(Math.abs(got - wanted) <= tolerance, `${what}: got ${got}, wanted ${wanted}`);
}

test("sines have their amplitude, noise its RMS", () => {
  for (const noise of EXACT_NOISES) {
    const values = noiseIn("V3", noise);
    for (const { hz, amplitudeMv } of noise.sines ?? []) {
      // With white noise beside it: 15 uV over 5000 samples add under 1 uV.
      near(amplitudeAt(values, hz), amplitudeMv, 0.002, noise.name);
    }
    const sines = (noise.sines ?? []).reduce((sum, { amplitudeMv }) => sum + amplitudeMv ** 2 / 2, 0);
    const wanted = Math.sqrt(sines + (noise.whiteRmsMv ?? 0) ** 2 + (noise.muscleRmsMv ?? 0) ** 2);
    // White: five standard errors of 5000 samples are 5 %.
    near(rms(values), wanted, 0.05 * wanted, noise.name);
  }
});

test("muscle noise has nothing of the waves' frequencies", () => {
  const values = noiseIn("V2", { name: "muscle", muscleRmsMv: 0.1 });
  assert.ok(rms(lowPass(values, 5, 500)) < 0.005);
});

test("the limb leads share their noise: Einthoven's law holds", () => {
  const noisy = withExactNoise(recording, EXACT_NOISES[4]!, 3);
  const [one, two, three, avr, avl, avf] = noisy.leads.map((lead) => lead.samplesMv);
  for (let i = 0; i < one!.length; i += 11) {
    near(one![i]! + three![i]!, two![i]!, 1e-12, "I + III");
    near(avr![i]! + avl![i]! + avf![i]!, 0, 1e-12, "aVR + aVL + aVF");
  }
});

test("the seed decides; the clean recording stays; a lead of another name gets noise of its own", () => {
  const before = findLead(recording, "II")!.samplesMv.slice();
  const noise = EXACT_NOISES[2]!;
  const [one, same, other] = [5, 5, 6].map((seed) => noiseIn("V4", noise, seed));
  assert.ok(one!.every((value, i) => value === same![i]));
  assert.ok(rms(one!.map((value, i) => value - other![i]!)) > 0.02);
  assert.ok(before.every((value, i) => value === findLead(recording, "II")!.samplesMv[i]));
  const further: Recording = { ...recording, leads: [{ name: "V7", samplesMv: new Float64Array(5000) }] };
  near(rms(findLead(withExactNoise(further, noise, 1), "V7")!.samplesMv), 0.025, 0.00125, "V7");
});

// Electrode mix-ups are exact on simulated leads: with R, L and F the limb potentials, I = L - R, II = F - R,
// III = F - L; swapping two electrodes swaps those letters.
import assert from "node:assert/strict";
import { test } from "node:test";
import type { Recording } from "../../ecg/recording.ts";
import { syntheticEcg } from "../../simulate/synthetic-ecg.ts";
import type { SyntheticEcgOptions } from "../../simulate/synthetic-ecg-options.ts";
import { measureRecording } from "../measure-recording.ts";

/** The recording with each named lead made as `factor` times another lead. */
function rewired(
  recording: Recording,
  wiring: Record<string, readonly [factor: number, from: string]>,
): Recording {
  return {
    ...recording,
    leads: recording.leads.map((lead) => {
      const [factor, from] = wiring[lead.name] ?? [1, lead.name];
      const source = recording.leads.find((one) => one.name === from)!;
      return { name: lead.name, samplesMv: source.samplesMv.map((value) => factor * value) };
    }),
  };
}

const ARMS = { I: [-1, "I"], II: [1, "III"], III: [1, "II"], aVR: [1, "aVL"], aVL: [1, "aVR"] } as const;
const RIGHT_ARM_LEFT_LEG = {
  I: [-1, "III"],
  II: [-1, "II"],
  III: [-1, "I"],
  aVR: [1, "aVF"],
  aVF: [1, "aVR"],
} as const;

function suspected(
  options: SyntheticEcgOptions,
  wiring: Record<string, readonly [number, string]>,
): string | null {
  const { recording } = syntheticEcg({ durationMs: 5000, ...options });
  return measureRecording(rewired(recording, wiring)).quality.leadReversal;
}

test("a correctly wired heart raises no suspicion, over axes, with noise, in block and fibrillation", () => {
  for (const options of [
    {},
    { noise: { whiteMv: 0.03, wanderMv: 0.3 } },
    { amplitudes: { I: { r: 1.1 }, II: { r: 0.5 } } },
    { amplitudes: { I: { r: 0.1, s: -0.5 }, II: { r: 0.8 } } },
    { rhythm: "af" },
    { pacing: "ventricular" },
    { amplitudes: { I: { p: -0.05 }, II: { p: -0.1 } } },
    // An axis of 30 degrees: no QRS at all in III, but a P and a T.
    { amplitudes: { I: { q: 0, r: 0.9, s: 0 }, II: { q: 0, r: 0.9, s: 0 } } },
  ] satisfies SyntheticEcgOptions[]) {
    assert.equal(suspected(options, {}), null, JSON.stringify(options));
  }
});

test("arms swapped: I inverted in P, QRS and T, aVR upright, while V6 is as ever", () => {
  for (const options of [{}, { noise: { whiteMv: 0.02 } }, { rateBpm: 90 }]) {
    assert.match(suspected(options, ARMS) ?? "", /right and left arm electrodes may be swapped/);
  }
});

test("arms swapped in a heart whose R shrinks from V1 to V6 may be dextrocardia", () => {
  const shrinking = {
    V1: { r: 1.2, s: -0.3 },
    V4: { r: 0.3 },
    V5: { r: 0.25, s: -0.05 },
    V6: { r: 0.2, s: 0 },
  };
  assert.match(suspected({ amplitudes: shrinking }, ARMS) ?? "", /dextrocardia/);
});

test("right arm and left leg swapped: I, II and III inverted", () => {
  assert.match(suspected({}, RIGHT_ARM_LEFT_LEG) ?? "", /right arm and left leg electrodes may be swapped/);
});

test("right leg swapped with an arm: one limb lead is flat throughout", () => {
  const flat = (lead: "II" | "III"): SyntheticEcgOptions =>
    lead === "III"
      ? { amplitudes: { II: { p: 0.08, q: -0.05, r: 0.7, s: -0.1, t: 0.2 } }, noise: { whiteMv: 0.004 } }
      : { amplitudes: { II: { p: 0, q: 0, r: 0, s: 0, t: 0 } }, noise: { whiteMv: 0.004 } };
  // The simulator's I and II are the same in the first, II is nothing in the second.
  assert.match(suspected(flat("III"), {}) ?? "", /left arm and right leg .*lead III is flat/);
  assert.match(suspected(flat("II"), {}) ?? "", /right arm and right leg .*lead II is flat/);
});

test("a suspicion limits and is a reason, but corrects nothing", () => {
  const { recording } = syntheticEcg({ durationMs: 5000 });
  const { quality, leads } = measureRecording(rewired(recording, ARMS));
  assert.equal(quality.verdict, "limited");
  assert.ok(quality.leadReversal !== null && quality.reasons.includes(quality.leadReversal));
  // I is still what the file says: its R of 0.7 mV upside down, after the small Q turned r.
  assert.ok(Math.abs(leads["I"]!.median!.s!.amplitudeMv + 0.7) < 0.035);
  assert.ok(leads["I"]!.median!.qrsAreaMvMs < 0);
});

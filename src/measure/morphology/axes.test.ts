// Axes against the areas that the simulator draws. A complex of one deflection of height A has the area A * D / 2
// in every lead, so its axis is atan2(2 / sqrt 3 * (II - I / 2), I), aVF being II - I / 2.
import assert from "node:assert/strict";
import { test } from "node:test";
import { syntheticEcg } from "../../simulate/synthetic-ecg.ts";
import type { AmplitudeOverrides } from "../../simulate/synthetic-ecg-options.ts";
import { measureRecording } from "../measure-recording.ts";
import { angleBetween } from "./axes.ts";

function amplitudesAt(degrees: number, sizeMv: number): { I: number; II: number } {
  // A frontal vector of that direction: I sees its cosine, aVF sqrt(3)/2 of its sine (Goldberger's lead is shorter).
  const one = sizeMv * Math.cos((degrees * Math.PI) / 180);
  const aVF = (sizeMv * Math.sqrt(3) * Math.sin((degrees * Math.PI) / 180)) / 2;
  return { I: one, II: aVF + one / 2 };
}

function apart(a: number, b: number): number {
  return angleBetween(a, b) ?? Number.NaN;
}

const none = { q: 0, r: 0, s: 0 };

test("QRS, P and T axes all round the clock", () => {
  for (const [qrs, p, t] of [
    [0, 30, 45],
    [90, 75, 60],
    [-60, 60, 120],
    [-90, 0, 90],
    [120, 80, -20],
    [-150, 150, 20],
    [180, -120, 0],
  ] as const) {
    const [forQrs, forP, forT] = [amplitudesAt(qrs, 1), amplitudesAt(p, 0.2), amplitudesAt(t, 0.4)];
    const amplitudes: AmplitudeOverrides = {
      I: { ...none, r: forQrs.I, p: forP.I, t: forT.I },
      II: { ...none, r: forQrs.II, p: forP.II, t: forT.II },
    };
    const { recording } = syntheticEcg({ durationMs: 5000, amplitudes });
    const { axisDeg, qrsTAngleDeg } = measureRecording(recording).global;
    assert.ok(axisDeg.qrs !== null && apart(axisDeg.qrs, qrs) <= 3, `QRS ${axisDeg.qrs}, wanted ${qrs}`);
    assert.ok(axisDeg.t !== null && apart(axisDeg.t, t) <= 5, `T ${axisDeg.t}, wanted ${t}`);
    // P is 0.2 mV: 25 uV across it turn it by 7 degrees.
    assert.ok(axisDeg.p !== null && apart(axisDeg.p, p) <= 7, `P ${axisDeg.p}, wanted ${p}`);
    assert.equal(qrsTAngleDeg, angleBetween(axisDeg.qrs, axisDeg.t));
    for (const axis of [axisDeg.p, axisDeg.qrs, axisDeg.t])
      assert.ok(axis !== null && axis > -180 && axis <= 180);
  }
});

test("the default ECG's axis, from the trapezium areas of its Q, R and S", () => {
  // Half cosines between knots at 0, 15, 40, 65 and 100 %: the area is sum of (a + b) / 2 times the distance.
  const area = (q: number, r: number, s: number): number =>
    (0.15 * q + 0.25 * (q + r) + 0.25 * (r + s) + 0.35 * s) / 2;
  const one = area(-0.05, 0.7, -0.1);
  const two = area(-0.06, 1, -0.12);
  const wanted = (Math.atan2((2 / Math.sqrt(3)) * (two - one / 2), one) * 180) / Math.PI;
  const { axisDeg } = measureRecording(syntheticEcg().recording).global;
  assert.ok(apart(axisDeg.qrs!, wanted) <= 3, `${axisDeg.qrs}, wanted ${wanted}`);
});

test("equal areas up and down in I and aVF give no axis", () => {
  // Without q the knots lie at 40 and 65 %: R weighs 40 + 25 %, S 25 + 35 %, so s = -r * 65 / 60 balances them.
  const balanced = { q: 0, r: 0.8, s: -0.8 * (0.65 / 0.6) };
  const { recording } = syntheticEcg({ durationMs: 5000, amplitudes: { I: balanced, II: balanced } });
  assert.equal(measureRecording(recording).global.axisDeg.qrs, null);
});

test("without limb leads, and without P, there are no such axes", () => {
  const { recording } = syntheticEcg({ durationMs: 5000 });
  const chest = { ...recording, leads: recording.leads.filter((lead) => lead.name.startsWith("V")) };
  assert.deepEqual(measureRecording(chest).global.axisDeg, { p: null, qrs: null, t: null, st: null });
  assert.equal(measureRecording(chest).global.qrsTAngleDeg, null);
  const fibrillation = measureRecording(syntheticEcg({ rhythm: "af" }).recording).global;
  assert.equal(fibrillation.axisDeg.p, null);
  assert.notEqual(fibrillation.axisDeg.qrs, null);
});

test("I and II alone are enough for an axis: Einthoven gives aVF", () => {
  const { recording } = syntheticEcg({ durationMs: 5000 });
  const two = { ...recording, leads: recording.leads.slice(0, 2) };
  const wanted = measureRecording(recording).global.axisDeg.qrs!;
  const got = measureRecording(two).global.axisDeg.qrs;
  assert.ok(got !== null && apart(got, wanted) <= 3, `${got}, wanted ${wanted}`);
});

test("the angle between two axes is the smaller one", () => {
  assert.equal(angleBetween(10, 50), 40);
  assert.equal(angleBetween(-170, 170), 20);
  assert.equal(angleBetween(0, 180), 180);
  assert.equal(angleBetween(null, 20), null);
  assert.equal(angleBetween(20, null), null);
});

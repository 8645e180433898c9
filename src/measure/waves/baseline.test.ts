// Removing the isoelectric line: constants, lines and slow sines under known QRS onsets. What must be left is what was
// drawn on top of them.
import assert from "node:assert/strict";
import { test } from "node:test";
import { syntheticEcg } from "../../simulate/synthetic-ecg.ts";
import { measureRecording } from "../measure-recording.ts";
import { removeBaseline } from "./baseline.ts";

const ONSETS = [200, 600, 1000, 1400, 1800];
const COUNT = 2200;

/** A QRS-like bump of 1 mV over 50 samples from each onset, on `level(sample)`. */
function withBumps(level: (sample: number) => number): { samples: Float64Array; bumps: Float64Array } {
  const bumps = new Float64Array(COUNT);
  for (const onset of ONSETS) for (let i = 1; i < 50; i++) bumps[onset + i] = Math.sin((Math.PI * i) / 50);
  return { samples: bumps.map((value, i) => value + level(i)), bumps };
}

function worst(a: Float64Array, b: Float64Array, from: number, to: number): number {
  let most = 0;
  for (let i = from; i < to; i++) most = Math.max(most, Math.abs(a[i]! - b[i]!));
  return most;
}

test("an offset goes everywhere, a straight drift between the first and the last beat", () => {
  const offset = withBumps(() => -2.5);
  assert.ok(worst(removeBaseline(offset.samples, ONSETS), offset.bumps, 0, COUNT) < 1e-9);
  const drift = withBumps((i) => 0.3 + i / 1000);
  assert.ok(worst(removeBaseline(drift.samples, ONSETS), drift.bumps, ONSETS[0]!, ONSETS[4]! - 8) < 0.002);
});

test("a slow sine is followed between the beats", () => {
  // 0.15 Hz at 500 Hz, a beat every 0.8 s: w h = 0.75 rad a knot. Catmull-Rom's bound for such a sine (see the
  // resampling test) is 0.0161 * 0.75^3 + 0.0235 * 0.75^4 = 1.5 %; the PR level is a median over 16 ms: 0.1 %.
  const sine = withBumps((i) => Math.sin((2 * Math.PI * 0.15 * i) / 500));
  const left = worst(removeBaseline(sine.samples, ONSETS), sine.bumps, ONSETS[1]!, ONSETS[3]!);
  assert.ok(left < 0.017, `${left}`);
});

test("the level before each QRS is zero afterwards, exactly where it is read", () => {
  const { samples } = withBumps((i) => 0.4 * Math.sin(i / 300) + i / 2000);
  const flat = removeBaseline(samples, ONSETS);
  for (const onset of ONSETS)
    assert.ok(Math.abs(flat[onset - 7]!) < 0.005, `before ${onset}: ${flat[onset - 7]}`);
});

test("without beats the median goes; onsets outside the signal are ignored; the input stays", () => {
  const level = new Float64Array(500).fill(0.8);
  assert.ok(removeBaseline(level, []).every((value) => value === 0));
  assert.ok(removeBaseline(level, [-50, 2]).every((value) => Math.abs(value) < 1e-12));
  assert.ok(level.every((value) => value === 0.8));
  assert.equal(removeBaseline(new Float64Array(0), []).length, 0);
});

/** Half a sine of 1 mV and 100 ms from each onset, a T of 0.3 mV, and in diastole a U of 0.05 mV; 500 Hz. */
function slowBeats(rrMs: number, count: number): { onsets: number[]; beats: Float64Array } {
  const onsets = Array.from({ length: count }, (_, i) => 200 + Math.round((i * rrMs) / 2));
  const beats = new Float64Array(onsets.at(-1)! + 400);
  const wave = (at: number, lengthMs: number, mv: number): void => {
    for (let i = 1; i < lengthMs / 2; i++) beats[at + i]! += mv * Math.sin((2 * Math.PI * i) / lengthMs);
  };
  for (const onset of onsets) {
    wave(onset, 100, 1);
    wave(onset + 100, 200, 0.3);
    wave(onset + 220, 300, 0.05);
  }
  return { onsets, beats };
}

test("wander of nearly half the heart rate is followed where diastole is long", () => {
  // 41 beats a minute under breathing of 18 a minute: 0.3 Hz against 0.69 Hz. Two levels a beat are 1.38 Hz; a cubic
  // spline at w h = 2 pi 0.3 0.73 = 1.37 rad follows to a few per cent of 0.5 mV, one a beat (2.74 rad) not at all.
  const { onsets, beats } = slowBeats(1455, 9);
  const wandering = beats.map((value, i) => value + 0.5 * Math.sin((2 * Math.PI * 0.3 * i) / 500));
  const left = worst(removeBaseline(wandering, onsets), beats, onsets[2]!, onsets[6]!);
  assert.ok(left < 0.05, `${left}`);
});

test("wander faster than half the heart rate is followed where diastole has room for three levels", () => {
  // 0.5 Hz under 41 beats a minute (0.69 Hz). The widest gap left is that of QRS and T, 0.5 s: w h = 1.57 rad, where a
  // cubic spline is off by about 5/384 w^4 h^4 = 8 % of 0.5 mV; one level a beat, or two, lose it altogether.
  const { onsets, beats } = slowBeats(1455, 9);
  for (const phase of [0, 1, 2, 3]) {
    const wandering = beats.map((value, i) => value + 0.5 * Math.sin((2 * Math.PI * 0.5 * i) / 500 + phase));
    const left = worst(removeBaseline(wandering, onsets), beats, onsets[2]!, onsets[6]!);
    assert.ok(left < 0.1, `${left} mV at phase ${phase}`);
  }
});

test("at 41 a minute a wander of 0.5 Hz takes neither the rhythm nor the leads' order", () => {
  for (const wanderMv of [0.5, 1]) {
    const { recording } = syntheticEcg({ rateBpm: 41, noise: { wanderMv, wanderHz: 0.5 } });
    const { global, quality } = measureRecording(recording);
    assert.equal(global.atrial.organisedP, true);
    assert.ok((global.atrial.pTemplateCorrelation ?? 0) > 0.75, `${global.atrial.pTemplateCorrelation}`);
    assert.ok(Math.abs(global.prMs! - 160) <= 12, `PR ${global.prMs}`);
    assert.equal(quality.leadReversal, null);
  }
});

test("what stands in every diastole is no wander: U stays, and without wander nothing changes", () => {
  const { onsets, beats } = slowBeats(1455, 9);
  assert.ok(worst(removeBaseline(beats, onsets), beats, 0, beats.length) < 1e-9);
});

test("a beat with another T leaves the line of its neighbours alone", () => {
  // After the fourth QRS a T of -0.8 mV reaches into diastole, as after a ventricular beat; wander is slight.
  const { onsets, beats } = slowBeats(1200, 9);
  for (let i = 0; i < 300; i++) beats[onsets[3]! + 60 + i]! -= 0.8 * Math.sin((Math.PI * i) / 300);
  const wandering = beats.map((value, i) => value + 0.1 * Math.sin((2 * Math.PI * 0.2 * i) / 500));
  const left = worst(removeBaseline(wandering, onsets), beats, onsets[1]!, onsets[7]!);
  assert.ok(left < 0.03, `${left}`);
});

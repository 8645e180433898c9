// Runs, couplets and cycles counted in a row of letters: n normal, v ventricular, a atrial.
import assert from "node:assert/strict";
import { test } from "node:test";
import type { Beat, BeatClass } from "../../ecg/measurements.ts";
import { syntheticEcg } from "../../simulate/synthetic-ecg.ts";
import { measureRecording } from "../measure-recording.ts";
import { ectopyOf } from "./ectopy.ts";

const CLASSES: Record<string, BeatClass> = { n: "normal", v: "pvc", a: "pac" };

/** 800 ms apart, 500 ms before an ectopic beat. */
function beatsOf(letters: string): Beat[] {
  let at = 0;
  return [...letters].map((letter, index) => {
    at += letter === "n" ? 800 : 500;
    return { index, rPeakMs: at, class: CLASSES[letter]!, qrsOnsetMs: null, qrsOffsetMs: null };
  });
}

test("couplets, runs and single beats", () => {
  const found = ectopyOf(beatsOf("nvnvvnnvvvvnvvvn"), "pvc");
  assert.equal(found.beats, 10);
  assert.equal(found.couplets, 1);
  assert.equal(found.runs, 2);
  assert.equal(found.longestRunBeats, 4);
  assert.equal(found.couplingMs, 500);
  assert.equal(found.couplingSdMs, 0);
});

test("bigeminy and trigeminy in cycles", () => {
  assert.equal(ectopyOf(beatsOf("nvnvnvnvn"), "pvc").bigeminyCycles, 4);
  assert.equal(ectopyOf(beatsOf("nvnvnvnvn"), "pvc").trigeminyCycles, 0);
  assert.equal(ectopyOf(beatsOf("nnvnnvnnvn"), "pvc").trigeminyCycles, 3);
  // A single ectopic beat is one cycle of either.
  assert.equal(ectopyOf(beatsOf("nnnvnnn"), "pvc").bigeminyCycles, 1);
});

test("each class for itself", () => {
  const beats = beatsOf("nannvnvn");
  assert.equal(ectopyOf(beats, "pac").beats, 1);
  assert.equal(ectopyOf(beats, "pvc").bigeminyCycles, 2);
  const none = ectopyOf(beatsOf("nnnn"), "pvc");
  assert.deepEqual([none.beats, none.couplets, none.longestRunBeats, none.couplingMs], [0, 0, 0, null]);
  assert.equal(ectopyOf([], "pvc").bigeminyCycles, 0);
});

test("through the whole path: every third beat of a simulated rhythm", () => {
  const { recording } = syntheticEcg({ rateBpm: 75, pvcBeats: [2, 5, 8], coupling: 0.6, durationMs: 10_000 });
  const { pvc, pac } = measureRecording(recording).global.ectopy;
  assert.equal(pvc.beats, 3);
  assert.equal(pvc.trigeminyCycles, 3);
  // 0.6 of 800 ms from R to R; the R of the broad beat lies at another share of its QRS.
  assert.ok(Math.abs(pvc.couplingMs! - 480) <= 40, `${pvc.couplingMs}`);
  assert.equal(pac.beats, 0);
});

test("a stretch that nobody saw ends runs, cycles and coupling", () => {
  const beats = beatsOf("nvvvnvnvn");
  const intervals = (unseen: number[]): (number | null)[] =>
    beats.slice(1).map((_, i) => (unseen.includes(i) ? null : 500));
  const whole = ectopyOf(beats, "pvc", intervals([]));
  assert.deepEqual([whole.longestRunBeats, whole.runs, whole.couplets, whole.bigeminyCycles], [3, 1, 0, 2]);
  // between the first and the second v, and between the fourth n and v of what was a bigeminy
  const broken = ectopyOf(beats, "pvc", intervals([1, 6]));
  assert.deepEqual([broken.beats, broken.longestRunBeats, broken.runs, broken.couplets], [5, 2, 0, 1]);
  assert.equal(broken.bigeminyCycles, 1);
  assert.deepEqual(ectopyOf(beats, "pvc", intervals([0, 1, 2, 3, 4, 5, 6, 7])).couplingMs, null);
});

test("a gap inside a run of three, through the whole path", () => {
  const { recording, truth } = syntheticEcg({ rateBpm: 75, pvcBeats: [4, 5, 6], durationMs: 10_000 });
  assert.equal(measureRecording(recording).global.ectopy.pvc.longestRunBeats, 3);
  // 100 ms of nothing in every lead, after the T of the second broad beat
  const from = Math.round((truth.beats[6]!.qrsOnsetMs - 110) / 2);
  for (const { samplesMv } of recording.leads) samplesMv.fill(Number.NaN, from, from + 50);
  const { pvc } = measureRecording(recording).global.ectopy;
  assert.deepEqual([pvc.beats, pvc.longestRunBeats, pvc.runs], [3, 2, 0]);
});

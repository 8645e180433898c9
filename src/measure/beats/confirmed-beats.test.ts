// What the detector found against what the network found, in samples at 500 Hz, on flat signals with one spike each.
import assert from "node:assert/strict";
import { test } from "node:test";
import type { PreparedSignals } from "../prepare-signals.ts";
import type { FoundWaves } from "../wave-network/found-waves.ts";
import { confirmedBeats } from "./confirmed-beats.ts";

function signalsWith(spikes: readonly number[], leadCount = 4): PreparedSignals {
  const detection = new Float64Array(5000);
  for (const spike of spikes) detection[spike] = 1;
  const lead = { name: "I", raw: detection, smooth: detection, detection, usable: true };
  return { leads: Array.from({ length: leadCount }, () => lead), sampleCount: 5000, durationMs: 10_000 };
}

const complexesAt = (...middles: number[]): FoundWaves => ({
  p: [],
  qrs: middles.map((middle) => ({ onset: middle - 22, offset: middle + 22, confidence: 0.9 })),
  t: [],
});

test("a step beside a QRS loses its place to the QRS", () => {
  const signals = signalsWith([1000, 2000, 2105]);
  const found = signals.leads.map(() => complexesAt(1000, 2003));
  assert.deepEqual(confirmedBeats([1000, 2105], signals, found), [1000, 2000]);
});

test("what only one lead shows is no complex", () => {
  const signals = signalsWith([1000, 3000]);
  const found = [complexesAt(1000, 3000), complexesAt(1000), complexesAt(1000), complexesAt(1000)];
  assert.deepEqual(confirmedBeats([1000], signals, found), [1000]);
});

test("far from any complex the detector's word stands", () => {
  const signals = signalsWith([1000, 1600, 2200]);
  const none = signals.leads.map(() => complexesAt());
  assert.deepEqual(confirmedBeats([1000, 1600, 2200], signals, none), [1000, 1600, 2200]);
});

test("where the detector finds nothing sharp, complexes are none", () => {
  const signals = signalsWith([]);
  const found = signals.leads.map(() => complexesAt(1000, 2000));
  assert.deepEqual(confirmedBeats([], signals, found), []);
});

test("a complex that is hardly there at 5 to 30 Hz is a T wave", () => {
  const signals = signalsWith([1000, 3000]);
  for (const { detection } of signals.leads) detection[1250] = 0.1;
  const found = signals.leads.map(() => complexesAt(1000, 1250, 3000));
  assert.deepEqual(confirmedBeats([1000, 3000], signals, found), [1000, 3000]);
});

// What the detector found against what the network found, in samples at 500 Hz, on flat signals with one spike each.
import assert from "node:assert/strict";
import { test } from "node:test";
import { ANALYTIC_SIGNALS } from "../../simulate/analytic-signals.ts";
import { CALIBRATION_SIGNALS } from "../../simulate/calibration-signals.ts";
import { exactEcg } from "../../simulate/exact-ecg.ts";
import { measureRecording } from "../measure-recording.ts";
import type { PreparedSignals } from "../prepare-signals.ts";
import type { FoundWaves } from "../wave-network/found-waves.ts";
import { readDelineator } from "../wave-network/read-delineator.ts";
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

test("a P or T of a third of the complexes' height is no beat, whoever takes it for one", () => {
  const [complexes, others] = [
    [1000, 2000, 3000],
    [800, 1800, 2800],
  ];
  const signals = signalsWith(complexes);
  for (const { detection } of signals.leads) for (const other of others) detection[other] = 0.35;
  const p = others.map((at) => ({ onset: at - 25, offset: at + 25, confidence: 0.9 }));
  const detected = [...complexes, ...others].sort((a, b) => a - b);
  const named = signals.leads.map(() => ({ ...complexesAt(...complexes), p }));
  assert.deepEqual(confirmedBeats(detected, signals, named), complexes);
  // the network's own complexes there, as tall a T beside a QRS of 0.25 mV
  const taken = signals.leads.map(() => complexesAt(...detected));
  assert.deepEqual(confirmedBeats(complexes, signals, taken), complexes);
  // at 300 a minute the network names every second beat a T, but it is as high as the others
  for (const { detection } of signals.leads) for (const other of others) detection[other] = 0.9;
  assert.deepEqual(confirmedBeats(detected, signals, named), detected);
});

test("through the network: calibration waves and few leads keep their beats", async () => {
  const delineator = await readDelineator();
  const names = { "rs-0.25mv": null, "slow-forms": ["II"], "left-bundle": ["I", "II", "III"] };
  for (const [name, leads] of Object.entries(names)) {
    const signal = [...CALIBRATION_SIGNALS, ...ANALYTIC_SIGNALS].find((one) => one.name === name)!;
    const { recording, qrsOnsetsMs } = exactEcg(signal);
    const shown = recording.leads.filter((lead) => leads === null || leads.includes(lead.name));
    const { beats } = measureRecording({ ...recording, leads: shown }, { delineator });
    assert.equal(beats.length, qrsOnsetsMs.length, name);
  }
});

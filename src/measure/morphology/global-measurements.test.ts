// Rate, RR statistics and corrected QT. RR statistics come from the simulator's R peaks by their definitions, the
// corrections from their formulae by hand.
import assert from "node:assert/strict";
import { test } from "node:test";
import type { GlobalMeasurements } from "../../ecg/measurements.ts";
import { syntheticEcg } from "../../simulate/synthetic-ecg.ts";
import type { SyntheticEcgOptions } from "../../simulate/synthetic-ecg-options.ts";
import { measureRecording } from "../measure-recording.ts";
import { corrected } from "./global-measurements.ts";

function measured(options: SyntheticEcgOptions): { global: GlobalMeasurements; rr: number[] } {
  const { recording, truth } = syntheticEcg(options);
  const rr = truth.beats.slice(1).map((beat, i) => beat.rPeakMs - truth.beats[i]!.rPeakMs);
  return { global: measureRecording(recording).global, rr };
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

function near(got: number | null, wanted: number, tolerance: number, what: string): void {
  assert.ok(got !== null && Math.abs(got - wanted) <= tolerance, `${what}: got ${got}, wanted ${wanted}`);
}

test("the four corrections of QT 400 at RR 640 ms", () => {
  // Bazett 400 / sqrt(0.64) = 500; Fridericia 400 / 0.64^(1/3) = 464.2; Framingham 400 + 154 * 0.36 = 455.4;
  // Hodges 400 + 1.75 * (93.75 - 60) = 459.1.
  assert.deepEqual(corrected(400, 640), { bazett: 500, fridericia: 464, framingham: 455, hodges: 459 });
  // At 60 bpm all of them leave QT alone.
  assert.deepEqual(corrected(412, 1000), { bazett: 412, fridericia: 412, framingham: 412, hodges: 412 });
  const none = { bazett: null, fridericia: null, framingham: null, hodges: null };
  assert.deepEqual(corrected(null, 800), none);
  assert.deepEqual(corrected(400, null), none);
});

test("rate and RR statistics of an irregular sinus rhythm", () => {
  const { global, rr } = measured({ rrSdMs: 60, rateBpm: 70, durationMs: 20_000, seed: 6 });
  const differences = rr.slice(1).map((value, i) => value - rr[i]!);
  const rmssd = Math.sqrt(mean(differences.map((d) => d * d)));
  const sd = Math.sqrt(mean(rr.map((value) => (value - mean(rr)) ** 2)));
  near(global.rrMs, mean(rr), 1, "mean RR");
  near(global.heartRateBpm, 60_000 / mean(rr), 0.6, "rate");
  // A fiducial may lie 2 ms beside the R peak.
  near(global.rhythm.rmssdMs, rmssd, 3, "RMSSD");
  near(global.rhythm.rrSdMs, sd, 3, "SD of RR");
  near(global.rhythm.normalisedRmssd, rmssd / mean(rr), 0.005, "normalised RMSSD");
  near(global.rhythm.minRrMs, Math.min(...rr), 4, "shortest RR");
  near(global.rhythm.maxRrMs, Math.max(...rr), 4, "longest RR");
});

test("a regular rhythm has no variation, and ectopic beats add none", () => {
  for (const options of [{ rateBpm: 75 }, { rateBpm: 75, pvcBeats: [3, 7] }, { pacBeats: [4] }]) {
    const { rhythm } = measured(options).global;
    near(rhythm.rmssdMs, 0, 3, "RMSSD");
    near(rhythm.rrSdMs, 0, 3, "SD");
  }
});

test("the longest pause counts the silence at both ends", () => {
  // Mobitz 3:2 at 60 bpm: every third beat is missing, 2 s without a QRS.
  const blocked = measured({ avBlock: { kind: "mobitz2", cycle: 3 }, durationMs: 12_000 });
  near(blocked.global.rhythm.longestPauseMs, 2000, 4, "dropped beat");
  near(blocked.global.rhythm.maxRrMs, 2000, 4, "longest RR");
  const { recording } = syntheticEcg({ durationMs: 9000 });
  for (const lead of recording.leads) {
    // The heart stops after the beat at 5,396 ms: 3.6 s of baseline to the end.
    for (let i = 3000; i < 4500; i++) lead.samplesMv[i] = 0.004 * Math.sin(i);
  }
  near(measureRecording(recording).global.rhythm.longestPauseMs, 9000 - 5396, 4, "asystole at the end");
});

test("JT is QT without QRS, and QTc uses the mean RR", () => {
  const { global } = measured({ rateBpm: 80 });
  assert.equal(global.jtMs, global.qtMs! - global.qrsDurationMs!);
  assert.deepEqual(global.qtcMs, corrected(global.qtMs, global.rrMs));
});

test("QT dispersion is small where all leads end together", () => {
  // The simulated T ends at the same time in all leads; the leads' own readings differ by their amplitudes only.
  const { qtDispersionMs } = measured({}).global;
  assert.ok(qtDispersionMs !== null && qtDispersionMs <= 25, `${qtDispersionMs}`);
});

test("one beat has no RR, no rate and no QTc, but a QRS and a QT", () => {
  const { recording, truth } = syntheticEcg({ durationMs: 1300 });
  assert.equal(truth.beats.length, 1);
  const { global, quality, leads } = measureRecording(recording);
  assert.equal(quality.verdict, "limited");
  assert.equal(global.heartRateBpm, null);
  assert.equal(global.rrMs, null);
  assert.equal(global.qtcMs.bazett, null);
  assert.equal(global.rhythm.longestPauseMs, null);
  near(global.qrsDurationMs, 92, 10, "QRS");
  near(global.qtMs, 394, 25, "QT");
  assert.deepEqual(leads["II"]!.sequences.heartRate, [null]);
  assert.deepEqual(leads["II"]!.sequences.qtcInterval, [null]);
});

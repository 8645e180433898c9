// Confidence of the whole recording's values: relations that follow from the formulas, on simulated recordings, and
// coverage: with noise, the simulator's own values lie within tolerance at least as often as is claimed.
import assert from "node:assert/strict";
import { test } from "node:test";
import type { Measurements } from "../../ecg/measurements.ts";
import { syntheticEcg } from "../../simulate/synthetic-ecg.ts";
import type { SyntheticEcgOptions } from "../../simulate/synthetic-ecg-options.ts";
import { measureRecording } from "../measure-recording.ts";
import { withinProbability } from "./confidence.ts";

function measured(options: SyntheticEcgOptions): Measurements {
  return measureRecording(syntheticEcg(options).recording);
}

/** Every number of `values` has a confidence beside it, and every null has none. */
function assertBeside(confidence: object, values: object, where: string): void {
  for (const [name, of] of Object.entries(confidence) as [string, unknown][]) {
    const value = (values as Record<string, unknown>)[name];
    assert.notEqual(value, undefined, `${where}.${name}: no such value`);
    if (typeof of === "object" && of !== null) assertBeside(of, value as object, `${where}.${name}`);
    else {
      assert.equal(of === null, value === null, `${where}.${name}: ${of} beside ${value}`);
      if (typeof of === "number") assert.ok(of >= 0 && of <= 1, `${where}.${name}: ${of}`);
    }
  }
}

test("a confidence for every value, and none for what is null", () => {
  const normal = measured({ durationMs: 6000 });
  assertBeside(normal.global.confidence, normal.global, "normal");
  const fibrillation = measured({ rhythm: "af", durationMs: 6000 });
  assertBeside(fibrillation.global.confidence, fibrillation.global, "fibrillation");
  assert.equal(fibrillation.global.confidence.prMs, null);
  const { recording } = syntheticEcg({ durationMs: 6000 });
  const two = measureRecording({ ...recording, leads: recording.leads.slice(0, 2) });
  assertBeside(two.global.confidence, two.global, "two leads");
});

test("noise lowers every confidence, fewer beats lower those of intervals", () => {
  const [clean, noisy, short] = [
    measured({ noise: { whiteMv: 0.005 } }),
    measured({ noise: { whiteMv: 0.1 } }),
    measured({ noise: { whiteMv: 0.1 }, durationMs: 3500 }),
  ].map(({ global }) => global.confidence) as [
    Measurements["global"]["confidence"],
    Measurements["global"]["confidence"],
    Measurements["global"]["confidence"],
  ];
  for (const name of ["prMs", "pDurationMs", "qrsDurationMs", "qtMs", "jtMs"] as const)
    assert.ok(noisy[name]! < clean[name]!, `${name}: ${noisy[name]}, ${clean[name]}`);
  assert.ok(noisy.axisDeg.p! < clean.axisDeg.p!);
  assert.ok(short.prMs! < noisy.prMs!, `PR ${short.prMs}, ${noisy.prMs}`);
  assert.ok(short.qtMs! < noisy.qtMs!, `QT ${short.qtMs}, ${noisy.qtMs}`);
});

test("QTc at 60 a minute is as sure as QT; at 94 Bazett's error is 1.25 times as large", () => {
  const at60 = measured({ rateBpm: 60, noise: { whiteMv: 0.03 } }).global.confidence;
  assert.equal(at60.qtcMs.bazett, at60.qtMs);
  assert.equal(at60.qtcMs.framingham, at60.qtMs);
  const { confidence } = measured({ rateBpm: 93.75, noise: { whiteMv: 0.15 } }).global;
  assert.ok(confidence.qtMs! < 0.97, "far enough from 1 to be inverted");
  // The error of QT that its confidence stands for, by bisection; RR is 640 ms, so Bazett divides by 0.8.
  let [low, high] = [1, 200];
  for (let i = 0; i < 60; i++) {
    const middle = (low + high) / 2;
    if (withinProbability(30, middle) > confidence.qtMs!) low = middle;
    else high = middle;
  }
  const wanted = withinProbability(30, 1.25 * low);
  assert.ok(Math.abs(confidence.qtcMs.bazett! - wanted) <= 0.02, `${confidence.qtcMs.bazett}, ${wanted}`);
});

test("an irregular rhythm has a less certain rate", () => {
  const regular = measured({ rateBpm: 75 }).global.confidence.heartRateBpm;
  const irregular = measured({ rhythm: "af", rateBpm: 90 }).global.confidence.heartRateBpm;
  assert.equal(regular, 1);
  assert.ok(irregular! < 0.9, `${irregular}`);
});

test("coverage: what is claimed of PR, QRS and QT under noise is kept", () => {
  const kept = { prMs: 0, qrsDurationMs: 0, qtMs: 0 };
  const claimed = { prMs: 0, qrsDurationMs: 0, qtMs: 0 };
  const truth = { prMs: 170, qrsDurationMs: 96, qtMs: 400 };
  const tolerance = { prMs: 20, qrsDurationMs: 20, qtMs: 30 };
  const seeds = [1, 2, 3, 4, 5, 6, 7, 8];
  for (const seed of seeds) {
    const options = { prMs: 170, qrsMs: 96, qtMs: 400, durationMs: 8000, seed };
    const { global } = measured({ ...options, noise: { whiteMv: 0.02 * (seed % 4) } });
    for (const name of ["prMs", "qrsDurationMs", "qtMs"] as const) {
      claimed[name] += global.confidence[name]!;
      if (Math.abs(global[name]! - truth[name]) <= tolerance[name]) kept[name]++;
    }
  }
  for (const name of ["prMs", "qrsDurationMs", "qtMs"] as const)
    assert.ok(kept[name] >= claimed[name] - 1, `${name}: kept ${kept[name]}, claimed ${claimed[name]}`);
});

// RR statistics by their definitions, worked out by hand on short series; entropy after Lake and Moorman 2011.
import assert from "node:assert/strict";
import { test } from "node:test";
import type { Beat, BeatClass } from "../../ecg/measurements.ts";
import { syntheticEcg } from "../../simulate/synthetic-ecg.ts";
import { measureRecording } from "../measure-recording.ts";
import { entropyCoefficient, rrStatistics } from "./rr-statistics.ts";

function statistics(rr: readonly number[], classes: readonly BeatClass[] = []) {
  let at = 500;
  const beats = [0, ...rr].map((interval, index): Beat => {
    at += interval;
    return { index, rPeakMs: at, class: classes[index] ?? "normal", qrsOnsetMs: null, qrsOffsetMs: null };
  });
  return rrStatistics(beats, rr, at + 400);
}

function near(got: number | null, wanted: number, what: string): void {
  assert.ok(got !== null && Math.abs(got - wanted) <= 0.0011, `${what}: got ${got}, wanted ${wanted}`);
}

test("NN50, variation and RMSSD of five intervals", () => {
  // Differences 60, -60, 40, 20: two of four over 50. Mean 832, deviations -32, 28, -32, 8, 28: SD 27.1.
  const found = statistics([800, 860, 800, 840, 860]);
  assert.equal(found.nn50Share, 0.5);
  near(found.rrVariation, 27.13 / 832, "variation");
  assert.equal(found.rmssdMs, Math.round(Math.sqrt((3600 + 3600 + 1600 + 400) / 4)));
});

test("the intervals beside an ectopic beat do not count, but in the pause", () => {
  const found = statistics([800, 800, 500, 1100, 800, 800], ["normal", "normal", "normal", "pvc"]);
  assert.equal(found.nn50Share, 0);
  assert.equal(found.rrVariation, 0);
  assert.equal(found.longestPauseMs, 1100);
});

test("one interval has no differences", () => {
  const found = statistics([900]);
  assert.equal(found.nn50Share, null);
  assert.equal(found.rrVariation, null);
  assert.equal(found.rrEntropy, null);
});

test("entropy of a clock, and of a bigeminy: every place matches every like one", () => {
  // A = B, r = 30: ln 60 - ln 800.
  near(entropyCoefficient(new Array(10).fill(800)), Math.log(60 / 800), "clock");
  near(entropyCoefficient([600, 1000, 600, 1000, 600, 1000, 600, 1000]), Math.log(60 / 800), "bigeminy");
});

test("the tolerance grows until five pairs match", () => {
  // Rising by 200: only neighbours match, at r = 200, in both places alike; mean 1,100.
  near(entropyCoefficient([500, 700, 900, 1100, 1300, 1500, 1700]), Math.log(400 / 1100), "ladder");
});

test("matches that do not go on make entropy", () => {
  // Places 0..6 begin with 700 700 700 700 900 500 700. r = 30 finds no five pairs that also go on alike: of the ten
  // pairs of 700s those that go on alike are the three of the first three places (to 700). The next nearest are 200
  // apart: r = 200. Within 200: all but the pair (900, 500), 20 of 21. They go on with 700 700 700 900 500 700 1100: six
  // pairs of 700s, four of 900 with them, three of 500 (the fourth is the pair left out) and 900 with 1100: 14. The mean of all is 750.
  const rr = [700, 700, 700, 700, 900, 500, 700, 1100];
  near(entropyCoefficient(rr), Math.log(20 / 14) + Math.log(400 / 750), "broken rhythm");
});

test("fewer than six intervals have no entropy", () => {
  assert.equal(entropyCoefficient([800, 810, 790, 805, 800]), null);
});

test("fibrillation is more irregular than sinus rhythm; Lake and Moorman draw the line at -1.4", () => {
  const entropy = (rhythm: "sinus" | "af", seed: number): number =>
    measureRecording(syntheticEcg({ rhythm, rateBpm: 90, rrSdMs: 20, durationMs: 12_000, seed }).recording)
      .global.rhythm.rrEntropy!;
  for (const seed of [1, 2, 3]) {
    assert.ok(entropy("af", seed) > -1.4, `fibrillation ${seed}: ${entropy("af", seed)}`);
    assert.ok(entropy("sinus", seed) < -1.4, `sinus ${seed}: ${entropy("sinus", seed)}`);
  }
});

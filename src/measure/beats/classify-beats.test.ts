// Beat classes against the simulated ones. The simulated PVC is broad (156 ms), of another shape and without P, the PAC
// early with a smaller P of its own; both come at 60 % of the sinus RR unless stated.
import assert from "node:assert/strict";
import { test } from "node:test";
import { syntheticEcg } from "../../simulate/synthetic-ecg.ts";
import type { SyntheticEcgOptions } from "../../simulate/synthetic-ecg-options.ts";
import { measureRecording } from "../measure-recording.ts";

function assertClasses(options: SyntheticEcgOptions): void {
  const { recording, truth } = syntheticEcg({ durationMs: 8000, ...options });
  const { beats } = measureRecording(recording);
  assert.deepEqual(
    beats.map((beat) => beat.class),
    truth.beats.map((beat) => beat.class),
    JSON.stringify(options),
  );
}

test("single PVCs, couplets and a run of three", () => {
  for (const pvcBeats of [
    [3, 7],
    [4, 5],
    [4, 5, 6],
  ])
    assertClasses({ pvcBeats, rateBpm: 75 });
  assertClasses({ pvcBeats: [3], coupling: 0.5, rateBpm: 60 });
  assertClasses({ pvcBeats: [3], coupling: 0.8, rateBpm: 70 });
});

test("bigeminy and trigeminy: no two normal beats in a row to compare with", () => {
  for (const rateBpm of [60, 95]) assertClasses({ pvcBeats: [1, 3, 5, 7, 9, 11, 13], rateBpm });
  assertClasses({ pvcBeats: [2, 5, 8], rateBpm: 75 });
});

test("in bigeminy the intervals are those of the normal beats", () => {
  const { global } = measureRecording(syntheticEcg({ pvcBeats: [1, 3, 5, 7, 9, 11], rateBpm: 75 }).recording);
  assert.equal(global.dominantClass, "normal");
  // QT 400 * cbrt(60 / 75) = 371 ms, QRS 92 ms, PR 160 ms by construction.
  assert.ok(Math.abs(global.qtMs! - 371) <= 25, `QT ${global.qtMs}`);
  assert.ok(Math.abs(global.qrsDurationMs! - 92) <= 10, `QRS ${global.qrsDurationMs}`);
  assert.ok(Math.abs(global.prMs! - 155) <= 10, `PR ${global.prMs}`);
});

test("a PVC as the last beat; as the first it cannot be told from an escape beat, but it is not normal", () => {
  assertClasses({ pvcBeats: [7], rateBpm: 60 });
  const [first, ...rest] = measureRecording(syntheticEcg({ pvcBeats: [0], rateBpm: 75 }).recording).beats;
  assert.match(first!.class, /^(pvc|other)$/);
  assert.ok(rest.every((beat) => beat.class === "normal"));
});

test("PACs: early, narrow, with a P of their own", () => {
  for (const options of [
    { pacBeats: [3, 7], rateBpm: 75 },
    { pacBeats: [4], coupling: 0.7, rateBpm: 70 },
    { pacBeats: [5], coupling: 0.55, rateBpm: 60 },
    { pacBeats: [4], pvcBeats: [8], rateBpm: 80 },
  ]) {
    assertClasses(options);
  }
});

test("ectopics under noise and wander", () => {
  const noise = { whiteMv: 0.03, wanderMv: 0.2 };
  assertClasses({ pvcBeats: [3, 7], rateBpm: 75, noise });
  assertClasses({ pacBeats: [4], noise });
});

test("PVCs no broader than the normal beats of a bundle branch block differ by shape", () => {
  assertClasses({ qrsMs: 145, qtMs: 450, pvcBeats: [4], rateBpm: 65 });
});

test("PVCs in fibrillation", () => {
  assertClasses({ rhythm: "af", pvcBeats: [4], rateBpm: 75, seed: 1 });
});

test("sinus arrhythmia is no ectopy", () => {
  // SD 80 ms of 1,000 ms: beats up to 20 % early, with the P of all others.
  for (const [rrSdMs, seed] of [
    [80, 2],
    [80, 3],
  ] as const) {
    assertClasses({ rrSdMs, seed, noise: { whiteMv: 0.01 } });
  }
});

test("pauses of AV block leave all beats normal", () => {
  for (const rateBpm of [75, 90]) {
    for (const cycle of [2, 3, 4]) assertClasses({ avBlock: { kind: "mobitz2", cycle }, rateBpm });
    // in 3:2 block every second interval is half of the one before, and yet no beat is early
    assertClasses({ avBlock: { kind: "mobitz2", cycle: 3 }, rateBpm, noise: { whiteMv: 0.01 } });
    assertClasses({ avBlock: { kind: "wenckebach", cycle: 3, prIncrementMs: 60 }, rateBpm });
  }
  assertClasses({ avBlock: { kind: "complete", ventricularRateBpm: 40 }, rateBpm: 75 });
});

test("an idioventricular rhythm, broad but not early, is no run of PVCs", () => {
  // All beats are alike: the dominant group, whatever its width.
  assertClasses({ qrsMs: 150, qtMs: 460, rateBpm: 45 });
});

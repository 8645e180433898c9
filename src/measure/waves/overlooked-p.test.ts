// P on the end of T, where the network does not see it, or only a part: the simulator's and the analytic ECGs' PR and P
// are the truth, less the flat feet that no tangent reaches.
import assert from "node:assert/strict";
import { test } from "node:test";
import { normalAtRate } from "../../simulate/analytic-signals.ts";
import { exactEcg } from "../../simulate/exact-ecg.ts";
import { syntheticEcg } from "../../simulate/synthetic-ecg.ts";
import { measureRecording } from "../measure-recording.ts";
import { readDelineator } from "../wave-network/read-delineator.ts";

const delineator = await readDelineator();

test("at 130 to 180 a minute P begins some milliseconds after T, and is found whole", () => {
  for (const rateBpm of [130, 150, 175]) {
    const signal = normalAtRate(rateBpm);
    const { global, leads } = measureRecording(exactEcg(signal).recording, { delineator });
    const what = `${rateBpm} a minute: PR ${global.prMs}, P ${global.pDurationMs}`;
    assert.ok(Math.abs(global.prMs! - signal.prMs) <= 10, what);
    assert.ok(Math.abs(global.pDurationMs! - signal.pMs) <= 10, what);
    assert.ok(Math.abs(leads["II"]!.median!.p!.amplitudeMv - 0.15) <= 0.01, what);
  }
  const fast = syntheticEcg({ rateBpm: 180, prMs: 100, pMs: 70, qtMs: 220, noise: { whiteMv: 0.01 } });
  const { global, leads } = measureRecording(fast.recording, { delineator });
  assert.ok(Math.abs(global.prMs! - 100) <= 10, `PR ${global.prMs}`);
  assert.equal(leads["II"]!.sequences.pAmplitude.filter((value) => value === null).length <= 1, true);
});

test("a long PR whose P the network is blind to", () => {
  const blind = {
    ...delineator,
    find: (signals: Parameters<typeof delineator.find>[0]) =>
      delineator.find(signals).map((lead) => ({ ...lead, p: [] })),
  };
  const long = syntheticEcg({ rateBpm: 75, prMs: 280, pMs: 110, qtMs: 380, noise: { whiteMv: 0.01 } });
  const measured = measureRecording(long.recording, { delineator: blind });
  assert.ok(Math.abs(measured.global.prMs! - 280) <= 12, `PR ${measured.global.prMs}`);
  // ... nothing speaks for a P at a usual place that the network does not see
  const usual = syntheticEcg({ rateBpm: 75, prMs: 160, noise: { whiteMv: 0.01 } });
  assert.equal(measureRecording(usual.recording, { delineator: blind }).global.prMs, null);
});

test("where P is, but never twice alike, and in fibrillation, nothing is overlooked", () => {
  for (const rateBpm of [80, 130, 170]) {
    const { recording } = syntheticEcg({ rhythm: "af", rateBpm, seed: 3, noise: { whiteMv: 0.01 } });
    const { global, leads } = measureRecording(recording, { delineator });
    assert.equal(global.prMs, null, `${rateBpm}`);
    assert.ok(
      leads["II"]!.sequences.pAmplitude.every((value) => value === null),
      `${rateBpm}`,
    );
  }
});

// Simulated leads with a known heart and known noise: the ratio must follow the noise that was put in.
import assert from "node:assert/strict";
import { test } from "node:test";
import { createRandom } from "../../signal/random.ts";
import { syntheticEcg } from "../../simulate/synthetic-ecg.ts";
import type { SyntheticEcgOptions } from "../../simulate/synthetic-ecg-options.ts";
import { measureWaves } from "../measure-waves.ts";
import { prepareSignals } from "../prepare-signals.ts";
import { beatAgreement } from "./beat-agreement.ts";

function agreements(
  options: SyntheticEcgOptions,
  change: (lead: string, samplesMv: Float64Array) => void = () => undefined,
): Map<string, number | null> {
  const { recording } = syntheticEcg(options);
  for (const { name, samplesMv } of recording.leads) change(name, samplesMv);
  const waves = measureWaves(prepareSignals(recording, () => true));
  const found = beatAgreement(waves);
  return new Map(waves.leads.map(({ name }, index) => [name, found[index] ?? null]));
}

test("a noiseless heart agrees with itself, at any rate of beats", () => {
  for (const rateBpm of [40, 60, 100, 150]) {
    for (const [lead, value] of agreements({ rateBpm })) {
      assert.ok(value! > 8, `${rateBpm} bpm, ${lead}: ${value}`);
    }
  }
});

test("twice the noise is half the agreement", () => {
  const [single, double] = [0.05, 0.1].map((whiteMv) => agreements({ noise: { whiteMv } }).get("V4")!);
  assert.ok(Math.abs(single! / double! - 2) < 0.3, `${single}, ${double}`);
});

test("a lead with noise in place of a heart has next to none, and takes none from the others", () => {
  const random = createRandom(4);
  const found = agreements({}, (lead, samplesMv) => {
    if (lead === "V3") for (let i = 0; i < samplesMv.length; i++) samplesMv[i] = 0.3 * random.gaussian();
  });
  assert.ok(found.get("V3")! < 1, `${found.get("V3")}`);
  assert.ok(found.get("V4")! > 8, `${found.get("V4")}`);
});

test("slow wander is no disagreement", () => {
  const found = agreements({ noise: { wanderMv: 0.5, wanderHz: 0.1 } });
  for (const [lead, value] of found) assert.ok(value! > 8, `${lead}: ${value}`);
});

test("a premature beat of another shape does not count against its lead", () => {
  const found = agreements({ pvcBeats: [3, 7] });
  for (const [lead, value] of found) assert.ok(value! > 8, `${lead}: ${value}`);
});

test("null where there are not two whole beats", () => {
  assert.deepEqual([...new Set(agreements({ durationMs: 1200 }).values())], [null]);
});

// The simulator's PR, P and QRS durations are the truth; a mark may lie 10 ms beside it.
import assert from "node:assert/strict";
import { test } from "node:test";
import { syntheticEcg } from "../../simulate/synthetic-ecg.ts";
import { measureRecording } from "../measure-recording.ts";

const LEADS = ["I", "II", "V1", "V2", "V3", "V4", "V5", "V6"];

test("a steep P shortly before a small QRS is not its first part", () => {
  for (const [prMs, pMs, pMv, rMv, qrsMs] of [
    [100, 80, 0.4, 0.5, 90],
    [120, 80, 0.4, 0.5, 90],
    [120, 60, 0.5, 0.4, 100],
    [120, 80, 0.3, 0.8, 90],
  ] as const) {
    for (const whiteMv of [0, 0.02]) {
      const shape = { p: pMv, q: 0, r: rMv, s: -rMv / 3 };
      const amplitudes = Object.fromEntries(LEADS.map((lead) => [lead, shape]));
      const { recording } = syntheticEcg({ prMs, pMs, qrsMs, amplitudes, noise: { whiteMv } });
      const { global } = measureRecording(recording);
      const what = `PR ${prMs}, P ${pMv} mV, R ${rMv} mV, noise ${whiteMv} mV`;
      assert.ok(Math.abs(global.qrsDurationMs! - qrsMs) <= 10, `${what}: QRS ${global.qrsDurationMs}`);
      assert.ok(global.prMs !== null && Math.abs(global.prMs - prMs) <= 12, `${what}: PR ${global.prMs}`);
    }
  }
});

// Marks are the ones that the simulation drew its waves by.
import assert from "node:assert/strict";
import { test } from "node:test";
import { measureRecording } from "../measure/measure-recording.ts";
import { syntheticEcg } from "../simulate/synthetic-ecg.ts";
import { detectedWaves } from "./delineation-benchmark.ts";
import { type LeadWaves, scoreDelineation } from "./delineation-score.ts";

test("waves come by LUDB's lead names in samples at 500 Hz, whatever the recording's own rate", () => {
  for (const samplingRateHz of [500, 1000]) {
    const { recording, truth } = syntheticEcg({ samplingRateHz, durationMs: 10_000 });
    const detected = detectedWaves(measureRecording(recording));
    assert.ok(detected.avr && detected.v6 && !detected.aVR);
    const reference: LeadWaves = {
      p: [],
      t: [],
      qrs: truth.beats.map((beat) => [beat.qrsOnsetMs / 2, beat.rPeakMs / 2, beat.qrsOffsetMs / 2]),
    };
    const pairs = [{ record: "one", reference, detected: detected.ii ?? { p: [], qrs: [], t: [] } }];
    const { QRS_on: onset, QRS_off: offset } = scoreDelineation(pairs, { samplingRateHz: 500 });
    assert.ok(onset.count >= 9);
    assert.equal(onset.f1, 1);
    assert.ok(Math.abs(onset.meanMs!) < 20 && Math.abs(offset.meanMs!) < 20);
  }
});

test("a wave that was not found is left out, and an unusable recording has none", () => {
  const measurements = measureRecording(syntheticEcg({ rhythm: "af" }).recording);
  const lead = measurements.leads.II;
  assert.ok(lead);
  const withoutP = {
    ...measurements,
    leads: { II: { ...lead, waves: lead.waves.map((w) => ({ ...w, p: null })) } },
  };
  const { ii } = detectedWaves(withoutP);
  assert.equal(ii?.p.length, 0);
  assert.equal(ii?.qrs.length, lead.waves.filter(({ qrs }) => qrs !== null).length);
  assert.deepEqual(detectedWaves({ ...measurements, leads: {} }), {});
});

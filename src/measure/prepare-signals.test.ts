// Preparation must leave time and amplitude where they were: the simulator's R peaks and amplitudes are the truth.
import assert from "node:assert/strict";
import { test } from "node:test";
import { findLead } from "../ecg/recording.ts";
import { syntheticEcg } from "../simulate/synthetic-ecg.ts";
import { measureWaves } from "./measure-waves.ts";
import { prepareSignals, SAMPLE_MS } from "./prepare-signals.ts";

test("from any rate to 500 Hz: R stays in place and keeps its height", () => {
  for (const samplingRateHz of [125, 250, 360, 500, 1000]) {
    const { recording, truth } = syntheticEcg({ samplingRateHz, durationMs: 4000 });
    const { leads, sampleCount, durationMs } = prepareSignals(recording, () => true);
    // The last sample at the new rate lies within one old sample of the recording's end.
    assert.ok(4000 - durationMs <= 1000 / samplingRateHz && durationMs <= 4000 + SAMPLE_MS, `${durationMs}`);
    assert.ok(leads.every((lead) => lead.raw.length === sampleCount));
    for (const name of ["II", "V4"] as const) {
      const { raw } = leads.find((lead) => lead.name === name)!;
      for (const beat of truth.beats) {
        const around = raw.subarray(beat.rPeakMs / SAMPLE_MS - 8, beat.rPeakMs / SAMPLE_MS + 8);
        const top = Math.max(...around);
        const wanted = truth.perLead[name].r!;
        assert.ok(
          Math.abs(top - wanted) <= 0.05 * wanted,
          `${samplingRateHz} Hz, ${name}: ${top}, wanted ${wanted}`,
        );
        assert.ok(Math.abs(around.indexOf(top) - 8) <= 1, `${samplingRateHz} Hz, ${name}: R moved`);
      }
    }
  }
});

test("the smooth copy keeps P and T; gaps are bridged; what was given stays", () => {
  const { recording, truth } = syntheticEcg({ durationMs: 4000 });
  const lead = findLead(recording, "II")!;
  lead.samplesMv.fill(Number.NaN, 950, 1000);
  const before = lead.samplesMv.slice();
  const { leads } = prepareSignals(recording, (name) => name !== "V1");
  const { raw, smooth, detection } = leads.find((one) => one.name === "II")!;
  for (const signal of [raw, smooth, detection]) assert.ok(signal.every(Number.isFinite));
  const { p, t } = truth.beats[0]!;
  assert.ok(Math.abs(smooth[Math.round(p!.peakMs / SAMPLE_MS)]! - 0.15) < 0.005);
  assert.ok(Math.abs(smooth[Math.round(t!.peakMs / SAMPLE_MS)]! - 0.3) < 0.005);
  assert.deepEqual(lead.samplesMv, before);
  assert.deepEqual(
    leads.filter((one) => !one.usable).map((one) => one.name),
    ["V1"],
  );
});

test("what is measured on may be the recording's own samples, so nothing on the way writes to them", () => {
  const { recording } = syntheticEcg({ durationMs: 8000 });
  const before = recording.leads.map((lead) => lead.samplesMv.slice());
  const signals = prepareSignals(recording, () => true);
  assert.ok(signals.leads.some((lead, i) => lead.raw === recording.leads[i]!.samplesMv));
  measureWaves(signals);
  for (const [i, { name, samplesMv }] of recording.leads.entries()) {
    assert.ok(
      samplesMv.every((value, at) => value === before[i]![at]),
      name,
    );
  }
});

test("no leads, nothing prepared", () => {
  const { recording } = syntheticEcg({ durationMs: 1000 });
  assert.deepEqual(
    prepareSignals({ ...recording, leads: [] }, () => true),
    { leads: [], sampleCount: 0, durationMs: 0 },
  );
});

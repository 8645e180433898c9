// A synthetic ECG with a pulse of 1 mV in all leads behind it: measured with the mark it must give what the ECG alone
// gives.
import assert from "node:assert/strict";
import { test } from "node:test";
import { CALIBRATION_CODE, type Recording } from "../../ecg/recording.ts";
import { syntheticEcg } from "../../simulate/synthetic-ecg.ts";
import { measureRecording } from "../measure-recording.ts";

test("a marked calibration pulse is no beat and changes no measurement", () => {
  const ecg = syntheticEcg({ durationMs: 10_000 }).recording;
  const samples = ecg.leads[0]!.samplesMv.length;
  const tail = Math.round(0.4 * ecg.samplingRateHz);
  const leads = ecg.leads.map(({ name, samplesMv }) => {
    const longer = new Float64Array(samples + tail);
    longer.set(samplesMv);
    longer.fill(1, samples + tail / 4, samples + (3 * tail) / 4);
    return { name, samplesMv: longer };
  });
  const marked: Recording = {
    ...ecg,
    leads,
    annotations: [{ timeMs: 10_000, durationMs: 400, lead: null, code: CALIBRATION_CODE, text: null }],
  };
  const alone = measureRecording(ecg);
  const measured = measureRecording(marked);
  assert.equal(measured.beats.length, alone.beats.length);
  assert.deepEqual(measured.global.axisDeg, alone.global.axisDeg);
  assert.equal(measured.global.heartRateBpm, alone.global.heartRateBpm);
  assert.notEqual(measureRecording({ ...marked, annotations: [] }).beats.length, alone.beats.length);
});

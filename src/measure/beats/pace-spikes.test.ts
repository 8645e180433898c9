// Spikes, paced beats and pacing mode against the simulated ones, and what the spikes must not do to P and QRS.
// A spike is one sample high at every sampling rate; its time is exact.
import assert from "node:assert/strict";
import { test } from "node:test";
import type { Measurements } from "../../ecg/measurements.ts";
import { CALIBRATION_SIGNALS } from "../../simulate/calibration-signals.ts";
import { exactEcg } from "../../simulate/exact-ecg.ts";
import { type SyntheticTruth, syntheticEcg } from "../../simulate/synthetic-ecg.ts";
import type { AmplitudeOverrides, SyntheticEcgOptions } from "../../simulate/synthetic-ecg-options.ts";
import { measureRecording } from "../measure-recording.ts";
import { findPaceSpikes } from "./pace-spikes.ts";

function measured(options: SyntheticEcgOptions): { truth: SyntheticTruth; got: Measurements } {
  const { recording, truth } = syntheticEcg({ rateBpm: 70, durationMs: 6000, ...options });
  return { truth, got: measureRecording(recording) };
}

function assertSpikes(got: readonly number[], truth: SyntheticTruth, what: string): void {
  const wanted = [...truth.spikesMs].sort((a, b) => a - b);
  assert.equal(got.length, wanted.length, `${what}: ${got}`);
  got.forEach((spike, i) => {
    assert.ok(Math.abs(spike - wanted[i]!) <= 4, `${what}: ${spike} instead of ${wanted[i]}`);
  });
}

test("atrial, ventricular and dual pacing at 250 to 1,000 Hz: spikes, mode, classes", () => {
  for (const pacing of ["atrial", "ventricular", "dual"] as const) {
    for (const samplingRateHz of pacing === "dual" ? [250, 500, 1000] : [500]) {
      const { truth, got } = measured({ pacing, samplingRateHz });
      const what = `${pacing}, ${samplingRateHz} Hz`;
      assertSpikes(got.global.pacing.spikesMs, truth, what);
      assert.equal(got.global.pacing.mode, pacing, what);
      assert.deepEqual(
        got.beats.map((beat) => beat.class),
        truth.beats.map((beat) => beat.class),
        what,
      );
      const paced = truth.beats.filter((beat) => beat.class === "paced").length;
      assert.equal(got.global.pacing.pacedBeats, paced, what);
    }
  }
});

test("small spikes, and spikes in noise", () => {
  for (const [spikeMv, whiteMv] of [
    [0.4, 0],
    [0.7, 0.02],
    [3, 0.02],
  ] as const) {
    const { truth, got } = measured({ pacing: "dual", spikeMv, noise: { whiteMv } });
    assertSpikes(got.global.pacing.spikesMs, truth, `${spikeMv} mV in ${whiteMv} mV`);
  }
});

test("a spike lengthens neither P nor QRS, and is no beat", () => {
  for (const [samplingRateHz, spikeMv] of [
    [250, 2],
    [500, 0.5],
    [1000, 1],
  ] as const) {
    const what = `${samplingRateHz} Hz, ${spikeMv} mV`;
    const atrial = measured({ pacing: "atrial", samplingRateHz, spikeMv });
    assert.equal(atrial.got.beats.length, atrial.truth.beats.length, what);
    // P 100 ms (82 between tangents), PR 160 ms (151), 5 ms for a foot that the spike stands on.
    const { pDurationMs, prMs, axisDeg } = atrial.got.global;
    assert.ok(pDurationMs !== null && pDurationMs >= 77 && pDurationMs <= 107, `${what}: P ${pDurationMs}`);
    assert.ok(prMs !== null && prMs >= 146 && prMs <= 168, `${what}: PR ${prMs}`);
    // P axis of I 0.08 and II 0.15 mV: aVF 0.11, atan2(1.155 * 0.11, 0.08) = 58 degrees.
    assert.ok(axisDeg.p !== null && Math.abs(axisDeg.p - 58) <= 10, `${what}: P axis ${axisDeg.p}`);
    const ventricular = measured({ pacing: "ventricular", samplingRateHz, spikeMv });
    assert.equal(ventricular.got.beats.length, ventricular.truth.beats.length, what);
    // The broad beat lasts 156 ms, its spike stands 6 ms before it.
    const { qrsDurationMs } = ventricular.got.global;
    assert.ok(Math.abs(qrsDurationMs! - 156) <= 12, `${what}: QRS ${qrsDurationMs}`);
    assert.notEqual(ventricular.got.global.atrial.organisedP, true, what);
  }
});

test("the paced beat keeps its amplitudes", () => {
  const { got } = measured({ pacing: "ventricular" });
  // The ventricular shape of the simulator: V2 -1.8 mV, V5 1.3 mV, T 0.6 and -0.4 mV.
  const { V2, V5 } = got.leads;
  assert.ok(Math.abs(V2!.median!.qrsPeakToPeakMv - 1.8) <= 0.15, `V2 ${V2!.median!.qrsPeakToPeakMv}`);
  assert.ok(Math.abs(V5!.median!.r!.amplitudeMv - 1.3) <= 0.065, `V5 ${V5!.median!.r!.amplitudeMv}`);
  assert.ok(Math.abs(V2!.median!.t!.amplitudeMv - 0.6) <= 0.03, `T of V2 ${V2!.median!.t!.amplitudeMv}`);
  assert.equal(got.global.dominantClass, "paced");
});

test("no spikes where nothing paces: narrow QRS, ectopics, noise, mains, single glitches", () => {
  for (const options of [
    { qrsMs: 60, qtMs: 380 },
    { amplitudes: { V4: { q: -0.3, r: 4, s: -2 }, V5: { q: -0.3, r: 4 } }, qrsMs: 70 },
    { pvcBeats: [3] },
    { noise: { whiteMv: 0.05 } },
    { noise: { mainsMv: 0.1 } },
    { samplingRateHz: 250 },
  ] satisfies SyntheticEcgOptions[]) {
    const { got } = measured(options);
    assert.deepEqual(got.global.pacing, { spikesMs: [], pacedBeats: 0, mode: null }, JSON.stringify(options));
  }
  const { recording } = syntheticEcg();
  for (const lead of recording.leads) lead.samplesMv[2222] = lead.samplesMv[2222]! + 2;
  assert.deepEqual(measureRecording(recording).global.pacing.spikesMs, []);
});

test("QRS complexes of 36 to 60 ms are no spikes, at any rate", () => {
  const everywhere = (shape: object): AmplitudeOverrides =>
    Object.fromEntries(["I", "II", "V1", "V2", "V3", "V4", "V5", "V6"].map((lead) => [lead, shape]));
  const forms = {
    usual: {},
    RS: everywhere({ q: 0, r: 1.5, s: -1.5 }),
    rS: everywhere({ q: 0, r: 0.4, s: -2 }),
    qR: everywhere({ q: -0.4, r: 2, s: 0 }),
  };
  for (const samplingRateHz of [250, 500, 1000]) {
    for (const qrsMs of [36, 44, 60]) {
      for (const [form, amplitudes] of Object.entries(forms)) {
        // the q of a QRS of 44 ms lasts 6 ms: it comes and goes as a spike does
        if (form === "qR" && qrsMs < 60) continue;
        const options = { samplingRateHz, qrsMs, qtMs: 330, rateBpm: 100, durationMs: 6000, amplitudes };
        const spikes = findPaceSpikes(syntheticEcg(options).recording, () => true);
        assert.deepEqual(spikes, [], `${form} of ${qrsMs} ms at ${samplingRateHz} Hz`);
      }
    }
    // R and S of 1 mV that are triangles of 16 and 20 ms
    const rs = exactEcg(CALIBRATION_SIGNALS.find(({ name }) => name === "rs-36ms")!, { samplingRateHz });
    assert.deepEqual(
      findPaceSpikes(rs.recording, () => true),
      [],
    );
  }
});

test("under 250 Hz a spike cannot be shown, and none is claimed", () => {
  const { recording } = syntheticEcg({ pacing: "ventricular", samplingRateHz: 200 });
  assert.deepEqual(
    findPaceSpikes(recording, () => true),
    [],
  );
});

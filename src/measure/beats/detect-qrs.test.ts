// Beats over rates, sampling rates, lengths, lead orders and subsets. Truth: the simulator's R peaks, which lie on
// samples; the fiducial may differ from them by the joint 12-lead maximum and by rounding to 2 ms.
import assert from "node:assert/strict";
import { test } from "node:test";
import type { Recording } from "../../ecg/recording.ts";
import { syntheticEcg } from "../../simulate/synthetic-ecg.ts";
import type { SyntheticEcgOptions } from "../../simulate/synthetic-ecg-options.ts";
import { measureRecording } from "../measure-recording.ts";
import { prepareSignals, SAMPLE_MS } from "../prepare-signals.ts";
import { detectQrs } from "./detect-qrs.ts";

function detectedMs(recording: Recording, usable = (_: string): boolean => true): number[] {
  return detectQrs(prepareSignals(recording, usable)).map((sample) => sample * SAMPLE_MS);
}

/** Every true beat once, in order, at most `toleranceMs` away; nothing else. */
function agree(
  gotMs: readonly number[],
  options: SyntheticEcgOptions,
  toleranceMs: number,
  what: string,
): void {
  const wantedMs = syntheticEcg(options).truth.beats.map((beat) => beat.rPeakMs);
  assert.equal(gotMs.length, wantedMs.length, `${what}: ${gotMs} instead of ${wantedMs}`);
  gotMs.forEach((got, beat) => {
    assert.ok(
      Math.abs(got - wantedMs[beat]!) <= toleranceMs,
      `${what}, beat ${beat}: ${got}, ${wantedMs[beat]}`,
    );
  });
}

function pick(recording: Recording, names: readonly string[]): Recording {
  return { ...recording, leads: names.map((name) => recording.leads.find((lead) => lead.name === name)!) };
}

/** QT and PR that leave T and the next P apart at every rate: 58 % and 34 % of RR at most. */
function atRate(rateBpm: number): SyntheticEcgOptions {
  const rrMs = 60_000 / rateBpm;
  const qtMs = Math.min(400 * Math.cbrt(rrMs / 1000), 0.58 * rrMs);
  return { rateBpm, qtMs, tMs: 0.35 * qtMs, prMs: Math.min(160, 0.34 * rrMs), pMs: Math.min(90, 0.2 * rrMs) };
}

test("every beat from 30 to 200 a minute, none twice, and the rate of the recording", () => {
  for (const rateBpm of [30, 45, 60, 80, 100, 120, 140, 160, 180, 200]) {
    const options = { ...atRate(rateBpm), noise: { whiteMv: 0.01 } };
    const { recording } = syntheticEcg(options);
    agree(detectedMs(recording), options, 4, `${rateBpm} bpm`);
    if (rateBpm % 60 !== 0) continue;
    const { global, leads } = measureRecording(recording);
    // The simulator rounds each R peak to a sample of 2 ms: RR is right to 1 ms in the mean.
    assert.ok(Math.abs(global.rrMs! - 60_000 / rateBpm) <= 1, `${rateBpm} bpm: RR ${global.rrMs}`);
    assert.equal(global.heartRateBpm, rateBpm);
    assert.ok(
      leads["II"]!.sequences.rrInterval1.slice(1).every((rr) => Math.abs(rr! - 60_000 / rateBpm) <= 4),
    );
  }
});

test("sampling rates from 100 to 1,000 Hz, odd ones too", () => {
  for (const samplingRateHz of [100, 125, 128, 200, 250, 257, 360, 400, 1000]) {
    const options = { samplingRateHz, rateBpm: 72, durationMs: 6000 };
    // 4 ms at 500 Hz; at 100 Hz the peak between two samples of 10 ms may appear 5 ms off.
    agree(detectedMs(syntheticEcg(options).recording), options, 6, `${samplingRateHz} Hz`);
  }
});

test("lengths from 1.5 to 30 s", () => {
  for (const durationMs of [1500, 3000, 5000, 30_000]) {
    const options = { durationMs, rateBpm: 70 };
    agree(detectedMs(syntheticEcg(options).recording), options, 2, `${durationMs} ms`);
  }
  assert.deepEqual(detectedMs(syntheticEcg({ durationMs: 900 }).recording), []);
});

test("one, two, three and eight leads, and any order", () => {
  const options = { rateBpm: 75, noise: { whiteMv: 0.015 } };
  const { recording } = syntheticEcg(options);
  const subsets = [
    ["I"],
    ["II"],
    ["aVR"],
    ["V1"],
    ["V6"],
    ["II", "V1"],
    ["I", "II", "III"],
    ["I", "II", "V1", "V2", "V3", "V4", "V5", "V6"],
    recording.leads.map((lead) => lead.name).reverse(),
  ];
  for (const names of subsets) {
    // In V1 the deepest point is S, 25 % of the 92 ms QRS after R: 23 ms, and 4 as elsewhere.
    agree(detectedMs(pick(recording, names)), options, names.join() === "V1" ? 27 : 4, names.join());
  }
});

test("the order of the leads changes no measurement", () => {
  const { recording } = syntheticEcg({ noise: { whiteMv: 0.02, wanderMv: 0.2 }, durationMs: 6000 });
  const reversed = { ...recording, leads: [...recording.leads].reverse() };
  const [one, other] = [measureRecording(recording), measureRecording(reversed)];
  for (const name of ["I", "aVF", "V4"]) {
    const [a, b] = [one.leads[name]!, other.leads[name]!];
    // Sums over leads in another order may differ in the last bit and move a mark by a sample (2 ms, a few uV).
    a.sequences.qrsAmplitude.forEach((value, beat) => {
      assert.ok(Math.abs(value! - b.sequences.qrsAmplitude[beat]!) <= 0.005, `${name}, beat ${beat}`);
    });
  }
  assert.ok(Math.abs(one.global.qrsDurationMs! - other.global.qrsDurationMs!) <= 2);
  assert.ok(Math.abs(one.global.axisDeg.qrs! - other.global.axisDeg.qrs!) <= 1);
  assert.deepEqual(
    Object.keys(other.leads),
    reversed.leads.map((lead) => lead.name),
  );
});

test("tall T waves are no beats, and low QRS complexes are", () => {
  const tallT = {
    amplitudes: Object.fromEntries(["II", "V2", "V3", "V4"].map((lead) => [lead, { t: 1.2 }])),
  };
  agree(detectedMs(syntheticEcg(tallT).recording), tallT, 8, "tall T");
  const low = {
    amplitudes: Object.fromEntries(
      ["I", "II", "V1", "V2", "V3", "V4", "V5", "V6"].map((lead) => [
        lead,
        { q: 0, r: 0.2, s: -0.1, t: 0.05 },
      ]),
    ),
  };
  agree(detectedMs(syntheticEcg(low).recording), low, 8, "low voltage");
});

test("small and large beats alternate, and a pause stays empty", () => {
  const options: SyntheticEcgOptions = { pvcBeats: [3, 6], rateBpm: 75 };
  agree(detectedMs(syntheticEcg(options).recording), options, 40, "ectopics");
  const pause: SyntheticEcgOptions = { avBlock: { kind: "mobitz2", cycle: 4 }, rateBpm: 60 };
  agree(detectedMs(syntheticEcg(pause).recording), pause, 2, "pauses of 2 s");
});

test("leads that are not usable take no part", () => {
  const { recording } = syntheticEcg({ rateBpm: 75 });
  for (const name of ["V2", "V3"]) {
    recording.leads
      .find((lead) => lead.name === name)!
      .samplesMv.forEach((_, i, samples) => {
        samples[i] = i % 97 === 0 ? 5 : 0;
      });
  }
  agree(
    detectedMs(recording, (name) => name !== "V2" && name !== "V3"),
    { rateBpm: 75 },
    4,
    "with two bad leads",
  );
  assert.deepEqual(
    detectedMs(recording, () => false),
    [],
  );
});

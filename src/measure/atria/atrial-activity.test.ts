// P waves that no QRS follows, and P waves at varying PR, against the simulated AV blocks. Times of P are those of its
// peak, within 30 ms (a third of the wave); PR within 10 ms and the tangent's 9 (see the intervals' test).
import assert from "node:assert/strict";
import { test } from "node:test";
import type { Measurements } from "../../ecg/measurements.ts";
import { type SyntheticTruth, syntheticEcg } from "../../simulate/synthetic-ecg.ts";
import type { SyntheticEcgOptions } from "../../simulate/synthetic-ecg-options.ts";
import { measureRecording } from "../measure-recording.ts";

function measured(options: SyntheticEcgOptions): { truth: SyntheticTruth; got: Measurements } {
  const { recording, truth } = syntheticEcg({ durationMs: 10_000, ...options });
  return { truth, got: measureRecording(recording) };
}

/** Non-conducted P between the first and the last QRS: outside, a P may belong to a beat that is cut off. */
function inside(truth: SyntheticTruth): number[] {
  const first = truth.beats[0]!.rPeakMs;
  const last = truth.beats.at(-1)!.rPeakMs;
  return truth.nonConductedP.map((p) => p.peakMs).filter((peakMs) => peakMs > first && peakMs < last);
}

function agree(gotMs: readonly number[], wantedMs: readonly number[], what: string): void {
  assert.equal(gotMs.length, wantedMs.length, `${what}: ${gotMs} instead of ${wantedMs}`);
  gotMs.forEach((got, i) => {
    assert.ok(Math.abs(got - wantedMs[i]!) <= 30, `${what}: ${got} instead of ${wantedMs[i]}`);
  });
}

test("Mobitz II: every dropped beat leaves its P, at 4:3 and 5:4, and with noise", () => {
  for (const [cycle, rateBpm, whiteMv] of [
    [4, 75, 0],
    [4, 60, 0.015],
    [5, 90, 0.01],
  ] as const) {
    const { truth, got } = measured({ avBlock: { kind: "mobitz2", cycle }, rateBpm, noise: { whiteMv } });
    const what = `${cycle}:${cycle - 1} at ${rateBpm}`;
    assert.equal(got.global.atrial.organisedP, true, what);
    agree(got.global.atrial.nonConductedPMs, inside(truth), what);
    assert.equal(got.beats.length, truth.beats.length, what);
  }
});

test("2:1 block: every other P", () => {
  for (const rateBpm of [75, 90]) {
    const { truth, got } = measured({ avBlock: { kind: "mobitz2", cycle: 2 }, rateBpm });
    assert.equal(got.global.atrial.organisedP, true);
    agree(got.global.atrial.nonConductedPMs, inside(truth), `2:1 at ${rateBpm}`);
    assert.ok(Math.abs(got.global.prMs! - 155) <= 10, `PR ${got.global.prMs}`);
  }
});

test("Wenckebach: P stays organised though PR grows, and the dropped beat leaves its P", () => {
  const { truth, got } = measured({
    avBlock: { kind: "wenckebach", cycle: 4, prIncrementMs: 50 },
    rateBpm: 70,
  });
  assert.equal(got.global.atrial.organisedP, true);
  agree(got.global.atrial.nonConductedPMs, inside(truth), "Wenckebach");
  const pr = got.leads["II"]!.sequences.prInterval;
  truth.beats.forEach((beat, index) => {
    const wanted = beat.qrsOnsetMs - beat.p!.onsetMs;
    assert.ok(
      pr[index] !== null && Math.abs(pr[index]! - wanted + 5) <= 15,
      `beat ${index}: ${pr[index]}, ${wanted}`,
    );
  });
  // 160, 210 and 260 ms: standard deviation 41 ms.
  assert.ok(got.global.atrial.prSdMs! >= 30, `PR deviation ${got.global.atrial.prSdMs}`);
});

test("complete block: P is there, organised, and belongs to no QRS", () => {
  const { truth, got } = measured({ avBlock: { kind: "complete", ventricularRateBpm: 40 }, rateBpm: 75 });
  assert.equal(got.beats.length, truth.beats.length);
  assert.equal(got.global.atrial.organisedP, true);
  // P inside a QRS or T cannot be seen: at least half of those in between are.
  const wanted = inside(truth);
  const found = got.global.atrial.nonConductedPMs;
  const right = found.filter((p) => wanted.some((peak) => Math.abs(peak - p) <= 30));
  assert.equal(right.length, found.length, `${found} of ${wanted}`);
  assert.ok(right.length >= wanted.length / 2, `${found} of ${wanted}`);
});

test("sinus rhythm, sinus arrhythmia, ectopic beats and pauses without P have no non-conducted P", () => {
  for (const options of [
    {},
    { rrSdMs: 90, noise: { whiteMv: 0.02 } },
    { pvcBeats: [3, 7] },
    { pacBeats: [4], noise: { whiteMv: 0.01 } },
    { amplitudes: { II: { u: 0.1 }, V2: { u: 0.12 }, V3: { u: 0.12 } } },
    { prMs: 280 },
  ] satisfies SyntheticEcgOptions[]) {
    assert.deepEqual(measured(options).got.global.atrial.nonConductedPMs, [], JSON.stringify(options));
  }
});

test("a constant PR deviates by nothing, a varying one by what was simulated", () => {
  assert.ok(measured({}).got.global.atrial.prSdMs! <= 2);
  const { truth, got } = measured({
    avBlock: { kind: "wenckebach", cycle: 5, prIncrementMs: 12 },
    rateBpm: 70,
  });
  const pr = truth.beats.map((beat) => beat.qrsOnsetMs - beat.p!.onsetMs);
  const mean = pr.reduce((sum, value) => sum + value, 0) / pr.length;
  const deviation = Math.sqrt(pr.reduce((sum, value) => sum + (value - mean) ** 2, 0) / pr.length);
  assert.ok(
    Math.abs(got.global.atrial.prSdMs! - deviation) <= 3,
    `${got.global.atrial.prSdMs}, wanted ${deviation}`,
  );
});

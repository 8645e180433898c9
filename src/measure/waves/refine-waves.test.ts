// A delineator that knows the simulator's truth stands in for the network: what it says must come out as it is, and
// what it leaves out must be filled in, or not, by the classical path.
import assert from "node:assert/strict";
import { test } from "node:test";
import { type SyntheticTruth, syntheticEcg } from "../../simulate/synthetic-ecg.ts";
import { measureRecording } from "../measure-recording.ts";
import type { Delineator } from "../wave-network/delineator.ts";
import type { FoundWave, FoundWaves } from "../wave-network/found-waves.ts";

/** Times of the truth in samples at 500 Hz, the same in every lead. */
function truthfulDelineator(
  truth: SyntheticTruth,
  without: Partial<Record<keyof FoundWaves, boolean>> = {},
): Delineator {
  const wave = (onsetMs: number, offsetMs: number): FoundWave => ({
    onset: onsetMs / 2,
    offset: offsetMs / 2,
    confidence: 0.9,
  });
  const found: FoundWaves = {
    p: without.p ? [] : truth.beats.flatMap(({ p }) => (p ? [wave(p.onsetMs, p.offsetMs)] : [])),
    qrs: without.qrs ? [] : truth.beats.map((beat) => wave(beat.qrsOnsetMs, beat.qrsOffsetMs)),
    t: without.t ? [] : truth.beats.flatMap(({ t }) => (t ? [wave(t.onsetMs, t.offsetMs)] : [])),
  };
  return { metadata: {}, find: ({ leads }) => leads.map(() => found) };
}

test("the delineator's marks are those of every beat, of the median beat and of the whole", () => {
  const { recording, truth } = syntheticEcg({ rateBpm: 64, prMs: 168, qrsMs: 96, qtMs: 392 });
  const measured = measureRecording(recording, { delineator: truthfulDelineator(truth) });
  const beat = measured.leads.II!.waves[4]!;
  const expected = truth.beats[4]!;
  const near = (value: number, wanted: number): boolean => Math.abs(value - wanted) <= 1;
  assert.ok(near(beat.qrs!.onsetMs, expected.qrsOnsetMs) && near(beat.qrs!.offsetMs, expected.qrsOffsetMs));
  assert.ok(near(beat.p!.onsetMs, expected.p!.onsetMs) && near(beat.t!.offsetMs, expected.t!.offsetMs));
  // the peak is the simulator's own knot: P half way, T at 0.6 of its length
  assert.ok(
    Math.abs(beat.p!.peakMs - expected.p!.peakMs) <= 4 && Math.abs(beat.t!.peakMs - expected.t!.peakMs) <= 6,
  );
  assert.deepEqual([measured.leads.V3!.median!.qrsDurationMs, measured.leads.V3!.median!.qtMs], [96, 392]);
  const { prMs, qrsDurationMs, qtMs } = measured.global;
  assert.ok(Math.abs(prMs! - 168) <= 2 && Math.abs(qrsDurationMs! - 96) <= 2 && Math.abs(qtMs! - 392) <= 2);
  assert.equal(measured.leads.V3!.median!.prMs, 168);
});

test("a T or a QRS that the delineator does not find is the classical one; a P is not", () => {
  const { recording, truth } = syntheticEcg({ rateBpm: 64 });
  const measured = measureRecording(recording, {
    delineator: truthfulDelineator(truth, { p: true, qrs: true, t: true }),
  });
  const classical = measureRecording(recording);
  const times = (wave: { onsetMs: number; peakMs: number; offsetMs: number } | null) =>
    wave && [wave.onsetMs, wave.peakMs, wave.offsetMs];
  for (const kind of ["qrs", "t"] as const) {
    assert.deepEqual(times(measured.leads.II!.waves[4]![kind]), times(classical.leads.II!.waves[4]![kind]));
  }
  assert.equal(measured.leads.II!.waves[4]!.p, null);
  assert.equal(measured.global.prMs, null);
});

test("in fibrillation there is no P, whatever a delineator says", () => {
  const { recording, truth } = syntheticEcg({ rhythm: "af", rateBpm: 90, seed: 4 });
  const honest = truthfulDelineator(truth);
  const overEager: Delineator = {
    ...honest,
    find: (signals) =>
      honest.find(signals).map((lead) => ({
        ...lead,
        p: truth.beats.map((beat) => ({
          onset: (beat.qrsOnsetMs - 160) / 2,
          offset: (beat.qrsOnsetMs - 60) / 2,
          confidence: 0.6,
        })),
      })),
  };
  const measured = measureRecording(recording, { delineator: overEager });
  assert.ok(measured.leads.II!.sequences.pAmplitude.every((value) => value === null));
  assert.equal(measured.global.prMs, null);
});

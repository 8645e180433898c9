// Expected numbers are the options themselves (what was asked for) or sums done by hand from them.
import assert from "node:assert/strict";
import { test } from "node:test";
import { UsageError } from "../ecg/errors.ts";
import { STANDARD_LEADS } from "../ecg/lead-names.ts";
import { findLead, type Recording } from "../ecg/recording.ts";
import { syntheticEcg } from "./synthetic-ecg.ts";

/** QRS of 100 ms, QT of 400 ms: at 500 Hz every fiducial of a 60 bpm beat then lies on a sample. */
const ON_GRID = { qrsMs: 100, qtMs: 400, tMs: 200 };

function valueAt(recording: Recording, lead: string, timeMs: number): number {
  const value = findLead(recording, lead)?.samplesMv[Math.round((timeMs * recording.samplingRateHz) / 1000)];
  assert.ok(value !== undefined, `${lead} has no sample at ${timeMs} ms`);
  return value;
}

function near(got: number, wanted: number, what = "value"): void {
  assert.ok(Math.abs(got - wanted) < 1e-9, `${what}: got ${got}, wanted ${wanted}`);
}

function gaps(beats: readonly { rPeakMs: number }[]): number[] {
  return beats.slice(1).map((beat, index) => beat.rPeakMs - (beats[index]?.rPeakMs ?? 0));
}

test("the default is ten seconds of twelve leads at 500 Hz and 60 bpm", () => {
  const { recording, truth } = syntheticEcg();
  assert.deepEqual(
    recording.leads.map((lead) => lead.name),
    [...STANDARD_LEADS],
  );
  assert.ok(recording.leads.every((lead) => lead.samplesMv.length === 5000));
  assert.ok(gaps(truth.beats).every((rr) => rr === 1000));
  assert.equal(truth.beats.length, 10);
});

test("amplitudes and fiducials in the samples are those of the truth", () => {
  const { recording, truth } = syntheticEcg({
    ...ON_GRID,
    amplitudes: { II: { stJ: 0.1, stEnd: 0.2 }, V1: { rPrime: 0.3 } },
  });
  for (const beat of truth.beats.slice(0, -1)) {
    assert.ok(beat.p !== null && beat.t !== null);
    near(beat.qrsOnsetMs - beat.p.onsetMs, 160, "PR");
    near(beat.qrsOffsetMs - beat.qrsOnsetMs, 100, "QRS");
    near(beat.t.offsetMs - beat.qrsOnsetMs, 400, "QT");
    for (const lead of STANDARD_LEADS) {
      const expected = truth.perLead[lead];
      near(valueAt(recording, lead, beat.p.peakMs), expected.p, `P in ${lead}`);
      near(valueAt(recording, lead, beat.rPeakMs), expected.r ?? Number.NaN, `R in ${lead}`);
      near(valueAt(recording, lead, beat.qrsOffsetMs), expected.stJ, `J in ${lead}`);
      near(valueAt(recording, lead, beat.t.onsetMs), expected.stEnd, `T onset in ${lead}`);
      near(valueAt(recording, lead, beat.t.peakMs), expected.t, `T in ${lead}`);
      // Nothing before P, between P and QRS, and after T; something two samples inside each end.
      for (const timeMs of [beat.p.onsetMs, beat.p.offsetMs, beat.qrsOnsetMs, beat.t.offsetMs]) {
        near(valueAt(recording, lead, timeMs), 0, `baseline in ${lead}`);
      }
      for (const timeMs of [
        beat.p.onsetMs + 4,
        beat.p.offsetMs - 4,
        beat.qrsOnsetMs + 4,
        beat.t.offsetMs - 4,
      ]) {
        assert.notEqual(valueAt(recording, lead, timeMs), 0, `${lead} at ${timeMs} ms`);
      }
    }
    // Halfway along the ST segment (100 ms after J) of II: between 0.1 and 0.2 mV on a straight line.
    near(valueAt(recording, "II", beat.qrsOffsetMs + 50), 0.15, "mid ST");
    // By hand: III = II - I with stJ 0.1 and 0; aVR = -(0.7 + 1) / 2 at R.
    near(truth.perLead.III.stJ, 0.1);
    near(truth.perLead.aVR.r ?? Number.NaN, -0.85);
    // R' peaks at 84 % of the QRS.
    near(valueAt(recording, "V1", beat.qrsOnsetMs + 84), 0.3, "R' in V1");
  }
});

test("Einthoven's and Goldberger's equations hold in every sample, with noise", () => {
  const { recording } = syntheticEcg({
    rhythm: "af",
    noise: { whiteMv: 0.05, mainsMv: 0.05, wanderMv: 0.3 },
    pacing: "ventricular",
  });
  const [one, two, three, avr, avl, avf] = recording.leads.map((lead) => lead.samplesMv);
  for (let index = 0; index < 5000; index++) {
    near((one?.[index] ?? 1) + (three?.[index] ?? 1), two?.[index] ?? 0, "I + III = II");
    near((avr?.[index] ?? 1) + (avl?.[index] ?? 1) + (avf?.[index] ?? 1), 0, "aVR + aVL + aVF = 0");
  }
});

test("the same options give the same samples; the seed changes them", () => {
  const make = (seed: number) => syntheticEcg({ rhythm: "af", noise: { whiteMv: 0.02 }, seed });
  assert.deepEqual(make(3), make(3));
  assert.notDeepEqual(make(3).truth.beats, make(4).truth.beats);
});

test("noise has the RMS that was asked for", () => {
  const clean = findLead(syntheticEcg().recording, "V3")?.samplesMv ?? new Float64Array();
  const rms = (noise: object) => {
    const noisy = findLead(syntheticEcg({ noise }).recording, "V3")?.samplesMv ?? new Float64Array();
    return Math.sqrt(noisy.reduce((sum, value, index) => sum + (value - (clean[index] ?? 0)) ** 2, 0) / 5000);
  };
  // White: five standard errors are 5 / sqrt(2 * 5000) = 5 %. A sine of amplitude A has RMS A / sqrt(2).
  assert.ok(Math.abs(rms({ whiteMv: 0.04 }) - 0.04) < 0.002);
  near(rms({ mainsMv: 0.1, mainsHz: 60 }), 0.1 / Math.SQRT2);
  near(rms({ wanderMv: 0.2, wanderHz: 0.3 }), 0.2 / Math.SQRT2);
});

test("a PVC is early, broad, without P and followed by a full pause; a PAC resets the sinus", () => {
  const { truth } = syntheticEcg({ pvcBeats: [2], pacBeats: [6] });
  assert.deepEqual(
    truth.beats.map((beat) => beat.class).filter((name) => name !== "normal"),
    ["pvc", "pac"],
  );
  // Coupling 0.6 of 1000 ms; the pause brings the next beat to twice the sinus RR: 600 + 1400.
  assert.deepEqual(gaps(truth.beats).slice(0, 7), [1000, 600, 1400, 1000, 1000, 600, 1000]);
  const [pvc, pac] = [truth.beats[2], truth.beats[6]];
  assert.ok(pvc && pac);
  assert.equal(pvc.p, null);
  near(pvc.qrsOffsetMs - pvc.qrsOnsetMs, 156);
  assert.ok(pac.p !== null);
  near(pac.qrsOffsetMs - pac.qrsOnsetMs, 92);
});

test("Wenckebach 4:3 lengthens PR until a P is dropped", () => {
  const { truth } = syntheticEcg({
    ...ON_GRID,
    avBlock: { kind: "wenckebach", cycle: 4, prIncrementMs: 60 },
  });
  const prMs = truth.beats.map((beat) => beat.qrsOnsetMs - (beat.p?.onsetMs ?? Number.NaN));
  for (const [index, wanted] of [160, 220, 280, 160, 220, 280].entries())
    near(prMs[index] ?? 0, wanted, "PR");
  // P at 200 ms and then every second; each fourth is alone.
  assert.deepEqual(
    truth.nonConductedP.map((p) => p.onsetMs),
    [3200, 7200],
  );
});

test("2:1 block conducts every other P; complete block separates the rhythms", () => {
  const two = syntheticEcg({ ...ON_GRID, rateBpm: 75, avBlock: { kind: "mobitz2", cycle: 2 } }).truth;
  assert.ok(gaps(two.beats).every((rr) => rr === 1600));
  assert.equal(two.nonConductedP.length, 6);
  const complete = syntheticEcg({
    ...ON_GRID,
    avBlock: { kind: "complete", ventricularRateBpm: 40 },
  }).truth;
  assert.ok(complete.beats.every((beat) => beat.p === null));
  assert.ok(gaps(complete.beats).every((rr) => rr === 1500));
  assert.equal(complete.nonConductedP.length, 10);
});

test("fibrillation has no P, irregular RR about the mean rate, and a moving baseline", () => {
  const { recording, truth } = syntheticEcg({ rhythm: "af", rateBpm: 90, durationMs: 60_000 });
  assert.ok(truth.beats.every((beat) => beat.p === null));
  const rr = gaps(truth.beats);
  const mean = rr.reduce((sum, value) => sum + value, 0) / rr.length;
  const sd = Math.sqrt(rr.reduce((sum, value) => sum + (value - mean) ** 2, 0) / rr.length);
  // RR is drawn about 667 ms with an SD of 22 % (147 ms), clipped below; ~89 of them give the mean to +-16 ms.
  assert.ok(Math.abs(mean - 667) < 50, `mean ${mean}`);
  assert.ok(sd / mean > 0.15 && sd / mean < 0.27, `SD ${sd}`);
  assert.ok(truth.beats.some((beat) => Math.abs(valueAt(recording, "V1", beat.qrsOnsetMs - 20)) > 0.02));
});

test("flutter at 300 with 4:1 conduction is a 200 ms saw under 75 bpm", () => {
  const { recording, truth } = syntheticEcg({ rhythm: "flutter" });
  assert.ok(gaps(truth.beats).every((rr) => rr === 800));
  assert.ok(truth.beats.every((beat) => beat.p === null));
  // Before the first QRS there is nothing but the saw: period 200 ms, from 0.2 to -0.2 mV at 70 % of it.
  near(valueAt(recording, "II", 0), 0.2);
  near(valueAt(recording, "II", 140), -0.2);
  near(valueAt(recording, "II", 200), 0.2);
});

test("spikes precede what is paced, in every given lead", () => {
  const { recording, truth } = syntheticEcg({ ...ON_GRID, pacing: "dual", spikeMv: 2 });
  assert.equal(truth.spikesMs.length, 2 * truth.beats.length);
  assert.ok(truth.beats.every((beat) => beat.class === "paced" && beat.p !== null));
  for (const spikeMs of truth.spikesMs) near(valueAt(recording, "V2", spikeMs), 2);
});

test("what makes no sense is refused with what was wanted", () => {
  const refused = (options: object, pattern: RegExp) =>
    assert.throws(
      () => syntheticEcg(options),
      (error) => error instanceof UsageError && pattern.test(error.message),
    );
  refused({ amplitudes: { aVF: { stJ: 0.2 } } }, /lead aVF, wanted one of I, II, V1/);
  refused({ rateBpm: 0 }, /rateBpm is 0/);
  refused({ qtMs: 200, tMs: 180 }, /qtMs is 200, wanted at least/);
  refused({ avBlock: { kind: "mobitz2", cycle: 1 } }, /cycle is 1/);
  refused({ avBlock: { kind: "mobitz2", cycle: 3 }, pvcBeats: [1] }, /sinus rhythm only/);
});

// Scatter of beats that differ from their median by what is put there: offsets give the noise, marks and amplitudes
// the spreads.
import assert from "node:assert/strict";
import { test } from "node:test";
import type { BeatWaves } from "../../ecg/measurements.ts";
import { MEDIAN_BEFORE, MEDIAN_LENGTH } from "../beats/median-beat.ts";
import { leadSpread, noSpread } from "./lead-spread.ts";

const MARKS = {
  qrs: { onset: MEDIAN_BEFORE - 20, offset: MEDIAN_BEFORE + 25 },
  p: { onset: MEDIAN_BEFORE - 80, peak: MEDIAN_BEFORE - 55, offset: MEDIAN_BEFORE - 30 },
  t: { onset: MEDIAN_BEFORE + 60, peak: MEDIAN_BEFORE + 110, offset: MEDIAN_BEFORE + 150 },
  leads: [],
};

/** One beat every 600 samples; `offsetsMv[i]` is added to all of beat i, `inQrsMv` to the QRS of every second one. */
function spreadOf(offsetsMv: readonly number[], inQrsMv = 0, prMs: readonly number[] = []) {
  const fiducials = offsetsMv.map((_, i) => 300 + 600 * i);
  const length = 600 * offsetsMv.length + 100;
  const samples = new Float64Array(length);
  offsetsMv.forEach((offset, beat) => {
    const start = fiducials[beat]! - MEDIAN_BEFORE;
    for (let i = 0; i < MEDIAN_LENGTH && start + i < length; i++) {
      const inQrs = i >= MARKS.qrs.onset && i <= MARKS.qrs.offset;
      samples[start + i] = offset + (inQrs && beat % 2 === 1 ? inQrsMv : 0);
    }
  });
  const flat = new Float64Array(MEDIAN_LENGTH);
  const beats = fiducials.map((at, beat) => {
    const qrs = { onset: at - 20, peak: at, offset: at + 25 };
    const pOnset = qrs.onset - (prMs[beat] ?? 160) / 2;
    return {
      p: { onset: pOnset, peak: pOnset + 25, offset: pOnset + 50 },
      qrs,
      t: { onset: at + 60, peak: at + 110, offset: at + 150 },
    };
  });
  const waves = beats.map((_, beat): BeatWaves => {
    const times = { onsetMs: 0, peakMs: 0, offsetMs: 0 };
    const rMv = 1 + 0.1 * (beat % 3);
    const qrs = { ...times, amplitudeMv: rMv, form: "R", qMv: null, rMv, sMv: null, rPrimeMv: null };
    return { beat, p: null, qrs, t: null };
  });
  return leadSpread({
    lead: { name: "II", usable: true, raw: samples, smooth: samples, beats },
    median: { name: "II", usable: true, raw: flat, smooth: flat },
    group: { beats: fiducials.map((_, i) => i), marks: MARKS },
    fiducials,
    waves,
  });
}

function near(got: number | null, wanted: number, what: string): void {
  assert.ok(got !== null && Math.abs(got - wanted) <= 1e-9, `${what}: got ${got}, wanted ${wanted}`);
}

test("noise is the RMS about the median beat, with the beat's own share in the median given back", () => {
  // Every beat is 0.02 mV off: RMS 0.02, times sqrt(4 / 3); of it the median of four keeps 1.2533 / 2.
  const spread = spreadOf([0.02, -0.02, 0.02, -0.02]);
  const noise = 0.02 * Math.sqrt(4 / 3);
  near(spread.noiseMv, noise, "single beats");
  near(spread.medianNoiseMv, (Math.sqrt(Math.PI / 2) * noise) / 2, "median beat");
  near(spread.rawMedianNoiseMv, spread.medianNoiseMv!, "full bandwidth");
});

test("one wild beat and the QRS do not count", () => {
  near(spreadOf([0.02, -0.02, 0.02, 3, -0.02]).noiseMv, 0.02 * Math.sqrt(5 / 4), "wild beat");
  near(spreadOf([0.02, -0.02, 0.02, -0.02], 1).noiseMv, 0.02 * Math.sqrt(4 / 3), "QRS");
});

test("times and amplitudes: robust deviations over the beats", () => {
  // PR 150, 160, 170, 160, 400: median 160, distances 10, 0, 10, 0, 240, their median 10.
  const spread = spreadOf([0, 0, 0, 0, 0], 0, [150, 160, 170, 160, 400]);
  near(spread.timesMs.pr, 14.826, "PR");
  assert.equal(spread.timesMs.qrs, 0);
  // R 1, 1.1, 1.2, 1, 1.1: median 1.1, distances 0.1, 0, 0.1, 0.1, 0: 0.1.
  near(spread.amplitudesMv.r, 0.14826, "R");
  assert.equal(spread.amplitudesMv.s, null);
});

test("a single beat has neither", () => {
  const spread = spreadOf([0.02]);
  assert.equal(spread.noiseMv, null);
  assert.equal(spread.timesMs.pr, null);
  assert.deepEqual(noSpread(1).timesMs, spread.timesMs);
});

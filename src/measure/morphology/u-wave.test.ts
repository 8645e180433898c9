// U waves that are drawn: half a sine of known height after the end of T, on a known level.
import assert from "node:assert/strict";
import { test } from "node:test";
import { syntheticEcg } from "../../simulate/synthetic-ecg.ts";
import { MEDIAN_BEFORE, MEDIAN_LENGTH } from "../beats/median-beat.ts";
import { measureRecording } from "../measure-recording.ts";
import { uWave } from "./u-wave.ts";

const T = { onset: MEDIAN_BEFORE + 80, peak: MEDIAN_BEFORE + 120, offset: MEDIAN_BEFORE + 160 };

/** A hump of `heightMv` from 20 to 140 ms after T, peak 80 ms after it. */
function find(
  heightMv: number,
  options: { before?: number; noiseMv?: number; tMv?: number; slope?: number } = {},
) {
  const { before = MEDIAN_LENGTH, noiseMv = null, tMv = 0.3, slope = 0 } = options;
  const beat = Float64Array.from({ length: MEDIAN_LENGTH }, (_, i) => {
    const ms = (i - T.offset) * 2;
    const hump = ms <= 20 || ms >= 140 ? 0 : heightMv * Math.sin((Math.PI * (ms - 20)) / 120);
    return hump + slope * Math.max(0, ms);
  });
  return uWave({ beat, t: T, tAmplitudeMv: tMv, before, noiseMv, fiducialAt: MEDIAN_BEFORE });
}

test("an upright U after an upright T: place, height, with T", () => {
  assert.deepEqual(find(0.12), { peakMs: 320 + 80, amplitudeMv: 0.12, againstT: false });
});

test("an inverted U after an upright T goes against it; after an inverted one with it", () => {
  assert.deepEqual(find(-0.1), { peakMs: 400, amplitudeMv: -0.1, againstT: true });
  assert.equal(find(-0.1, { tMv: -0.3 })?.againstT, false);
});

test("ripples, the next P and a bare slope are no U", () => {
  assert.equal(find(0.025), null);
  // The next P may begin 60 ms after T: what comes later is not looked at.
  assert.equal(find(0.12, { before: T.offset + 30 }), null);
  assert.equal(find(0, { slope: 0.002 }), null);
  assert.equal(find(0), null);
});

test("the valley between a T and an upright hump, on a raised level, is no inverted U", () => {
  // 0.1 mV all along, and a dip of 60 uV that stays above the isoelectric line.
  const beat = Float64Array.from({ length: MEDIAN_LENGTH }, (_, i) => {
    const ms = (i - T.offset) * 2;
    return 0.1 - (ms <= 20 || ms >= 140 ? 0 : 0.06 * Math.sin((Math.PI * (ms - 20)) / 120));
  });
  const options = {
    t: T,
    tAmplitudeMv: 0.3,
    before: MEDIAN_LENGTH,
    noiseMv: null,
    fiducialAt: MEDIAN_BEFORE,
  };
  assert.equal(uWave({ beat, ...options }), null);
});

test("under three times the noise of the median beat nothing is a wave", () => {
  assert.equal(find(0.05, { noiseMv: 0.02 }), null);
  assert.notEqual(find(0.07, { noiseMv: 0.02 }), null);
});

test("through the whole path: upright in V2, inverted in V5, and at 120 a minute the P is none", () => {
  const { recording } = syntheticEcg({ amplitudes: { V2: { u: 0.12 }, V5: { u: -0.1 } } });
  const { leads } = measureRecording(recording);
  const [v2, v5] = [leads["V2"]!.median!.u, leads["V5"]!.median!.u];
  assert.ok(v2 && Math.abs(v2.amplitudeMv - 0.12) < 0.025 && v2.againstT === false, JSON.stringify(v2));
  assert.ok(v5 && Math.abs(v5.amplitudeMv + 0.1) < 0.025 && v5.againstT === true, JSON.stringify(v5));
  assert.equal(leads["V4"]!.median!.u, null);
  const fast = measureRecording(syntheticEcg({ rateBpm: 120, amplitudes: { II: { p: 0.2 } } }).recording);
  assert.equal(fast.leads["II"]!.median!.u, null);
});

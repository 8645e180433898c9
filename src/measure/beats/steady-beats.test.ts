import assert from "node:assert/strict";
import { test } from "node:test";
import type { MeasuredGroup } from "../measure-waves.ts";
import { MEDIAN_BEFORE } from "./median-beat.ts";
import { steadyBeats } from "./steady-beats.ts";

const fiducials = [1000, 2000, 3000, 4000];
const group = { beats: [0, 1, 2, 3] } as unknown as MeasuredGroup;
const t = (origin: number, late = 0) => ({
  onset: origin - MEDIAN_BEFORE + 300,
  peak: origin - MEDIAN_BEFORE + 350,
  offset: origin - MEDIAN_BEFORE + 400 + late,
});

test("an end of T far from the other beats' comes back to 30 ms from theirs; P is left alone", () => {
  const p = { onset: 3 + 2000, peak: 2010, offset: 2020 };
  const beats = fiducials.map((at, beat) => ({
    p: beat === 1 ? p : null,
    qrs: null,
    t: t(at, beat === 2 ? 80 : 0),
  }));
  const steady = steadyBeats({ beats, groups: [group], fiducials });
  // 30 ms are 15 samples
  assert.deepEqual(steady[2]!.t, { ...t(3000), offset: t(3000).offset + 15 });
  assert.deepEqual(steady[1], beats[1]);
});

test("two beats have no usual", () => {
  const beats = [0, 100].map((late, beat) => ({ p: null, qrs: null, t: t(fiducials[beat]!, late) }));
  const pair = { beats: [0, 1] } as unknown as MeasuredGroup;
  assert.deepEqual(steadyBeats({ beats, groups: [pair, null], fiducials: [1000, 2000] }), beats);
});

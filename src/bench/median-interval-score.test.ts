// Worked by hand at 500 Hz: a sample is 2 ms.
import assert from "node:assert/strict";
import { test } from "node:test";
import type { LeadWaves } from "./delineation-score.ts";
import { medianIntervals, scoreMedianIntervals } from "./median-interval-score.ts";

/** Beats 400 samples apart: PR 80, QRS 45, QT 200, P 50, T 90 samples. */
const beats = (shift: number, tOffset = 200): LeadWaves => {
  const onsets = [500, 900, 1300].map((onset) => onset + shift);
  return {
    p: onsets.map((q) => [q - 80, q - 55, q - 30]),
    qrs: onsets.map((q) => [q, q + 20, q + 45]),
    t: onsets.map((q) => [q + tOffset - 90, q + tOffset - 50, q + tOffset]),
  };
};

const options = { samplingRateHz: 500, span: null };

test("medians of a lead", () => {
  assert.deepEqual(medianIntervals(beats(0), options), { PR: 80, QRS: 45, QT: 200, P: 50, T: 90 });
});

test("PR looks back less than 500 ms, QT forward less than 800 ms, both to the nearest", () => {
  const far: LeadWaves = { p: [[250, 270, 280]], qrs: [[500, 520, 540]], t: [[850, 880, 900]] };
  assert.deepEqual(medianIntervals(far, options), { PR: null, QRS: 40, QT: null, P: 30, T: 50 });
  const two: LeadWaves = {
    p: [
      [300, 310, 320],
      [430, 440, 450],
    ],
    qrs: [[500, 520, 540]],
    t: [
      [600, 640, 660],
      [700, 740, 760],
    ],
  };
  assert.deepEqual([medianIntervals(two, options).PR, medianIntervals(two, options).QT], [70, 160]);
});

test("waves with a missing end give no duration, but their other end still serves PR and QT", () => {
  const waves: LeadWaves = { p: [[420, 440, null]], qrs: [[500, 520, 545]], t: [[null, 650, 700]] };
  assert.deepEqual(medianIntervals(waves, options), { PR: 80, QRS: 45, QT: 200, P: null, T: null });
});

test("errors in ms, and what is not found counts against the shares", () => {
  const pairs = [
    { record: "a", reference: beats(0), detected: beats(0, 207) },
    { record: "b", reference: beats(0), detected: { p: [], qrs: [], t: [] } },
  ];
  const { QT: qt, PR: pr } = scoreMedianIntervals(pairs, { samplingRateHz: 500 });
  assert.equal(qt.count, 2);
  assert.equal(qt.found, 0.5);
  assert.equal(qt.meanMs, 14); // 7 samples
  assert.deepEqual([qt.within10Ms, qt.within20Ms], [0, 0.5]);
  assert.deepEqual([pr.meanMs, pr.within10Ms], [0, 0.5]);
});

test("detections beyond 150 ms outside the marked part do not move the median", () => {
  const reference: LeadWaves = { ...beats(0), qrs: [[500, 520, 545]], p: [], t: [] };
  // marked from 500 to 545; the margin of 75 samples keeps 425..620
  const detected: LeadWaves = {
    p: [],
    qrs: [
      [300, 320, 400],
      [502, 522, 547],
      [900, 920, 1000],
    ],
    t: [],
  };
  const { QRS: qrs } = scoreMedianIntervals([{ record: "a", reference, detected }], { samplingRateHz: 500 });
  assert.equal(qrs.meanMs, 0);
});

// Worked by hand at 500 Hz, where a sample is 2 ms and the tolerance of 150 ms is 75 samples.
import assert from "node:assert/strict";
import { test } from "node:test";
import {
  type LeadPair,
  type LeadWaves,
  markedSpan,
  matchPoints,
  scoreDelineation,
} from "./delineation-score.ts";

const NOTHING: LeadWaves = { p: [], qrs: [], t: [] };
const RATE = { samplingRateHz: 500 };

function qrsPair(record: string, reference: LeadWaves["qrs"], detected: LeadWaves["qrs"]): LeadPair {
  return { record, reference: { ...NOTHING, qrs: reference }, detected: { ...NOTHING, qrs: detected } };
}

test("the nearest pair of all is matched first, one to one", () => {
  // 100 lies 10 from 110 and 60 from 40; 130 lies 20 from 110, which is taken, so 130 has no partner
  assert.deepEqual(matchPoints({ reference: [100, 130], detected: [110, 40], tolerance: 75 }), {
    pairs: [[100, 110]],
    missed: 1,
    unmatched: [40],
  });
  // with 40 and 110 both in reach, 100 takes 110 and leaves 40 to 90
  assert.deepEqual(matchPoints({ reference: [90, 100], detected: [110, 40], tolerance: 75 }).pairs, [
    [100, 110],
    [90, 40],
  ]);
});

test("the tolerance is inclusive, and of two equal distances the earlier detection is taken", () => {
  assert.equal(matchPoints({ reference: [100], detected: [175], tolerance: 75 }).pairs.length, 1);
  assert.equal(matchPoints({ reference: [100], detected: [175.5], tolerance: 75 }).pairs.length, 0);
  assert.deepEqual(matchPoints({ reference: [100], detected: [105, 95], tolerance: 75 }), {
    pairs: [[100, 95]],
    missed: 0,
    unmatched: [105],
  });
});

test("counts, errors in ms and the share within the CSE tolerance", () => {
  // onsets: errors 0, +6 and -8 ms, one missed, one false at 900; CSE allows 6.5 ms, so two of four are within
  const reference: LeadWaves["qrs"] = [
    [100, 120, 140],
    [400, 420, 440],
    [700, 720, 740],
    [1000, 1020, 1040],
  ];
  const detected: LeadWaves["qrs"] = [
    [100, 120, 140],
    [403, 420, 440],
    [696, 720, 740],
    [900, null, null],
  ];
  const {
    QRS_on: onset,
    QRS_peak: peak,
    P_on: p,
  } = scoreDelineation([qrsPair("a", reference, detected)], RATE);
  assert.equal(onset.count, 4);
  assert.equal(onset.sensitivity, 3 / 4);
  assert.equal(onset.positivePredictiveValue, 3 / 4);
  assert.equal(onset.f1, 6 / 8);
  assert.ok(Math.abs(onset.meanMs! - -2 / 3) < 1e-12);
  // errors 0, 6, -8: squares about the mean -2/3 sum to 100 - 3 * 4/9 = 98 2/3
  assert.ok(Math.abs(onset.sdMs! - Math.sqrt((100 - 4 / 3) / 3)) < 1e-12);
  assert.ok(Math.abs(onset.meanAbsoluteMs! - 14 / 3) < 1e-12);
  assert.equal(onset.withinCse, 2 / 4);
  // the peak that was not found is missed, and no false one either
  assert.deepEqual([peak.sensitivity, peak.positivePredictiveValue, peak.withinCse], [3 / 4, 1, null]);
  assert.deepEqual([p.count, p.f1, p.sdMs, p.withinCse], [0, null, null, null]);
});

test("false detections count only between the lead's first and last marks, of whatever wave", () => {
  const pair: LeadPair = {
    record: "a",
    reference: { p: [[300, 320, 340]], qrs: [[400, 420, 440]], t: [[null, 600, 650]] },
    detected: {
      ...NOTHING,
      qrs: [
        [100, 110, 120],
        [400, 420, 440],
        [560, 650, 651],
      ],
    },
  };
  const score = scoreDelineation([pair], RATE);
  assert.equal(score.QRS_on.positivePredictiveValue, 1 / 2); // 560 is within 300..650, 100 is not
  assert.equal(score.QRS_peak.positivePredictiveValue, 1 / 2); // 650 is the last mark itself
  assert.equal(score.QRS_off.positivePredictiveValue, 1); // 651 is beyond it
  assert.equal(score.T_on.count, 0); // not marked
  assert.equal(score.P_on.sensitivity, 0);
});

test("the SD by record averages records of two points and more; the pooled one mixes them", () => {
  const reference: LeadWaves["qrs"] = [
    [100, 110, 120],
    [600, 610, 620],
  ];
  const pairs = [
    // errors 0 and +4 ms: SD 2; +20 and +20: SD 0; one point alone: none
    qrsPair("a", reference, [
      [100, 110, 120],
      [602, 610, 620],
    ]),
    qrsPair("b", reference, [
      [110, 110, 120],
      [610, 610, 620],
    ]),
    qrsPair("c", [[100, 110, 120]], [[100, 110, 120]]),
  ];
  const { QRS_on: onset } = scoreDelineation(pairs, RATE);
  assert.equal(onset.sdByRecordMs, 1);
  // 0, 4, 20, 20, 0: mean 8.8, mean of squares 163.2
  assert.ok(Math.abs(onset.sdMs! - Math.sqrt(163.2 - 8.8 ** 2)) < 1e-12);
});

test("a lead without marks takes no part", () => {
  const score = scoreDelineation([qrsPair("a", [], [[100, 110, 120]])], RATE);
  assert.equal(score.QRS_on.positivePredictiveValue, null);
  assert.equal(markedSpan(NOTHING), null);
});

// Angles between vectors that stand in one lead alone: then they are the rows of the matrix of Kors et al. 1990, and
// their angle is worked out by hand.
import assert from "node:assert/strict";
import { test } from "node:test";
import { syntheticEcg } from "../../simulate/synthetic-ecg.ts";
import { MEDIAN_BEFORE, MEDIAN_LENGTH } from "../beats/median-beat.ts";
import { measureRecording } from "../measure-recording.ts";
import type { GroupMarks, MedianLead } from "../waves/delineate-group.ts";
import { spatialAngles } from "./spatial-angle.ts";

const LEADS = ["I", "II", "V1", "V2", "V3", "V4", "V5", "V6"];
const QRS = { onset: MEDIAN_BEFORE - 20, offset: MEDIAN_BEFORE + 20 };
const T = { onset: MEDIAN_BEFORE + 80, peak: MEDIAN_BEFORE + 120, offset: MEDIAN_BEFORE + 160 };

/** Half a sine of QRS and of T, in the leads given, mV. */
function leadsWith(heights: Record<string, { qrs?: number; t?: number }>): MedianLead[] {
  return LEADS.map((name) => {
    const { qrs = 0, t = 0 } = heights[name] ?? {};
    const bump = (i: number, from: number, to: number) =>
      i <= from || i >= to ? 0 : Math.sin((Math.PI * (i - from)) / (to - from));
    const samples = Float64Array.from(
      { length: MEDIAN_LENGTH },
      (_, i) => qrs * bump(i, QRS.onset, QRS.offset) + t * bump(i, T.onset, T.offset),
    );
    return { name, usable: true, raw: samples, smooth: samples };
  });
}

const marks = (t: GroupMarks["t"] = T): GroupMarks => ({ qrs: QRS, p: null, t, leads: [] });

test("QRS in I and T in II", () => {
  // (0.38, -0.07, 0.11) and (-0.07, 0.93, -0.23): product -0.1170, lengths 0.4017 and 0.9606, cosine -0.3032: 107.6.
  const found = spatialAngles(leadsWith({ I: { qrs: 1 }, II: { t: 0.5 } }), marks());
  assert.equal(found?.meanDeg, 108);
  assert.equal(found?.peakDeg, 108);
  // Half a sine of 1 mV and 80 ms has the area 80 * 2 / pi = 50.9 mV*ms, times 0.4017.
  assert.ok(Math.abs(found!.qrsAreaMvMs - 20.46) < 0.1, `${found!.qrsAreaMvMs}`);
});

test("the same lead with the same sign is 0, with the opposite one 180 degrees", () => {
  assert.equal(spatialAngles(leadsWith({ V5: { qrs: 1.5, t: 0.4 } }), marks())?.meanDeg, 0);
  assert.equal(spatialAngles(leadsWith({ V2: { qrs: -1.5, t: 0.6 } }), marks())?.meanDeg, 180);
});

test("two leads add: V1 down and V6 up", () => {
  // QRS: -(-0.13, 0.06, -0.43) + (0.54, 0.13, 0.31) = (0.67, 0.07, 0.74); T: V6 alone (0.54, 0.13, 0.31).
  // Product 0.6003, lengths 1.0007 and 0.6361: cosine 0.9431, 19.4 degrees.
  const found = spatialAngles(leadsWith({ V1: { qrs: -1 }, V6: { qrs: 1, t: 0.5 } }), marks());
  assert.equal(found?.meanDeg, 19);
});

test("no T, a missing lead, and vectors too small to have a direction", () => {
  assert.equal(spatialAngles(leadsWith({ I: { qrs: 1, t: 1 } }), marks(null)), null);
  assert.equal(spatialAngles(leadsWith({ I: { qrs: 1, t: 1 } }).slice(1), marks()), null);
  const unusable = leadsWith({ I: { qrs: 1, t: 1 } }).map((lead) => ({
    ...lead,
    usable: lead.name !== "V4",
  }));
  assert.equal(spatialAngles(unusable, marks()), null);
  const flat = spatialAngles(leadsWith({ I: { qrs: 1, t: 0.001 } }), marks());
  assert.equal(flat?.meanDeg, null);
  assert.equal(flat?.peakDeg, null);
});

test("through the whole path: T with QRS is a narrow angle, T against QRS a wide one", () => {
  const angle = (sign: number): number => {
    const amplitudes = Object.fromEntries(
      LEADS.map((lead) => [lead, { q: 0, r: 1, s: 0, t: 0.4 * sign, stJ: 0 }]),
    );
    return measureRecording(syntheticEcg({ durationMs: 5000, amplitudes }).recording).global
      .spatialQrsTAngleDeg!;
  };
  assert.ok(angle(1) <= 3, `${angle(1)}`);
  assert.ok(angle(-1) >= 177, `${angle(-1)}`);
});

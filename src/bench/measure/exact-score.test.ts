// Scoring of comparisons that are written down here, so that every expected number can be added up by hand.
import assert from "node:assert/strict";
import { test } from "node:test";
import { measureRecording } from "../../measure/measure-recording.ts";
import { ANALYTIC_SIGNALS } from "../../simulate/analytic-signals.ts";
import { exactEcg } from "../../simulate/exact-ecg.ts";
import { amplitudeTolerance, compareExact } from "./exact-comparison.ts";
import { matchBeats, scoreCondition } from "./exact-condition.ts";
import { type NamedComparison, scoreExact, scoreForms } from "./exact-score.ts";
import { countZeros } from "./exact-zeros.ts";

function comparison(wanted: number | null, got: number | null, where = "II"): NamedComparison {
  return { measure: "R amplitude", unit: "mV", where, wanted, got, tolerance: 0.05, from: "ecg" };
}

test("mean, SD, worst, share inside, missed and false values", () => {
  const [score] = scoreExact([
    comparison(1, 1.04),
    comparison(1, 0.9, "V1"),
    comparison(1, null),
    comparison(null, null),
    comparison(null, 0.1),
  ]);
  assert.ok(score);
  assert.equal(score.count, 3);
  assert.equal(score.found, 2);
  assert.equal(score.falseValues, 1);
  assert.equal(score.absent, 2);
  assert.ok(Math.abs(score.meanError! - -0.03) < 1e-12);
  // Errors of 0.04 and -0.1 lie 0.07 on either side of their mean.
  assert.ok(Math.abs(score.sdError! - 0.07) < 1e-12, `${score.sdError}`);
  assert.equal(score.worst!.where, "ecg, V1");
  // One of the three that are there: what was not found is not inside.
  assert.equal(score.within, 1 / 3);
});

test("forms: right ones and the most frequent confusion first", () => {
  const form = (wanted: string, got: string | null) => ({ wave: "P" as const, where: "V1", wanted, got });
  const [score] = scoreForms([form("+", "+"), form("+-", "+"), form("+-", "+"), form("-", null)]);
  assert.deepEqual(score, {
    wave: "P",
    count: 4,
    right: 1,
    confusions: ["+ instead of +-: 2", "nothing instead of -: 1"],
  });
});

test("25 uV up to 0.5 mV, 5 % from there", () => {
  assert.equal(amplitudeTolerance(0.1), 0.025);
  assert.equal(amplitudeTolerance(-0.5), 0.025);
  assert.equal(amplitudeTolerance(-2), 0.1);
});

test("beats are matched one to one", () => {
  const spans = [
    [1000, 1100],
    [2000, 2100],
    [3000, 3100],
  ] as const;
  assert.deepEqual(matchBeats(spans, [1050, 2040, 3030]), { missed: 0, extra: 0 });
  assert.deepEqual(matchBeats(spans, [1050, 1060, 3161]), { missed: 2, extra: 2 });
  assert.deepEqual(matchBeats([], [500]), { missed: 0, extra: 1 });
});

const ecg = exactEcg(ANALYTIC_SIGNALS[0]!, { durationMs: 6000 });
const measured = measureRecording(ecg.recording);

test("measured values that are the true ones have no error, and a shift shows as what it is", () => {
  const r = ecg.truth.leads.V5.qrs!.deflections.r!;
  const median = {
    ...measured.leads["V5"]!.median!,
    r: { amplitudeMv: r.amplitudeMv + 0.2, durationMs: r.durationMs - 7 },
    s: null,
  };
  const changed = { ...measured, leads: { ...measured.leads, V5: { ...measured.leads["V5"]!, median } } };
  const inV5 = (measure: string) => {
    const found = compareExact(ecg.truth, changed).find(
      (one) => one.where === "V5" && one.measure === measure,
    )!;
    return found.got === null ? null : found.got - found.wanted!;
  };
  assert.ok(Math.abs(inV5("R amplitude")! - 0.2) < 1e-9);
  assert.ok(Math.abs(inV5("R duration")! + 7) < 1e-9);
  assert.equal(inV5("S amplitude"), null);
});

test("leads that were not recorded are not asked for, nor axes without a frontal plane", () => {
  const recording = { ...ecg.recording, leads: ecg.recording.leads.filter(({ name }) => name === "V2") };
  const comparisons = compareExact(ecg.truth, measureRecording(recording));
  assert.deepEqual([...new Set(comparisons.map(({ where }) => where))], ["global", "V2"]);
  assert.ok(!comparisons.some(({ measure }) => measure.endsWith("axis")));
});

test("a refused recording is counted as such, and its beats as missed", () => {
  const empty = measureRecording({ ...ecg.recording, leads: [] });
  const score = scoreCondition("none", [ecg], () => empty);
  assert.deepEqual(score.refused, [ecg.name]);
  assert.equal(score.beats.missed, ecg.qrsOnsetsMs.length);
  assert.ok(score.scores.every(({ found, within }) => found === 0 && (within === null || within === 0)));
});

test("zeros are counted where null belongs", () => {
  assert.equal(countZeros(measured), 0);
  const { II } = measured.leads as Record<string, (typeof measured.leads)[string]>;
  const sequences = { ...II!.sequences, tAmplitude: [0, ...II!.sequences.tAmplitude.slice(1)] };
  const changed = {
    ...measured,
    leads: { ...measured.leads, II: { ...II!, sequences } },
    global: { ...measured.global, prMs: 0 },
  };
  assert.equal(countZeros(changed), 2);
});

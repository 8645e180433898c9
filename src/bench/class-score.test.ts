// Counts written down by hand; Wilson intervals have a test of their own.
import assert from "node:assert/strict";
import { test } from "node:test";
import { f1Score, type Judgement, scoreClass } from "./class-score.ts";

function judgements(spec: string): Judgement[] {
  // "t" found and stated, "p" wrongly found, "n" missed, "." neither; every letter another patient
  return [...spec].map((letter, i) => ({
    id: `${letter}${i}`,
    patient: String(i),
    stated: letter === "t" || letter === "n",
    found: letter === "t" || letter === "p",
  }));
}

test("counts, proportions, F1 and the records behind the errors", () => {
  const score = scoreClass("LAFB", judgements("tttpn....."));
  assert.deepEqual(
    [score.truePositives, score.falsePositives, score.falseNegatives, score.trueNegatives],
    [3, 1, 1, 5],
  );
  assert.deepEqual([score.sensitivity.hits, score.sensitivity.total], [3, 4]);
  assert.deepEqual([score.specificity.hits, score.specificity.total], [5, 6]);
  assert.deepEqual([score.positivePredictiveValue.hits, score.positivePredictiveValue.total], [3, 4]);
  assert.equal(score.f1, 6 / 8);
  assert.deepEqual([score.wronglyFound, score.missed], [["p3"], ["n4"]]);
  assert.ok(score.f1Interval && score.f1Interval.low < 0.75 && score.f1Interval.high > 0.75);
  assert.deepEqual(scoreClass("LAFB", judgements("tttpn.....")), score);
});

test("weights count a judgement as often as it was drawn", () => {
  // 2 * 2 / (2 * 2 + 3 + 1)
  assert.equal(f1Score(judgements("tpn."), [2, 3, 1, 9]), 0.5);
  assert.equal(f1Score(judgements("tpn."), [0, 0, 0, 1]), null);
});

test("a class that is nowhere has no F1; one that is always right has no interval, not one of width 0", () => {
  const nowhere = scoreClass("PSVT", judgements("...."));
  assert.deepEqual([nowhere.f1, nowhere.f1Interval, nowhere.sensitivity.rate], [null, null, null]);
  const right = scoreClass("PACE", judgements("tttt......"));
  assert.deepEqual([right.f1, right.f1Interval], [1, null]);
});

// A handful of recordings whose probabilities are given: every count can be checked by hand.
import assert from "node:assert/strict";
import { test } from "node:test";
import { acceptabilityModel, HASH_DIGITS } from "../measure/quality/acceptability-model.ts";
import { acceptabilityMarkdown, acceptabilityScores } from "./acceptability-score.ts";

const said = [
  ["a", true, 0.97],
  ["b", true, 0.4],
  ["c", false, 0.6],
  ["d", false, 0.02],
  ["e", false, null],
] as const;
const UNSEEN = said.map(([id, acceptable, acceptability]) => ({
  id,
  sha256: `${id}-is-no-hash`,
  acceptable,
  acceptability,
}));

test("right on either side of 0.5, ranking, and mean squared error; what was not judged is not counted", () => {
  const [score, ...others] = acceptabilityScores(UNSEEN);
  assert.deepEqual(others, []);
  assert.equal(score!.recordings, "not in the fit");
  assert.equal(score!.records, 4);
  assert.deepEqual([score!.accuracy.hits, score!.accuracy.total], [2, 4]);
  assert.deepEqual([score!.sensitivity.hits, score!.sensitivity.total], [1, 2]);
  assert.deepEqual([score!.specificity.hits, score!.specificity.total], [1, 2]);
  // of four pairs only 0.4 against 0.6 is lost
  assert.equal(score!.auroc.value, 0.75);
  const brier = (0.03 ** 2 + 0.6 ** 2 + 0.6 ** 2 + 0.02 ** 2) / 4;
  assert.ok(Math.abs(score!.brier.value - brier) < 1e-12);
  assert.deepEqual(score!.wrong, ["b (0.40)", "c (0.60)"]);
  assert.deepEqual(
    score!.reliability.map(({ from, observed }) => [from, observed.hits, observed.total]),
    [
      [0, 0, 1],
      [0.25, 1, 1],
      [0.5, 0, 1],
      [0.95, 1, 1],
    ],
  );
});

test("recordings of the fit are told by their hash and scored apart", () => {
  const first = acceptabilityModel.provenance.recordings.slice(0, HASH_DIGITS);
  const seen = { id: "s", sha256: first.padEnd(64, "0"), acceptable: true, acceptability: 0.9 };
  const scores = acceptabilityScores([...UNSEEN, seen]);
  assert.deepEqual(
    scores.map(({ recordings, records }) => [recordings, records]),
    [
      ["not in the fit", 4],
      ["in the fit", 1],
    ],
  );
  const text = acceptabilityMarkdown(scores, { details: true });
  assert.match(text, /4 not in the fit/);
  assert.match(text, /150 of the fit, out of fold/);
  assert.match(text, /not in the fit, wrong: b \(0\.40\) c \(0\.60\)/);
});

test("without a judgement there is no score", () => {
  assert.deepEqual(acceptabilityScores([]), []);
  assert.deepEqual(acceptabilityScores([{ ...UNSEEN[4]! }]), []);
});

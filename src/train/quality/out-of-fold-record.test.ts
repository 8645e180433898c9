// Four recordings and two repeats: every number can be counted by hand.
import assert from "node:assert/strict";
import { test } from "node:test";
import type { QualityCase } from "./fit-refusal.ts";
import { outOfFoldRecord } from "./out-of-fold-record.ts";

const CASES: readonly QualityCase[] = [true, true, false, false].map((acceptable, index) => ({
  id: `${index}`,
  acceptable,
  leads: [],
}));

test("accuracy, sensitivity, specificity, AUROC and Brier score by hand", () => {
  const record = outOfFoldRecord(CASES, [
    [0.9, 0.4, 0.3, 0.6],
    [0.9, 0.8, 0.3, 0.6],
  ]);
  // right: 0.9 and 0.3, then 0.9, 0.8 and 0.3
  assert.equal(record.accuracy.value, 2.5 / 4);
  assert.equal(record.specificity.value, 1.5 / 2);
  assert.equal(record.sensitivity.value, 1 / 2);
  // pairs won: 3 of 4 (0.4 against 0.6 is lost), then all
  assert.equal(record.auroc.value, (3 / 4 + 1) / 2);
  const losses = [0.01, (0.36 + 0.04) / 2, 0.09, 0.36];
  const brier = losses.reduce((sum, loss) => sum + loss, 0) / 4;
  assert.ok(Math.abs(record.brier.value - brier) < 1e-4);
  for (const { value, low, high } of [record.accuracy, record.auroc, record.brier]) {
    assert.ok(low < value && value < high);
  }
});

test("an interval narrows with recordings, not with repeats", () => {
  const width = (copies: number, repeats: number): number => {
    const cases = Array.from({ length: copies }, () => CASES).flat();
    const said = Array.from({ length: copies }, () => [0.9, 0.4, 0.3, 0.6]).flat();
    const { low, high } = outOfFoldRecord(
      cases,
      Array.from({ length: repeats }, () => said),
    ).accuracy;
    return high - low;
  };
  assert.ok(Math.abs(width(5, 1) - width(5, 8)) < 1e-9);
  assert.ok(width(20, 1) < 0.7 * width(5, 1));
});

test("calibration: what is said too boldly has a slope below 1, too timidly above", () => {
  const cases = Array.from({ length: 100 }, (_, index) => ({
    ...CASES[0]!,
    acceptable: index % 10 < (index < 50 ? 8 : 2),
  }));
  const slope = (said: number): number =>
    outOfFoldRecord(cases, [cases.map((_, index) => (index < 50 ? said : 1 - said))]).calibration.slope;
  // truly 0.8 and 0.2: slope logit(0.8) / logit(said)
  const logit = (p: number): number => Math.log(p / (1 - p));
  for (const said of [0.65, 0.8, 0.95]) {
    assert.ok(Math.abs(slope(said) - logit(0.8) / logit(said)) < 1e-3, `${said}: ${slope(said)}`);
  }
});

test("reliability: every recording in one bin, with the mean of what was said there", () => {
  const { reliability } = outOfFoldRecord(CASES, [
    [0.99, 0.3, 0.01, 0.3],
    [1, 0.3, 0, 0.3],
  ]);
  assert.deepEqual(
    reliability.map(({ from, to, records, meanPredicted, observed }) => ({
      from,
      to,
      records,
      meanPredicted,
      observed,
    })),
    [
      { from: 0, to: 0.05, records: 1, meanPredicted: 0.005, observed: 0 },
      { from: 0.25, to: 0.5, records: 2, meanPredicted: 0.3, observed: 0.5 },
      { from: 0.95, to: 1, records: 1, meanPredicted: 0.995, observed: 1 },
    ],
  );
});

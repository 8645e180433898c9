import assert from "node:assert/strict";
import { test } from "node:test";
import { type Calibration, calibrated } from "../../interpret/probability/statement-model.ts";
import { createRandom } from "../../signal/random.ts";
import { type CalibrationCase, NEUTRAL_PRIOR, plattScale } from "./platt.ts";

/** Cases whose labels are drawn with the probabilities that the weights give. */
function simulated(weights: Calibration, count: number, seed: number): CalibrationCase[] {
  const random = createRandom(seed);
  return Array.from({ length: count }, () => {
    const share = 0.01 + 0.98 * random.uniform();
    const stated = [0, 0.5, 1][Math.floor(3 * random.uniform())]!;
    return { share, stated, label: random.uniform() < calibrated(share, stated, weights) ? 1 : 0 };
  });
}

test("known weights come back from what they produced", () => {
  // with 8,000 cases the standard errors are about 0.03, 0.08 and 0.05: three of the largest are 0.24
  for (const weights of [
    { share: 1.4, stated: 1.5, intercept: -0.5 },
    { share: 0.6, stated: -0.5, intercept: 0.4 },
  ]) {
    const found = plattScale(simulated(weights, 8000, 7), NEUTRAL_PRIOR);
    for (const key of ["share", "stated", "intercept"] as const) {
      assert.ok(Math.abs(found[key] - weights[key]) < 0.24, `${key}: ${found[key]}, wanted ${weights[key]}`);
    }
  }
});

test("without data it stays at its prior", () => {
  const prior = { share: 0.8, stated: 1.2, intercept: -0.3 };
  assert.deepEqual(plattScale([], prior), prior);
  assert.deepEqual(plattScale([], NEUTRAL_PRIOR), NEUTRAL_PRIOR);
});

test("a few cases move it a little, in their direction; many overrule it", () => {
  const against: CalibrationCase = { share: 0.5, stated: 0, label: 1 };
  // at a share of 0.5 only the intercept acts: 4 * c = n * (1 - p), p = 1 / (1 + e^-c)
  const solved = (n: number) => {
    let [low, high] = [0, 20];
    for (let i = 0; i < 100; i++) {
      const middle = (low + high) / 2;
      if (4 * middle < n * (1 - 1 / (1 + Math.exp(-middle)))) low = middle;
      else high = middle;
    }
    return low;
  };
  for (const count of [1, 3, 300]) {
    const cases = Array.from({ length: count }, () => against);
    const { share, stated, intercept } = plattScale(cases, NEUTRAL_PRIOR);
    assert.ok(Math.abs(intercept - solved(count)) < 1e-3, `${count}: ${intercept}`);
    assert.deepEqual([share, stated], [1, 0]);
  }
});

test("labels that the shares part without error still give finite weights", () => {
  const cases: CalibrationCase[] = Array.from({ length: 100 }, (_, i) => ({
    share: i < 50 ? 0 : 1,
    stated: i < 50 ? 0 : 1,
    label: i < 50 ? 0 : 1,
  }));
  const weights = plattScale(cases, NEUTRAL_PRIOR);
  for (const value of Object.values(weights)) assert.ok(Number.isFinite(value));
  assert.ok(calibrated(1, 1, weights) > 0.99 && calibrated(0, 0, weights) < 0.01);
});

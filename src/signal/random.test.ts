import assert from "node:assert/strict";
import { test } from "node:test";
import { createRandom } from "./random.ts";

const COUNT = 100_000;

function moments(draw: () => number): { mean: number; variance: number } {
  const values = Array.from({ length: COUNT }, draw);
  const mean = values.reduce((sum, value) => sum + value, 0) / COUNT;
  return { mean, variance: values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / COUNT };
}

test("the same seed gives the same sequence, another seed another one", () => {
  const draw = (seed: number) => {
    const random = createRandom(seed);
    return [random.uniform(), random.gaussian(), random.gaussian(), random.uniform()];
  };
  assert.deepEqual(draw(7), draw(7));
  assert.notDeepEqual(draw(7), draw(8));
});

test("uniform values fill [0, 1) evenly", () => {
  const { uniform } = createRandom(1);
  const values = Array.from({ length: COUNT }, uniform);
  assert.ok(values.every((value) => value >= 0 && value < 1));
  // Ten equal bins expect COUNT / 10 each; five binomial standard deviations are 5 * sqrt(n p q) = 474.
  for (let bin = 0; bin < 10; bin++) {
    const count = values.filter((value) => Math.floor(value * 10) === bin).length;
    assert.ok(Math.abs(count - COUNT / 10) < 474, `bin ${bin} holds ${count}`);
  }
});

test("gaussian values have mean 0 and variance 1", () => {
  const { mean, variance } = moments(createRandom(2).gaussian);
  // Five standard errors: 5 / sqrt(n) for the mean, 5 * sqrt(2 / n) for the variance.
  assert.ok(Math.abs(mean) < 5 / Math.sqrt(COUNT), `mean ${mean}`);
  assert.ok(Math.abs(variance - 1) < 5 * Math.sqrt(2 / COUNT), `variance ${variance}`);
});

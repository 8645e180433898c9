import assert from "node:assert/strict";
import { test } from "node:test";
import { z } from "zod";
import { createRandom } from "../../signal/random.ts";
import { choiceSpread, drawFrom, numberSpread, type Spread } from "./spread.ts";

const draws = <Value>(spread: Spread<Value>, count = 4000): Value[] => {
  const random = createRandom(3);
  return Array.from({ length: count }, () => drawFrom(spread, random));
};

test("a fixed value is itself, a range is filled evenly from end to end", () => {
  assert.deepEqual(new Set(draws(7, 20)), new Set([7]));
  const values = draws<number>({ from: -2, to: 6 });
  assert.ok(values.every((value) => value >= -2 && value <= 6));
  // of 4000 even draws each quarter of the range holds 1000, give or take five binomial deviations of 27
  for (const quarter of [-2, 0, 2, 4]) {
    const inside = values.filter((value) => value >= quarter && value < quarter + 2).length;
    assert.ok(Math.abs(inside - 1000) < 137, `${inside} from ${quarter}`);
  }
});

test("of several values each comes as often as its weight says; weight 0 never comes", () => {
  const values = draws<string>({ oneOf: ["a", "b", "never", "c"], weights: [1, 2, 0, 1] });
  const share = (wanted: string) => values.filter((value) => value === wanted).length / values.length;
  assert.ok(Math.abs(share("b") - 0.5) < 0.04); // five binomial deviations of 0.008
  assert.ok(Math.abs(share("c") - 0.25) < 0.035);
  assert.equal(share("never"), 0);
  assert.deepEqual(new Set(draws<string>({ oneOf: ["a", "b"] }, 100)), new Set(["a", "b"]));
});

test("each kind of spread takes one draw, so that what follows stays the same", () => {
  const spreads: Spread<number>[] = [5, { from: 1, to: 2 }, { oneOf: [1, 2] }, { oneOf: [4], weights: [3] }];
  const after = spreads.map((spread) => {
    const random = createRandom(11);
    drawFrom(spread, random);
    return random.uniform();
  });
  assert.equal(new Set(after).size, 1);
});

test("what makes no sense is no spread", () => {
  const degrees = numberSpread(z.number().min(-45).max(45));
  for (const spread of [10, { from: -5, to: 5 }, { oneOf: [1, 2], weights: [0, 1] }]) {
    assert.deepEqual(degrees.parse(spread), spread);
  }
  const nonsense = [
    90,
    { from: 5, to: -5 },
    { from: -90, to: 0 },
    { oneOf: [] },
    { oneOf: [1], weights: [1, 2] },
    { oneOf: [1], weights: [0] },
    { oneOf: [1], weights: [-1] },
    { oneOf: [1], often: true },
    "10",
  ];
  for (const spread of nonsense) assert.ok(!degrees.safeParse(spread).success, JSON.stringify(spread));
  assert.ok(!choiceSpread(z.enum(["a", "b"])).safeParse({ oneOf: ["a", "c"] }).success);
});

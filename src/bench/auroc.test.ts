// Areas counted pair by pair by hand: of each positive with each negative, won 1, tied 1/2.
import assert from "node:assert/strict";
import { test } from "node:test";
import { prepareAuroc } from "./auroc.ts";

test("the share of positive-negative pairs in the right order, ties half", () => {
  // positives 0.9, 0.4; negatives 0.4, 0.1: won, won, tied, won
  assert.equal(prepareAuroc([0.9, 0.4, 0.4, 0.1], [true, true, false, false])(), 3.5 / 4);
  assert.equal(prepareAuroc([1, 2, 3, 4], [true, true, false, false])(), 0);
  assert.equal(prepareAuroc([5, 5, 5], [true, false, false])(), 0.5);
});

test("weights multiply pairs, and a weight of 0 takes an item out", () => {
  const area = prepareAuroc([0.9, 0.4, 0.4, 0.1], [true, true, false, false]);
  // 0.9 once, 0.4 twice; negatives 0.4 three times, 0.1 once: 3 + 1 + 2 * 1.5 + 2 of 12
  assert.equal(area([1, 2, 3, 1]), 9 / 12);
  assert.equal(area([0, 1, 1, 0]), 0.5);
});

test("without one of the two classes there is no area", () => {
  assert.equal(prepareAuroc([1, 2], [true, true])(), null);
  assert.equal(prepareAuroc([], [])(), null);
  assert.equal(prepareAuroc([1, 2], [true, false])([1, 0]), null);
});

import assert from "node:assert/strict";
import { test } from "node:test";
import type { Outcome } from "../../ecg/interpretation.ts";
import { allOf, anyOf, atLeast, negate } from "./truth.ts";

const N: Outcome = "not met";
const U: Outcome = "not assessable";
const B: Outcome = "borderline";
const M: Outcome = "met";

// The table below is the definition written out by hand, not computed.
const PAIRS: readonly [Outcome, Outcome, all: Outcome, any: Outcome][] = [
  [M, M, M, M],
  [M, B, B, M],
  [M, U, U, M],
  [M, N, N, M],
  [B, B, B, B],
  [B, U, U, B],
  [B, N, N, B],
  [U, U, U, U],
  [U, N, N, U],
  [N, N, N, N],
];

test("all is the worst and any the best of two, in either order", () => {
  for (const [a, b, all, any] of PAIRS) {
    for (const pair of [
      [a, b],
      [b, a],
    ]) {
      assert.equal(allOf(pair), all, `all of ${pair}`);
      assert.equal(anyOf(pair), any, `any of ${pair}`);
    }
  }
});

test("no members: all holds and any does not", () => {
  assert.equal(allOf([]), M);
  assert.equal(anyOf([]), N);
});

test("not exchanges met and not met only", () => {
  assert.deepEqual([M, B, U, N].map(negate), [N, B, U, M]);
});

test("atLeast counts members, and any and all are its ends", () => {
  const one = (outcomes: Outcome[]) => outcomes.map((outcome) => ({ outcome, points: 1 }));
  assert.equal(atLeast(2, one([M, N, M])), M);
  assert.equal(atLeast(2, one([M, B, N])), B);
  assert.equal(atLeast(2, one([M, U, N])), U);
  assert.equal(atLeast(2, one([M, U, B])), B, "the borderline one is enough, the unknown one is not needed");
  assert.equal(atLeast(2, one([M, N, N])), N);
  for (const [a, b, all, any] of PAIRS) {
    assert.equal(atLeast(1, one([a, b])), any);
    assert.equal(atLeast(2, one([a, b])), all);
  }
});

test("atLeast adds up points", () => {
  const members = [
    { outcome: M, points: 3 },
    { outcome: B, points: 2 },
    { outcome: U, points: 1 },
  ];
  // 3 points are plain, 5 with the borderline member, 6 only if the unknown one held too
  assert.equal(atLeast(3, members), M);
  assert.equal(atLeast(4, members), B);
  assert.equal(atLeast(5, members), B);
  assert.equal(atLeast(6, members), U);
  assert.equal(atLeast(7, members), N);
});

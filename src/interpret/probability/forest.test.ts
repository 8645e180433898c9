// A tree made by hand: feature 0 at most 0.5 -> leaf 0; else feature 1 at most 10 -> leaf 1, above -> leaf 2.
import assert from "node:assert/strict";
import { test } from "node:test";
import { forestShares, leafOf, type Tree } from "./forest.ts";

const tree: Tree = {
  feature: [0, -1, 1, -1, -1],
  threshold: [0.5, 0, 10, 0, 0],
  child: [1, 0, 3, 0, 0],
  leaf: [-1, 0, -1, 1, 2],
  leaves: [[0, 1000], [0, 250, 2, 500], []],
};
/** One leaf for all: output 1 with a share of 0.8. */
const stump: Tree = { feature: [-1], threshold: [0], child: [0], leaf: [0], leaves: [[1, 800]] };

test("at most the threshold goes left, more goes right", () => {
  assert.equal(leafOf(tree, [0.5, 99]), 0);
  assert.equal(leafOf(tree, [0.51, 10]), 1);
  assert.equal(leafOf(tree, [0.51, 10.1]), 2);
  assert.equal(leafOf(stump, []), 0);
});

test("shares are thousandths of the leaf, averaged over the trees; an output that is not named is 0", () => {
  assert.deepEqual([...forestShares([tree], [0, 0], 3)], [1, 0, 0]);
  assert.deepEqual([...forestShares([tree], [1, 0], 3)], [0.25, 0, 0.5]);
  assert.deepEqual([...forestShares([tree], [1, 11], 3)], [0, 0, 0]);
  assert.deepEqual([...forestShares([tree, stump], [1, 0], 3)], [0.125, 0.4, 0.25]);
});

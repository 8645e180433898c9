import assert from "node:assert/strict";
import { test } from "node:test";
import { prepareAuroc } from "../../bench/auroc.ts";
import { forestShares } from "../../interpret/probability/forest.ts";
import { createRandom } from "../../signal/random.ts";
import { type ForestOptions, growForest, type TrainingRecord } from "./grow-forest.ts";

const options = (changes: Partial<ForestOptions> = {}): ForestOptions => ({
  ...{ trees: 60, leastLeaf: 2, featureShare: 0.5, outputs: 1, kept: 1 },
  random: createRandom(3),
  ...changes,
});
/** Records of uniform features; `positives` says which outputs are true. */
function records(
  count: number,
  features: number,
  positives: (values: Float64Array, uniform: () => number) => number[],
): TrainingRecord[] {
  const random = createRandom(11);
  return Array.from({ length: count }, () => {
    const values = Float64Array.from({ length: features }, () => random.uniform());
    return { values, positives: positives(values, random.uniform) };
  });
}

test("a threshold on one of five features is learnt", () => {
  const known = records(300, 5, (values) => (values[2]! > 0.6 ? [0] : []));
  const { trees, outOfBag } = growForest(known, options());
  const at = (value: number) => forestShares(trees, [0.5, 0.5, value, 0.5, 0.5], 1)[0]!;
  assert.ok(at(0.3) < 0.1, `0.3: ${at(0.3)}`);
  assert.ok(at(0.9) > 0.9, `0.9: ${at(0.9)}`);
  const scores = outOfBag.map((shares) => shares![0]!);
  const area = prepareAuroc(
    scores,
    known.map(({ positives }) => positives.length > 0),
  )();
  assert.ok(area !== null && area > 0.97, `out of bag ${area}`);
});

test("on noise, out-of-bag shares know nothing, though the trees know their own records by heart", () => {
  const noise = records(400, 8, (_, uniform) => [0, 1, 2].filter(() => uniform() < 0.4));
  const { trees, outOfBag } = growForest(noise, options({ outputs: 3, kept: 3 }));
  const mean = (of: (index: number) => ArrayLike<number>) => {
    const areas = [0, 1, 2].map((output) =>
      prepareAuroc(
        noise.map((_, i) => of(i)[output]!),
        noise.map(({ positives }) => positives.includes(output)),
      )(),
    );
    return areas.reduce<number>((sum, area) => sum + area! / 3, 0);
  };
  // one AUROC of 160 against 240 has a standard error of 0.03, the mean of three 0.017: three of them are 0.05
  const honest = mean((i) => outOfBag[i]!);
  assert.ok(Math.abs(honest - 0.5) < 0.05, `out of bag ${honest}`);
  const byHeart = mean((i) => forestShares(trees, noise[i]!.values, 3));
  assert.ok(byHeart > 0.95, `in the bag ${byHeart}`);
});

test("outputs beyond the kept ones guide the splits but stay out of the leaves", () => {
  const known = records(200, 4, (values) => (values[0]! > 0.5 ? [0, 1] : []));
  const { trees, outOfBag } = growForest(known, options({ trees: 10, outputs: 2, kept: 1 }));
  const named = trees.flatMap((tree) => tree.leaves.flatMap((leaf) => leaf.filter((_, i) => i % 2 === 0)));
  assert.deepEqual([...new Set(named)], [0]);
  assert.equal(outOfBag.find((shares) => shares !== null)?.length, 1);
  // output 1 alone is the only thing to split by: without it each tree would be one leaf
  const second = known.map((record) => ({ ...record, positives: record.positives.slice(1) }));
  const guided = growForest(second, options({ trees: 10, outputs: 2, kept: 1 }));
  assert.ok(guided.trees.every((tree) => tree.leaves.length > 1));
});

test("no leaf is smaller than told; equal values and pure nodes are not split", () => {
  const known = records(100, 3, (values) => (values[0]! > 0.5 ? [0] : []));
  const half = growForest(known, options({ leastLeaf: 51 }));
  assert.ok(
    half.trees.every((tree) => tree.leaves.length === 1),
    "100 records have no two leaves of 51",
  );
  const equal = known.map((record) => ({ ...record, values: new Float64Array(3) }));
  assert.ok(growForest(equal, options()).trees.every((tree) => tree.leaves.length === 1));
  const pure = known.map((record) => ({ ...record, positives: [0] }));
  const { trees } = growForest(pure, options());
  assert.ok(trees.every((tree) => tree.leaves.length === 1 && tree.leaves[0]![1] === 1000));
});

test("a record that every tree saw has no out-of-bag share", () => {
  const [only] = records(1, 2, () => [0]);
  assert.deepEqual(growForest([only!], options({ trees: 3 })).outOfBag, [null]);
});

test("the seed decides the forest", () => {
  const known = records(60, 3, (values) => (values[0]! > 0.5 ? [0] : []));
  const of = (seed: number) => growForest(known, options({ trees: 5, random: createRandom(seed) })).trees;
  assert.deepEqual(of(1), of(1));
  assert.notDeepEqual(of(1), of(2));
});

// Extremely randomised trees (Geurts et al. 2006) with many outputs: random thresholds on random features,
// the split that lowers the outputs' summed Gini impurity most. Bagged, so that every record has trees that
// never saw it: their shares calibrate the forest without another split of a small collection.
import type { Tree } from "../../interpret/probability/forest.ts";
import { leafOf } from "../../interpret/probability/forest.ts";
import type { Random } from "../../signal/random.ts";

export interface TrainingRecord {
  readonly values: Float64Array;
  /** Indices of the outputs that are true, those the leaves keep first. */
  readonly positives: readonly number[];
}

export interface ForestOptions {
  readonly trees: number;
  readonly leastLeaf: number;
  /** Share of the features tried at a node. */
  readonly featureShare: number;
  /** All outputs guide the splits; the leaves keep the first `kept`. */
  readonly outputs: number;
  readonly kept: number;
  readonly random: Random;
}

export interface GrownForest {
  readonly trees: readonly Tree[];
  /** Shares by record and kept output from the trees that did not see the record; null: all saw it. */
  readonly outOfBag: readonly (Float64Array | null)[];
}

export function growForest(records: readonly TrainingRecord[], options: ForestOptions): GrownForest {
  const sums = records.map(() => new Float64Array(options.kept));
  const votes = new Uint32Array(records.length);
  const trees: Tree[] = [];
  for (let t = 0; t < options.trees; t++) {
    const sample = records.map(() => Math.floor(options.random.uniform() * records.length));
    const tree = growTree(records, sample, options);
    trees.push(tree);
    const seen = new Set(sample);
    records.forEach((record, index) => {
      if (seen.has(index)) return;
      votes[index]!++;
      const leaf = tree.leaves[leafOf(tree, record.values)]!;
      for (let i = 0; i < leaf.length; i += 2) sums[index]![leaf[i]!]! += leaf[i + 1]! / 1000;
    });
  }
  return {
    trees,
    outOfBag: sums.map((sum, index) =>
      votes[index] === 0 ? null : sum.map((value) => value / votes[index]!),
    ),
  };
}

function growTree(
  records: readonly TrainingRecord[],
  sample: readonly number[],
  options: ForestOptions,
): Tree {
  const tree = {
    feature: [] as number[],
    threshold: [] as number[],
    child: [] as number[],
    leaf: [] as number[],
    leaves: [] as number[][],
  };
  const addNode = (): number => {
    tree.feature.push(-1);
    tree.threshold.push(0);
    tree.child.push(0);
    tree.leaf.push(-1);
    return tree.child.length - 1;
  };
  const open: { node: number; members: readonly number[] }[] = [{ node: addNode(), members: sample }];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const { node, members } = next;
    const split = bestSplit(records, members, options);
    if (split === null) {
      tree.leaf[node] = tree.leaves.length;
      tree.leaves.push(leafShares(records, members, options.kept));
      continue;
    }
    const goesLeft = (member: number): boolean => records[member]!.values[split.feature]! <= split.threshold;
    tree.feature[node] = split.feature;
    tree.threshold[node] = split.threshold;
    const left = addNode();
    const right = addNode();
    tree.child[node] = left;
    open.push({ node: left, members: members.filter(goesLeft) });
    open.push({ node: right, members: members.filter((member) => !goesLeft(member)) });
  }
  return tree;
}

function bestSplit(
  records: readonly TrainingRecord[],
  members: readonly number[],
  { leastLeaf, featureShare, outputs, random }: ForestOptions,
): { feature: number; threshold: number } | null {
  if (members.length < 2 * leastLeaf) return null;
  const featureCount = records[0]!.values.length;
  const total = new Float64Array(outputs);
  for (const member of members) for (const output of records[member]!.positives) total[output]!++;
  if (impurity(total, members.length) < 1e-9) return null;
  const left = new Float64Array(outputs);
  const right = new Float64Array(outputs);
  let best: { feature: number; threshold: number } | null = null;
  let bestImpurity = impurity(total, members.length) - 1e-9;
  for (let tried = 0; tried < featureCount * featureShare; tried++) {
    const feature = Math.floor(random.uniform() * featureCount);
    let low = Number.POSITIVE_INFINITY;
    let high = Number.NEGATIVE_INFINITY;
    for (const member of members) {
      const value = records[member]!.values[feature]!;
      if (value < low) low = value;
      if (value > high) high = value;
    }
    if (!(high > low)) continue;
    // five digits are stored; the split is judged on what is stored
    const threshold = Number((low + random.uniform() * (high - low)).toPrecision(5));
    left.fill(0);
    let leftCount = 0;
    for (const member of members) {
      const record = records[member]!;
      if (record.values[feature]! > threshold) continue;
      leftCount++;
      for (const output of record.positives) left[output]!++;
    }
    if (leftCount < leastLeaf || members.length - leftCount < leastLeaf) continue;
    for (let i = 0; i < outputs; i++) right[i] = total[i]! - left[i]!;
    const after = impurity(left, leftCount) + impurity(right, members.length - leftCount);
    if (after < bestImpurity) {
      bestImpurity = after;
      best = { feature, threshold };
    }
  }
  return best;
}

/** Summed Gini impurity of the outputs, weighted by the number of records. */
function impurity(positives: Float64Array, count: number): number {
  let sum = 0;
  for (let i = 0; i < positives.length; i++) sum += positives[i]! * (1 - positives[i]! / count);
  return sum;
}

function leafShares(records: readonly TrainingRecord[], members: readonly number[], kept: number): number[] {
  const counts = new Map<number, number>();
  for (const member of members) {
    for (const output of records[member]!.positives) {
      if (output < kept) counts.set(output, (counts.get(output) ?? 0) + 1);
    }
  }
  return [...counts].flatMap(([output, count]) => [output, Math.round((1000 * count) / members.length)]);
}

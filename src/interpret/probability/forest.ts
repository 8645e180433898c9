// A forest of randomised trees with many outputs at once, as plain arrays: what the training writes to JSON
// and the interpreter reads. Children of node i are child[i] and child[i] + 1; child 0 marks a leaf.

export interface Tree {
  readonly feature: readonly number[];
  readonly threshold: readonly number[];
  readonly child: readonly number[];
  /** For a leaf its row in `leaves`, else -1. */
  readonly leaf: readonly number[];
  /** Sparse shares in thousandths: output, share, output, share, ... */
  readonly leaves: readonly (readonly number[])[];
}

/** Mean over the trees of the share of each output among the training records in the leaf; 0..1. */
export function forestShares(
  trees: readonly Tree[],
  values: ArrayLike<number>,
  outputs: number,
): Float64Array {
  const shares = new Float64Array(outputs);
  for (const tree of trees) {
    const leaf = tree.leaves[leafOf(tree, values)]!;
    for (let i = 0; i < leaf.length; i += 2) shares[leaf[i]!]! += leaf[i + 1]! / 1000;
  }
  for (let i = 0; i < outputs; i++) shares[i]! /= trees.length;
  return shares;
}

/** Row in `tree.leaves` that these feature values fall into; at most `threshold` goes left. */
export function leafOf(tree: Tree, values: ArrayLike<number>): number {
  let node = 0;
  while (tree.child[node] !== 0) {
    node = tree.child[node]! + (values[tree.feature[node]!]! <= tree.threshold[node]! ? 0 : 1);
  }
  return tree.leaf[node]!;
}

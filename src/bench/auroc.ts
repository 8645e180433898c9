// Area under the ROC curve as the Mann-Whitney statistic, ties counted half (Hanley and McNeil, Radiology
// 1982;143:29), prepared once and then evaluated for many weightings of the same scores.

/**
 * A function from the weight of each item to the AUROC; without weights each counts once. null where one of the two
 * classes has no weight.
 */
export function prepareAuroc(
  scores: ArrayLike<number>,
  positive: readonly boolean[],
): (weights?: ArrayLike<number>) => number | null {
  const order = Array.from(positive.keys()).sort((a, b) => scores[a]! - scores[b]!);
  return (weights) => {
    let wins = 0;
    let positives = 0;
    let negatives = 0;
    for (let start = 0; start < order.length; ) {
      let end = start;
      let tiedPositives = 0;
      let tiedNegatives = 0;
      for (; end < order.length && scores[order[end]!] === scores[order[start]!]; end++) {
        const item = order[end]!;
        const weight = weights?.[item] ?? 1;
        if (positive[item]) tiedPositives += weight;
        else tiedNegatives += weight;
      }
      wins += tiedPositives * (negatives + tiedNegatives / 2);
      positives += tiedPositives;
      negatives += tiedNegatives;
      start = end;
    }
    return positives === 0 || negatives === 0 ? null : wins / (positives * negatives);
  };
}

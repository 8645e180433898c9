// A natural cubic spline through knots: the baseline under the beats.

export interface Knot {
  readonly at: number;
  readonly level: number;
}

/** The natural spline at single samples between its knots. */
export function splineThrough(knots: readonly Knot[]): (at: number) => number {
  const bends = secondDerivatives(knots);
  return (at) => {
    const k = Math.max(
      0,
      knots.findLastIndex((knot, i) => knot.at <= at && i < knots.length - 1),
    );
    const left = knots[k]!;
    const right = knots[k + 1]!;
    const span = right.at - left.at;
    const b = (at - left.at) / span;
    const a = 1 - b;
    const bend = ((a ** 3 - a) * bends[k]! + (b ** 3 - b) * bends[k + 1]!) * span ** 2;
    return a * left.level + b * right.level + bend / 6;
  };
}

/** Of the natural spline at its knots (tridiagonal system, Thomas algorithm). */
export function secondDerivatives(knots: readonly Knot[]): Float64Array {
  const count = knots.length;
  const bends = new Float64Array(count);
  const upper = new Float64Array(count);
  for (let i = 1; i < count - 1; i++) {
    const before = knots[i]!.at - knots[i - 1]!.at;
    const after = knots[i + 1]!.at - knots[i]!.at;
    const change =
      (knots[i + 1]!.level - knots[i]!.level) / after - (knots[i]!.level - knots[i - 1]!.level) / before;
    const pivot = 2 * (before + after) - before * upper[i - 1]!;
    upper[i] = after / pivot;
    bends[i] = (6 * change - before * bends[i - 1]!) / pivot;
  }
  for (let i = count - 2; i > 0; i--) bends[i]! -= upper[i]! * bends[i + 1]!;
  return bends;
}

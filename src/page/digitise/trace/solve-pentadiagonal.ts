// A symmetric, positive definite system whose unknowns meet only their two neighbours on either side: L D L' without
// pivots, in one pass each way.

/** `first[i]` couples i with i + 1, `second[i]` with i + 2. */
export function solvePentadiagonal(
  diagonal: Float64Array,
  first: Float64Array,
  second: Float64Array,
  right: Float64Array,
): Float64Array {
  const count = diagonal.length;
  const pivot = new Float64Array(count);
  const one = new Float64Array(count);
  const two = new Float64Array(count);
  const x = new Float64Array(count);
  for (let i = 0; i < count; i++) {
    const p1 = i > 0 ? pivot[i - 1]! : 0;
    const p2 = i > 1 ? pivot[i - 2]! : 0;
    const l1 = i > 0 ? one[i - 1]! : 0;
    const l2 = i > 1 ? two[i - 2]! : 0;
    pivot[i] = diagonal[i]! - l1 * l1 * p1 - l2 * l2 * p2;
    const before = i > 0 ? two[i - 1]! * l1 * p1 : 0;
    one[i] = i + 1 < count ? (first[i]! - before) / pivot[i]! : 0;
    two[i] = i + 2 < count ? second[i]! / pivot[i]! : 0;
    x[i] = right[i]! - (i > 0 ? l1 * x[i - 1]! : 0) - (i > 1 ? l2 * x[i - 2]! : 0);
  }
  for (let i = count - 1; i >= 0; i--) {
    x[i] =
      x[i]! / pivot[i]! -
      (i + 1 < count ? one[i]! * x[i + 1]! : 0) -
      (i + 2 < count ? two[i]! * x[i + 2]! : 0);
  }
  return x;
}

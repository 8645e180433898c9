// Weighted least squares over a handful of unknowns: normal equations and Gaussian elimination with pivots.

export interface Equation {
  readonly coefficients: readonly number[];
  readonly value: number;
  readonly weight: number;
}

/** The unknowns, or null where the equations do not determine them. */
export function solveLeastSquares(equations: Iterable<Equation>, unknowns: number): number[] | null {
  const matrix = Array.from({ length: unknowns }, () => new Float64Array(unknowns + 1));
  for (const { coefficients, value, weight } of equations) {
    for (let i = 0; i < unknowns; i++) {
      const scaled = weight * coefficients[i]!;
      if (scaled === 0) continue;
      for (let j = 0; j < unknowns; j++) matrix[i]![j] = matrix[i]![j]! + scaled * coefficients[j]!;
      matrix[i]![unknowns] = matrix[i]![unknowns]! + scaled * value;
    }
  }
  const largest = Math.max(...matrix.map((line, i) => Math.abs(line[i]!)));
  for (let i = 0; i < unknowns; i++) {
    let pivot = i;
    for (let k = i + 1; k < unknowns; k++) {
      if (Math.abs(matrix[k]![i]!) > Math.abs(matrix[pivot]![i]!)) pivot = k;
    }
    [matrix[i], matrix[pivot]] = [matrix[pivot]!, matrix[i]!];
    const head = matrix[i]!;
    if (!(Math.abs(head[i]!) > 1e-12 * largest)) return null;
    for (let k = 0; k < unknowns; k++) {
      if (k === i) continue;
      const line = matrix[k]!;
      const factor = line[i]! / head[i]!;
      if (factor !== 0) for (let j = i; j <= unknowns; j++) line[j] = line[j]! - factor * head[j]!;
    }
  }
  return matrix.map((line, i) => line[unknowns]! / line[i]!);
}

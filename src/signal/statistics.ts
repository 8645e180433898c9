// Order statistics and moments used all over the measuring code. Empty input gives null: absent is never 0.

/** The q-quantile (0..1) by linear interpolation between order statistics, or null for no values. */
export function quantile(values: ArrayLike<number>, q: number): number | null {
  const copy = Float64Array.from(values);
  if (copy.length === 0) return null;
  const position = Math.min(Math.max(q, 0), 1) * (copy.length - 1);
  const rank = Math.floor(position);
  const below = select(copy, rank);
  if (position === rank) return below;
  // after selection everything right of `rank` is at least as large: the next order statistic is its minimum
  let above = Number.POSITIVE_INFINITY;
  for (let i = rank + 1; i < copy.length; i++) if (copy[i]! < above) above = copy[i]!;
  return below + (above - below) * (position - rank);
}

/** The value of that rank; reorders `values` (Hoare's quickselect, middle pivot). */
function select(values: Float64Array, rank: number): number {
  let low = 0;
  let high = values.length - 1;
  while (low < high) {
    const pivot = values[(low + high) >> 1]!;
    let i = low;
    let k = high;
    while (i <= k) {
      while (values[i]! < pivot) i++;
      while (values[k]! > pivot) k--;
      if (i <= k) {
        const swap = values[i]!;
        values[i++] = values[k]!;
        values[k--] = swap;
      }
    }
    if (rank <= k) high = k;
    else if (rank >= i) low = i;
    else break;
  }
  return values[rank]!;
}

export function median(values: ArrayLike<number>): number | null {
  return quantile(values, 0.5);
}

export function mean(values: ArrayLike<number>): number | null {
  if (values.length === 0) return null;
  let sum = 0;
  for (let i = 0; i < values.length; i++) sum += values[i]!;
  return sum / values.length;
}

/** Population standard deviation, or null for fewer than two values. */
export function standardDeviation(values: ArrayLike<number>): number | null {
  const centre = mean(values);
  if (centre === null || values.length < 2) return null;
  let sum = 0;
  for (let i = 0; i < values.length; i++) sum += (values[i]! - centre) ** 2;
  return Math.sqrt(sum / values.length);
}

/** Pearson correlation of `a[aStart..]` with `b[bStart..]` over `length` samples; 0 where one is constant. */
export function correlation(
  a: Float64Array,
  b: Float64Array,
  options: { aStart?: number; bStart?: number; length: number },
): number {
  const { aStart = 0, bStart = 0, length } = options;
  let sumA = 0;
  let sumB = 0;
  for (let i = 0; i < length; i++) {
    sumA += a[aStart + i]!;
    sumB += b[bStart + i]!;
  }
  const meanA = sumA / length;
  const meanB = sumB / length;
  let ab = 0;
  let aa = 0;
  let bb = 0;
  for (let i = 0; i < length; i++) {
    const da = a[aStart + i]! - meanA;
    const db = b[bStart + i]! - meanB;
    ab += da * db;
    aa += da * da;
    bb += db * db;
  }
  return aa > 0 && bb > 0 ? ab / Math.sqrt(aa * bb) : 0;
}

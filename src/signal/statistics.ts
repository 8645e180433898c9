// Order statistics and moments used all over the measuring code. Empty input gives null: absent is never 0.
import { scratchArray } from "./scratch-array.ts";

/** The q-quantile (0..1) by linear interpolation between order statistics, or null for no values. */
export function quantile(values: ArrayLike<number>, q: number): number | null {
  const count = values.length;
  if (count === 0) return null;
  const copy = scratchArray(count);
  copy.set(values);
  const position = Math.min(Math.max(q, 0), 1) * (count - 1);
  const rank = Math.floor(position);
  const below = select(copy, count, rank);
  if (position === rank) return below;
  // after selection everything right of `rank` is at least as large: the next order statistic is its minimum
  let above = Number.POSITIVE_INFINITY;
  for (let i = rank + 1; i < count; i++) if (copy[i]! < above) above = copy[i]!;
  return below + (above - below) * (position - rank);
}

/** Fewer values than this are not worth a sample. */
const SAMPLE_FROM = 200;
const SAMPLE_SIZE = 15;

/** The value of that rank among the first `count`, which it reorders. Quickselect with Hoare's partition. */
function select(values: Float64Array, count: number, rank: number): number {
  let low = 0;
  let high = count - 1;
  while (low < high) {
    const pivot =
      high - low < SAMPLE_FROM ? values[(low + high) >> 1]! : likelyPivot(values, low, high, rank);
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

/**
 * Stands in a sample spread over the range where `rank` does in the range itself (after Floyd and Rivest 1975), but
 * never at the sample's ends: what lies beyond a pivot at the end of the range is next to nothing.
 */
function likelyPivot(values: Float64Array, low: number, high: number, rank: number): number {
  const sample = new Float64Array(SAMPLE_SIZE);
  const step = (high - low) / (SAMPLE_SIZE - 1);
  for (let i = 0; i < SAMPLE_SIZE; i++) sample[i] = values[Math.floor(low + i * step)]!;
  insertionSort(sample, SAMPLE_SIZE);
  const place = Math.round(((rank - low) / (high - low)) * (SAMPLE_SIZE - 1));
  return sample[Math.min(Math.max(place, 2), SAMPLE_SIZE - 3)]!;
}

/** Sorts the first `count` values in place: the fastest way for up to a few dozen. */
export function insertionSort(values: Float64Array, count: number): void {
  for (let i = 1; i < count; i++) {
    const value = values[i]!;
    let k = i - 1;
    while (k >= 0 && values[k]! > value) {
      values[k + 1] = values[k]!;
      k--;
    }
    values[k + 1] = value;
  }
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

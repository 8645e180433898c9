// One array for work that is done before the function that asked returns. Typed arrays of a recording's length are what
// the collector is busiest with: to make a new one for every filter and every quantile costs more than either.

/** Longer ones, of over a minute at 1,000 Hz, are not kept. */
const LONGEST_KEPT = 1 << 16;
let kept = new Float64Array(0);

/** At least `count` values, of the last use; whoever asks next gets the same memory. Not for results. */
export function scratchArray(count: number): Float64Array {
  if (count > LONGEST_KEPT) return new Float64Array(count);
  if (kept.length < count) kept = new Float64Array(count);
  return kept;
}

// Invalid samples are bridged by straight lines so that filters can run; what is bridged is never measured:
// the gaps are handed back for the quality gate. Invalid is NaN, infinite, or over a volt: no body gives that,
// and the squares of such numbers overflow.

export interface Gap {
  /** First and one past the last invalid sample. */
  readonly start: number;
  readonly end: number;
}

const LARGEST_MV = 1000;

export function isValid(value: number): boolean {
  // false for NaN too
  return Math.abs(value) <= LARGEST_MV;
}

/**
 * `samples` without NaN, and where the gaps were: themselves where there are none, otherwise a copy. An all-NaN lead
 * becomes zeros with one gap.
 */
export function fillGaps(samples: Float64Array): { filled: Float64Array; gaps: Gap[] } {
  const count = samples.length;
  let i = 0;
  while (i < count && isValid(samples[i]!)) i++;
  if (i === count) return { filled: samples, gaps: [] };
  const filled = samples.slice();
  const gaps: Gap[] = [];
  for (; i < count; i++) {
    if (isValid(samples[i]!)) continue;
    const start = i;
    while (i < count && !isValid(samples[i]!)) i++;
    gaps.push({ start, end: i });
    const before = start > 0 ? samples[start - 1]! : (samples[i] ?? 0);
    const after = i < count ? samples[i]! : before;
    for (let k = start; k < i; k++) {
      filled[k] = before + ((after - before) * (k - start + 1)) / (i - start + 1);
    }
  }
  return { filled, gaps };
}

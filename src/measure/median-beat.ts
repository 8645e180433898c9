// The representative beat: the sample-wise median over the aligned beats of one group, in every lead. The
// median forgets single artefacts and, with varying RR, whatever does not belong to the beat itself.
import { SAMPLE_MS } from "./prepare-signals.ts";

/** Window about the fiducial point. */
export const MEDIAN_BEFORE_MS = 440;
export const MEDIAN_AFTER_MS = 700;
export const MEDIAN_BEFORE = MEDIAN_BEFORE_MS / SAMPLE_MS;
export const MEDIAN_LENGTH = (MEDIAN_BEFORE_MS + MEDIAN_AFTER_MS) / SAMPLE_MS;
/** Half an hour of beats by insertion takes a minute. */
const LONGEST_INSERTION_SORT = 64;

/**
 * Median of `samples` over windows at `fiducials`; index MEDIAN_BEFORE is the fiducial. Outside `part`
 * the result stays 0.
 */
export function medianBeat(
  samples: Float64Array,
  fiducials: readonly number[],
  part: { readonly onset: number; readonly offset: number } = { onset: 0, offset: MEDIAN_LENGTH - 1 },
): Float64Array {
  const result = new Float64Array(MEDIAN_LENGTH);
  const values = new Float64Array(fiducials.length);
  const starts = Int32Array.from(fiducials, (fiducial) => fiducial - MEDIAN_BEFORE);
  const count = samples.length;
  const beats = starts.length;
  let last = 0;
  for (let i = part.onset; i <= part.offset; i++) {
    let known = 0;
    for (let k = 0; k < beats; k++) {
      const index = starts[k]! + i;
      const inside = index >= 0 && index < count;
      // beyond the ends of the recording there is nothing: it goes behind all values
      values[k] = inside ? samples[index]! : Number.POSITIVE_INFINITY;
      if (inside) known++;
    }
    if (beats > LONGEST_INSERTION_SORT) values.sort();
    else sortBeats(values, starts);
    // outside the recording (first or last beat alone) the nearest known value stands in
    last = known > 0 ? middle(values, known) : last;
    result[i] = last;
  }
  return result;
}

/** By insertion; the beats keep the order that they get, because at the next sample it is nearly right already. */
function sortBeats(values: Float64Array, starts: Int32Array): void {
  const beats = values.length;
  for (let i = 1; i < beats; i++) {
    const value = values[i]!;
    const start = starts[i]!;
    let k = i - 1;
    while (k >= 0 && values[k]! > value) {
      values[k + 1] = values[k]!;
      starts[k + 1] = starts[k]!;
      k--;
    }
    values[k + 1] = value;
    starts[k + 1] = start;
  }
}

/** Of the first `count` of sorted values. */
function middle(values: Float64Array, count: number): number {
  const half = count >> 1;
  return count % 2 === 1 ? values[half]! : (values[half - 1]! + values[half]!) / 2;
}

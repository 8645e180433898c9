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

/** Median of `samples` over windows at `fiducials`; index MEDIAN_BEFORE is the fiducial. */
export function medianBeat(samples: Float64Array, fiducials: readonly number[]): Float64Array {
  const result = new Float64Array(MEDIAN_LENGTH);
  const values = new Float64Array(fiducials.length);
  let last = 0;
  for (let i = 0; i < MEDIAN_LENGTH; i++) {
    let count = 0;
    for (const fiducial of fiducials) {
      const index = fiducial - MEDIAN_BEFORE + i;
      if (index >= 0 && index < samples.length) values[count++] = samples[index]!;
    }
    // outside the recording (first or last beat alone) the nearest known value stands in
    last = count > 0 ? middle(values, count) : last;
    result[i] = last;
  }
  return result;
}

/** Median of the first `count` values; insertion sort, because there are rarely more than twenty of them. */
function middle(values: Float64Array, count: number): number {
  if (count > LONGEST_INSERTION_SORT) values.subarray(0, count).sort();
  else insertionSort(values, count);
  const half = count >> 1;
  return count % 2 === 1 ? values[half]! : (values[half - 1]! + values[half]!) / 2;
}

function insertionSort(values: Float64Array, count: number): void {
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

// The representative beat: the sample-wise median over the aligned beats of one group, in every lead. The
// median forgets single artefacts and, with varying RR, whatever does not belong to the beat itself.
import { median } from "../../signal/statistics.ts";
import { SAMPLE_MS } from "../prepare-signals.ts";

/** Window about the fiducial point. */
export const MEDIAN_BEFORE_MS = 440;
export const MEDIAN_AFTER_MS = 700;
export const MEDIAN_BEFORE = MEDIAN_BEFORE_MS / SAMPLE_MS;
export const MEDIAN_LENGTH = (MEDIAN_BEFORE_MS + MEDIAN_AFTER_MS) / SAMPLE_MS;
/** With more beats than this too many change sides from one sample to the next. */
const MOST_HALVED = 64;

/**
 * Median of `samples` over windows at `fiducials`; index MEDIAN_BEFORE is the fiducial. Outside `part` the result stays
 * 0.
 */
export function medianBeat(
  samples: Float64Array,
  fiducials: readonly number[],
  part: { readonly onset: number; readonly offset: number } = { onset: 0, offset: MEDIAN_LENGTH - 1 },
): Float64Array {
  const result = new Float64Array(MEDIAN_LENGTH);
  const starts = fiducials.map((fiducial) => fiducial - MEDIAN_BEFORE);
  const count = samples.length;
  let last = 0;
  for (let from = part.onset; from <= part.offset; ) {
    // one stretch after the other in which the same beats lie inside the recording
    const inside = new Int32Array(starts.filter((start) => start + from >= 0 && start + from < count));
    const to = starts.reduce((next, start) => {
      const change = start + from < 0 ? -start : count - start;
      return change > from ? Math.min(next, change) : next;
    }, part.offset + 1);
    for (let i = from; i < to; i++) {
      // outside the recording (first or last beat alone) the nearest known value stands in
      if (inside.length > 0) last = medianAt(samples, inside, i);
      result[i] = last;
    }
    from = to;
  }
  return result;
}

/** Over beats that start there, of their sample `i`; changes the order of the beats. */
function medianAt(samples: Float64Array, starts: Int32Array, i: number): number {
  return starts.length > MOST_HALVED ? bySelection(samples, starts, i) : byHalves(samples, starts, i);
}

/**
 * The beats are kept in a lower and an upper half, the middle ones side by side: from one sample to the next few change
 * sides, and a look at each tells which.
 */
function byHalves(samples: Float64Array, starts: Int32Array, i: number): number {
  const count = starts.length;
  const half = count >> 1;
  for (;;) {
    let low = Number.NEGATIVE_INFINITY;
    let lowAt = half;
    for (let k = half - 1; k >= 0; k--) {
      const value = samples[starts[k]! + i]!;
      if (value > low) {
        low = value;
        lowAt = k;
      }
    }
    let high = Number.POSITIVE_INFINITY;
    let highAt = half;
    for (let k = half; k < count; k++) {
      const value = samples[starts[k]! + i]!;
      if (value < high) {
        high = value;
        highAt = k;
      }
    }
    if (low <= high) {
      if (half > 0) swap(starts, lowAt, half - 1);
      swap(starts, highAt, half);
      return count % 2 === 1 ? high : (low + high) / 2;
    }
    swap(starts, lowAt, highAt);
  }
}

function swap(starts: Int32Array, a: number, b: number): void {
  const start = starts[a]!;
  starts[a] = starts[b]!;
  starts[b] = start;
}

function bySelection(samples: Float64Array, starts: Int32Array, i: number): number {
  const values = new Float64Array(starts.length);
  for (let k = 0; k < values.length; k++) values[k] = samples[starts[k]! + i]!;
  return median(values)!;
}

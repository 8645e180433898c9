// What a recorder writes while a lead is off: one value over and over, the end of its range or zero. An electrode on a
// body never does that, in asystole neither; left in, it would be a pause, and its steps beats.
import { isValid } from "../../signal/fill-gaps.ts";

/** No two beats of a living heart are so far apart without a noise of one step between them. */
const LEAST_DEAD_MS = 3000;

/** NaN where one value lasts for seconds; the samples themselves where none does. */
export function liveSamples(samples: Float64Array, samplingRateHz: number): Float64Array {
  const least = Math.max(2, Math.ceil((LEAST_DEAD_MS / 1000) * samplingRateHz));
  let live = samples;
  for (let start = 0; start < samples.length; ) {
    let end = start + 1;
    while (end < samples.length && samples[end] === samples[start]) end++;
    if (end - start >= least) {
      if (live === samples) live = samples.slice();
      live.fill(Number.NaN, start, end);
    }
    start = end;
  }
  return live;
}

/** From sample `from` up to before `to`. */
export interface SampleSpan {
  readonly from: number;
  readonly to: number;
}

/** Where no lead has a valid sample for at least so many samples. */
export function commonGaps(leads: readonly Float64Array[], least: number): SampleSpan[] {
  const gaps: SampleSpan[] = [];
  const count = leads[0]?.length ?? 0;
  const isGap = (i: number): boolean => leads.every((samples) => !isValid(samples[i]!));
  for (let i = 0; i < count; i++) {
    if (!isGap(i)) continue;
    const from = i;
    while (i < count && isGap(i)) i++;
    if (i - from >= least) gaps.push({ from, to: i });
  }
  return gaps;
}

// The succession of ectopic beats of one class: couplets, runs, bigeminy, trigeminy and coupling. Counted only; what
// a run is called is for the rules to say. Where a stretch was not seen, no beat is known to follow another.
import type { Beat, BeatClass, Ectopy } from "../../ecg/measurements.ts";
import { median, standardDeviation } from "../../signal/statistics.ts";

/** `intervals` from each beat to the next, ms; null where something between them was not seen; none: all was seen. */
export function ectopyOf(
  beats: readonly Beat[],
  kind: BeatClass,
  intervals: readonly (number | null)[] = [],
): Ectopy {
  const stretches = seenTogether(beats, intervals);
  const ectopic = stretches.map((stretch) => stretch.map((beat) => beat.class === kind));
  const runs = ectopic.flatMap(runLengths);
  // in a run only the first beat is coupled to something else
  const coupling = stretches.flatMap((stretch, s) =>
    stretch.flatMap((beat, i) => {
      const before = stretch[i - 1];
      return ectopic[s]![i] && before && !ectopic[s]![i - 1] ? [beat.rPeakMs - before.rPeakMs] : [];
    }),
  );
  return {
    beats: ectopic.flat().filter(Boolean).length,
    couplets: runs.filter((length) => length === 2).length,
    runs: runs.filter((length) => length >= 3).length,
    longestRunBeats: Math.max(0, ...runs),
    bigeminyCycles: Math.max(0, ...ectopic.map((stretch) => longestCycle(stretch, 1))),
    trigeminyCycles: Math.max(0, ...ectopic.map((stretch) => longestCycle(stretch, 2))),
    couplingMs: rounded(median(coupling)),
    couplingSdMs: rounded(standardDeviation(coupling)),
  };
}

function seenTogether(beats: readonly Beat[], intervals: readonly (number | null)[]): Beat[][] {
  const stretches: Beat[][] = [];
  beats.forEach((beat, i) => {
    if (i > 0 && intervals[i - 1] !== null) stretches.at(-1)!.push(beat);
    else stretches.push([beat]);
  });
  return stretches;
}

function runLengths(ectopic: readonly boolean[]): number[] {
  const lengths: number[] = [];
  ectopic.forEach((is, i) => {
    if (!is) return;
    if (i > 0 && ectopic[i - 1]) lengths[lengths.length - 1]!++;
    else lengths.push(1);
  });
  return lengths;
}

/** Longest succession of `others` beats followed by one ectopic, counted in ectopic beats. */
function longestCycle(ectopic: readonly boolean[], others: number): number {
  const length = others + 1;
  const isCycle = (start: number): boolean =>
    ectopic[start + others] === true && ectopic.slice(start, start + others).every((is) => !is);
  const cycles = new Array<number>(ectopic.length + length).fill(0);
  let longest = 0;
  for (let start = ectopic.length - length; start >= 0; start--) {
    if (isCycle(start)) cycles[start] = 1 + cycles[start + length]!;
    longest = Math.max(longest, cycles[start]!);
  }
  return longest;
}

function rounded(value: number | null): number | null {
  return value === null ? null : Math.round(value);
}

// Couplets and runs of one class of beats, as the beats of a long recording come.
import type { LongEctopy } from "../../ecg/long-measurements.ts";
import type { Beat, BeatClass } from "../../ecg/measurements.ts";
import { mean } from "../../signal/statistics.ts";

/** `rrMs` is null where the beat before was not seen: that ends a run. */
export function ectopicRuns(kind: BeatClass): {
  add(beat: Beat, rrMs: number | null): void;
  result(): LongEctopy;
} {
  const found: LongEctopy = { beats: 0, couplets: 0, runs: 0, longestRun: null };
  let run: { startMs: number; beats: number; rrMs: number[] } | null = null;
  const close = (): void => {
    if (run?.beats === 2) found.couplets++;
    if (run !== null && run.beats >= 3) {
      found.runs++;
      if (run.beats > (found.longestRun?.beats ?? 0)) {
        const { startMs, beats, rrMs } = run;
        found.longestRun = { startMs, beats, bpm: Math.round(60_000 / mean(rrMs)!) };
      }
    }
    run = null;
  };
  return {
    add: (beat, rrMs) => {
      if (rrMs === null || beat.class !== kind) close();
      if (beat.class !== kind) return;
      found.beats++;
      if (run === null) run = { startMs: beat.rPeakMs, beats: 1, rrMs: [] };
      else {
        run.beats++;
        run.rrMs.push(rrMs!);
      }
    },
    result: () => {
      close();
      return { ...found };
    },
  };
}

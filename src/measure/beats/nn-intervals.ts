// Variability of a long recording, from the intervals between two normal beats (Task Force 1996).
import type { LongSummary } from "../../ecg/long-measurements.ts";
import type { Beat } from "../../ecg/measurements.ts";
import { standardDeviation } from "../../signal/statistics.ts";
import { entryAt } from "../morphology/sparse-list.ts";

/** Of SDANN. */
const SEGMENT_MS = 300_000;
const NN50_MS = 50;
const LEAST_COVERED = 0.5;

/** The intervals that end in five minutes. */
interface Segment {
  intervals: number;
  totalMs: number;
}

/** Intervals between two normal beats, and the differences of two such intervals in a row. */
export function nnIntervals(): {
  add(beat: Beat, previous: Beat | null, rrMs: number | null): void;
  result(): LongSummary["rhythm"];
} {
  const intervals: number[] = [];
  const segments: Segment[] = [];
  let last: number | null = null;
  let differences = 0;
  let squares = 0;
  let over50 = 0;
  return {
    add: (beat, previous, rrMs) => {
      const isNormal = rrMs !== null && beat.class === "normal" && previous?.class === "normal";
      if (isNormal) {
        intervals.push(rrMs);
        const segment = entryAt(segments, beat.rPeakMs / SEGMENT_MS, () => ({ intervals: 0, totalMs: 0 }));
        segment.intervals++;
        segment.totalMs += rrMs;
        if (last !== null) {
          differences++;
          squares += (rrMs - last) ** 2;
          if (Math.abs(rrMs - last) > NN50_MS) over50++;
        }
      }
      last = isNormal ? rrMs : null;
    },
    result: () => {
      const covered = segments.filter(
        (segment) => segment !== undefined && segment.totalMs >= LEAST_COVERED * SEGMENT_MS,
      );
      return {
        sdnnMs: rounded(standardDeviation(intervals)),
        sdannMs: rounded(standardDeviation(covered.map((it) => it.totalMs / it.intervals))),
        rmssdMs: differences === 0 ? null : Math.round(Math.sqrt(squares / differences)),
        nn50Share: differences === 0 ? null : Math.round((1000 * over50) / differences) / 1000,
      };
    },
  };
}

function rounded(value: number | null): number | null {
  return value === null ? null : Math.round(value);
}

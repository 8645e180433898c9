// The beats of a long recording as they come: rates by the minute and hour, variability, pauses, ectopic runs. Only
// intervals that were seen without a gap count; a stretch that could not be read ends every succession.
import type { LongHour, LongSummary } from "../../ecg/long-measurements.ts";
import type { Beat, BeatClass } from "../../ecg/measurements.ts";
import { ectopicRuns } from "../beats/ectopic-runs.ts";
import { nnIntervals } from "../beats/nn-intervals.ts";
import { entryAt } from "../morphology/sparse-list.ts";

const MINUTE_MS = 60_000;
const HOUR_MS = 3_600_000;
/** Holter reports list pauses from two seconds; from three on they are called significant (ACC/AHA/HRS 2018). */
export const PAUSE_MS = 2000;
const LONG_PAUSE_MS = 3000;
const MOST_PAUSES = 20;
const LEAST_COVERED = 0.5;

type Rhythm = Pick<LongSummary, "beats" | "rate" | "rhythm" | "pauses" | "ectopy" | "hours">;

/** The intervals that end in one minute. */
interface Minute {
  intervals: number;
  totalMs: number;
}

type Hour = Pick<LongHour, "measuredMs" | "beats" | "pvc" | "pac" | "pauses">;

export interface LongRhythm {
  /** `rrMs[i]`: from the beat before to `beats[i]`; null where there is none, or not known. */
  add(beats: readonly Beat[], rrMs: readonly (number | null)[]): void;
  /** Adds a stretch that could be read. */
  cover(startMs: number, endMs: number): void;
  result(durationMs: number): Rhythm;
}

export function longRhythm(): LongRhythm {
  const byClass: Record<BeatClass, number> = { normal: 0, pvc: 0, pac: 0, paced: 0, fusion: 0, other: 0 };
  const minutes: Minute[] = [];
  const hours: Hour[] = [];
  const pauses: { startMs: number; durationMs: number }[] = [];
  let pauseCount = 0;
  let longPauseCount = 0;
  const normal = nnIntervals();
  const runs = { pvc: ectopicRuns("pvc"), pac: ectopicRuns("pac") };
  let previous: Beat | null = null;
  const hourAt = (ms: number): Hour =>
    entryAt(hours, ms / HOUR_MS, () => ({ measuredMs: 0, beats: 0, pvc: 0, pac: 0, pauses: 0 }));

  const addPause = (startMs: number, durationMs: number): void => {
    pauseCount++;
    if (durationMs >= LONG_PAUSE_MS) longPauseCount++;
    hourAt(startMs).pauses++;
    const place = pauses.findIndex((pause) => pause.durationMs < durationMs);
    pauses.splice(place < 0 ? pauses.length : place, 0, { startMs, durationMs });
    pauses.length = Math.min(pauses.length, MOST_PAUSES);
  };
  const addBeat = (beat: Beat, rrMs: number | null): void => {
    const hour = hourAt(beat.rPeakMs);
    byClass[beat.class]++;
    hour.beats++;
    if (beat.class === "pvc") hour.pvc++;
    if (beat.class === "pac") hour.pac++;
    runs.pvc.add(beat, rrMs);
    runs.pac.add(beat, rrMs);
    if (rrMs !== null) {
      const minute = entryAt(minutes, beat.rPeakMs / MINUTE_MS, () => ({ intervals: 0, totalMs: 0 }));
      minute.intervals++;
      minute.totalMs += rrMs;
      if (rrMs >= PAUSE_MS) addPause(beat.rPeakMs - rrMs, rrMs);
    }
    normal.add(beat, previous, rrMs);
    previous = beat;
  };
  return {
    add: (beats, rrMs) => {
      for (const [i, beat] of beats.entries()) addBeat(beat, rrMs[i] ?? null);
    },
    cover: (startMs, endMs) => {
      for (let at = startMs; at < endMs; ) {
        const until = Math.min(endMs, (Math.floor(at / HOUR_MS) + 1) * HOUR_MS);
        hourAt(at).measuredMs += until - at;
        at = until;
      }
    },
    result: (durationMs) => {
      const perMinuteBpm = filled(minutes, durationMs / MINUTE_MS, minuteRate);
      const total = Object.values(byClass).reduce((sum, count) => sum + count, 0);
      const slowest = extremeOf(perMinuteBpm, (a, b) => a < b);
      const fastest = extremeOf(perMinuteBpm, (a, b) => a > b);
      return {
        beats: { total, byClass: { ...byClass } },
        rate: { meanBpm: rateOf(minutes), minBpm: slowest, maxBpm: fastest, perMinuteBpm },
        rhythm: normal.result(),
        pauses: { fromMs: PAUSE_MS, count: pauseCount, over3s: longPauseCount, longest: [...pauses] },
        ectopy: { pvc: runs.pvc.result(), pac: runs.pac.result() },
        hours: filled(hours, durationMs / HOUR_MS, (hour, index) => {
          const rates = perMinuteBpm.slice(index * 60, index * 60 + 60).filter((bpm) => bpm !== null);
          return {
            startMs: index * HOUR_MS,
            measuredMs: hour?.measuredMs ?? 0,
            beats: hour?.beats ?? 0,
            meanBpm: rateOf(minutes.slice(index * 60, index * 60 + 60)),
            minBpm: rates.length === 0 ? null : Math.min(...rates),
            maxBpm: rates.length === 0 ? null : Math.max(...rates),
            pvc: hour?.pvc ?? 0,
            pac: hour?.pac ?? 0,
            pauses: hour?.pauses ?? 0,
          };
        }),
      };
    },
  };
}

function minuteRate(minute: Minute | undefined): number | null {
  return minute !== undefined && minute.totalMs >= LEAST_COVERED * MINUTE_MS ? rateOf([minute]) : null;
}

/** Over all their intervals; null for none. */
function rateOf(minutes: readonly (Minute | undefined)[]): number | null {
  let intervals = 0;
  let totalMs = 0;
  for (const minute of minutes) {
    intervals += minute?.intervals ?? 0;
    totalMs += minute?.totalMs ?? 0;
  }
  return intervals === 0 ? null : Math.round((10 * MINUTE_MS * intervals) / totalMs) / 10;
}

function extremeOf(
  rates: readonly (number | null)[],
  isBeyond: (a: number, b: number) => boolean,
): { bpm: number; startMs: number } | null {
  let found: { bpm: number; startMs: number } | null = null;
  for (const [minute, bpm] of rates.entries()) {
    if (bpm !== null && (found === null || isBeyond(bpm, found.bpm)))
      found = { bpm, startMs: minute * MINUTE_MS };
  }
  return found;
}

/** One entry for each begun unit of time, also where nothing is in the sparse list. */
function filled<T, R>(
  list: readonly T[],
  length: number,
  entry: (value: T | undefined, index: number) => R,
): R[] {
  return Array.from({ length: Math.ceil(length) }, (_, index) => entry(list[index], index));
}

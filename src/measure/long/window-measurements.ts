// The Measurements of one window of a long recording, made from those of the window with its surroundings: only the
// beats between the two cuts, numbered through, all times counted from the start of the recording. Values that
// describe many beats at once (intervals, medians) stay those of the window with its surroundings.
import type {
  Beat,
  BeatWaves,
  GlobalMeasurements,
  LeadMeasurements,
  Measurements,
  Sequences,
} from "../../ecg/measurements.ts";
import { ectopyOf } from "../beats/ectopy.ts";

export interface WindowPlace {
  /** Of the first sample measured, from the start of the recording. */
  readonly offsetMs: number;
  /** The window itself, for its record. */
  readonly startMs: number;
  readonly durationMs: number;
  /** Beats from the first cut on, before the second, are the window's own; milliseconds of the recording. */
  readonly fromMs: number;
  readonly toMs: number;
  readonly firstBeat: number;
  /** From the beat before the first one and to the beat after the last one; null where there is none to be seen. */
  readonly rrBeforeMs: number | null;
  readonly rrAfterMs: number | null;
}

export function windowMeasurements(measured: Measurements, place: WindowPlace): Measurements {
  const { startMs, durationMs, fromMs, toMs, firstBeat } = place;
  const time = timesFrom(place.offsetMs);
  const isOwn = (ms: number): boolean => time(ms) >= fromMs && time(ms) < toMs;
  const own = measured.beats.filter((beat) => isOwn(beat.rPeakMs));
  const numbers = new Map(own.map((beat, i) => [beat.index, firstBeat + i]));
  const beats = own.map(
    (beat): Beat => ({
      ...beat,
      index: numbers.get(beat.index)!,
      rPeakMs: time(beat.rPeakMs),
      qrsOnsetMs: beat.qrsOnsetMs === null ? null : time(beat.qrsOnsetMs),
      qrsOffsetMs: beat.qrsOffsetMs === null ? null : time(beat.qrsOffsetMs),
    }),
  );
  const kept = own.map((beat) => beat.index);
  const leads = Object.entries(measured.leads).map(([name, lead]): [string, LeadMeasurements] => [
    name,
    {
      ...lead,
      waves: kept.map((beat) => wavesAt(lead.waves[beat]!, numbers.get(beat)!, time)),
      sequences: sequencesOf(lead.sequences, kept, place),
    },
  ]);
  const classes = measured.classes.flatMap((entry) => {
    const members = entry.beats.flatMap((beat) => numbers.get(beat) ?? []);
    if (members.length === 0) return [];
    return [{ ...entry, beats: members, share: Math.round((members.length / beats.length) * 1000) / 1000 }];
  });
  return {
    ...measured,
    record: { ...measured.record, startMs, durationMs },
    beats,
    leads: Object.fromEntries(leads),
    global: globalOf(measured.global, {
      beats,
      intervals: leads[0]?.[1].sequences.rrInterval2 ?? [],
      own: (times) => times.filter(isOwn).map(time),
    }),
    classes,
  };
}

/** Working samples lie 2 ms apart: thousandths of a millisecond only take away what addition leaves behind. */
export function timesFrom(offsetMs: number): (ms: number) => number {
  return (ms) => Math.round((ms + offsetMs) * 1000) / 1000;
}

function globalOf(
  global: GlobalMeasurements,
  {
    beats,
    intervals,
    own,
  }: {
    readonly beats: readonly Beat[];
    /** To the next beat; null where something between was not seen. */
    readonly intervals: readonly (number | null)[];
    own(times: readonly number[]): number[];
  },
): GlobalMeasurements {
  return {
    ...global,
    ectopy: { pvc: ectopyOf(beats, "pvc", intervals), pac: ectopyOf(beats, "pac", intervals) },
    atrial: { ...global.atrial, nonConductedPMs: own(global.atrial.nonConductedPMs) },
    pacing: {
      ...global.pacing,
      spikesMs: own(global.pacing.spikesMs),
      pacedBeats: beats.filter((beat) => beat.class === "paced").length,
    },
  };
}

function wavesAt({ p, qrs, t }: BeatWaves, beat: number, time: (ms: number) => number): BeatWaves {
  const moved = <W extends { onsetMs: number; peakMs: number; offsetMs: number }>(wave: W | null): W | null =>
    wave && {
      ...wave,
      onsetMs: time(wave.onsetMs),
      peakMs: time(wave.peakMs),
      offsetMs: time(wave.offsetMs),
    };
  return { beat, p: moved(p), qrs: moved(qrs), t: moved(t) };
}

function sequencesOf(
  sequences: Sequences,
  kept: readonly number[],
  { rrBeforeMs, rrAfterMs }: WindowPlace,
): Sequences {
  const own = Object.fromEntries(
    Object.entries(sequences).map(([name, values]) => [name, kept.map((beat) => values[beat] ?? null)]),
  ) as Sequences;
  if (kept.length === 0) return own;
  own.rrInterval1[0] = rrBeforeMs === null ? null : Math.round(rrBeforeMs);
  own.rrInterval2[kept.length - 1] = rrAfterMs === null ? null : Math.round(rrAfterMs);
  // of the first beat these two follow the interval to the next where there is none before
  const rrMs = own.rrInterval1[0] ?? own.rrInterval2[0] ?? null;
  const qtMs = own.qtInterval[0] ?? null;
  own.heartRate[0] = rrMs === null ? null : Math.round(60_000 / rrMs);
  own.qtcInterval[0] = rrMs === null || qtMs === null ? null : Math.round(qtMs / Math.sqrt(rrMs / 1000));
  return own;
}

// A recording of any length, measured in windows with bounded memory. Each window sees a few seconds beyond its seams;
// the cut between two windows keeps clear of the beats that the earlier one sees there, so that a few milliseconds of
// disagreement about an R peak at the seam neither lose nor double the beat.
import type { LongResult } from "../../ecg/long-measurements.ts";
import type { Measurements } from "../../ecg/measurements.ts";
import type { Recording } from "../../ecg/recording.ts";
import type { RecordingStream } from "../../formats/recording-stream.ts";
import { measureRecording } from "../measure-recording.ts";
import { hidesBetween, type Stretch, unseenStretches } from "../waves/unseen-stretches.ts";
import { longSummary } from "./long-summary.ts";
import { type MeasuredPart, measureParts } from "./measure-parts.ts";
import { timesFrom, windowMeasurements } from "./window-measurements.ts";

/**
 * The longest recording that has one set of values, and every wave of every beat in one object: the excerpts of
 * fifteen minutes that wave boundaries are read in are measured whole. Beyond, rate and shape change too much for one
 * median beat, and memory grows with the length.
 */
export const LONGEST_WHOLE_MS = 1_200_000;
/** Enough beats for a median and for what is irregular, short enough for what changes with the hour. */
export const WINDOW_MS = 60_000;
/** Five beats at an ordinary rate: what filters, the isoelectric line and the class of a beat ask of its neighbours. */
export const CONTEXT_MS = 5000;

export interface MeasureStreamOptions {
  /** Called with windows of the recording; `measureRecording` by default. */
  readonly measure?: (recording: Recording) => Measurements;
  readonly windowMs?: number;
  readonly contextMs?: number;
}

export type StreamPart =
  | { readonly kind: "window"; readonly measurements: Measurements }
  | { readonly kind: "summary"; readonly result: LongResult };

/** Yields the windows in order, each once the next is measured, and the summary of all at last. */
export async function* measureStream(
  stream: RecordingStream,
  { measure = measureRecording, windowMs = WINDOW_MS, contextMs = CONTEXT_MS }: MeasureStreamOptions = {},
): AsyncGenerator<StreamPart> {
  const summary = longSummary(stream.head, { windowMs, contextMs });
  const finish = (part: TimedPart, seams: Seams): StreamPart => {
    const measurements = withSeams(part, seams);
    summary.add(measurements);
    return { kind: "window", measurements };
  };
  let held: TimedPart | null = null;
  let before: Seam = START;
  let firstBeat = 0;
  for await (const measured of measureParts(stream, { measure, windowMs, contextMs })) {
    summary.look(measured.window);
    const next = timedPart(measured);
    if (held !== null) {
      const after = seamBetween(held, next, before.atMs);
      const part = finish(held, { before, after, firstBeat });
      yield part;
      if (part.kind === "window") firstBeat += part.measurements.beats.length;
      before = after;
    }
    held = next;
  }
  if (held !== null) yield finish(held, { before, after: END, firstBeat });
  yield { kind: "summary", result: summary.result() };
}

/** A measured part in times of the recording. */
interface TimedPart {
  readonly measured: Measurements;
  readonly offsetMs: number;
  readonly startMs: number;
  readonly endMs: number;
  readonly rPeaksMs: readonly number[];
  readonly unseen: readonly Stretch[];
}

interface Seam {
  readonly atMs: number;
  /** The interval across it; null where one cannot be told. */
  readonly rrMs: number | null;
}

interface Seams {
  readonly before: Seam;
  readonly after: Seam;
  readonly firstBeat: number;
}

const START: Seam = { atMs: Number.NEGATIVE_INFINITY, rrMs: null };
const END: Seam = { atMs: Number.POSITIVE_INFINITY, rrMs: null };
/** Two beats are further apart than that; R peaks of one beat in two windows are not. */
const CLEAR_OF_BEAT_MS = 150;

function timedPart({ measured, window }: MeasuredPart): TimedPart {
  const { first, coreFirst, coreEnd, recording } = window;
  const ms = (sample: number): number => (sample / recording.samplingRateHz) * 1000;
  const offsetMs = ms(first);
  const time = timesFrom(offsetMs);
  const usable = (lead: string): boolean => measured.quality.leads[lead]?.usable === true;
  return {
    measured,
    offsetMs,
    startMs: timesFrom(0)(ms(coreFirst)),
    endMs: timesFrom(0)(ms(coreEnd)),
    rPeaksMs: measured.beats.map((beat) => time(beat.rPeakMs)),
    unseen: unseenStretches(recording, usable).map(({ fromMs, toMs }) => ({
      fromMs: fromMs + offsetMs,
      toMs: toMs + offsetMs,
    })),
  };
}

function seamBetween(part: TimedPart, next: TimedPart, fromMs: number): Seam {
  const atMs = cutAt(part);
  const last = part.rPeaksMs.findLast((ms) => ms >= fromMs && ms < atMs);
  const first = next.rPeaksMs.find((ms) => ms >= atMs);
  const known =
    last !== undefined &&
    first !== undefined &&
    first < next.endMs &&
    !hidesBetween([...part.unseen, ...next.unseen], last, first);
  return { atMs, rrMs: known ? first - last : null };
}

function cutAt({ rPeaksMs, endMs }: TimedPart): number {
  const least = (rPeaksMs.findLast((ms) => ms < endMs) ?? Number.NEGATIVE_INFINITY) + CLEAR_OF_BEAT_MS;
  const most = (rPeaksMs.find((ms) => ms >= endMs) ?? Number.POSITIVE_INFINITY) - CLEAR_OF_BEAT_MS;
  if (least > most) return (least + most) / 2;
  return Math.min(Math.max(endMs, least), most);
}

function withSeams(
  { measured, offsetMs, startMs, endMs }: TimedPart,
  { before, after, firstBeat }: Seams,
): Measurements {
  return windowMeasurements(measured, {
    offsetMs,
    startMs,
    durationMs: endMs - startMs,
    fromMs: before.atMs,
    toMs: after.atMs,
    firstBeat,
    rrBeforeMs: before.rrMs,
    rrAfterMs: after.rrMs,
  });
}

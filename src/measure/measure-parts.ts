// A stream measured window by window, in order. A window that cannot be read, or that loses a lead which is good in a
// half of it, is measured again in halves, so that ten bad seconds do not cost a minute.
import type { Measurements } from "../ecg/measurements.ts";
import type { Recording } from "../ecg/recording.ts";
import type { RecordingStream } from "../formats/recording-stream.ts";
import { leadQuality } from "../signal/lead-quality.ts";
import {
  partOfWindow,
  type StreamWindow,
  streamWindows,
  type WindowLengths,
  type WindowPlan,
} from "./long/stream-windows.ts";

/** A shorter part has too few beats for a median, and costs more for its surroundings than for itself. */
const LEAST_PART_MS = 15_000;

export interface MeasuredPart {
  /** Times from the start of this part's samples, surroundings included. */
  readonly measured: Measurements;
  readonly window: StreamWindow;
}

export async function* measureParts(
  stream: RecordingStream,
  options: WindowLengths & { readonly measure: (recording: Recording) => Measurements },
): AsyncGenerator<MeasuredPart> {
  for await (const window of streamWindows(stream, options)) yield* partsOf(window, options);
}

function* partsOf(
  window: StreamWindow,
  options: { readonly measure: (recording: Recording) => Measurements; readonly contextMs: number },
): Generator<MeasuredPart> {
  const measured = options.measure(window.recording);
  const halves = halvesOf(window, options.contextMs);
  if (halves !== null && gainsByHalves(measured, halves)) {
    for (const half of halves) yield* partsOf(half, options);
  } else {
    yield { measured, window };
  }
}

function halvesOf(window: StreamWindow, contextMs: number): StreamWindow[] | null {
  const { first, end, coreFirst, coreEnd, recording } = window;
  const at = (ms: number): number => Math.round((ms / 1000) * recording.samplingRateHz);
  if (coreEnd - coreFirst < at(2 * LEAST_PART_MS)) return null;
  const middle = Math.round((coreFirst + coreEnd) / 2);
  const context = at(contextMs);
  const plans: WindowPlan[] = [
    { first, end: Math.min(end, middle + context), coreFirst, coreEnd: middle },
    { first: Math.max(first, middle - context), end, coreFirst: middle, coreEnd },
  ];
  return plans.map((plan) => partOfWindow(window, plan));
}

function gainsByHalves({ quality, record }: Measurements, halves: readonly StreamWindow[]): boolean {
  const lost = record.leads.filter((lead) => quality.leads[lead]?.usable === false);
  // refused although every lead is fine: no beats, or none alike
  if (lost.length === 0) return quality.verdict === "unusable";
  return halves.some(({ recording }) =>
    recording.leads.some(
      ({ name, samplesMv }) => lost.includes(name) && leadQuality(samplesMv, recording.samplingRateHz).usable,
    ),
  );
}

// A part of a recording, by time: ten seconds of a day.
import { UsageError } from "../ecg/errors.ts";
import { boundedRange, type RecordingHead, type RecordingStream } from "./recording-stream.ts";

export interface TimeWindow {
  readonly fromMs: number;
  /** To the end where it is left out. */
  readonly durationMs?: number | undefined;
}

/**
 * Only the samples and marks of the window, times counted from its start; further signals stay behind. Throws
 * UsageError for a window that starts outside.
 */
export function windowOf(stream: RecordingStream, { fromMs, durationMs }: TimeWindow): RecordingStream {
  const { head } = stream;
  const samplesIn = (ms: number) => Math.round((ms / 1000) * head.samplingRateHz);
  const first = samplesIn(fromMs);
  if (!(first >= 0 && first < head.sampleCount)) {
    const lengthMs = (head.sampleCount / head.samplingRateHz) * 1000;
    throw new UsageError(`a window from ${fromMs} ms, wanted one inside the ${lengthMs} ms recorded`);
  }
  const left = head.sampleCount - first;
  const sampleCount = durationMs === undefined ? left : Math.min(left, Math.max(1, samplesIn(durationMs)));
  return {
    head: headOfWindow(head, { first, sampleCount }),
    chunks: (range = {}) => {
      const { fromSample, endSample, chunkSamples } = boundedRange(range, sampleCount);
      return stream.chunks({
        fromSample: first + fromSample,
        sampleCount: endSample - fromSample,
        chunkSamples,
      });
    },
  };
}

function headOfWindow(
  head: RecordingHead,
  { first, sampleCount }: { readonly first: number; readonly sampleCount: number },
): RecordingHead {
  const { otherSignals: _otherSignals, ...rest } = head;
  const fromMs = (first / head.samplingRateHz) * 1000;
  const lengthMs = (sampleCount / head.samplingRateHz) * 1000;
  return {
    ...rest,
    sampleCount,
    recordedAt: later(head.recordedAt, fromMs),
    annotations: (head.annotations ?? [])
      .map((annotation) => ({ ...annotation, timeMs: annotation.timeMs - fromMs }))
      .filter(({ timeMs, durationMs }) => timeMs + durationMs >= 0 && timeMs < lengthMs),
  };
}

/** A local time moved by milliseconds; null where there is none. */
function later(dateTime: string | null | undefined, ms: number): string | null {
  const time = dateTime ? Date.parse(`${dateTime}Z`) : Number.NaN;
  return Number.isNaN(time) ? null : new Date(time + ms).toISOString().slice(0, -1);
}

// A stream cut into consecutive windows, each with what comes before and after it: filters, medians and the beats at
// the seams need neighbours. One pass over the samples; two windows of them are held at most.
import { UsageError } from "../../ecg/errors.ts";
import type { Recording } from "../../ecg/recording.ts";
import type { RecordingHead, RecordingStream } from "../../formats/recording-stream.ts";

/** Sample numbers of the whole recording; ends are one past the last. */
export interface WindowPlan {
  /** With what comes before and after it. */
  readonly first: number;
  readonly end: number;
  /** The window itself; the windows of a recording tile it. */
  readonly coreFirst: number;
  readonly coreEnd: number;
}

export interface StreamWindow extends WindowPlan {
  /** From `first` to `end`, times counted from `first`. */
  readonly recording: Recording;
}

export interface WindowLengths {
  readonly windowMs: number;
  /** Before and after the window, where the recording has it. */
  readonly contextMs: number;
}

/** Of all leads in one window with its surroundings, of which three are held; 160 MB each as Float64. */
export const MOST_WINDOW_SAMPLES = 20_000_000;

/** The last window takes what is left: between half of a window and one and a half. */
export function planWindows(
  { sampleCount, samplingRateHz }: Pick<RecordingHead, "sampleCount" | "samplingRateHz">,
  { windowMs, contextMs }: WindowLengths,
): WindowPlan[] {
  const at = (ms: number): number => Math.round((ms / 1000) * samplingRateHz);
  const count = Math.max(1, Math.round(sampleCount / Math.max(1, at(windowMs))));
  const context = at(contextMs);
  return Array.from({ length: count }, (_, index) => {
    const coreFirst = at(index * windowMs);
    const coreEnd = index === count - 1 ? sampleCount : at((index + 1) * windowMs);
    return {
      first: Math.max(0, coreFirst - context),
      end: Math.min(sampleCount, coreEnd + context),
      coreFirst,
      coreEnd,
    };
  });
}

/** Stops where the samples end, also before the promised count. Throws UsageError for windows that are too large. */
export async function* streamWindows(
  stream: RecordingStream,
  lengths: WindowLengths,
): AsyncGenerator<StreamWindow> {
  const { head } = stream;
  checkWindowSamples(head, lengths);
  const chunkSamples = Math.max(1, Math.round((lengths.windowMs / 1000) * head.samplingRateHz));
  const chunks = stream.chunks({ chunkSamples })[Symbol.asyncIterator]();
  let previous: { readonly plan: WindowPlan; readonly leads: readonly Float64Array[] } | null = null;
  let chunk: readonly Float64Array[] = [];
  let used = 0;
  try {
    for (const plan of planWindows(head, lengths)) {
      let leads = head.leadNames.map(() => new Float64Array(plan.end - plan.first));
      let filled = 0;
      if (previous !== null) {
        const from = plan.first - previous.plan.first;
        for (const [lead, samples] of leads.entries()) samples.set(previous.leads[lead]!.subarray(from));
        filled = previous.plan.end - plan.first;
      }
      while (filled < plan.end - plan.first) {
        if (used === (chunk[0]?.length ?? 0)) {
          const next = await chunks.next();
          if (next.done === true) break;
          [chunk, used] = [next.value, 0];
        }
        const take = Math.min((chunk[0]?.length ?? 0) - used, plan.end - plan.first - filled);
        for (const [lead, samples] of leads.entries())
          samples.set(chunk[lead]!.subarray(used, used + take), filled);
        filled += take;
        used += take;
      }
      const end = plan.first + filled;
      if (end <= plan.coreFirst && previous !== null) return;
      if (end < plan.end) leads = leads.map((samples) => samples.slice(0, filled));
      const bounded = { ...plan, end, coreEnd: Math.min(plan.coreEnd, end) };
      yield { ...bounded, recording: recordingOf(head, leads, bounded) };
      if (end < plan.end) return;
      previous = { plan, leads };
    }
  } finally {
    await chunks.return?.();
  }
}

function checkWindowSamples(
  { name, leadNames, sampleCount, samplingRateHz }: RecordingHead,
  { windowMs, contextMs }: WindowLengths,
): void {
  const inWindow = Math.round(((windowMs + 2 * contextMs) / 1000) * samplingRateHz);
  const samples = leadNames.length * Math.min(sampleCount, inWindow);
  if (samples <= MOST_WINDOW_SAMPLES) return;
  throw new UsageError(
    `${name}: ${leadNames.length} leads at ${samplingRateHz} Hz have ${samples} samples in a window of ` +
      `${windowMs / 1000} s, wanted at most ${MOST_WINDOW_SAMPLES}: choose shorter windows`,
  );
}

function recordingOf(
  head: RecordingHead,
  leads: readonly Float64Array[],
  { first, end }: WindowPlan,
): Recording {
  const { leadNames, sampleCount: _, otherSignals: __, annotations = [], ...rest } = head;
  const [fromMs, toMs] = [first, end].map((sample) => (sample / head.samplingRateHz) * 1000) as [
    number,
    number,
  ];
  return {
    ...rest,
    leads: leadNames.map((name, lead) => ({ name, samplesMv: leads[lead]! })),
    annotations: annotations
      .filter(({ timeMs, durationMs }) => timeMs + durationMs >= fromMs && timeMs < toMs)
      .map((annotation) => ({ ...annotation, timeMs: annotation.timeMs - fromMs })),
  };
}

/** A part of a window as a window of its own, samples shared. */
export function partOfWindow(window: StreamWindow, plan: WindowPlan): StreamWindow {
  const { recording, first } = window;
  const byMs = ((plan.first - first) / recording.samplingRateHz) * 1000;
  return {
    ...plan,
    recording: {
      ...recording,
      leads: recording.leads.map(({ name, samplesMv }) => ({
        name,
        samplesMv: samplesMv.subarray(plan.first - first, plan.end - first),
      })),
      annotations: (recording.annotations ?? []).map((annotation) => ({
        ...annotation,
        timeMs: annotation.timeMs - byMs,
      })),
    },
  };
}

// A stream measured window by window, in order. A window that cannot be read is measured again in parts: cut where all
// leads went off and came back, or halved, so that ten bad seconds do not cost a minute. One that can be read, but loses
// a lead which is good in a half of it, is halved too.
import type { Measurements } from "../../ecg/measurements.ts";
import type { Recording } from "../../ecg/recording.ts";
import type { RecordingStream } from "../../formats/recording-stream.ts";
import { leadQuality } from "../../signal/lead-quality.ts";
import { commonGaps, liveSamples } from "./live-samples.ts";
import {
  partOfWindow,
  type StreamWindow,
  streamWindows,
  type WindowLengths,
  type WindowPlan,
} from "./stream-windows.ts";

/** A shorter part has too few beats for a median, and costs more for its surroundings than for itself. */
const LEAST_PART_MS = 15_000;
/** Shorter gaps stay inside a part: it is measured around them. */
const LEAST_GAP_MS = 2000;

export interface MeasuredPart {
  /** Times from the start of this part's samples, surroundings included. */
  readonly measured: Measurements;
  /** Leads that are off are NaN in its recording. */
  readonly window: StreamWindow;
}

interface PartOptions extends WindowLengths {
  readonly measure: (recording: Recording) => Measurements;
}

export async function* measureParts(
  stream: RecordingStream,
  options: PartOptions,
): AsyncGenerator<MeasuredPart> {
  for await (const window of streamWindows(stream, options)) {
    yield* partsOf({ given: window, live: liveWindow(window) }, options);
  }
}

/** The same part twice: as it is in the file, and without what the recorder wrote while a lead was off. */
interface Part {
  readonly given: StreamWindow;
  readonly live: StreamWindow;
}

function* partsOf(part: Part, options: PartOptions): Generator<MeasuredPart> {
  const measured = options.measure(readable(part));
  const parts = betterParts(part, { measured, contextMs: options.contextMs });
  if (parts === null) yield { measured, window: part.live };
  else for (const one of parts) yield* partsOf(one, options);
}

/** A lead that is off throughout stays as it is: why it cannot be read ("flat") says more than "missing". */
function readable({ given, live }: Part): Recording {
  if (given === live) return given.recording;
  const leads = live.recording.leads.map((lead, index) =>
    lead.samplesMv.some((value) => !Number.isNaN(value)) ? lead : given.recording.leads[index]!,
  );
  return { ...live.recording, leads };
}

/** The parts that say more than the whole; null where none would. */
function betterParts(
  part: Part,
  { measured, contextMs }: { readonly measured: Measurements; readonly contextMs: number },
): Part[] | null {
  const { quality, record } = measured;
  const lost = record.leads.filter((lead) => quality.leads[lead]?.usable === false);
  const unusable = quality.verdict === "unusable";
  const between = unusable ? betweenGaps(part.live, contextMs) : null;
  if (between !== null) return between.map((plan) => cut(part, plan));
  const halves = halvesOf(part.live, contextMs)?.map((plan) => cut(part, plan)) ?? null;
  // refused although every lead is fine: no beats, or none alike
  if (halves === null || (lost.length === 0 && unusable)) return halves;
  return halves.some((half) => regains(half, { lost, unusable, contextMs })) ? halves : null;
}

/** Whether a lead that was lost is good in here; of what is lost altogether any readable part is wanted. */
function regains(
  part: Part,
  options: { readonly lost: readonly string[]; readonly unusable: boolean; readonly contextMs: number },
): boolean {
  const { recording } = part.live;
  const isGood = recording.leads.some(
    ({ name, samplesMv }) =>
      options.lost.includes(name) && leadQuality(samplesMv, recording.samplingRateHz).usable,
  );
  if (isGood || !options.unusable) return isGood;
  const halves = halvesOf(part.live, options.contextMs) ?? [];
  return halves.some((plan) => regains(cut(part, plan), options));
}

function halvesOf({ first, end, coreFirst, coreEnd, recording }: StreamWindow, contextMs: number) {
  const at = (ms: number): number => Math.round((ms / 1000) * recording.samplingRateHz);
  if (coreEnd - coreFirst < at(2 * LEAST_PART_MS)) return null;
  const middle = Math.round((coreFirst + coreEnd) / 2);
  const context = at(contextMs);
  return [
    { first, end: Math.min(end, middle + context), coreFirst, coreEnd: middle },
    { first: Math.max(first, middle - context), end, coreFirst: middle, coreEnd },
  ];
}

/** The window cut at the ends of its gaps, each part with surroundings up to the next gap; null where nothing is cut. */
function betweenGaps({ first, end, coreFirst, coreEnd, recording }: StreamWindow, contextMs: number) {
  const at = (ms: number): number => Math.round((ms / 1000) * recording.samplingRateHz);
  const context = at(contextMs);
  const leads = recording.leads.map(({ samplesMv }) => samplesMv);
  const gaps = commonGaps(leads, Math.max(1, at(LEAST_GAP_MS))).map(({ from, to }) => ({
    from: first + from,
    to: first + to,
  }));
  const plans: WindowPlan[] = [];
  let seenFrom = first;
  for (const gap of [...gaps, { from: end, to: end }]) {
    const own = { coreFirst: Math.max(coreFirst, seenFrom), coreEnd: Math.min(coreEnd, gap.from) };
    if (own.coreEnd > own.coreFirst) {
      const before = Math.max(seenFrom, own.coreFirst - context);
      plans.push({ first: before, end: Math.min(gap.from, own.coreEnd + context), ...own });
    }
    const [from, to] = [Math.max(coreFirst, gap.from), Math.min(coreEnd, gap.to)];
    if (to > from) plans.push({ first: from, end: to, coreFirst: from, coreEnd: to });
    seenFrom = gap.to;
  }
  const isWhole = plans.length === 1 && plans[0]!.first === first && plans[0]!.end === end;
  return isWhole ? null : plans;
}

function cut({ given, live }: Part, plan: WindowPlan): Part {
  const ofGiven = partOfWindow(given, plan);
  return given === live
    ? { given: ofGiven, live: ofGiven }
    : { given: ofGiven, live: partOfWindow(live, plan) };
}

function liveWindow(window: StreamWindow): StreamWindow {
  const { recording } = window;
  const leads = recording.leads.map(({ name, samplesMv }) => ({
    name,
    samplesMv: liveSamples(samplesMv, recording.samplingRateHz),
  }));
  const isSame = leads.every(({ samplesMv }, index) => samplesMv === recording.leads[index]!.samplesMv);
  return isSame ? window : { ...window, recording: { ...recording, leads } };
}

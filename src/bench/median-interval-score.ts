// What a clinician reads is not one boundary but an interval of the whole lead: the median PR, QRS, QT, P and T of
// each record and lead, from detections against the same medians of the manual marks.
import { mean, median } from "../signal/statistics.ts";
import { type LeadPair, type LeadWaves, markedSpan, type Wave } from "./delineation-score.ts";

export const INTERVALS = ["PR", "QRS", "QT", "P", "T"] as const;

export type IntervalName = (typeof INTERVALS)[number];

/** Shares are of all record-leads where the reference has the interval: what was not found counts against. */
export interface IntervalScore {
  readonly count: number;
  readonly found: number | null;
  readonly meanMs: number | null;
  readonly sdMs: number | null;
  readonly medianAbsoluteMs: number | null;
  readonly within10Ms: number | null;
  readonly within20Ms: number | null;
}

type Medians = Record<IntervalName, number | null>;

interface Span {
  readonly first: number;
  readonly last: number;
}

/** The score of each interval over all leads. */
export function scoreMedianIntervals(
  pairs: Iterable<LeadPair>,
  { samplingRateHz }: { samplingRateHz: number },
): Record<IntervalName, IntervalScore> {
  const errors: Record<IntervalName, (number | null)[]> = { PR: [], QRS: [], QT: [], P: [], T: [] };
  for (const { reference, detected } of pairs) {
    const span = markedSpan(reference);
    if (span === null) continue;
    const wanted = medianIntervals(reference, { samplingRateHz, span: null });
    const got = medianIntervals(detected, { samplingRateHz, span });
    for (const name of INTERVALS) {
      const truth = wanted[name];
      const value = got[name];
      if (truth !== null)
        errors[name].push(value === null ? null : ((value - truth) * 1000) / samplingRateHz);
    }
  }
  return Object.fromEntries(INTERVALS.map((name) => [name, summary(errors[name])])) as Record<
    IntervalName,
    IntervalScore
  >;
}

function summary(all: readonly (number | null)[]): IntervalScore {
  const found = all.filter((error) => error !== null);
  const centre = mean(found);
  const share = (part: number): number | null => (all.length === 0 ? null : part / all.length);
  const within = (limit: number): number | null => share(found.filter((e) => Math.abs(e) <= limit).length);
  return {
    count: all.length,
    found: share(found.length),
    meanMs: centre,
    sdMs: centre === null ? null : Math.sqrt(mean(found.map((e) => (e - centre) ** 2))!),
    medianAbsoluteMs: median(found.map(Math.abs)),
    within10Ms: within(10),
    within20Ms: within(20),
  };
}

/**
 * Medians of one lead in samples. PR is to the last P onset within 500 ms before the QRS, QT to the first T offset
 * within 800 ms of its onset. A span keeps detections to the marked part of the lead, give or take 150 ms.
 */
export function medianIntervals(
  waves: LeadWaves,
  { samplingRateHz, span }: { samplingRateHz: number; span: Span | null },
): Medians {
  const samples = (ms: number): number => (ms * samplingRateHz) / 1000;
  const margin = samples(150);
  const inSpan = (onset: number): boolean =>
    span === null || (span.first - margin <= onset && onset <= span.last + margin);
  const whole = (list: readonly Wave[]): { onset: number; offset: number }[] =>
    list.flatMap(([onset, , offset]) =>
      onset !== null && offset !== null && inSpan(onset) ? [{ onset, offset }] : [],
    );
  const durations = (list: readonly Wave[]): number[] =>
    whole(list).map(({ onset, offset }) => offset - onset);
  const pOnsets = waves.p.flatMap((wave) => wave[0] ?? []);
  const tOffsets = waves.t.flatMap((wave) => wave[2] ?? []);
  const pr: number[] = [];
  const qt: number[] = [];
  for (const { onset, offset } of whole(waves.qrs)) {
    const before = pOnsets.filter((p) => onset - samples(500) < p && p < onset);
    if (before.length > 0) pr.push(onset - Math.max(...before));
    const after = tOffsets.filter((t) => offset < t && t < onset + samples(800));
    if (after.length > 0) qt.push(Math.min(...after) - onset);
  }
  return {
    PR: median(pr),
    QRS: median(durations(waves.qrs)),
    QT: median(qt),
    P: median(durations(waves.p)),
    T: median(durations(waves.t)),
  };
}

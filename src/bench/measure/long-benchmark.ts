// Long two-lead recordings of known truth, measured in windows as days of ECG are, and once in one piece: what the
// seams cost is the difference.
import { streamOf } from "../../formats/recording-stream.ts";
import { PAUSE_MS } from "../../measure/long/long-rhythm.ts";
import { measureStream } from "../../measure/long/measure-stream.ts";
import { mean, standardDeviation } from "../../signal/statistics.ts";
import type { Measure } from "./exact-condition.ts";
import { type PauseScore, type RPeakScore, scorePauses, scoreRPeaks, type TrueBeats } from "./long-score.ts";
import { type LongSignalDefinition, longSignal } from "./long-signals.ts";

export interface RPeakSummary {
  readonly beats: number;
  readonly missed: number;
  readonly extra: number;
  readonly f1: number | null;
  readonly meanMs: number | null;
  readonly sdMs: number | null;
}

export interface LongSignalResult {
  readonly name: string;
  readonly windows: RPeakSummary;
  readonly pauses: PauseScore;
  readonly onePiece: RPeakSummary;
  /** Beats of the windows held against those of the one piece. */
  readonly against: RPeakSummary & { readonly largestMs: number | null };
}

export interface LongBenchmark {
  readonly signals: readonly LongSignalResult[];
  readonly all: { readonly windows: RPeakSummary; readonly onePiece: RPeakSummary };
  readonly pauses: PauseScore;
  readonly hours: number;
  /** CPU time of an hour of ECG, in windows. */
  readonly cpuSecondsAnHour: number;
}

export interface LongBenchmarkOptions {
  readonly definitions: readonly LongSignalDefinition[];
  readonly seeds: readonly number[];
  readonly durationMs: number;
  readonly measure: Measure;
}

export async function longBenchmark(options: LongBenchmarkOptions): Promise<LongBenchmark> {
  const { definitions, seeds, durationMs, measure } = options;
  const runs: OneRun[] = [];
  const signals: LongSignalResult[] = [];
  for (const definition of definitions) {
    const own: OneRun[] = [];
    for (const seed of seeds) own.push(await runOne(definition, { seed, durationMs, measure }));
    runs.push(...own);
    const against = own.map((run) => run.against);
    const apart = against.flatMap(({ errorsMs }) => errorsMs.map(Math.abs));
    signals.push({
      name: definition.name,
      windows: summaryOf(own.map((run) => run.windows)),
      pauses: sumOfPauses(own),
      onePiece: summaryOf(own.map((run) => run.onePiece)),
      against: { ...summaryOf(against), largestMs: apart.length === 0 ? null : Math.max(...apart) },
    });
  }
  const hours = (runs.length * durationMs) / 3_600_000;
  return {
    signals,
    all: {
      windows: summaryOf(runs.map((run) => run.windows)),
      onePiece: summaryOf(runs.map((run) => run.onePiece)),
    },
    pauses: sumOfPauses(runs),
    hours,
    cpuSecondsAnHour: runs.reduce((sum, run) => sum + run.cpuSeconds, 0) / hours,
  };
}

interface OneRun {
  readonly windows: RPeakScore;
  readonly onePiece: RPeakScore;
  readonly against: RPeakScore;
  readonly pauses: PauseScore;
  readonly cpuSeconds: number;
}

async function runOne(
  definition: LongSignalDefinition,
  { seed, durationMs, measure }: { seed: number; durationMs: number; measure: Measure },
): Promise<OneRun> {
  const signal = longSignal(definition, { durationMs, seed });
  const begun = process.cpuUsage();
  const inWindows: number[] = [];
  const pausesMs: number[] = [];
  for await (const part of measureStream(streamOf(signal.recording), { measure })) {
    if (part.kind === "summary") continue;
    const { beats, leads } = part.measurements;
    const rrMs = Object.values(leads)[0]?.sequences.rrInterval1 ?? [];
    for (const [i, { rPeakMs }] of beats.entries()) {
      inWindows.push(rPeakMs);
      const beforeMs = rrMs[i] ?? 0;
      if (beforeMs >= PAUSE_MS) pausesMs.push(rPeakMs - beforeMs);
    }
  }
  const { user, system } = process.cpuUsage(begun);
  const onePiece = measure(signal.recording).beats.map((beat) => beat.rPeakMs);
  const pieces: TrueBeats = { rPeaksMs: onePiece, unseen: [] };
  return {
    windows: scoreRPeaks(signal, inWindows),
    onePiece: scoreRPeaks(signal, onePiece),
    against: scoreRPeaks(pieces, inWindows),
    pauses: scorePauses(signal, { foundMs: pausesMs, fromMs: PAUSE_MS }),
    cpuSeconds: (user + system) / 1e6,
  };
}

function summaryOf(scores: readonly RPeakScore[]): RPeakSummary {
  const sum = (of: (score: RPeakScore) => number): number =>
    scores.reduce((total, score) => total + of(score), 0);
  const [beats, missed, extra] = [sum((one) => one.beats), sum((one) => one.missed), sum((one) => one.extra)];
  const found = beats - missed;
  const errorsMs = scores.flatMap((score) => score.errorsMs);
  return {
    ...{ beats, missed, extra },
    f1: beats + found + extra === 0 ? null : (2 * found) / (beats + found + extra),
    meanMs: mean(errorsMs),
    sdMs: standardDeviation(errorsMs),
  };
}

function sumOfPauses(runs: readonly OneRun[]): PauseScore {
  const sum = (of: (score: PauseScore) => number): number =>
    runs.reduce((total, { pauses }) => total + of(pauses), 0);
  return {
    pauses: sum((one) => one.pauses),
    missed: sum((one) => one.missed),
    extra: sum((one) => one.extra),
  };
}

// Wave boundaries against the manual marks of LUDB, all leads, by the protocol of `delineation-score.ts`.

import type { LudbLead } from "../datasets/read-ludb-annotations.ts";
import { readLudbAnnotations } from "../datasets/read-ludb-annotations.ts";
import type { Measurements } from "../ecg/measurements.ts";
import { measureRecording } from "../measure/measure-recording.ts";
import {
  type LeadPair,
  type LeadWaves,
  type PointScore,
  scoreDelineation,
  type Wave,
} from "./delineation-score.ts";
import { decimal, failureLines, markdownTable, percent } from "./markdown-table.ts";
import type { MeasurerOf } from "./measure/our-measurers.ts";
import { type IntervalScore, scoreMedianIntervals } from "./median-interval-score.ts";
import { type CollectionRun, type Failure, overCollection } from "./over-collection.ts";

/** Of LUDB, and of the marks that are compared. */
const SAMPLING_RATE_HZ = 500;

/** By record and lead, in samples at 500 Hz. */
export type Detections = Record<string, Record<string, LeadWaves>>;

export interface DelineationBenchmark {
  readonly records: number;
  readonly failures: readonly Failure[];
  readonly points: Readonly<Record<string, PointScore>>;
  readonly intervals: Readonly<Record<string, IntervalScore>>;
  readonly detections: Detections;
}

export interface DelineationRun extends CollectionRun {
  /** By record id: what measures it without having learnt from it; the classical path where nothing is said. */
  readonly measurerOf?: MeasurerOf | undefined;
}

/** Measures every record of the collection and scores its waves. */
export async function delineationBenchmark(run: DelineationRun): Promise<DelineationBenchmark> {
  const measurerOf = run.measurerOf ?? (() => measureRecording);
  const { results, failures } = await overCollection(run, async ({ recording, entry, path }) => ({
    record: recording.name,
    reference: await readLudbAnnotations(path),
    detected: detectedWaves(measurerOf(entry.id)(recording)),
  }));
  const pairs: LeadPair[] = results.flatMap(({ record, reference, detected }) =>
    Object.entries(reference).map(([lead, marks]) => ({
      record,
      reference: marks,
      detected: detected[lead as LudbLead] ?? { p: [], qrs: [], t: [] },
    })),
  );
  return {
    records: results.length,
    failures,
    points: scoreDelineation(pairs, { samplingRateHz: SAMPLING_RATE_HZ }),
    intervals: scoreMedianIntervals(pairs, { samplingRateHz: SAMPLING_RATE_HZ }),
    detections: Object.fromEntries(results.map(({ record, detected }) => [record, detected])),
  };
}

/** Waves by LUDB's lower-case lead names; a wave that was not found is left out. */
export function detectedWaves(measurements: Measurements): Record<string, LeadWaves> {
  const point = (ms: number): number => (ms * SAMPLING_RATE_HZ) / 1000;
  return Object.fromEntries(
    Object.entries(measurements.leads).map(([lead, { waves }]) => {
      const marks = (kind: "p" | "qrs" | "t"): Wave[] =>
        waves.flatMap(({ [kind]: wave }) =>
          wave === null ? [] : [[point(wave.onsetMs), point(wave.peakMs), point(wave.offsetMs)]],
        );
      return [lead.toLowerCase(), { p: marks("p"), qrs: marks("qrs"), t: marks("t") }];
    }),
  );
}

export function delineationMarkdown({
  records,
  failures,
  points,
  intervals,
}: Omit<DelineationBenchmark, "detections">): string {
  const pointRows = Object.entries(points).map(([name, score]) => [
    name,
    String(score.count),
    percent(score.sensitivity, 2),
    percent(score.positivePredictiveValue, 2),
    percent(score.f1, 2),
    decimal(score.meanMs),
    decimal(score.sdMs),
    decimal(score.sdByRecordMs),
    decimal(score.meanAbsoluteMs),
    percent(score.withinCse),
  ]);
  const intervalRows = Object.entries(intervals).map(([name, score]) => [
    name,
    String(score.count),
    percent(score.found),
    decimal(score.meanMs),
    decimal(score.sdMs),
    decimal(score.medianAbsoluteMs),
    percent(score.within10Ms),
    percent(score.within20Ms),
  ]);
  return `## Wave boundaries: ${records} LUDB records, 12 leads

${markdownTable(
  ["point", "n", "Se %", "PPV %", "F1 %", "mean ms", "SD ms", "SD by record", "MAE ms", "in CSE 2 SD %"],
  pointRows,
)}

Medians of a lead, over records and leads:

${markdownTable(
  ["interval", "n", "found %", "mean ms", "SD ms", "median abs ms", "within 10 ms %", "within 20 ms %"],
  intervalRows,
)}${failureLines(failures)}
`;
}

// The same signals under one condition (a sampling rate, a length, a set of leads): what was found and how exactly.
import type { Measurements } from "../../ecg/measurements.ts";
import type { Recording } from "../../ecg/recording.ts";
import type { ExactEcg } from "../../simulate/exact-ecg.ts";
import { compareExact, compareForms, type FormComparison } from "./exact-comparison.ts";
import {
  type ExactScore,
  type FormScore,
  type NamedComparison,
  scoreExact,
  scoreForms,
} from "./exact-score.ts";
import { countZeros } from "./exact-zeros.ts";

/** What is put to the test. */
export type Measure = (recording: Recording) => Measurements;

export interface BeatCount {
  readonly beats: number;
  readonly missed: number;
  readonly extra: number;
}

export interface ConditionScore {
  readonly condition: string;
  readonly ecgs: number;
  /** Judged unusable: nothing was measured. */
  readonly refused: readonly string[];
  readonly beats: BeatCount;
  readonly scores: readonly ExactScore[];
  readonly forms: readonly FormScore[];
  /** Values reported as exactly 0 that should be null. */
  readonly zeros: number;
}

/** A beat is found within this time of its true QRS. */
const BEAT_WITHIN_MS = 60;

/** `measure` may make another recording of each ECG's own before it measures. */
export function scoreCondition(
  condition: string,
  ecgs: readonly ExactEcg[],
  measure: Measure,
): ConditionScore {
  const comparisons: NamedComparison[] = [];
  const forms: FormComparison[] = [];
  const refused: string[] = [];
  const beats = { beats: 0, missed: 0, extra: 0 };
  let zeros = 0;
  for (const ecg of ecgs) {
    const measured = measure(ecg.recording);
    if (measured.quality.verdict === "unusable") refused.push(ecg.name);
    comparisons.push(...compareExact(ecg.truth, measured).map((one) => ({ ...one, from: ecg.name })));
    forms.push(...compareForms(ecg.truth, measured));
    const spans = ecg.qrsOnsetsMs.map((ms): [number, number] => [ms, ms + (ecg.truth.qrs?.offsetMs ?? 0)]);
    const found = matchBeats(
      spans,
      measured.beats.map((beat) => beat.rPeakMs),
    );
    beats.beats += spans.length;
    beats.missed += found.missed;
    beats.extra += found.extra;
    zeros += countZeros(measured);
  }
  return {
    condition,
    ecgs: ecgs.length,
    refused,
    beats,
    scores: scoreExact(comparisons),
    forms: scoreForms(forms),
    zeros,
  };
}

/** Each true QRS (from, to) takes one found beat; what is left over is extra. */
export function matchBeats(
  spans: readonly (readonly [number, number])[],
  foundMs: readonly number[],
): { missed: number; extra: number } {
  const left = [...foundMs];
  let missed = 0;
  for (const [from, to] of spans) {
    const at = left.findIndex((ms) => ms >= from - BEAT_WITHIN_MS && ms <= to + BEAT_WITHIN_MS);
    if (at < 0) missed++;
    else left.splice(at, 1);
  }
  return { missed, extra: left.length };
}

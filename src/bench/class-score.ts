// One class of a many-label task: what was stated against what was found. Proportions carry Wilson intervals; F1 is
// no proportion, so its interval comes from resampling patients.
import { type Proportion, wilsonInterval } from "../signal/wilson-interval.ts";
import { clusteredBootstrap, type Interval } from "./confidence-intervals.ts";

/** One recording in the eyes of one class. */
export interface Judgement {
  readonly id: string;
  /** Recordings of one person share it. */
  readonly patient: string;
  /** By the reference labels. */
  readonly stated: boolean;
  /** By us. */
  readonly found: boolean;
}

export interface ClassScore {
  readonly name: string;
  readonly truePositives: number;
  readonly falsePositives: number;
  readonly falseNegatives: number;
  readonly trueNegatives: number;
  readonly sensitivity: Proportion;
  readonly specificity: Proportion;
  readonly positivePredictiveValue: Proportion;
  /** null where the class was neither stated nor found. */
  readonly f1: number | null;
  readonly f1Interval: Interval | null;
  /** Record ids: found and not stated, stated and not found. */
  readonly wronglyFound: readonly string[];
  readonly missed: readonly string[];
}

export function scoreClass(name: string, judgements: readonly Judgement[]): ClassScore {
  const ids = (stated: boolean, found: boolean): string[] =>
    judgements.filter((j) => j.stated === stated && j.found === found).map(({ id }) => id);
  const truePositives = ids(true, true).length;
  const trueNegatives = ids(false, false).length;
  const wronglyFound = ids(false, true);
  const missed = ids(true, false);
  return {
    name,
    truePositives,
    falsePositives: wronglyFound.length,
    falseNegatives: missed.length,
    trueNegatives,
    sensitivity: wilsonInterval(truePositives, truePositives + missed.length),
    specificity: wilsonInterval(trueNegatives, trueNegatives + wronglyFound.length),
    positivePredictiveValue: wilsonInterval(truePositives, truePositives + wronglyFound.length),
    f1: f1Score(judgements),
    f1Interval: clusteredBootstrap({
      clusters: judgements.map(({ patient }) => patient),
      statistic: (weights) => f1Score(judgements, weights),
    }),
    wronglyFound,
    missed,
  };
}

/** 2 TP / (2 TP + FP + FN), each judgement counted `weights` times (once unless told); null for 0 / 0. */
export function f1Score(
  judgements: readonly Pick<Judgement, "stated" | "found">[],
  weights?: ArrayLike<number>,
): number | null {
  let both = 0;
  let either = 0;
  for (let i = 0; i < judgements.length; i++) {
    const { stated, found } = judgements[i]!;
    if (!stated && !found) continue;
    const weight = weights?.[i] ?? 1;
    if (stated && found) both += weight;
    else either += weight;
  }
  return both + either === 0 ? null : (2 * both) / (2 * both + either);
}

// The five diagnostic superclasses of PTB-XL as a many-label task, in the two numbers that are published for it
// (macro F1, Hamming loss), and macro AUROC where there are probabilities (Strodthoff et al., IEEE J Biomed Health
// Inform 2021;25:1519). Intervals resample patients.
import { STATEMENTS_OF, SUPERCLASSES, type Superclass } from "../datasets/scp-superclasses.ts";
import { mean } from "../signal/statistics.ts";
import { prepareAuroc } from "./auroc.ts";
import { type ClassScore, f1Score, scoreClass } from "./class-score.ts";
import { clusteredBootstrap, type Interval } from "./confidence-intervals.ts";

export interface Estimate {
  readonly value: number | null;
  readonly interval: Interval | null;
}

/** One recording: the superclasses stated by its labels, and those that we found. */
export interface SuperclassJudgement {
  readonly id: string;
  readonly patient: string;
  readonly stated: ReadonlySet<Superclass>;
  readonly found: ReadonlySet<Superclass>;
}

export interface SuperclassScore {
  readonly classes: readonly ClassScore[];
  /** Mean F1 of the classes that were stated or found. */
  readonly macroF1: Estimate;
  /** Share of the record-class pairs that are wrong. */
  readonly hammingLoss: Estimate;
}

export function scoreSuperclasses(records: readonly SuperclassJudgement[]): SuperclassScore {
  const judged = SUPERCLASSES.map((name) => ({
    name,
    judgements: records.map(({ id, patient, stated, found }) => ({
      id,
      patient,
      stated: stated.has(name),
      found: found.has(name),
    })),
  }));
  const wrong = records.map(
    ({ stated, found }) =>
      SUPERCLASSES.filter((name) => stated.has(name) !== found.has(name)).length / SUPERCLASSES.length,
  );
  const macroF1 = (weights?: ArrayLike<number>): number | null =>
    mean(judged.flatMap(({ judgements }) => f1Score(judgements, weights) ?? []));
  const hamming = (weights?: ArrayLike<number>): number | null => weightedMean(wrong, weights);
  return {
    classes: judged.map(({ name, judgements }) => scoreClass(name, judgements)),
    macroF1: estimate(records, macroF1),
    hammingLoss: estimate(records, hamming),
  };
}

export interface SuperclassProbabilities {
  readonly patient: string;
  readonly stated: ReadonlySet<Superclass>;
  readonly probabilities: Readonly<Record<Superclass, number>>;
}

export interface SuperclassAuroc {
  readonly classes: Readonly<Record<Superclass, Estimate>>;
  /** Mean over the classes; null where one of them is not there to rank. */
  readonly macro: Estimate;
}

export function superclassAuroc(records: readonly SuperclassProbabilities[]): SuperclassAuroc {
  const areas = SUPERCLASSES.map((name) =>
    prepareAuroc(
      records.map(({ probabilities }) => probabilities[name]),
      records.map(({ stated }) => stated.has(name)),
    ),
  );
  const macro = (weights?: ArrayLike<number>): number | null => {
    const values = areas.map((area) => area(weights));
    return values.includes(null) ? null : mean(values.map(Number));
  };
  return {
    classes: Object.fromEntries(
      SUPERCLASSES.map((name, place) => [name, estimate(records, areas[place]!)]),
    ) as Record<Superclass, Estimate>,
    macro: estimate(records, macro),
  };
}

/**
 * The probability that a record has any statement of a superclass, from those of its statements: noisy or. Within a
 * superclass the statements are partly alternatives (which wall is infarcted: the sum would be right) and partly say
 * the same thing (LVH, septal hypertrophy: the largest would be right); noisy or lies between the two.
 */
export function superclassProbabilities(
  statements: Readonly<Record<string, number>>,
): Record<Superclass, number> {
  return Object.fromEntries(
    SUPERCLASSES.map((name) => [
      name,
      1 - STATEMENTS_OF[name].reduce((none, code) => none * (1 - (statements[code] ?? 0)), 1),
    ]),
  ) as Record<Superclass, number>;
}

function estimate(
  records: readonly { patient: string }[],
  statistic: (weights?: ArrayLike<number>) => number | null,
): Estimate {
  const clusters = records.map(({ patient }) => patient);
  return { value: statistic(), interval: clusteredBootstrap({ clusters, statistic }) };
}

function weightedMean(values: readonly number[], weights?: ArrayLike<number>): number | null {
  let sum = 0;
  let total = 0;
  for (const [i, value] of values.entries()) {
    const weight = weights?.[i] ?? 1;
    sum += weight * value;
    total += weight;
  }
  return total === 0 ? null : sum / total;
}

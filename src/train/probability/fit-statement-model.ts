// Fits the forest and its calibration on one set of records, and measures it on patients it never saw.

import { forestShares } from "../../interpret/probability/forest.ts";
import type {
  Calibration,
  ReliabilityBin,
  StatementModel,
} from "../../interpret/probability/statement-model.ts";
import { calibrated } from "../../interpret/probability/statement-model.ts";
import { createRandom } from "../../signal/random.ts";
import { mean, median } from "../../signal/statistics.ts";
import { wilsonInterval } from "../../signal/wilson-interval.ts";
import { growForest } from "./grow-forest.ts";
import { patientFolds } from "./patient-folds.ts";
import { type CalibrationCase, NEUTRAL_PRIOR, plattScale } from "./platt.ts";

export interface LabelledRecord {
  readonly id: string;
  readonly patient: string;
  /** In the order of the features; NaN where not measured. */
  readonly features: readonly number[];
  readonly labels: readonly string[];
  /** How surely the rules state each code (statedStrengths). */
  readonly stated: ReadonlyMap<string, number>;
  /** Coarser classes of the labels: they guide the splits and are not kept. */
  readonly superclasses: readonly string[];
}

export type FittedCore = Pick<
  StatementModel,
  "medians" | "statements" | "labelled" | "calibration" | "trees"
>;

const FOLDS = 10;
const TREES = 150;
const LEAST_LEAF = 2;
const FEATURE_SHARE = 0.3;
const BINS = [0.01, 0.02, 0.05, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1];

export function fitCore(
  records: readonly LabelledRecord[],
  statements: readonly string[],
  seed: number,
): FittedCore {
  const width = records[0]?.features.length ?? 0;
  const medians = Array.from({ length: width }, (_, feature) => {
    const known = records.map((record) => record.features[feature]!).filter(Number.isFinite);
    return Number((median(known) ?? 0).toPrecision(6));
  });
  const superclasses = [...new Set(records.flatMap((record) => record.superclasses))].sort();
  const outputs = [...statements, ...superclasses.map((name) => `superclass ${name}`)];
  const place = new Map(outputs.map((name, index) => [name, index]));
  const forest = growForest(
    records.map((record) => ({
      values: filled(record.features, medians),
      positives: [...record.labels, ...record.superclasses.map((name) => `superclass ${name}`)]
        .map((name) => place.get(name))
        .filter((index) => index !== undefined),
    })),
    {
      trees: TREES,
      leastLeaf: LEAST_LEAF,
      featureShare: FEATURE_SHARE,
      outputs: outputs.length,
      kept: statements.length,
      random: createRandom(seed),
    },
  );
  const cases = statements.map((code, index): CalibrationCase[] =>
    records.flatMap((record, n) => {
      const shares = forest.outOfBag[n];
      const label = record.labels.includes(code) ? 1 : 0;
      return shares ? [{ share: shares[index]!, stated: record.stated.get(code) ?? 0, label }] : [];
    }),
  );
  const prior = commonPrior(cases);
  const calibration = cases.map((own) => plattScale(own, prior));
  const labelled = statements.map((code) => records.filter((record) => record.labels.includes(code)).length);
  return { medians, statements, labelled, calibration, trees: forest.trees };
}

/** What a statement weighs when the rules state it, averaged over those with enough records to tell. */
function commonPrior(cases: readonly (readonly CalibrationCase[])[]): Calibration {
  const telling = cases.filter(
    (own) => own.filter((c) => c.label === 1).length >= 8 && own.some((c) => c.stated > 0),
  );
  const weights = telling.map((own) => plattScale(own, NEUTRAL_PRIOR).stated);
  return { ...NEUTRAL_PRIOR, stated: mean(weights) ?? 0 };
}

export function predict(core: FittedCore, record: LabelledRecord): Record<string, number> {
  const shares = forestShares(core.trees, filled(record.features, core.medians), core.statements.length);
  return Object.fromEntries(
    core.statements.map((code, i) => [
      code,
      calibrated(shares[i]!, record.stated.get(code) ?? 0, core.calibration[i]!),
    ]),
  );
}

/** Probabilities of every record from a model that saw none of its patient's records. */
export function outOfFold(
  records: readonly LabelledRecord[],
  statements: readonly string[],
  seed: number,
): Map<string, Record<string, number>> {
  const folds = patientFolds(
    records.map((record) => record.patient),
    FOLDS,
    createRandom(seed),
  );
  const result = new Map<string, Record<string, number>>();
  for (let fold = 0; fold < FOLDS; fold++) {
    const core = fitCore(
      records.filter((_, i) => folds[i] !== fold),
      statements,
      seed + fold + 1,
    );
    records.forEach((record, i) => {
      if (folds[i] === fold) result.set(record.id, predict(core, record));
    });
  }
  return result;
}

/** How often predictions of each size came true, pooled over statements. */
export function reliability(
  records: readonly LabelledRecord[],
  predictions: ReadonlyMap<string, Readonly<Record<string, number>>>,
): ReliabilityBin[] {
  const pairs = records.flatMap((record) =>
    Object.entries(predictions.get(record.id) ?? {}).map(([code, probability]) => ({
      probability,
      label: Number(record.labels.includes(code)),
    })),
  );
  return BINS.map((to, index) => {
    const from = BINS[index - 1] ?? 0;
    const inside = pairs.filter((p) => p.probability > from && p.probability <= to);
    const hits = inside.reduce((sum, p) => sum + p.label, 0);
    const { rate, low, high } = wilsonInterval(hits, inside.length);
    const meanPredicted = inside.reduce((sum, p) => sum + p.probability, 0) / Math.max(inside.length, 1);
    return {
      from,
      to,
      predictions: inside.length,
      meanPredicted: rounded(meanPredicted),
      observed: rounded(rate ?? (from + to) / 2),
      low: rounded(low ?? 0),
      high: rounded(high ?? 1),
    };
  });
}

function filled(features: readonly number[], medians: readonly number[]): Float64Array {
  return Float64Array.from(features, (value, index) => (Number.isFinite(value) ? value : medians[index]!));
}

function rounded(value: number): number {
  return Math.round(value * 10_000) / 10_000;
}

// Calibrated probability of every SCP statement the model knows, for one recording.
import { STATEMENTS_OF } from "../../datasets/scp-superclasses.ts";
import type { Finding } from "../../ecg/interpretation.ts";
import { STANDARD_LEADS } from "../../ecg/lead-names.ts";
import type { Measurements } from "../../ecg/measurements.ts";
import type { RuleResults } from "../rule-result.ts";
import { forestShares } from "./forest.ts";
import modelFile from "./model.json" with { type: "json" };
import { probabilityFeatures } from "./probability-features.ts";
import { calibrated, type StatementModel, statedStrengths } from "./statement-model.ts";

export interface StatementProbabilities {
  /** By SCP code, most probable first. */
  readonly probabilities: Record<string, number>;
  /** How often predictions of about this size were right out of fold: 95 % interval, by SCP code. */
  readonly intervals: Record<string, readonly [number, number]>;
  /** Codes that the model has seen in enough records to judge a finding by. */
  readonly learnt: ReadonlySet<string>;
  /** Probability that at least one statement of the superclass (NORM, MI, STTC, CD, HYP) holds: noisy-or. */
  readonly groups: Record<string, number>;
}

/** Training records that carry a code before the model may overrule a weak finding of it. */
const LEARNT_FROM = 8;
/** Half of what is shown of a probability: 0 and 1 have no logit. */
const LEAST_PROBABILITY = 0.0005;
/** Below, the quality gate calls a recording limited. */
const SHORTEST_MS = 5000;

/** JSON has no tuples: the pairs are checked when the model is written. */
export const statementModel = modelFile as unknown as StatementModel;

/**
 * null where the model must not speak: an unusable recording, one of the twelve leads missing or unusable,
 * under 5 s, a child (it was trained on whole adult recordings of 10 s only).
 */
export function statementProbabilities(options: {
  measurements: Measurements;
  results: RuleResults;
  /** What the rules state; carries no probability yet. */
  findings: readonly Finding[];
  model?: StatementModel;
}): StatementProbabilities | null {
  const { measurements, results, findings, model = statementModel } = options;
  if (!isTypicalInput(measurements)) return null;
  const shares = forestShares(model.trees, modelInput(measurements, results, model), model.statements.length);
  const stated = statedStrengths(findings);
  const ranked = model.statements
    .map((code, index) => ({
      code,
      probability: calibrated(shares[index]!, stated.get(code) ?? 0, model.calibration[index]!),
    }))
    .sort((a, b) => b.probability - a.probability);
  return fromProbabilities(
    Object.fromEntries(ranked.map(({ code, probability }) => [code, rounded(probability)])),
    model,
  );
}

/** Everything that follows from the probabilities alone; also for those that were made out of fold. */
export function fromProbabilities(
  probabilities: Record<string, number>,
  model: StatementModel = statementModel,
): StatementProbabilities {
  return {
    probabilities,
    intervals: Object.fromEntries(
      Object.entries(probabilities).map(([code, probability]) => [code, intervalOf(probability, model)]),
    ),
    learnt: new Set(model.statements.filter((_, index) => model.labelled[index]! >= LEARNT_FROM)),
    groups: Object.fromEntries(
      Object.entries(STATEMENTS_OF).map(([group, codes]) => [
        group,
        1 - codes.reduce((none, code) => none * (1 - (probabilities[code] ?? 0)), 1),
      ]),
    ),
  };
}

/** The findings with the probability of their SCP statement and its interval, where the model knows it. */
export function withProbabilities(
  findings: readonly Finding[],
  estimates: StatementProbabilities | null,
): Finding[] {
  return findings.map((finding) => {
    const code = finding.codes.scp;
    const probability = code === null ? undefined : estimates?.probabilities[code];
    const interval = code === null ? undefined : estimates?.intervals[code];
    return {
      ...finding,
      probability: probability ?? null,
      probabilityInterval: interval === undefined ? null : [...interval],
    };
  });
}

function modelInput(measurements: Measurements, results: RuleResults, model: StatementModel): number[] {
  return probabilityFeatures(measurements, results).map(({ name, value }, index) => {
    if (name !== model.features[index]) {
      throw new Error(`probability model: feature ${index} is ${model.features[index]}, wanted ${name}`);
    }
    return Number.isFinite(value) ? value : model.medians[index]!;
  });
}

function rounded(probability: number): number {
  return Math.round(probability * 1000) / 1000;
}

function isTypicalInput({ record, quality, leads, patient }: Measurements): boolean {
  if (quality.verdict === "unusable") return false;
  if (patient.ageYears !== null && patient.ageYears < 16) return false;
  if (record.durationMs < SHORTEST_MS) return false;
  return STANDARD_LEADS.every((name) => leads[name] !== undefined && leads[name].median !== null);
}

/**
 * The record of a bin is that of its mean prediction. A probability beside that mean takes the same error of its
 * logit, or, where that is narrower, the bin's own interval: the record does not tell one place in a bin from another.
 * Where the bin itself was off, the interval reaches from what was observed to what is predicted.
 */
export function intervalOf(
  probability: number,
  { reliability }: Pick<StatementModel, "reliability">,
): readonly [number, number] {
  const bin = reliability.find(({ to }) => probability <= to) ?? reliability.at(-1);
  if (!bin) return [0, 1];
  const moved = (end: number): number =>
    1 / (1 + Math.exp(-(logit(probability) + logit(end) - logit(bin.meanPredicted))));
  return [
    Math.round(10_000 * Math.min(bin.low, moved(bin.low), probability)) / 10_000,
    Math.round(10_000 * Math.max(bin.high, moved(bin.high), probability)) / 10_000,
  ];
}

function logit(share: number): number {
  const inside = Math.min(Math.max(share, LEAST_PROBABILITY), 1 - LEAST_PROBABILITY);
  return Math.log(inside / (1 - inside));
}

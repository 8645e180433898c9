// The model behind `probabilities`: a small forest over measurements and rule outcomes, each output
// calibrated, with the record of how often it was right. `gem train probabilities` writes it.
import type { Finding } from "../../ecg/interpretation.ts";
import type { Tree } from "./forest.ts";

export interface StatementModel {
  readonly version: string;
  /** Names in order; the interpreter refuses a model whose features it does not compute. */
  readonly features: readonly string[];
  /** Training medians, in place of what was not measured. */
  readonly medians: readonly number[];
  readonly statements: readonly string[];
  /** Training records that carry each statement. */
  readonly labelled: readonly number[];
  readonly calibration: readonly Calibration[];
  readonly trees: readonly Tree[];
  /** Out-of-fold record of the calibrated probabilities, pooled over statements, by rising probability. */
  readonly reliability: readonly ReliabilityBin[];
  readonly provenance: {
    readonly data: string;
    readonly records: number;
    readonly patients: number;
    readonly command: string;
    readonly seed: number;
  };
}

/** Of one statement: weights of the logit of the forest's share (Platt 1999) and of being stated by the rules. */
export interface Calibration {
  readonly share: number;
  readonly stated: number;
  readonly intercept: number;
}

export interface ReliabilityBin {
  readonly from: number;
  readonly to: number;
  readonly predictions: number;
  readonly meanPredicted: number;
  readonly observed: number;
  /** 95 % Wilson interval of `observed`. */
  readonly low: number;
  readonly high: number;
}

/** Calibrated probability from the forest's share and how surely the rules state it (statedStrength). */
export function calibrated(share: number, stated: number, weights: Calibration): number {
  const logit = weights.share * shareLogit(share) + weights.stated * stated + weights.intercept;
  return 1 / (1 + Math.exp(-logit));
}

/** By SCP code how surely the findings state it: definite or probable 1, possible 0.5; not stated: absent. */
export function statedStrengths(findings: readonly Finding[]): Map<string, number> {
  const strengths = new Map<string, number>();
  for (const { codes, certainty } of findings) {
    if (codes.scp === null) continue;
    const strength = certainty === "possible" ? 0.5 : 1;
    strengths.set(codes.scp, Math.max(strength, strengths.get(codes.scp) ?? 0));
  }
  return strengths;
}

/** Shares of 0 and 1 have no logit: a forest's leaves cannot know better than half a record in a hundred. */
export function shareLogit(share: number): number {
  const bounded = Math.min(Math.max(share, 0.005), 0.995);
  return Math.log(bounded / (1 - bounded));
}

// The weights behind `quality.acceptability`, with the record of what they reach. `gem train quality` writes the file.
import modelFile from "./acceptability-model.json" with { type: "json" };
import type { Concern } from "./lead-concerns.ts";

export interface AcceptabilityWeights {
  /** Logit of being refused of a lead without a concern. */
  readonly intercept: number;
  /** What an octave of each concern adds to it; none is negative. */
  readonly weights: Readonly<Record<Concern, number>>;
}

export interface AcceptabilityModel extends AcceptabilityWeights {
  readonly version: string;
  readonly outOfFold: OutOfFoldRecord;
  readonly provenance: {
    readonly data: string;
    readonly records: number;
    readonly acceptable: number;
    readonly penalty: number;
    readonly seed: number;
    readonly command: string;
    /** Of the hashes of all recordings with their labels. */
    readonly dataSha256: string;
    /** First digits of each recording's hash: a benchmark can tell which ones took part. */
    readonly recordings: string;
  };
}

/** What models of the same procedure reached on recordings that they had not seen. */
export interface OutOfFoldRecord {
  readonly procedure: string;
  readonly accuracy: Estimate;
  /** Share of the unacceptable recordings that got less than 0.5. */
  readonly sensitivity: Estimate;
  /** Share of the acceptable recordings that got 0.5 or more. */
  readonly specificity: Estimate;
  readonly auroc: Estimate;
  readonly brier: Estimate;
  /** Logistic recalibration: a calibrated model has slope 1 and intercept 0. */
  readonly calibration: { readonly slope: number; readonly intercept: number };
  readonly reliability: readonly ReliabilityBin[];
}

/** With its 95 % interval. */
export interface Estimate {
  readonly value: number;
  readonly low: number;
  readonly high: number;
}

export interface ReliabilityBin {
  readonly from: number;
  readonly to: number;
  /** Mean over repeats. */
  readonly records: number;
  readonly meanPredicted: number;
  /** Share of acceptable recordings, with its 95 % interval. */
  readonly observed: number;
  readonly low: number;
  readonly high: number;
}

/** Digits of a recording's SHA-256 in `provenance.recordings`. */
export const HASH_DIGITS = 8;

export const acceptabilityModel: AcceptabilityModel = modelFile;

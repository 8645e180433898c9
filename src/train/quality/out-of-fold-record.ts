// What the out-of-fold probabilities are worth, each number with what 150 recordings leave open: accuracy, sensitivity
// and specificity by Wilson, the AUROC by Hanley and McNeil (Radiology 1982;143:29), losses by their standard error.
// Over repeats the numbers are averaged and the intervals stay those of the recordings: a repeat adds no recording.
import { ACCEPTABLE_FROM } from "../../measure/quality/acceptability.ts";
import type { Estimate, OutOfFoldRecord, ReliabilityBin } from "../../measure/quality/acceptability-model.ts";
import { wilsonInterval } from "../../signal/wilson-interval.ts";
import type { QualityCase } from "./fit-refusal.ts";

const BINS = [0, 0.05, 0.25, 0.5, 0.75, 0.95, 1] as const;
/** 0.975 quantile of the standard normal distribution. */
const Z = 1.959964;

/** `repeats`: of each repeat the probability of every case of being acceptable. */
export function outOfFoldRecord(
  cases: readonly QualityCase[],
  repeats: readonly (readonly number[])[],
): Omit<OutOfFoldRecord, "procedure"> {
  const isAcceptable = (index: number): boolean => cases[index]!.acceptable;
  const right = (probability: number, index: number): boolean =>
    probability >= ACCEPTABLE_FROM === isAcceptable(index);
  const share = (chosen: (index: number) => boolean): Estimate => {
    const counted = repeats.map((repeat) => repeat.filter((_, index) => chosen(index)).length);
    const hits = repeats.map(
      (repeat) => repeat.filter((p, index) => chosen(index) && right(p, index)).length,
    );
    return proportion(mean(hits), mean(counted));
  };
  return {
    accuracy: share(() => true),
    sensitivity: share((index) => !isAcceptable(index)),
    specificity: share(isAcceptable),
    auroc: aurocEstimate(cases, repeats),
    brier: brierEstimate(cases, repeats),
    calibration: recalibration(cases, repeats),
    reliability: reliabilityBins(cases, repeats),
  };
}

function proportion(hits: number, total: number): Estimate {
  const { rate, low, high } = wilsonInterval(hits, total);
  return estimate(rate ?? 0, low ?? 0, high ?? 1);
}

/** Chance that an acceptable recording has more than an unacceptable one, ties counting half. */
function aurocEstimate(cases: readonly QualityCase[], repeats: readonly (readonly number[])[]): Estimate {
  const areas = repeats.map((repeat) => {
    const good = repeat.filter((_, index) => cases[index]!.acceptable);
    const bad = repeat.filter((_, index) => !cases[index]!.acceptable);
    let wins = 0;
    for (const a of good) for (const b of bad) wins += a > b ? 1 : a === b ? 0.5 : 0;
    return wins / (good.length * bad.length);
  });
  const area = mean(areas);
  const good = cases.filter(({ acceptable }) => acceptable).length;
  const bad = cases.length - good;
  const q1 = area / (2 - area);
  const q2 = (2 * area * area) / (1 + area);
  const variance =
    (area * (1 - area) + (good - 1) * (q1 - area * area) + (bad - 1) * (q2 - area * area)) / (good * bad);
  const half = Z * Math.sqrt(variance);
  return estimate(area, area - half, Math.min(1, area + half));
}

function brierEstimate(cases: readonly QualityCase[], repeats: readonly (readonly number[])[]): Estimate {
  const losses = cases.map(({ acceptable }, index) =>
    mean(repeats.map((repeat) => (repeat[index]! - Number(acceptable)) ** 2)),
  );
  const centre = mean(losses);
  const variance = mean(losses.map((loss) => (loss - centre) ** 2));
  const half = Z * Math.sqrt(variance / losses.length);
  return estimate(centre, Math.max(0, centre - half), centre + half);
}

/** Newton's method on the two-parameter logistic curve from the predicted logit to the label. */
function recalibration(
  cases: readonly QualityCase[],
  repeats: readonly (readonly number[])[],
): { slope: number; intercept: number } {
  let slope = 1;
  let intercept = 0;
  for (let step = 0; step < 50; step++) {
    const [g, h] = [
      [0, 0],
      [0, 0, 0],
    ] as [[number, number], [number, number, number]];
    for (const repeat of repeats) {
      for (const [index, probability] of repeat.entries()) {
        const bounded = Math.min(Math.max(probability, 0.001), 0.999);
        const logit = Math.log(bounded / (1 - bounded));
        const p = 1 / (1 + Math.exp(-(slope * logit + intercept)));
        const error = p - Number(cases[index]!.acceptable);
        g[0] += error * logit;
        g[1] += error;
        h[0] += p * (1 - p) * logit * logit;
        h[1] += p * (1 - p) * logit;
        h[2] += p * (1 - p);
      }
    }
    const determinant = h[0] * h[2] - h[1] * h[1];
    if (!(determinant > 1e-12)) break;
    slope -= (g[0] * h[2] - g[1] * h[1]) / determinant;
    intercept -= (g[1] * h[0] - g[0] * h[1]) / determinant;
  }
  return { slope: rounded(slope), intercept: rounded(intercept) };
}

function reliabilityBins(
  cases: readonly QualityCase[],
  repeats: readonly (readonly number[])[],
): ReliabilityBin[] {
  const all = repeats.flatMap((repeat) =>
    repeat.map((probability, index) => ({ probability, acceptable: cases[index]!.acceptable })),
  );
  return BINS.slice(0, -1).flatMap((from, bin) => {
    const to = BINS[bin + 1]!;
    const inside = all.filter(({ probability }) => probability >= from && (probability < to || to === 1));
    if (inside.length === 0) return [];
    const records = inside.length / repeats.length;
    const observed = inside.filter(({ acceptable }) => acceptable).length / repeats.length;
    const { value, low, high } = proportion(observed, records);
    const meanPredicted = rounded(mean(inside.map(({ probability }) => probability)));
    return [{ from, to, records: rounded(records), meanPredicted, observed: value, low, high }];
  });
}

function estimate(value: number, low: number, high: number): Estimate {
  return { value: rounded(value), low: rounded(low), high: rounded(high) };
}

function rounded(value: number): number {
  return Number(value.toFixed(4));
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

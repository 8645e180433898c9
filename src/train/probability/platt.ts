// Platt scaling with one more input: a logistic curve from the forest's logit, and from whether the rules state
// the code, to the observed frequency. A statement seen a handful of times leans on what the others taught.
import { type Calibration, shareLogit } from "../../interpret/probability/statement-model.ts";

export interface CalibrationCase {
  readonly share: number;
  /** 0..1: how surely the rules state it. */
  readonly stated: number;
  readonly label: 0 | 1;
}

/** What a statement's weights are before its own records speak. */
export const NEUTRAL_PRIOR: Calibration = { share: 1, stated: 0, intercept: 0 };
/** The priors' precision, in units of a logit: standard deviations of 0.5, 1 and 0.5. */
const PRECISION = [4, 1, 4] as const;

/** Weights by Newton's method on the penalised log likelihood (three unknowns, convex). */
export function plattScale(cases: readonly CalibrationCase[], prior: Calibration): Calibration {
  const centre = [prior.share, prior.stated, prior.intercept];
  let weights = [...centre];
  for (let step = 0; step < 60; step++) {
    const gradient = weights.map((weight, i) => PRECISION[i]! * (weight - centre[i]!));
    const hessian = [0, 1, 2].map((i) => [0, 1, 2].map((k) => (i === k ? PRECISION[i]! : 0)));
    for (const { share, stated, label } of cases) {
      const x = [shareLogit(share), stated, 1];
      const p = 1 / (1 + Math.exp(-(weights[0]! * x[0]! + weights[1]! * x[1]! + weights[2]!)));
      for (let i = 0; i < 3; i++) {
        gradient[i]! += (p - label) * x[i]!;
        for (let k = 0; k < 3; k++) hessian[i]![k]! += p * (1 - p) * x[i]! * x[k]!;
      }
    }
    const move = solve3(hessian, gradient);
    weights = weights.map((weight, i) => weight - move[i]!);
    if (move.every((value) => Math.abs(value) < 1e-9)) break;
  }
  const [share, stated, intercept] = weights.map((weight) => Number(weight.toPrecision(5)));
  return { share: share!, stated: stated!, intercept: intercept! };
}

/** Cramer's rule; the Hessian is positive definite because of the priors. */
function solve3(m: readonly (readonly number[])[], v: readonly number[]): number[] {
  const determinant = det(m);
  return [0, 1, 2].map((column) => {
    const replaced = m.map((row, i) => row.map((value, k) => (k === column ? v[i]! : value)));
    return det(replaced) / determinant;
  });
}

function det(m: readonly (readonly number[])[]): number {
  const [a, b, c] = m as [readonly number[], readonly number[], readonly number[]];
  return (
    a[0]! * (b[1]! * c[2]! - b[2]! * c[1]!) -
    a[1]! * (b[0]! * c[2]! - b[2]! * c[0]!) +
    a[2]! * (b[0]! * c[1]! - b[1]! * c[0]!)
  );
}

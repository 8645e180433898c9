// The weights of measure/acceptability.ts by penalised maximum likelihood. The labels are of recordings, the weights of
// leads (multiple instances; the noisy-or of Maron and Lozano-Perez, NIPS 1997). Newton's method on the positive
// semi-definite part of the Hessian, projected on weights >= 0 (Bertsekas, SIAM J Control Optim 1982;20:221): a defect
// must not speak for a lead.
import type { AcceptabilityWeights } from "../../measure/quality/acceptability-model.ts";
import { CONCERNS, type Concern, type LeadConcerns } from "../../measure/quality/lead-concerns.ts";

export interface QualityCase {
  readonly id: string;
  readonly acceptable: boolean;
  readonly leads: readonly LeadConcerns[];
}

/** Where the search starts, and what a weak prior holds the intercept to: one lead in fifty refused without a concern. */
const PRIOR_INTERCEPT = -4;
const INTERCEPT_PENALTY_SHARE = 0.01;
const COUNT = CONCERNS.length + 1;
const MOST_STEPS = 100;
const LEAST_GAIN = 1e-10;

/** `penalty` weighs half the squared weights, each in units of its concern's standard deviation over all leads. */
export function fitRefusal(cases: readonly QualityCase[], penalty: number): AcceptabilityWeights {
  const scales = standardDeviations(cases);
  const design = cases.map(({ acceptable, leads }) => ({
    acceptable,
    leads: leads.map((lead) =>
      Float64Array.of(1, ...CONCERNS.map((concern, i) => lead[concern] / scales[i]!)),
    ),
  }));
  const penalties = Float64Array.from({ length: COUNT }, (_, i) =>
    i === 0 ? INTERCEPT_PENALTY_SHARE * penalty : penalty,
  );
  let weights = Float64Array.from({ length: COUNT }, (_, i) => (i === 0 ? PRIOR_INTERCEPT : 0.3));
  let loss = evaluate(design, weights, penalties, null);
  for (let step = 0; step < MOST_STEPS; step++) {
    const slopes = { gradient: new Float64Array(COUNT), hessian: new Float64Array(COUNT * COUNT) };
    evaluate(design, weights, penalties, slopes);
    const held = weights.map((weight, i) => (i > 0 && weight <= 0 && slopes.gradient[i]! > 0 ? 1 : 0));
    const move = newtonMove(slopes, held);
    let share = 1;
    let next = weights;
    let nextLoss = Number.POSITIVE_INFINITY;
    for (; share > 1e-6; share /= 2) {
      next = weights.map((weight, i) =>
        i === 0 ? weight - share * move[i]! : Math.max(0, weight - share * move[i]!),
      );
      nextLoss = evaluate(design, next, penalties, null);
      if (nextLoss < loss) break;
    }
    const gain = loss - nextLoss;
    if (!(gain > 0)) break;
    weights = next;
    loss = nextLoss;
    if (gain < LEAST_GAIN) break;
  }
  const entries = CONCERNS.map((concern, i): [Concern, number] => [concern, weights[i + 1]! / scales[i]!]);
  return { intercept: weights[0]!, weights: Object.fromEntries(entries) as Record<Concern, number> };
}

type Design = readonly { readonly acceptable: boolean; readonly leads: readonly Float64Array[] }[];

/** Penalised negative log likelihood; adds its slopes to `slopes` where they are wanted. */
function evaluate(
  design: Design,
  weights: Float64Array,
  penalties: Float64Array,
  slopes: { gradient: Float64Array; hessian: Float64Array } | null,
): number {
  let loss = 0;
  for (let i = 0; i < COUNT; i++) {
    const off = weights[i]! - (i === 0 ? PRIOR_INTERCEPT : 0);
    loss += 0.5 * penalties[i]! * off * off;
    if (slopes) {
      slopes.gradient[i]! += penalties[i]! * off;
      slopes.hessian[i * COUNT + i]! += penalties[i]!;
    }
  }
  const rise = new Float64Array(COUNT);
  for (const { acceptable, leads } of design) {
    // minus the logarithm of the chance that no lead is refused
    let refusal = 0;
    rise.fill(0);
    for (const lead of leads) {
      let logit = 0;
      for (let i = 0; i < COUNT; i++) logit += weights[i]! * lead[i]!;
      const chance = 1 / (1 + Math.exp(-logit));
      refusal += logit > 0 ? logit + Math.log1p(Math.exp(-logit)) : Math.log1p(Math.exp(logit));
      if (!slopes) continue;
      for (let i = 0; i < COUNT; i++) rise[i]! += chance * lead[i]!;
      if (!acceptable) continue;
      const bend = chance * (1 - chance);
      for (let i = 0; i < COUNT; i++) {
        for (let k = 0; k < COUNT; k++) slopes.hessian[i * COUNT + k]! += bend * lead[i]! * lead[k]!;
      }
    }
    const odds = Math.expm1(Math.max(refusal, 1e-9));
    loss += acceptable ? refusal : -Math.log(odds / (1 + odds));
    if (!slopes) continue;
    const slope = acceptable ? 1 : -1 / odds;
    const bend = acceptable ? 0 : (1 + odds) / (odds * odds);
    for (let i = 0; i < COUNT; i++) {
      slopes.gradient[i]! += slope * rise[i]!;
      for (let k = 0; k < COUNT; k++) slopes.hessian[i * COUNT + k]! += bend * rise[i]! * rise[k]!;
    }
  }
  return loss;
}

/** Solves hessian * move = gradient by Gauss-Jordan without the held weights, which do not move. */
function newtonMove(
  { gradient, hessian }: { gradient: Float64Array; hessian: Float64Array },
  held: Float64Array,
): Float64Array {
  const rows = Array.from(gradient, (value, i) =>
    held[i] === 1
      ? Float64Array.from({ length: COUNT + 1 }, (_, k) => (k === i ? 1 : 0))
      : Float64Array.from({ length: COUNT + 1 }, (_, k) =>
          k === COUNT ? value : held[k] === 1 ? 0 : hessian[i * COUNT + k]!,
        ),
  );
  for (let pivot = 0; pivot < COUNT; pivot++) {
    const top = rows[pivot]!;
    const scale = top[pivot]!;
    for (let k = pivot; k <= COUNT; k++) top[k]! /= scale;
    for (const [i, row] of rows.entries()) {
      const factor = row[pivot]!;
      if (i === pivot || factor === 0) continue;
      for (let k = pivot; k <= COUNT; k++) row[k]! -= factor * top[k]!;
    }
  }
  return Float64Array.from(rows, (row) => row[COUNT]!);
}

function standardDeviations(cases: readonly QualityCase[]): number[] {
  const leads = cases.flatMap((one) => one.leads);
  return CONCERNS.map((concern) => {
    const mean = leads.reduce((sum, lead) => sum + lead[concern], 0) / leads.length;
    const variance = leads.reduce((sum, lead) => sum + (lead[concern] - mean) ** 2, 0) / leads.length;
    return Math.sqrt(variance) + 1e-9;
  });
}

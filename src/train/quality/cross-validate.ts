// What a model fitted by this procedure reaches on recordings that it has not seen: repeated stratified cross-validation
// with the choice of the penalty inside each fold, so that nothing of a held-out recording takes part in any choice.
import { acceptedProbability } from "../../measure/quality/acceptability.ts";
import { createRandom, type Random } from "../../signal/random.ts";
import { fitRefusal, type QualityCase } from "./fit-refusal.ts";

export const PENALTIES = [10, 3, 1, 0.3, 0.1] as const;
export const FOLDS = 10;
export const REPEATS = 10;
const INNER_FOLDS = 5;

/** For each repeat the probability of every case from the model of a fold that lacked it. */
export function outOfFold(
  cases: readonly QualityCase[],
  { seed, repeats = REPEATS, onRepeat }: { seed: number; repeats?: number; onRepeat?(repeat: number): void },
): number[][] {
  const random = createRandom(seed);
  return Array.from({ length: repeats }, (_, repeat) => {
    onRepeat?.(repeat);
    return heldOut(cases, stratifiedFolds(cases, FOLDS, random), (rest) =>
      fitRefusal(rest, choosePenalty(rest, random)),
    );
  });
}

/** The penalty with the least log loss on held-out cases. */
export function choosePenalty(cases: readonly QualityCase[], random: Random): number {
  const folds = stratifiedFolds(cases, INNER_FOLDS, random);
  const losses = PENALTIES.map((penalty) => {
    const probabilities = heldOut(cases, folds, (rest) => fitRefusal(rest, penalty));
    return logLoss(cases, probabilities);
  });
  return PENALTIES[losses.indexOf(Math.min(...losses))]!;
}

function heldOut(
  cases: readonly QualityCase[],
  folds: readonly number[],
  fit: (rest: readonly QualityCase[]) => ReturnType<typeof fitRefusal>,
): number[] {
  const result = new Array<number>(cases.length).fill(0);
  for (const fold of new Set(folds)) {
    const model = fit(cases.filter((_, index) => folds[index] !== fold));
    cases.forEach(({ leads }, index) => {
      if (folds[index] === fold) result[index] = acceptedProbability(leads, model);
    });
  }
  return result;
}

/** Fold of each case; acceptable and unacceptable ones are each dealt out evenly, in random order. */
export function stratifiedFolds(cases: readonly QualityCase[], folds: number, random: Random): number[] {
  const result = new Array<number>(cases.length).fill(0);
  let dealt = 0;
  for (const label of [true, false]) {
    const places = [...cases.keys()].filter((place) => cases[place]!.acceptable === label);
    for (let i = places.length - 1; i > 0; i--) {
      const k = Math.floor(random.uniform() * (i + 1));
      [places[i], places[k]] = [places[k]!, places[i]!];
    }
    for (const place of places) result[place] = dealt++ % folds;
  }
  return result;
}

/** Mean of minus the logarithm of what was said of the truth; a certainty that was wrong counts as 1 in 1000. */
export function logLoss(cases: readonly QualityCase[], probabilities: readonly number[]): number {
  const losses = cases.map(({ acceptable }, index) => {
    const said = probabilities[index]!;
    return -Math.log(Math.max(acceptable ? said : 1 - said, 1e-3));
  });
  return losses.reduce((sum, loss) => sum + loss, 0) / cases.length;
}

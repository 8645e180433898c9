// Cases whose label is one concern of one lead: a model that never saw a case must still place it.
import assert from "node:assert/strict";
import { test } from "node:test";
import { createRandom } from "../../signal/random.ts";
import { choosePenalty, FOLDS, logLoss, outOfFold, PENALTIES, stratifiedFolds } from "./cross-validate.ts";
import type { QualityCase } from "./fit-refusal.ts";

const GOOD = { noise: 0, pulse: 0, agreement: 0 };

/** Every third is unacceptable: a dead lead among two good ones. */
const CASES: readonly QualityCase[] = Array.from({ length: 60 }, (_, index) => ({
  id: `${index}`,
  acceptable: index % 3 !== 0,
  leads: [GOOD, GOOD, index % 3 === 0 ? { noise: 0, pulse: 3, agreement: 3 } : GOOD],
}));

test("folds share out both kinds evenly, and a seed gives the same ones again", () => {
  const folds = stratifiedFolds(CASES, FOLDS, createRandom(1));
  for (let fold = 0; fold < FOLDS; fold++) {
    const inside = CASES.filter((_, index) => folds[index] === fold);
    assert.equal(inside.length, 6);
    assert.equal(inside.filter(({ acceptable }) => !acceptable).length, 2);
  }
  assert.deepEqual(stratifiedFolds(CASES, FOLDS, createRandom(1)), folds);
  assert.notDeepEqual(stratifiedFolds(CASES, FOLDS, createRandom(2)), folds);
});

test("what was learnt from the other folds places every held-out case", () => {
  const repeats = outOfFold(CASES, { seed: 1, repeats: 2 });
  assert.equal(repeats.length, 2);
  for (const probabilities of repeats) {
    for (const [index, probability] of probabilities.entries()) {
      assert.equal(probability > 0.5, CASES[index]!.acceptable, `${index}: ${probability}`);
    }
  }
  assert.deepEqual(outOfFold(CASES, { seed: 1, repeats: 2 }), repeats);
});

test("a held-out case takes no part: with labels by chance nothing is learnt about it", () => {
  const random = createRandom(7);
  const chance = CASES.map((one) => ({
    ...one,
    acceptable: random.uniform() < 0.5,
    leads: one.leads.map(() => ({ noise: 3 * random.uniform(), pulse: 0, agreement: 3 * random.uniform() })),
  }));
  const [probabilities] = outOfFold(chance, { seed: 1, repeats: 1 });
  // ln 2 = 0.693 is saying 0.5 always; a model that had seen them would be well below
  assert.ok(logLoss(chance, probabilities!) > 0.65);
});

test("the penalty is one of those offered, the weakest where nothing speaks against the rule", () => {
  assert.equal(choosePenalty(CASES, createRandom(1)), Math.min(...PENALTIES));
});

test("log loss by hand: 0.8 of a truth and 0.4 of a lie; certainty that was wrong is bounded", () => {
  const [good, bad] = [CASES[1]!, CASES[0]!];
  const expected = -(Math.log(0.8) + Math.log(0.6)) / 2;
  assert.ok(Math.abs(logLoss([good, bad], [0.8, 0.4]) - expected) < 1e-12);
  assert.ok(Math.abs(logLoss([bad], [1]) - Math.log(1000)) < 1e-9);
});

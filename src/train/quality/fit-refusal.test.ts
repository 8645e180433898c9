// Recordings drawn from known weights must give those weights back; the rest follows from what the fit promises.
import assert from "node:assert/strict";
import { test } from "node:test";
import { acceptedProbability } from "../../measure/quality/acceptability.ts";
import type { AcceptabilityWeights } from "../../measure/quality/acceptability-model.ts";
import { CONCERNS, type LeadConcerns } from "../../measure/quality/lead-concerns.ts";
import { createRandom } from "../../signal/random.ts";
import { fitRefusal, type QualityCase } from "./fit-refusal.ts";

const TRUTH: AcceptabilityWeights = { intercept: -4, weights: { noise: 1.5, pulse: 1, agreement: 0.7 } };

/** Of twelve leads one in eight has each concern, of up to three octaves. */
function drawn(count: number, truth: AcceptabilityWeights, seed: number): QualityCase[] {
  const random = createRandom(seed);
  const octaves = (): number => (random.uniform() < 1 / 8 ? 3 * random.uniform() : 0);
  return Array.from({ length: count }, (_, index) => {
    const leads = Array.from(
      { length: 12 },
      (): LeadConcerns => ({ noise: octaves(), pulse: octaves(), agreement: octaves() }),
    );
    return { id: `${index}`, acceptable: random.uniform() < acceptedProbability(leads, truth), leads };
  });
}

test("known weights come back from many recordings", () => {
  const { intercept, weights } = fitRefusal(drawn(6000, TRUTH, 1), 0.1);
  assert.ok(Math.abs(intercept - TRUTH.intercept) < 0.3, `${intercept}`);
  for (const concern of CONCERNS) {
    assert.ok(Math.abs(weights[concern] - TRUTH.weights[concern]) < 0.2, `${concern} ${weights[concern]}`);
  }
});

test("a concern that speaks for its lead gets no weight, and the others keep theirs", () => {
  const odd = { intercept: -1, weights: { noise: 1.5, pulse: -1, agreement: 0.7 } };
  const { weights } = fitRefusal(drawn(3000, odd, 2), 0.1);
  assert.equal(weights.pulse, 0);
  assert.ok(weights.noise > 0.5 && weights.agreement > 0.2);
});

test("a larger penalty gives smaller weights, and labels that no concern explains give next to none", () => {
  const cases = drawn(300, TRUTH, 3);
  const sizes = [0.1, 1, 10, 100].map((penalty) => {
    const { weights } = fitRefusal(cases, penalty);
    return weights.noise + weights.pulse + weights.agreement;
  });
  assert.deepEqual(
    sizes,
    [...sizes].sort((a, b) => b - a),
  );
  const random = createRandom(4);
  const unrelated = drawn(2000, TRUTH, 4).map((one) => ({ ...one, acceptable: random.uniform() < 0.5 }));
  for (const weight of Object.values(fitRefusal(unrelated, 1).weights)) assert.ok(weight < 0.5, `${weight}`);
});

test("it is the least loss: no weight moved a little either way does better", () => {
  const cases = drawn(400, TRUTH, 5);
  const fitted = fitRefusal(cases, 1e-6);
  const loss = (model: AcceptabilityWeights): number =>
    cases.reduce((sum, { acceptable, leads }) => {
      const said = acceptedProbability(leads, model);
      return sum - Math.log(acceptable ? said : 1 - said);
    }, 0);
  const least = loss(fitted);
  for (const step of [-0.02, 0.02]) {
    assert.ok(loss({ ...fitted, intercept: fitted.intercept + step }) > least);
    for (const concern of CONCERNS) {
      const weights = { ...fitted.weights, [concern]: fitted.weights[concern] + step };
      assert.ok(loss({ ...fitted, weights }) > least, `${concern} ${step}`);
    }
  }
});

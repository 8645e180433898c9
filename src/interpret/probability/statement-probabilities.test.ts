// When the model speaks and what follows from its probabilities, with a model made by hand of one tree:
// heart rate at most 80 -> share 0.1 of AFIB, above -> share 0.6.
import assert from "node:assert/strict";
import { test } from "node:test";
import type { Finding } from "../../ecg/interpretation.ts";
import { evaluateRules } from "../evaluate-rules.ts";
import { type FixtureOptions, measurementsFixture } from "../rules/measurements.fixture.ts";
import { probabilityFeatures } from "./probability-features.ts";
import type { ReliabilityBin, StatementModel } from "./statement-model.ts";
import {
  fromProbabilities,
  intervalOf,
  statementModel,
  statementProbabilities,
  withProbabilities,
} from "./statement-probabilities.ts";

const bin = (from: number, to: number, low: number, high: number): ReliabilityBin => ({
  ...{ from, to, low, high },
  ...{ predictions: 10, meanPredicted: (from + to) / 2, observed: (low + high) / 2 },
});
const features = (() => {
  const measurements = measurementsFixture();
  return probabilityFeatures(measurements, evaluateRules({ measurements })).map(({ name }) => name);
})();
const HEART_RATE = features.indexOf("heartRate");
const model: StatementModel = {
  version: "by hand",
  features,
  // a rate that was not measured counts as 100
  medians: features.map((name) => (name === "heartRate" ? 100 : 0)),
  statements: ["AFIB", "NORM"],
  labelled: [8, 7],
  calibration: [
    { share: 1, stated: Math.log(6), intercept: 0 },
    { share: 1, stated: 0, intercept: 0 },
  ],
  trees: [
    {
      feature: [HEART_RATE, -1, -1],
      threshold: [80, 0, 0],
      child: [1, 0, 0],
      leaf: [-1, 0, 1],
      leaves: [
        [0, 100, 1, 300],
        [0, 600, 1, 300],
      ],
    },
  ],
  reliability: [bin(0, 0.2, 0.01, 0.1), bin(0.2, 0.5, 0.15, 0.45), bin(0.5, 1, 0.4, 0.9)],
  provenance: { data: "none", records: 0, patients: 0, command: "by hand", seed: 0 },
};
const finding = (scp: string | null): Finding => ({
  id: "example",
  statement: "Example",
  codes: { scp, aha: null, snomed: null },
  certainty: "definite",
  probability: null,
  criteria: [],
  evidence: [],
});
const estimate = (options: FixtureOptions = {}, findings: Finding[] = [], own = model) => {
  const measurements = measurementsFixture(options);
  return statementProbabilities({
    measurements,
    results: evaluateRules({ measurements }),
    findings,
    model: own,
  });
};

test("the leaf's share, most probable statement first, rounded to thousandths", () => {
  assert.deepEqual(Object.entries(estimate()?.probabilities ?? {}), [
    ["NORM", 0.3],
    ["AFIB", 0.1],
  ]);
  const fast = estimate({ global: { heartRateBpm: 90 } });
  assert.deepEqual(Object.entries(fast?.probabilities ?? {}), [
    ["AFIB", 0.6],
    ["NORM", 0.3],
  ]);
});

test("what the rules state raises it: odds 1:9 times 6 is 0.4", () => {
  assert.equal(estimate({}, [finding("AFIB")])?.probabilities.AFIB, 0.4);
});

test("what was not measured is replaced by the training median", () => {
  assert.equal(estimate({ global: { heartRateBpm: null } })?.probabilities.AFIB, 0.6, "100 is over 80");
});

test("it says nothing of children, unusable recordings and fewer than twelve leads", () => {
  assert.equal(estimate({ patient: { ageYears: 15 } }), null);
  assert.equal(estimate({ quality: { verdict: "unusable", reasons: ["flat"] } }), null);
  assert.equal(estimate({ missing: ["V6"] }), null);
  for (const ageYears of [16, null]) assert.notEqual(estimate({ patient: { ageYears } }), null);
  assert.notEqual(estimate({ quality: { verdict: "limited", reasons: ["8 s"] } }), null);
});

test("a model with other features is refused by name", () => {
  const other = { ...model, features: features.map((name) => (name === "heartRate" ? "pulse" : name)) };
  assert.throws(() => estimate({}, [], other), /is pulse, wanted heartRate/);
});

test("intervals come from the bin that the probability falls into, its upper end included, and hold it", () => {
  // The first bin's mean is 0.1, its interval 0.01 to 0.1: at 0.2 the upper end moves with the logit, to 0.2 itself.
  // The second's are 0.35 and 0.15 to 0.45: ln(0.15/0.85) - ln(0.35/0.65) = -1.116 from logit -1.380 leads to 0.0762.
  const { intervals } = fromProbabilities({ a: 0, b: 0.2, c: 0.201, d: 1 }, model);
  assert.deepEqual(
    [intervals["a"], intervals["b"]],
    [
      [0, 0.1],
      [0.01, 0.2],
    ],
  );
  assert.deepEqual(intervals["c"], [0.0762, 0.45]);
  assert.deepEqual(intervals["d"], [0.4, 1]);
});

test("every probability lies in its own interval, in the shipped model too", () => {
  for (let percent = 0; percent <= 1000; percent++) {
    const probability = percent / 1000;
    for (const { reliability } of [model, statementModel]) {
      const [low, high] = intervalOf(probability, { reliability });
      assert.ok(low <= probability && probability <= high, `${probability}: ${low} to ${high}`);
      const own = reliability.find(({ to }) => probability <= to)!;
      assert.ok(low <= own.low && own.high <= high, `${probability}: ${low} to ${high} cuts the record`);
    }
  }
});

test("groups are the noisy-or of their statements", () => {
  // 1 - 0.5 * 0.8; LVH alone; what is in no superclass counts nowhere
  const { groups } = fromProbabilities({ IMI: 0.5, ASMI: 0.2, LVH: 0.3, NORM: 0.6, AFIB: 1 }, model);
  const rounded = Object.fromEntries(
    Object.entries(groups).map(([group, value]) => [group, Number(value.toFixed(9))]),
  );
  assert.deepEqual(rounded, { NORM: 0.6, MI: 0.6, STTC: 0, CD: 0, HYP: 0.3 });
});

test("learnt are the statements with eight records or more", () => {
  assert.deepEqual([...fromProbabilities({}, model).learnt], ["AFIB"]);
});

test("findings get the probability of their code and its interval, others null", () => {
  const [known, unknown, none] = withProbabilities(
    [finding("AFIB"), finding("WPW"), finding(null)],
    fromProbabilities({ AFIB: 0.3 }, model),
  );
  assert.deepEqual([known?.probability, known?.probabilityInterval], [0.3, [0.1232, 0.45]]);
  for (const it of [unknown, none]) {
    assert.deepEqual([it?.probability, it?.probabilityInterval], [null, null]);
  }
  assert.equal(withProbabilities([finding("AFIB")], null)[0]?.probability, null);
});

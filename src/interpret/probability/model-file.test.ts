// The model that is shipped fits the code that reads it, and its calibration record is consistent.
import assert from "node:assert/strict";
import { test } from "node:test";
import { evaluateRules } from "../evaluate-rules.ts";
import { measurementsFixture } from "../rules/measurements.fixture.ts";
import { findRule } from "../rules/rule-book.ts";
import { FEATURE_RULES } from "./feature-rules.ts";
import { probabilityFeatures } from "./probability-features.ts";
import { statementModel } from "./statement-probabilities.ts";

const { features, medians, statements, labelled, calibration, trees, reliability, provenance } =
  statementModel;

test("its features are those that the interpreter computes, in their order, whatever was measured", () => {
  for (const options of [{}, { prMs: null, missing: ["V1", "II"], patient: { sex: null, ageYears: null } }]) {
    const measurements = measurementsFixture(options);
    const named = probabilityFeatures(measurements, evaluateRules({ measurements }));
    assert.deepEqual(
      named.map(({ name }) => name),
      features,
    );
  }
  assert.equal(new Set(features).size, features.length, "a feature occurs twice");
  for (const rule of FEATURE_RULES) assert.equal(findRule(rule)?.kind, "executable", rule);
});

test("one entry a feature and a statement, all of them finite numbers", () => {
  assert.equal(medians.length, features.length);
  assert.equal(new Set(statements).size, statements.length);
  assert.deepEqual([labelled.length, calibration.length], [statements.length, statements.length]);
  const weights = calibration.flatMap(({ share, stated, intercept }) => [share, stated, intercept]);
  for (const value of [...medians, ...labelled, ...weights]) assert.ok(Number.isFinite(value), `${value}`);
});

test("a higher share never means a lower probability, nor does being stated by the rules", () => {
  for (const [index, { share, stated }] of calibration.entries()) {
    assert.ok(share > 0, `${statements[index]}: weight of the share is ${share}`);
    assert.ok(stated >= 0, `${statements[index]}: weight of being stated is ${stated}`);
  }
});

test("every way through a tree ends in a leaf whose shares are shares of known statements", () => {
  for (const tree of trees) {
    const size = tree.child.length;
    for (const part of [tree.feature, tree.threshold, tree.leaf]) assert.equal(part.length, size);
    for (let node = 0; node < size; node++) {
      const child = tree.child[node]!;
      if (child === 0) {
        assert.ok(tree.leaves[tree.leaf[node]!] !== undefined);
        continue;
      }
      // children come after their parent, so no way runs in a circle
      assert.ok(child > node && child + 1 < size);
      assert.ok(tree.feature[node]! >= 0 && tree.feature[node]! < features.length);
      assert.ok(Number.isFinite(tree.threshold[node]));
    }
    for (const leaf of tree.leaves) {
      for (let i = 0; i < leaf.length; i += 2) {
        assert.ok(leaf[i]! >= 0 && leaf[i]! < statements.length);
        assert.ok(leaf[i + 1]! > 0 && leaf[i + 1]! <= 1000);
      }
    }
  }
});

test("reliability covers 0 to 1 without gaps, and what was observed lies in its interval", () => {
  assert.equal(reliability[0]?.from, 0);
  assert.equal(reliability.at(-1)?.to, 1);
  for (const [index, bin] of reliability.entries()) {
    assert.ok(bin.from < bin.to);
    if (index > 0) assert.equal(bin.from, reliability[index - 1]?.to);
    assert.ok(0 <= bin.low && bin.low <= bin.observed && bin.observed <= bin.high && bin.high <= 1);
    if (bin.predictions > 0) assert.ok(bin.meanPredicted >= bin.from && bin.meanPredicted <= bin.to);
  }
});

test("predictions came true about as often as they said", () => {
  // every bin's mean prediction within its own 95 % interval would be missed by one in twenty: two may miss
  const missed = reliability.filter((bin) => bin.meanPredicted < bin.low || bin.meanPredicted > bin.high);
  assert.ok(missed.length <= 2, JSON.stringify(missed));
  const total = reliability.reduce((sum, bin) => sum + bin.predictions, 0);
  assert.equal(total, provenance.records * statements.length, "one prediction a record and statement");
});

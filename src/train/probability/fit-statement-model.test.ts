import assert from "node:assert/strict";
import { test } from "node:test";
import { createRandom } from "../../signal/random.ts";
import { fitCore, type LabelledRecord, outOfFold, predict, reliability } from "./fit-statement-model.ts";

/** Label A when the first feature is over 0.5; the second feature is noise and sometimes not measured. */
function records(count: number, label: (value: number, uniform: () => number) => boolean): LabelledRecord[] {
  const random = createRandom(5);
  return Array.from({ length: count }, (_, i) => {
    const value = random.uniform();
    const noise = random.uniform() < 0.2 ? Number.NaN : random.uniform();
    const labels = label(value, random.uniform) ? ["A"] : [];
    return {
      ...{ id: `r${i}`, patient: `p${i >> 1}`, features: [value, noise], labels },
      ...{ stated: new Map<string, number>(), superclasses: [] },
    };
  });
}

test("a fitted core tells the two sides of a threshold apart and calibrates what it says", () => {
  const known = records(80, (value) => value > 0.5);
  const core = fitCore(known, ["A", "B"], 1);
  assert.deepEqual(core.labelled, [known.filter(({ labels }) => labels.length > 0).length, 0]);
  const at = (value: number) => predict(core, { ...known[0]!, features: [value, Number.NaN] });
  assert.ok(at(0.1).A! < 0.1 && at(0.9).A! > 0.9, `${at(0.1).A} and ${at(0.9).A}`);
  assert.ok(at(0.9).B! < 0.05, "a statement without a record is improbable everywhere");
});

test("a record that the patient's other record would give away is not given away", () => {
  // each patient has a feature value of their own and a label by the toss of a coin: who has seen one record
  // of a patient knows the other, who has not can only guess
  const random = createRandom(9);
  const pairs = Array.from({ length: 40 }, (_, patient) => {
    const features = [patient];
    const labels = random.uniform() < 0.5 ? ["A"] : [];
    return ["a", "b"].map((name) => ({
      ...{ id: `${patient}${name}`, patient: `p${patient}`, features, labels },
      ...{ stated: new Map<string, number>(), superclasses: [] },
    }));
  }).flat();
  const correct = (of: (record: LabelledRecord) => number) =>
    pairs.filter((record) => of(record) > 0.5 === record.labels.includes("A")).length / pairs.length;
  const core = fitCore(pairs, ["A"], 1);
  assert.ok(correct((record) => predict(core, record).A!) > 0.9, "seen");
  const unseen = outOfFold(pairs, ["A"], 1);
  assert.equal(unseen.size, pairs.length);
  // 40 coins: 0.5 with a standard error of 0.08, three of them are 0.24
  const share = correct((record) => unseen.get(record.id)!.A!);
  assert.ok(share < 0.74, `unseen ${share}`);
});

test("reliability counts predictions and hits by bin; an end belongs to the bin below it", () => {
  const probabilities = [0.005, 0.01, 0.35, 0.4, 0.4, 0.95];
  const labelled = [false, false, false, true, true, true];
  const known: LabelledRecord[] = probabilities.map((_, i) => ({
    ...{ id: `r${i}`, patient: `p${i}`, features: [], labels: labelled[i] ? ["A"] : [] },
    ...{ stated: new Map<string, number>(), superclasses: [] },
  }));
  const predictions = new Map(known.map(({ id }, i) => [id, { A: probabilities[i]! }]));
  const bins = reliability(known, predictions);
  const bin = (to: number) => bins.find((it) => it.to === to)!;
  assert.deepEqual([bin(0.01).predictions, bin(0.01).observed, bin(0.01).meanPredicted], [2, 0, 0.0075]);
  // 2 of 3; Wilson 95 %: 0.2077 to 0.9385
  const { predictions: count, observed, low, high, meanPredicted } = bin(0.4);
  assert.deepEqual([count, observed, low, high, meanPredicted], [3, 0.6667, 0.2077, 0.9385, 0.3833]);
  assert.deepEqual([bin(1).predictions, bin(1).observed], [1, 1]);
  assert.deepEqual([bin(0.5).predictions, bin(0.5).low, bin(0.5).high], [0, 0, 1], "nothing is known");
});

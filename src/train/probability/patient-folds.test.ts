import assert from "node:assert/strict";
import { test } from "node:test";
import { createRandom } from "../../signal/random.ts";
import { patientFolds } from "./patient-folds.ts";

const sizes = (folds: readonly number[], count: number) =>
  Array.from({ length: count }, (_, fold) => folds.filter((it) => it === fold).length);

test("no patient is in two folds, and folds differ by no more than the largest patient", () => {
  // 60 patients with 1 to 5 records each, 180 in all, in mixed order
  const patients = Array.from({ length: 60 }, (_, i) => Array.from({ length: 1 + (i % 5) }, () => `p${i}`));
  const random = createRandom(4);
  const records = patients
    .flat()
    .map((patient) => ({ patient, at: random.uniform() }))
    .sort((a, b) => a.at - b.at)
    .map(({ patient }) => patient);
  for (const seed of [1, 2, 3]) {
    const folds = patientFolds(records, 10, createRandom(seed));
    assert.equal(folds.length, 180);
    const foldsOf = new Map<string, Set<number>>();
    records.forEach((patient, i) => {
      foldsOf.set(patient, (foldsOf.get(patient) ?? new Set()).add(folds[i]!));
    });
    for (const [patient, own] of foldsOf) assert.equal(own.size, 1, patient);
    // each goes where the fewest are: a fold is ahead of another by at most its last patient
    const counts = sizes(folds, 10);
    assert.ok(Math.max(...counts) - Math.min(...counts) <= 5, counts.join(" "));
  }
});

test("patients with one record each fill the folds evenly", () => {
  const folds = patientFolds(
    Array.from({ length: 103 }, (_, i) => i),
    10,
    createRandom(1),
  );
  assert.deepEqual(
    sizes(folds, 10).sort((a, b) => a - b),
    [10, 10, 10, 10, 10, 10, 10, 11, 11, 11],
  );
});

test("the seed decides the folds", () => {
  const patients = Array.from({ length: 40 }, (_, i) => i);
  const of = (seed: number) => patientFolds(patients, 4, createRandom(seed));
  assert.deepEqual(of(1), of(1));
  assert.notDeepEqual(of(1), of(2));
});

// Counts by the scp_statements.csv of PTB-XL 1.0.3: rows with diagnostic = 1, by diagnostic_class.
import assert from "node:assert/strict";
import { test } from "node:test";
import { STATEMENTS_OF, SUPERCLASSES, superclassesOf } from "./scp-superclasses.ts";

test("44 diagnostic statements, each in one superclass", () => {
  const counts = Object.fromEntries(SUPERCLASSES.map((name) => [name, STATEMENTS_OF[name].length]));
  assert.deepEqual(counts, { NORM: 1, MI: 14, STTC: 13, CD: 11, HYP: 5 });
  const all = Object.values(STATEMENTS_OF).flat();
  assert.equal(new Set(all).size, 44);
});

test("form and rhythm statements belong to no superclass; several codes of one count once", () => {
  assert.deepEqual([...superclassesOf(["SR", "AFIB", "PVC", "VCLVH", "ABQRS", "LPR", "nonsense"])], []);
  assert.deepEqual(superclassesOf(["IMI", "ASMI", "LVH", "SR"]), new Set(["MI", "HYP"]));
  // the table counts subendocardial injury as MI, left atrial overload as HYP and pre-excitation as CD
  assert.deepEqual(superclassesOf(["INJAS", "LAO/LAE", "WPW"]), new Set(["MI", "HYP", "CD"]));
});

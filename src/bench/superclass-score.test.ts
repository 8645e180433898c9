// Worked by hand on four records of four patients.
import assert from "node:assert/strict";
import { test } from "node:test";
import type { Superclass } from "../datasets/scp-superclasses.ts";
import { scoreSuperclasses, superclassAuroc, superclassProbabilities } from "./superclass-score.ts";

const records = (
  [
    [["NORM"], ["NORM"]],
    [["MI", "CD"], ["MI"]],
    [["STTC"], ["HYP"]],
    [[], ["NORM"]],
  ] as [Superclass[], Superclass[]][]
).map(([stated, found], i) => ({
  id: `r${i}`,
  patient: `p${i}`,
  stated: new Set(stated),
  found: new Set(found),
}));

test("macro F1 is the mean over five classes, Hamming loss the share of wrong pairs", () => {
  const { macroF1, hammingLoss, classes } = scoreSuperclasses(records);
  // F1: NORM 2/3, MI 1, STTC 0, CD 0, HYP 0
  assert.deepEqual(
    classes.map(({ name, f1 }) => [name, f1]),
    [
      ["NORM", 2 / 3],
      ["MI", 1],
      ["STTC", 0],
      ["CD", 0],
      ["HYP", 0],
    ],
  );
  assert.ok(Math.abs(macroF1.value! - 1 / 3) < 1e-12);
  // wrong: CD of the second, STTC and HYP of the third, NORM of the fourth: 4 of 20
  assert.ok(Math.abs(hammingLoss.value! - 0.2) < 1e-12);
  assert.ok(hammingLoss.interval && hammingLoss.interval.low < 0.2 && hammingLoss.interval.high > 0.2);
});

test("a superclass is one minus the product of what speaks against its statements", () => {
  const probabilities = superclassProbabilities({ NORM: 0.3, IMI: 0.5, ASMI: 0.2, LVH: 0.1, SR: 0.9 });
  const rounded = Object.fromEntries(
    Object.entries(probabilities).map(([name, p]) => [name, +p.toFixed(12)]),
  );
  assert.deepEqual(rounded, { NORM: 0.3, MI: 0.6, STTC: 0, CD: 0, HYP: 0.1 });
});

test("macro AUROC is the mean of the classes, and null where one cannot be ranked", () => {
  const even = { NORM: 0.5, MI: 0.5, STTC: 0.5, CD: 0.5, HYP: 0.5 };
  const all: Superclass[] = ["NORM", "MI", "STTC", "CD", "HYP"];
  const known = [
    { patient: "a", stated: new Set(all), probabilities: { ...even, NORM: 0.9 } },
    { patient: "b", stated: new Set<Superclass>(), probabilities: even },
  ];
  const { macro, classes } = superclassAuroc(known);
  // NORM 1, the four others tied
  assert.equal(classes.NORM.value, 1);
  assert.ok(Math.abs(macro.value! - 3 / 5) < 1e-12);
  assert.equal(superclassAuroc(known.slice(1)).macro.value, null);
});

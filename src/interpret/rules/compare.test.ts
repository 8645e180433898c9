import assert from "node:assert/strict";
import { test } from "node:test";
import { compare } from "./compare.ts";
import { toleranceOf } from "./tolerances.ts";

test("tolerances are those of the rule book: 10 ms PR and QRS, 15 ms QT, 0.025 mV or 5 %", () => {
  assert.equal(toleranceOf("interval", 200), 10);
  assert.equal(toleranceOf("qt", 450), 15);
  assert.equal(toleranceOf("amplitude", 0.1), 0.025, "5 % of 0.1 mV is less than 0.025 mV");
  assert.ok(Math.abs(toleranceOf("amplitude", 3.5) - 0.175) < 1e-12, "5 % of 3.5 mV");
  assert.ok(Math.abs(toleranceOf("amplitude", -3.5) - 0.175) < 1e-12, "the sign does not matter");
  assert.equal(toleranceOf("rate", 100), 0);
});

test("a value beyond the tolerance is met or not met, inside it borderline with its side", () => {
  const pr = (value: number) => compare({ value, operator: ">", threshold: 200, tolerance: 10 });
  assert.deepEqual(pr(211), { outcome: "met", withoutTolerance: "met" });
  assert.deepEqual(pr(210), { outcome: "borderline", withoutTolerance: "met" });
  assert.deepEqual(pr(200), { outcome: "borderline", withoutTolerance: "not met" });
  assert.deepEqual(pr(190), { outcome: "borderline", withoutTolerance: "not met" });
  assert.deepEqual(pr(189), { outcome: "not met", withoutTolerance: "not met" });
});

test("the operator decides at the threshold where there is no tolerance", () => {
  const at = (operator: ">" | ">=" | "<" | "<=") =>
    compare({ value: 50, operator, threshold: 50, tolerance: 0 }).outcome;
  assert.deepEqual([at(">"), at(">="), at("<"), at("<=")], ["not met", "met", "not met", "met"]);
});

test("rounding of binary fractions does not lift a value over the tolerance", () => {
  // 0.275 - 0.25 comes out as 0.025000000000000022
  const compared = compare({ value: 0.275, operator: ">", threshold: 0.25, tolerance: 0.025 });
  assert.equal(compared.outcome, "borderline");
});

test("names and yes or no have no tolerance", () => {
  assert.equal(
    compare({ value: "V3", operator: "in", threshold: ["V3", "V4"], tolerance: 0 }).outcome,
    "met",
  );
  assert.equal(
    compare({ value: "V5", operator: "in", threshold: ["V3", "V4"], tolerance: 0 }).outcome,
    "not met",
  );
  assert.equal(compare({ value: true, operator: "=", threshold: false, tolerance: 0 }).outcome, "not met");
  assert.equal(
    compare({ value: "none", operator: "!=", threshold: "none", tolerance: 0 }).outcome,
    "not met",
  );
});

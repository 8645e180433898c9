// Expected outcomes follow the limits stated in each rule's source; the case says which.
import assert from "node:assert/strict";
import { test } from "node:test";
import { evaluateRules } from "../evaluate-rules.ts";
import { measurementsFixture } from "./measurements.fixture.ts";
import { checkOutcomes, resultOf } from "./outcome-of.fixture.ts";
import { ruleBook } from "./rule-book.ts";

test("adults start at 16 years", () => {
  checkOutcomes("conv.adult", [
    [{ patient: { ageYears: 16 } }, "met", "16 or older"],
    [{ patient: { ageYears: 15 } }, "not met", "under 16"],
    [{ patient: { ageYears: null } }, "not assessable", "age unknown"],
  ]);
});

test("sampling rate: 500 Hz preferred, 250 Hz accepted", () => {
  const at = (samplingRateHz: number) => {
    const measurements = measurementsFixture();
    const results = evaluateRules({
      measurements: { ...measurements, record: { ...measurements.record, samplingRateHz } },
    });
    return [results.get("conv.bw")?.outcome, results.get("conv.bw@accepted")?.outcome];
  };
  assert.deepEqual(at(500), ["met", "met"]);
  assert.deepEqual(at(250), ["not met", "met"]);
  assert.deepEqual(at(100), ["not met", "not met"]);
});

test("conventions have no outcome but a reason", () => {
  const conventions = ruleBook.filter((rule) => rule.kind === "convention");
  assert.deepEqual(conventions.map((rule) => rule.id).sort(), [
    "bbb.bif",
    "brug2",
    "cmp",
    "conv.baseline",
    "conv.contig",
    "conv.global",
    "conv.regions",
    "conv.units",
    "hyperT",
    "lqts",
    "norm.tables",
    "ste@beyond",
  ]);
  for (const rule of conventions) {
    const { outcome, reason } = resultOf(rule.id);
    assert.deepEqual([outcome, reason], ["not assessable", rule.reason]);
  }
});

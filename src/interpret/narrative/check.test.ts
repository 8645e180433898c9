import assert from "node:assert/strict";
import { describe, it } from "node:test";
import type { Evidence } from "../../ecg/interpretation.ts";
import { runCheck } from "./check.ts";

const PR: Evidence = {
  lead: null,
  beat: null,
  startMs: null,
  endMs: null,
  measure: "PR interval",
  value: 160,
  unit: "ms",
  operator: null,
  threshold: null,
};

// Limits: PR is cited within 20 ms, contradicted from twice that, and decided beyond 10 ms of a threshold.
describe("runCheck", () => {
  const stated = (value: number) => runCheck({ evidence: PR, quantity: "interval", stated: value }).verdict;
  const against = (value: number, operator: string) =>
    runCheck({ evidence: { ...PR, value, operator, threshold: 200 }, quantity: "interval", stated: null });

  it("supports a printed number within the tolerance, contradicts it from twice that", () => {
    assert.equal(stated(180), "supported");
    assert.equal(stated(181), "not checkable");
    assert.equal(stated(199), "not checkable");
    assert.equal(stated(200), "contradicted");
    assert.equal(stated(120), "contradicted");
  });

  it("leaves a value within tolerance of its threshold undecided, with both numbers in the reason", () => {
    assert.equal(against(210, ">").verdict, "not checkable");
    assert.equal(against(190, ">").verdict, "not checkable");
    assert.equal(against(211, ">").verdict, "supported");
    assert.equal(against(189, ">").verdict, "contradicted");
    assert.match(against(205, ">").reason, /PR interval 205 ms is within tolerance of the threshold 200 ms/);
  });

  it("checks amplitudes by the larger of 0.025 mV and 5 %", () => {
    const voltage = (value: number) =>
      runCheck({
        evidence: {
          ...PR,
          measure: "Sokolow-Lyon voltage",
          value,
          unit: "mV",
          operator: ">=",
          threshold: 3.5,
        },
        quantity: "amplitude",
        stated: null,
      }).verdict;
    // 5 % of 3.5 mV is 0.175 mV
    assert.equal(voltage(3.6), "not checkable");
    assert.equal(voltage(3.7), "supported");
    assert.equal(voltage(3.3), "contradicted");
  });

  it("compares names and yes or no exactly, and cannot check what was not measured", () => {
    const form = (value: string | null) =>
      runCheck({
        evidence: { ...PR, measure: "QRS form", value, unit: "", operator: "=", threshold: "rsR'" },
        quantity: "category",
        stated: null,
      }).verdict;
    assert.equal(form("rsR'"), "supported");
    assert.equal(form("rS"), "contradicted");
    assert.equal(form(null), "not checkable");
  });
});

// Expected outcomes follow the normal ranges of the rule book: rate 60-100, P < 120 ms, PR 120-200 ms,
// QRS <= 110 ms, axis -30 to +90; tolerance 10 ms for intervals and 5 degrees for the axis.
import assert from "node:assert/strict";
import { test } from "node:test";
import { checkOutcomes, LBBB, outcomeOf, pWave, resultOf, tWave } from "./outcome-of.fixture.ts";

test("heart rate has no tolerance", () => {
  checkOutcomes("norm.hr", [
    [{ global: { heartRateBpm: 60 } }, "met", "lower end"],
    [{ global: { heartRateBpm: 59 } }, "not met", "below 60"],
    [{ global: { heartRateBpm: 101 } }, "not met", "above 100"],
  ]);
  assert.equal(outcomeOf("norm.hr@clinical", { global: { heartRateBpm: 52 } }), "met");
});

test("P wave: duration, amplitude in II and V1, axis", () => {
  checkOutcomes("norm.p", [
    [{}, "met", "100 ms, 0.12 mV, 50 degrees"],
    [{ global: { pDurationMs: 115 } }, "borderline", "within 10 ms of 120"],
    [{ global: { pDurationMs: 131 } }, "not met", "120 ms and more"],
    [{ leads: { II: { p: pWave(0.31) } } }, "not met", "0.25 mV in II"],
    [{ global: { axisDeg: { p: 85 } } }, "not met", "axis over 75"],
    [{ prMs: null }, "not assessable", "no P"],
  ]);
});

test("PR, QRS and axis", () => {
  checkOutcomes("norm.pr", [
    [{ prMs: 160 }, "met", "inside"],
    [{ prMs: 195 }, "borderline", "within 10 ms of 200"],
    [{ prMs: 215 }, "not met", "over 200"],
    [{ prMs: 100 }, "not met", "under 120"],
  ]);
  checkOutcomes("norm.qrs", [
    [{ qrsMs: 99 }, "met", "11 ms under 110"],
    [{ qrsMs: 105 }, "borderline", "within 10 ms of 110"],
    [{ qrsMs: 125 }, "not met", "over 110"],
  ]);
  checkOutcomes("norm.axis", [
    [{ global: { axisDeg: { qrs: 84 } } }, "met", "6 degrees inside 90"],
    [{ global: { axisDeg: { qrs: -28 } } }, "borderline", "within 5 degrees of -30"],
    [{ global: { axisDeg: { qrs: -40 } } }, "not met", "left of -30"],
    [LBBB, "not assessable", "not judged in left bundle branch block"],
  ]);
});

test("T waves upright where they should be and of normal size", () => {
  checkOutcomes("norm.t", [
    [{}, "met", "the fixture"],
    [{ leads: { V4: { t: tWave(-0.2) } } }, "not met", "inverted in V4"],
    [{ leads: { II: { t: tWave(0.6) } } }, "not met", "0.5 mV in limb leads"],
    [{ leads: { V3: { t: tWave(0.98) } } }, "borderline", "within 5 % of 1.0 mV"],
    [{ leads: { aVR: { t: tWave(0.1) } } }, "not met", "upright in aVR"],
  ]);
});

test("QTc is normal when neither long nor short", () => {
  assert.equal(outcomeOf("norm.qtc"), "met");
  assert.equal(outcomeOf("norm.qtc", { qtMs: 480 }), "not met");
  assert.equal(outcomeOf("norm.qtc", { qtMs: 330 }), "not met");
  assert.equal(resultOf("norm.tables").outcome, "not assessable");
});

// Expected outcomes follow the rule book: left axis -30 to -90, right +90 to +180, superior beyond -90; low
// voltage under 0.5 mV in limb and 1.0 mV in chest leads; R in V3 of at most 0.3 mV.
import assert from "node:assert/strict";
import { test } from "node:test";
import { checkOutcomes, deflection, inLeads, LBBB, outcomeOf, resultOf } from "./outcome-of.fixture.ts";

const axis = (qrs: number | null) => ({ global: { axisDeg: { qrs } } });

test("axis sectors with 5 degrees of tolerance", () => {
  checkOutcomes("ax.lad", [
    [axis(-36), "met", "6 degrees beyond -30"],
    [axis(-34), "borderline", "4 degrees beyond"],
    [axis(-20), "not met", "normal"],
    [axis(-120), "not met", "superior"],
    [axis(null), "not assessable", "not measured"],
  ]);
  checkOutcomes("ax.rad", [
    [axis(100), "met", "over 90"],
    [axis(92), "borderline", "within 5 degrees"],
    [axis(178), "met", "180 degrees is no limit with a tolerance"],
    [axis(80), "not met", "normal"],
  ]);
  checkOutcomes("ax.ext", [
    [axis(-120), "met", "beyond -90"],
    [axis(-178), "met", "up to -180"],
    [axis(-60), "not met", "left"],
  ]);
  assert.equal(outcomeOf("ax.lad@marked", axis(-55)), "met");
  assert.equal(outcomeOf("ax.rad@marked", axis(130)), "met");
});

test("indeterminate where I and aVF are both nearly flat", () => {
  const flat = { q: null, r: deflection(0.3), s: deflection(-0.28) };
  assert.equal(outcomeOf("ax.ext@indeterminate", { leads: { I: flat, aVF: flat } }), "met");
  assert.equal(outcomeOf("ax.ext@indeterminate", { leads: { I: flat } }), "not met");
});

test("axis is not judged in left bundle branch block", () => {
  const { outcome, reason } = resultOf("ax.lad", { ...LBBB, ...axis(-60) });
  assert.deepEqual([outcome, reason], ["not assessable", "suppressed: complete left bundle branch block"]);
});

const LIMB = ["I", "II", "III", "aVR", "aVL", "aVF"];

test("low voltage in limb and chest leads", () => {
  const low = (mv: number) => ({ leads: inLeads(LIMB, { qrsPeakToPeakMv: mv }) });
  checkOutcomes("low@limb", [
    [low(0.4), "met", "under 0.5 mV"],
    [low(0.48), "borderline", "within 0.025 mV"],
    [{}, "not met", "1.25 mV in II"],
    [{ ...low(0.4), missing: ["aVL"] }, "not assessable", "all six are needed"],
  ]);
  const chest = { leads: inLeads(["V1", "V2", "V3", "V4", "V5", "V6"], { qrsPeakToPeakMv: 0.8 }) };
  assert.equal(outcomeOf("low@chest", chest), "met");
  assert.equal(outcomeOf("low", chest), "met");
  assert.equal(outcomeOf("low"), "not met");
});

test("R progression", () => {
  const v3 = (r: number) => ({ leads: { V2: { r: deflection(0.2) }, V3: { r: deflection(r) } } });
  checkOutcomes("prwp", [
    [v3(0.25), "met", "R V3 0.25 mV, over V2"],
    [v3(0.31), "borderline", "within 0.025 mV of 0.3"],
    [v3(0.6), "not met", "over 0.3 mV"],
  ]);
  assert.equal(outcomeOf("prwp@reversed", { leads: { V3: { r: deflection(0.2) } } }), "met", "V2 has 0.4 mV");
  assert.equal(outcomeOf("prwp@reversed"), "not met");
});

test("transition", () => {
  const at = (transitionLead: string | null) =>
    ["trans@early", "trans", "trans@late"].filter(
      (rule) => outcomeOf(rule, { global: { transitionLead } }) === "met",
    );
  assert.deepEqual(at("V2"), ["trans@early"]);
  assert.deepEqual(at("V4"), ["trans"]);
  assert.deepEqual(at("V5"), ["trans@late"]);
  assert.deepEqual(at(null), ["trans@late"], "R never catches up with S");
});

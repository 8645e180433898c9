// Expected outcomes follow the rule book: Brugada 0.2 mV coved, J wave 0.1 mV in neighbouring leads, concave
// elevation in five leads, T over 1.0 mV (chest) or 0.6 mV (limb), S1Q3T3 0.15 mV.
import assert from "node:assert/strict";
import { test } from "node:test";
import type { MedianBeat } from "../../ecg/measurements.ts";
import { checkOutcomes, deflection, inLeads, outcomeOf, RBBB, tWave } from "./outcome-of.fixture.ts";

test("Brugada type 1: coved elevation in V1 or V2 with a negative T", () => {
  const coved: Partial<MedianBeat> = {
    stJMv: 0.3,
    st80Mv: 0.1,
    stForm: "downslope",
    stCurve: "convex",
    t: tWave(-0.2),
  };
  checkOutcomes("brug1", [
    [{ leads: { V1: coved } }, "met", "0.3 mV"],
    [{ leads: { V1: { ...coved, stJMv: 0.21 } } }, "borderline", "within 0.025 mV of 0.2"],
    [{ leads: { V1: { ...coved, stCurve: "concave" } } }, "not met", "saddle-back"],
    [{ leads: { V1: { ...coved, t: tWave(0.2) } } }, "not met", "upright T"],
    [{ leads: { V4: coved } }, "not met", "V4"],
    [{ ...RBBB, leads: { ...RBBB.leads, V2: coved } }, "not assessable", "right bundle branch block"],
  ]);
});

test("early repolarisation: J waves in neighbouring leads, narrow QRS", () => {
  const j = (jWaveMv: number, leads = ["II", "aVF", "III"]) => ({ leads: inLeads(leads, { jWaveMv }) });
  checkOutcomes("er", [
    [j(0.2), "met", "0.2 mV inferior"],
    [j(0.11), "borderline", "within 0.025 mV"],
    [j(0.2, ["V1", "V2", "V3"]), "not met", "V1-V3 are excluded"],
    [j(0.2, ["V4", "V5"]), "met", "V4 and V5"],
    [{ ...j(0.2), qrsMs: 140 }, "not met", "wide QRS"],
    [{ leads: inLeads(["II", "aVF", "III"], { stJMv: 0.2 }) }, "not met", "elevation without notch or slur"],
  ]);
  assert.equal(outcomeOf("er@ascending", j(0.2)), "met", "the fixture's ST ascends");
});

test("pericarditis pattern", () => {
  const concave: Partial<MedianBeat> = { stJMv: 0.12, stCurve: "concave" };
  const leads = {
    ...inLeads(["I", "II", "aVF", "V4", "V5"], concave),
    V6: { ...concave, prSegmentMv: -0.1 },
    aVR: { stJMv: -0.15 },
  };
  assert.equal(outcomeOf("peri", { leads }), "met");
  assert.equal(
    outcomeOf("peri", { leads: { ...leads, III: { stJMv: -0.15 } } }),
    "not met",
    "reciprocal depression",
  );
  assert.equal(
    outcomeOf("peri", { leads: { ...leads, aVR: { stJMv: 0.1 } } }),
    "not met",
    "aVR not depressed",
  );
  assert.equal(outcomeOf("peri"), "not met");
});

test("tall narrow T", () => {
  const peaked = (mv: number): Partial<MedianBeat> => ({ t: tWave(mv), tAsymmetry: 1 });
  assert.equal(outcomeOf("hyperk", { leads: inLeads(["V3", "V4"], peaked(1.3)) }), "met");
  assert.equal(
    outcomeOf("hyperk", { leads: inLeads(["V3", "V4"], peaked(0.8)) }),
    "not met",
    "1.0 mV in chest leads",
  );
  assert.equal(
    outcomeOf("hyperk", { leads: inLeads(["II", "aVF"], peaked(0.8)) }),
    "met",
    "0.6 mV in limb leads",
  );
  const broad = { ...peaked(1.3), t: { ...tWave(1.3), onsetMs: 100 } };
  assert.equal(outcomeOf("hyperk", { leads: inLeads(["V3", "V4"], broad) }), "not met", "260 ms broad");
});

test("hypokalaemia: flat T, ST depression and U", () => {
  const change: Partial<MedianBeat> = {
    t: tWave(0.04),
    stJMv: -0.12,
    st80Mv: -0.12,
    stForm: "horizontal",
    uMv: 0.2,
  };
  assert.equal(outcomeOf("hypok", { leads: inLeads(["V4", "V5"], change) }), "met");
  assert.equal(outcomeOf("hypok", { leads: inLeads(["V4", "V5"], { ...change, uMv: null }) }), "not met");
});

test("calcium: QTc and the length of ST", () => {
  // fixture: ST = QT - QRS - T = QT - 90 - 160 ms; men's QTc limit 450 ms
  assert.equal(outcomeOf("ca@hypo", { qtMs: 500 }), "met", "ST 250 ms");
  assert.equal(outcomeOf("ca@hypo"), "not met", "QTc 400 ms");
  assert.equal(outcomeOf("ca", { qtMs: 270 }), "met", "ST 20 ms, QTc 270 ms");
});

test("digitalis: scooped depression over upright QRS with a short QTc", () => {
  const scooped: Partial<MedianBeat> = { stJMv: -0.1, stCurve: "concave" };
  assert.equal(outcomeOf("dig", { qtMs: 360, leads: inLeads(["V5", "V6"], scooped) }), "met");
  assert.equal(outcomeOf("dig", { qtMs: 420, leads: inLeads(["V5", "V6"], scooped) }), "not met");
});

test("S1Q3T3 and T inversion over the right ventricle", () => {
  const leads = { I: { s: deflection(-0.3) }, III: { q: deflection(-0.3), t: tWave(-0.2) } };
  assert.equal(outcomeOf("pe", { leads }), "met");
  assert.equal(outcomeOf("pe", { leads: { I: leads.I } }), "not met");
  assert.equal(
    outcomeOf("pe@strain", { leads: inLeads(["III", "V1", "V2", "V3", "V4"], { t: tWave(-0.2) }) }),
    "met",
  );
});

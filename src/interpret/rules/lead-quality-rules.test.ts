// Expected outcomes follow the rule book: arm exchange turns I over and aVR upright while I and V6 disagree; in
// dextrocardia R falls towards V6; one flat limb lead lies between two leg electrodes.
import assert from "node:assert/strict";
import { test } from "node:test";
import { evaluateRules } from "../evaluate-rules.ts";
import { type FixtureOptions, measurementsFixture } from "./measurements.fixture.ts";
import { deflection, outcomeOf, pWave, tWave } from "./outcome-of.fixture.ts";

const samples = (lead: string) => measurementsFixture().leads[lead]!.median!.samplesMv;
const turned = (lead: string) => samples(lead).map((sample) => -sample);
const negative = { p: pWave(-0.08), q: deflection(-0.7), r: deflection(0.1), s: null, t: tWave(-0.25) };
const positive = { p: pWave(0.08), q: null, r: deflection(0.8), s: deflection(-0.1), t: tWave(0.25) };

/** Arms exchanged: I upside down, II and III change places, aVR and aVL too. */
const arms: FixtureOptions = {
  leads: {
    I: { ...negative, samplesMv: turned("I") },
    II: { samplesMv: samples("III") },
    III: { samplesMv: samples("II") },
    aVR: { ...positive, samplesMv: samples("aVL") },
    aVL: { samplesMv: samples("aVR") },
  },
};

test("exchanged arms", () => {
  assert.equal(outcomeOf("lead.rala", arms), "met");
  assert.equal(outcomeOf("lead.rala"), "not met");
  assert.equal(outcomeOf("lead.dextro", arms), "not met", "R still grows towards V6");
  assert.equal(outcomeOf("lead.einthoven", arms), "not met", "exchanged leads still fit together");
});

test("dextrocardia: the same with R falling towards V6", () => {
  const falling = { ...arms.leads, V1: { r: deflection(0.6) }, V6: { r: deflection(0.1) } };
  assert.equal(outcomeOf("lead.dextro", { leads: falling }), "met");
  assert.equal(outcomeOf("lead.rala", { leads: falling }), "not met", "then it is not the arms");
});

test("right arm and left leg, left arm and left leg", () => {
  const leads = { I: negative, II: negative, III: negative, aVF: negative, aVR: positive };
  assert.equal(outcomeOf("lead.rall", { leads }), "met");
  assert.equal(outcomeOf("lead.rall"), "not met");
  const leftLeg = {
    I: { p: pWave(0.2) },
    II: { p: pWave(0.1) },
    III: { q: deflection(-0.6), r: deflection(0.1), pTerminalMv: -0.05 },
  };
  assert.equal(outcomeOf("lead.lall", { leads: leftLeg }), "met");
  assert.equal(outcomeOf("lead.lall"), "not met");
});

test("one flat limb lead, leads that do not add up, exchanged chest leads", () => {
  assert.equal(outcomeOf("lead.rarl", { leads: { II: { qrsPeakToPeakMv: 0.05 } } }), "met");
  assert.equal(outcomeOf("lead.rarl"), "not met");
  assert.equal(outcomeOf("lead.einthoven", { leads: { III: { samplesMv: turned("III") } } }), "met");
  assert.equal(outcomeOf("lead.einthoven"), "not met");
  const exchanged = { V1: { samplesMv: samples("V5") }, V5: { samplesMv: samples("V1") } };
  assert.equal(outcomeOf("lead.prec", { leads: exchanged }), "met");
  assert.equal(outcomeOf("lead.prec"), "not met");
  assert.equal(outcomeOf("lead.rala@gate", { quality: { leadReversal: "RA-LA suspected" } }), "met");
});

test("quality: the gate's verdict, fewer than 8 leads, under 5 s, fewer than 3 beats", () => {
  assert.equal(outcomeOf("q.refuse", { quality: { verdict: "unusable" } }), "met");
  assert.equal(outcomeOf("q.refuse"), "not met");
  assert.equal(outcomeOf("q.refuse@limited"), "not met");
  assert.equal(outcomeOf("q.refuse@limited", { missing: ["V1", "V2", "V3", "V4", "V5"] }), "met", "7 leads");
  assert.equal(outcomeOf("q.refuse@limited", { rrMs: [1000, 1000, 1000] }), "met", "4 s");
  const measurements = measurementsFixture({ rrMs: [3000, 3000] });
  const two = { ...measurements, beats: measurements.beats.slice(0, 2) };
  assert.equal(evaluateRules({ measurements: two }).get("q.refuse@limited")?.outcome, "met", "2 beats");
});

test("technical rules hold for children too", () => {
  assert.equal(outcomeOf("lead.rala", { ...arms, patient: { ageYears: 8 } }), "met");
});

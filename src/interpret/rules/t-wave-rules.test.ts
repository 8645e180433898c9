// Expected outcomes follow the rule book: inversion over 0.1 mV in neighbouring leads with a prominent R (not
// aVR, III, V1); low under a tenth of R, flat within 0.1 mV, deep from 0.5, giant over 1.0 mV.
import assert from "node:assert/strict";
import { test } from "node:test";
import { checkOutcomes, deflection, inLeads, LBBB, outcomeOf, RBBB, tWave } from "./outcome-of.fixture.ts";

const inverted = (leads: readonly string[], mv: number) => ({ leads: inLeads(leads, { t: tWave(-mv) }) });

test("ischaemic inversion", () => {
  checkOutcomes("twi", [
    [inverted(["V4", "V5", "V6"], 0.2), "met", "0.2 mV, tall R"],
    [inverted(["V4", "V5", "V6"], 0.11), "borderline", "within 0.025 mV of 0.1"],
    [inverted(["V4", "V5", "V6"], 0.05), "not met", "under 0.1 mV"],
    [inverted(["III", "V1"], 0.3), "not met", "III and V1 do not count"],
    [inverted(["V5"], 0.3), "not met", "one lead"],
    [
      { leads: inLeads(["V2", "V3"], { t: tWave(-0.3), r: deflection(0.2), s: deflection(-1) }) },
      "not met",
      "no prominent R",
    ],
    [{ ...LBBB, leads: { ...LBBB.leads, ...inverted(["V4"], 0.3).leads } }, "not assessable", "LBBB"],
  ]);
  const territories = (leads: readonly string[]) =>
    ["twi@inferior", "twi@anterior", "twi@apical", "twi@chest-lateral", "twi@high-lateral"].filter(
      (rule) => outcomeOf(rule, { leads: inLeads(leads, { t: tWave(-0.3), r: deflection(1) }) }) === "met",
    );
  assert.deepEqual(territories(["II", "aVF"]), ["twi@inferior"]);
  assert.deepEqual(territories(["V2", "V3"]), ["twi@anterior"]);
  assert.deepEqual(territories(["V4", "V5", "V6"]), ["twi@apical", "twi@chest-lateral"]);
  assert.deepEqual(territories(["I", "aVL"]), ["twi@high-lateral"]);
});

test("inversion in V1-V3 is explained by right bundle branch block", () => {
  const leads = { ...RBBB.leads, ...inverted(["V2", "V3"], 0.3).leads };
  assert.equal(outcomeOf("twi@anterior", { ...RBBB, leads }), "not assessable");
});

test("descriptors", () => {
  // a tenth of R: V4 and V5 have 1.2 mV
  const size = (mv: number) => ({ leads: inLeads(["V4", "V5"], { t: tWave(mv) }) });
  assert.equal(
    outcomeOf("t.class@low", { leads: inLeads(["V4", "V5"], { r: deflection(2.5), t: tWave(0.2) }) }),
    "met",
  );
  assert.equal(outcomeOf("t.class@low", size(0.45)), "not met");
  assert.equal(
    outcomeOf("t.class@low", { leads: { V4: { r: deflection(2.5), t: tWave(0.2) } } }),
    "not met",
    "one lead",
  );
  assert.equal(outcomeOf("t.class@flat", size(0.05)), "met");
  assert.equal(outcomeOf("t.class@flat", size(0.11)), "borderline");
  assert.equal(outcomeOf("t.class@inverted", size(-0.2)), "met");
  assert.equal(outcomeOf("t.class@deep", size(-0.6)), "met");
  assert.equal(outcomeOf("t.class@deep", size(-0.3)), "not met");
  assert.equal(outcomeOf("t.class@giant", { leads: { V4: { t: tWave(-1.2) } } }), "met");
  assert.equal(outcomeOf("t.class", size(-0.2)), "met");
  assert.equal(outcomeOf("t.class"), "not met");
  // aVL counts with an R over 0.3 mV only; the fixture has 0.25
  const flat = { t: tWave(0.02) };
  assert.equal(outcomeOf("t.class@flat", { leads: { aVL: flat, I: flat } }), "not met");
  assert.equal(
    outcomeOf("t.class@flat", { leads: { aVL: { ...flat, r: deflection(0.6) }, I: flat } }),
    "met",
  );
});

test("de Winter: up-sloping depression over 0.1 mV into tall symmetric T", () => {
  const pattern = { stJMv: -0.15, st80Mv: 0, stForm: "upslope" as const, t: tWave(0.9), tAsymmetry: 1.1 };
  assert.equal(outcomeOf("dewinter", { leads: inLeads(["V3", "V4"], pattern) }), "met");
  assert.equal(
    outcomeOf("dewinter", { leads: inLeads(["V3", "V4"], { ...pattern, t: tWave(0.3) }) }),
    "not met",
  );
});

test("Wellens: biphasic or deep symmetric T in V2-V3, no Q, no elevation, R preserved", () => {
  const biphasic = { t: tWave(0.3, "+-") };
  const deep = { t: tWave(-0.7), tAsymmetry: 1 };
  assert.equal(outcomeOf("wellens", { leads: inLeads(["V2", "V3"], biphasic) }), "met");
  assert.equal(outcomeOf("wellens", { leads: inLeads(["V2", "V3"], deep) }), "met");
  assert.equal(outcomeOf("wellens"), "not met");
  const elevated = inLeads(["V2", "V3"], { ...biphasic, stJMv: 0.2 });
  assert.equal(outcomeOf("wellens", { leads: elevated }), "not met");
  const withQ = inLeads(["V2", "V3"], { ...biphasic, q: deflection(-0.3, 40) });
  assert.equal(outcomeOf("wellens", { leads: withQ }), "not met");
});

// Expected outcomes follow the 4th Universal Definition of MI as the rule book gives it: V2-V3 any Q of 20 ms
// or QS; elsewhere 30 ms and 0.1 mV in two neighbouring leads; tolerance 5 ms and 0.025 mV.
import assert from "node:assert/strict";
import { test } from "node:test";
import {
  checkOutcomes,
  deflection,
  inLeads,
  LBBB,
  outcomeOf,
  RBBB,
  resultOf,
  tWave,
} from "./outcome-of.fixture.ts";

const q = (durationMs: number, depthMv = 0.2) => ({ q: deflection(-depthMv, durationMs) });
const qs = { r: null, q: deflection(-1, 90), s: null, qrsForm: "QS" };

test("inferior Q in neighbouring leads", () => {
  const inferior = (durationMs: number, depthMv = 0.2) => ({
    leads: inLeads(["II", "III", "aVF"], q(durationMs, depthMv)),
  });
  checkOutcomes("q@inferior", [
    [inferior(40), "met", "40 ms, 0.2 mV"],
    [inferior(32), "borderline", "within 5 ms of 30"],
    [inferior(22), "not met", "under 30 ms"],
    [inferior(40, 0.11), "borderline", "within 0.025 mV of 0.1"],
    [inferior(40, 0.05), "not met", "under 0.1 mV"],
    [{ leads: { III: q(45) } }, "not met", "III alone"],
    [{ leads: { III: q(45), aVF: q(45) } }, "met", "III and aVF"],
    [{ leads: { II: q(45), III: q(45) } }, "not met", "aVF lies between II and III"],
    [
      { ...LBBB, leads: { ...LBBB.leads, ...inferior(45).leads } },
      "not assessable",
      "left bundle branch block",
    ],
    [{ unusable: { aVF: "flat" }, leads: { II: q(45) } }, "not assessable", "aVF would decide"],
  ]);
  const { evidence } = resultOf("q@inferior", inferior(40));
  assert.deepEqual([...new Set(evidence.map((item) => item.lead))], ["II", "aVF", "III"]);
});

test("V2 and V3 need 20 ms only", () => {
  checkOutcomes("q@anteroseptal", [
    [{ leads: { V2: q(28, 0.04), V3: q(28, 0.04) } }, "met", "28 ms whatever the depth"],
    [{ leads: { V2: q(18, 0.2), V3: q(18, 0.2) } }, "borderline", "within 5 ms"],
    [{ leads: { V2: qs, V3: qs } }, "met", "QS"],
    [{ leads: { V2: qs } }, "not met", "one lead"],
  ]);
  assert.equal(outcomeOf("q@anterior", { leads: { V3: qs, V4: qs } }), "met");
  assert.equal(outcomeOf("q@apical", { leads: { V4: q(40), V5: q(40) } }), "met");
  assert.equal(outcomeOf("q@septal", { leads: { V1: qs, V2: qs } }), "met");
  assert.equal(outcomeOf("q@septal", { leads: { V1: qs } }), "not met", "QS in V1 alone is normal");
});

test("lateral Q in I and aVL or V5 and V6", () => {
  assert.equal(outcomeOf("q@lateral", { leads: { I: q(40), aVL: q(40) } }), "met");
  assert.equal(outcomeOf("q@lateral", { leads: { V5: q(40), V6: q(40) } }), "met");
  assert.equal(outcomeOf("q@lateral", { leads: { I: q(40), V6: q(40) } }), "not met", "not neighbours");
});

test("the whole rule is met by any territory", () => {
  assert.equal(outcomeOf("q", { leads: { V5: q(40), V6: q(40) } }), "met");
  assert.equal(outcomeOf("q"), "not met");
});

test("the benchmark's Q: over 30 ms with 0.075 mV in front, a fifth of R elsewhere", () => {
  const front = { leads: { V3: q(45, 0.11), V4: q(45, 0.11) } };
  assert.equal(outcomeOf("q@anterior", front, "reasoning-benchmark"), "met");
  // lead II has R 1.1 mV, aVF 0.75: a fifth is 0.22 and 0.15 mV
  const small = { leads: { II: q(45, 0.12), aVF: q(45, 0.12) } };
  assert.equal(outcomeOf("q@inferior", small, "reasoning-benchmark"), "not met");
  assert.equal(
    outcomeOf("q@inferior", { leads: { II: q(45, 0.15), aVF: q(45, 0.15) } }),
    "met",
    "guideline: 0.1 mV",
  );
});

test("posterior: broad tall R with upright T in V1 and V2, no right bundle branch block", () => {
  const tall = { r: deflection(0.8, 50), s: deflection(-0.4), t: tWave(0.3) };
  assert.equal(outcomeOf("q@posterior", { leads: { V1: tall, V2: tall } }), "met");
  assert.equal(outcomeOf("q@posterior", { leads: { V1: { ...tall, t: tWave(-0.3) }, V2: tall } }), "not met");
  assert.equal(outcomeOf("q@posterior", { ...RBBB, leads: { ...RBBB.leads, V2: tall } }), "not assessable");
});

test("normal variants", () => {
  assert.equal(outcomeOf("q.norm", { leads: { V1: qs } }), "met", "QS in V1");
  const inIII = { leads: { III: { q: deflection(-0.08, 20) } }, global: { axisDeg: { qrs: 15 } } };
  assert.equal(outcomeOf("q.norm", inIII), "met", "20 ms and under a quarter of R (0.45 mV), axis 15");
  assert.equal(outcomeOf("q.norm", { leads: { V6: { q: deflection(-0.1, 20) } } }), "met", "septal q");
  assert.equal(outcomeOf("q.norm"), "not met", "no Q at all");
});

test("alternative definitions", () => {
  // athletes: a quarter of R or 40 ms in two leads except III and aVR
  assert.equal(
    outcomeOf("q.ath", { leads: { I: q(20, 0.3), aVL: q(20, 0.3) } }),
    "met",
    "0.3 over 0.7 and 0.25 mV",
  );
  assert.equal(
    outcomeOf("q.ath", { leads: { III: q(50), aVR: q(50) } }),
    "not met",
    "III and aVR do not count",
  );
  // Minnesota 1-1: 40 ms in I, II or V6; III 50 ms with a Q of 0.1 mV in aVF
  assert.equal(outcomeOf("q.mc", { leads: { V6: q(50, 0.05) } }), "met");
  assert.equal(outcomeOf("q.mc", { leads: { III: q(60), aVF: q(25, 0.2) } }), "met");
  assert.equal(outcomeOf("q.mc", { leads: { III: q(60) } }), "not met");
});

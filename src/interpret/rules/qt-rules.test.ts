// Expected outcomes follow AHA/ACCF/HRS 2009 part IV as the rule book gives it: QTc (Framingham) from 450 ms in
// men and 460 in women, marked from 500, short up to 390 (marked 360); tolerance 15 ms. At 60 beats a minute
// every formula gives QTc = QT.
import assert from "node:assert/strict";
import { test } from "node:test";
import { measureRecording } from "../../measure/measure-recording.ts";
import { syntheticEcg } from "../../simulate/synthetic-ecg.ts";
import { evaluateRules } from "../evaluate-rules.ts";
import { checkOutcomes, inLeads, outcomeOf, RBBB, resultOf } from "./outcome-of.fixture.ts";

const regular = (rrMs: number) => ({ rrMs: Array.from({ length: 8 }, () => rrMs) });

test("prolonged by sex; unknown sex takes the women's limit", () => {
  checkOutcomes("qt.long", [
    [{ qtMs: 470 }, "met", "20 ms over 450"],
    [{ qtMs: 460 }, "borderline", "within 15 ms"],
    [{ qtMs: 430 }, "not met", "20 ms under"],
    [{ qtMs: 470, patient: { sex: "female" } }, "borderline", "460 for women"],
    [{ qtMs: 480, qrsMs: 140 }, "not met", "raw QTc is not judged with a wide QRS"],
  ]);
  const unknown = resultOf("qt.long", { qtMs: 470, patient: { sex: null } });
  assert.deepEqual([unknown.outcome, unknown.evidence[0]?.threshold], ["borderline", 460]);
  assert.equal(outcomeOf("qt.long@marked", { qtMs: 520 }), "met");
  assert.equal(outcomeOf("qt.long@marked", { qtMs: 480 }), "not met");
});

test("Framingham: 154 ms for each second of RR", () => {
  // QT 380 at RR 600: 380 + 154 * 0.4 = 441.6; Bazett would say 490.6
  const { evidence, outcome } = resultOf("qt.long", { qtMs: 380, ...regular(600) });
  assert.equal(outcome, "borderline");
  assert.ok(Math.abs((evidence[0]?.value as number) - 441.6) < 1e-9);
});

test("short QTc is a descriptor at 390, a finding at 360", () => {
  assert.equal(outcomeOf("qt.short", { qtMs: 370 }), "met");
  assert.equal(outcomeOf("qt.short@marked", { qtMs: 370 }), "borderline");
  assert.equal(outcomeOf("qt.short@marked", { qtMs: 340 }), "met");
  assert.equal(outcomeOf("qt.short", { qtMs: 420 }), "not met");
});

test("wide QRS: Bogossian", () => {
  // 560 - 0.485 * 140 = 492.1; 480 - 67.9 = 412.1
  assert.equal(outcomeOf("qt.wide", { ...RBBB, qtMs: 560 }), "met");
  assert.equal(outcomeOf("qt.wide", { ...RBBB, qtMs: 480 }), "not met");
  assert.equal(outcomeOf("qt.wide", { qtMs: 560 }), "not met", "narrow QRS");
});

test("QTc is unreliable in fibrillation and outside 50 to 100 a minute", () => {
  assert.equal(outcomeOf("qt.af", regular(500)), "met");
  assert.equal(outcomeOf("qt.af", regular(1300)), "met");
  assert.equal(outcomeOf("qt.af"), "not met");
});

test("U waves: over 0.1 mV or a quarter of T, in two leads", () => {
  const u = (uMv: number, leads = ["V3", "V4"]) => ({ leads: inLeads(leads, { uMv }) });
  assert.equal(outcomeOf("u", u(0.2)), "met");
  assert.equal(outcomeOf("u", u(0.2, ["V3"])), "not met");
  assert.equal(outcomeOf("u"), "not met");
});

test("inverted U waves, as they are measured: upright ones have a height of their own, `u` has both", () => {
  const inverted = (amplitudeMv: number) => ({
    leads: inLeads(["V4", "V5"], { uMv: null, u: { peakMs: 420, amplitudeMv, againstT: true } }),
  });
  assert.equal(outcomeOf("u@inverted", inverted(-0.1)), "met");
  assert.equal(outcomeOf("u@inverted", inverted(-0.03)), "borderline");
  assert.equal(outcomeOf("u@inverted"), "not met");
  const { recording } = syntheticEcg({ rateBpm: 60, amplitudes: { V4: { u: -0.15 }, V5: { u: -0.15 } } });
  const rules = evaluateRules({ measurements: measureRecording(recording), profile: "guideline" });
  assert.deepEqual(
    ["u", "u@inverted"].map((id) => rules.get(id)?.outcome),
    ["not met", "met"],
  );
});

// Expected outcomes follow the rule book: sinus P axis -30 to +90, P before 60 % of the beats (so that frequent
// extrasystoles leave sinus rhythm its name), bradycardia under 50 (benchmark: 60), tachycardia over 100,
// arrhythmia when RR ranges over more than 120 ms (marked: a quarter of the mean), pause from 3 s.
import assert from "node:assert/strict";
import { test } from "node:test";
import { checkOutcomes, outcomeOf, pWave, resultOf } from "./outcome-of.fixture.ts";

const regular = (rrMs: number) => ({ rrMs: Array.from({ length: 8 }, () => rrMs) });

test("sinus rhythm needs organised P before the beats with a sinus axis", () => {
  checkOutcomes("rhy.sinus", [
    [{}, "met", "P axis 50"],
    [{ prMs: null }, "not met", "no organised P"],
    [{ global: { atrial: { pShare: 0.6 } } }, "met", "P in 60 % of the beats: two of five are extrasystoles"],
    [{ global: { atrial: { pShare: 0.59 } } }, "not met", "P in fewer than 60 % of the beats"],
    [
      { global: { axisDeg: { p: -60 } }, leads: { II: { p: pWave(-0.1) }, aVR: { p: pWave(0.1) } } },
      "not met",
      "P inverted in II",
    ],
    [{ prMs: 110 }, "met", "short PR with a P axis over 0 is sinus rhythm"],
    [{ prMs: 110, global: { axisDeg: { p: -20 } } }, "not met", "PR 120 ms or a P axis over 0"],
    [{ global: { dominantClass: "paced" } }, "not met", "paced"],
    [{ global: { atrial: { organisedP: null } } }, "not assessable", "not known whether P is organised"],
  ]);
});

test("bradycardia: under 50 in clinical text, under 60 for benchmark labels", () => {
  // 60000 / 1250 = 48, 60000 / 1111 = 54
  assert.equal(outcomeOf("rhy.sbrad", regular(1250)), "met");
  assert.equal(outcomeOf("rhy.sbrad", regular(1111)), "not met");
  assert.equal(outcomeOf("rhy.sbrad", regular(1111), "reasoning-benchmark"), "met");
  assert.equal(outcomeOf("rhy.sbrad", { ...regular(1250), prMs: null }), "not met", "requires sinus rhythm");
  assert.equal(outcomeOf("rhy.sbrad@marked", regular(1600)), "met", "37 is under 40");
  assert.equal(outcomeOf("rhy.sbrad@marked", regular(1250)), "not met");
});

test("evidence of a requirement is not repeated", () => {
  const { evidence } = resultOf("rhy.sbrad", regular(1250));
  assert.deepEqual(
    evidence.map(({ measure, value, operator, threshold }) => [measure, value, operator, threshold]),
    [["ventricular rate", 48, "<", 50]],
  );
});

test("tachycardia over 100", () => {
  assert.equal(outcomeOf("rhy.stach", regular(560)), "met");
  assert.equal(outcomeOf("rhy.stach", regular(600)), "not met", "exactly 100");
});

test("sinus arrhythmia ignores what an ectopic beat does to RR", () => {
  checkOutcomes("rhy.sarr", [
    [{ rrMs: [900, 1000, 1030, 950, 900] }, "met", "range 130 ms"],
    [{ rrMs: [900, 1000, 1010, 950, 900] }, "not met", "range 110 ms"],
    [
      { rrMs: [1000, 600, 1400, 1000, 1000], classes: ["normal", "normal", "pvc"] },
      "not met",
      "1000 ms between normal beats",
    ],
  ]);
  checkOutcomes("rhy.sarr@marked", [
    [{ rrMs: [900, 1200, 900, 1200] }, "met", "300 of 1050 ms, 0.29"],
    [{ rrMs: [900, 1170, 900, 1170] }, "borderline", "270 of 1035 ms, 0.26: within 0.02 of a quarter"],
    [{ rrMs: [900, 1100, 900, 1100] }, "not met", "200 of 1000 ms, 0.20"],
    [{ rrMs: [900, 1200, 900, 1200], prMs: null }, "not met", "requires sinus rhythm"],
    [{ rrMs: [] }, "not assessable", "one beat has no RR"],
  ]);
});

test("pause and sinoatrial block", () => {
  checkOutcomes("rhy.pause", [
    [{ rrMs: [1000, 3000, 1000] }, "met", "3 s"],
    [{ rrMs: [1000, 2990, 1000] }, "not met", "under 3 s"],
  ]);
  checkOutcomes("rhy.sab", [
    [{ rrMs: [1000, 1000, 2050, 1000, 1000] }, "met", "2.05 times RR"],
    [{ rrMs: [1000, 1000, 1500, 1000, 1000] }, "not met", "1.5 times RR"],
    [
      { rrMs: [1000, 1000, 2050, 1000, 1000], global: { atrial: { nonConductedPMs: [3600] } } },
      "not met",
      "a blocked P explains the pause",
    ],
  ]);
});

// Expected outcomes follow the 2018 bradycardia guideline as the rule book gives it: PR over 200 ms (marked
// from 300), short under 120 ms, Wenckebach with a PR at least 20 ms shorter after the pause, Mobitz II with
// a constant PR, two blocked P in a row for high grade. Tolerance 10 ms.
import assert from "node:assert/strict";
import { test } from "node:test";
import { checkOutcomes, outcomeOf } from "./outcome-of.fixture.ts";

test("first-degree block", () => {
  checkOutcomes("av.1", [
    [{ prMs: 215 }, "met", "over 200"],
    [{ prMs: 205 }, "borderline", "within 10 ms"],
    [{ prMs: 195 }, "borderline", "within 10 ms on the other side"],
    [{ prMs: 185 }, "not met", "normal"],
    [{ prMs: 240, global: { atrial: { nonConductedPMs: [3000] } } }, "not met", "a P is blocked"],
    [{ prMs: null }, "not met", "no organised P"],
  ]);
  assert.equal(outcomeOf("av.1@marked", { prMs: 320 }), "met");
  assert.equal(outcomeOf("av.1@marked", { prMs: 240 }), "not met");
});

test("short PR, unless there is a delta wave", () => {
  checkOutcomes("av.shortpr", [
    [{ prMs: 100 }, "met", "under 120"],
    [{ prMs: 115 }, "borderline", "within 10 ms"],
    [{ prMs: 140 }, "not met", "normal"],
  ]);
  const delta = { slurredOnsetMs: 50 };
  assert.equal(
    outcomeOf("av.shortpr", { prMs: 100, qrsMs: 140, leads: { I: delta, V4: delta, V5: delta } }),
    "not met",
    "pre-excitation explains it",
  );
});

// Sinus at 75 (P every 800 ms); the fourth P at 2990 ms finds no QRS.
const wenckebach = {
  rrMs: [840, 840, 1520, 840, 840],
  prsMs: [160, 200, 240, 160, 200, 240],
  global: { atrial: { nonConductedPMs: [2950] } },
};
const mobitz2 = {
  rrMs: [800, 800, 1600, 800, 800],
  global: { atrial: { nonConductedPMs: [2950] } },
};

test("Mobitz I and II differ in PR about the blocked P", () => {
  assert.equal(outcomeOf("av.mob1", wenckebach), "met");
  assert.equal(outcomeOf("av.mob2", wenckebach), "not met", "PR ranges over 80 ms");
  assert.equal(outcomeOf("av.mob2", mobitz2), "met");
  assert.equal(outcomeOf("av.mob1", mobitz2), "not met", "PR does not shorten");
  assert.equal(outcomeOf("av.mob2"), "not met", "no blocked P");
});

const halves = Array.from({ length: 9 }, (_, i) => 1050 + 1000 * i);

test("2:1 is neither type", () => {
  const twoToOne = { global: { atrial: { nonConductedPMs: halves } } };
  assert.equal(outcomeOf("av.21", twoToOne), "met");
  assert.equal(outcomeOf("av.mob1", twoToOne), "not met");
  assert.equal(outcomeOf("av.mob2", twoToOne), "not met");
  assert.equal(outcomeOf("av.21", mobitz2), "not met");
});

test("high grade: two blocked P in a row at a physiological atrial rate", () => {
  // P at 550, then 1383 and 2216 blocked, 3050 conducted ...: 72 a minute
  const high = {
    rrMs: [2500, 2500, 2500],
    global: { atrial: { nonConductedPMs: [1383, 2216, 3883, 4716, 6383, 7216] } },
  };
  assert.equal(outcomeOf("av.high", high), "met");
  assert.equal(outcomeOf("av.high", mobitz2), "not met", "one at a time");
});

test("third degree: PR without order, blocked P, more P than QRS, regular QRS", () => {
  const dissociated = {
    rrMs: [1500, 1500, 1500, 1500],
    prsMs: [100, 300, 180, 380, 240],
    global: { atrial: { nonConductedPMs: [1350, 2900, 4300, 5800] } },
  };
  assert.equal(outcomeOf("av.3", dissociated), "met");
  assert.equal(outcomeOf("av.3", dissociated, "reasoning-benchmark"), "met", "40 a minute is under 70");
  assert.equal(
    outcomeOf("av.3", { ...dissociated, prsMs: [160, 160, 160, 160, 160] }),
    "not met",
    "constant PR",
  );
  assert.equal(
    outcomeOf("av.3", { ...dissociated, rrMs: [1500, 900, 1700, 1100] }),
    "not met",
    "irregular QRS",
  );
  assert.equal(outcomeOf("av.3"), "not met");
});

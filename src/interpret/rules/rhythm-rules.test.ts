// Expected outcomes follow the rule book: irregularity over 0.10 of RR, flutter 240-350 a minute, atrial
// tachycardia 100-250, junctional 40-60 (61-100 accelerated), narrow under 120 ms.
import assert from "node:assert/strict";
import { test } from "node:test";
import { checkOutcomes, outcomeOf, pWave } from "./outcome-of.fixture.ts";

const irregular = { rrMs: [700, 950, 620, 880, 1010, 640, 900, 720, 1100] };
const regular = (rrMs: number) => ({ rrMs: Array.from({ length: 8 }, () => rrMs) });
const noP = { prMs: null };

test("atrial fibrillation is irregular without pattern and without P", () => {
  checkOutcomes("rhy.af", [
    [{ ...irregular, ...noP }, "met", "irregular, no P"],
    [irregular, "not met", "organised P"],
    [{ ...regular(800), ...noP }, "not met", "regular"],
    [{ rrMs: [600, 1000, 600, 1000, 600, 1000, 600], ...noP }, "not met", "bigeminal pattern"],
    [
      { ...irregular, ...noP, global: { rhythm: { normalisedRmssd: 0.11 } } },
      "borderline",
      "within 0.02 of 0.10",
    ],
    [{ rrMs: [700, 950, 620], ...noP }, "not met", "fewer than 6 RR"],
    [{ ...irregular, global: { atrial: { organisedP: null } } }, "not assessable", "P not known"],
  ]);
});

test("the detector aid needs a low P template correlation", () => {
  checkOutcomes("rhy.af.eng", [
    [{ ...irregular, ...noP }, "met", "correlation 0.2"],
    [{ ...irregular, ...noP, global: { atrial: { pTemplateCorrelation: 0.6 } } }, "not met", "0.5 and more"],
  ]);
});

test("ventricular response in fibrillation: over 100, 60 to 100, under 60", () => {
  const af = (heartRateBpm: number) => ({ ...irregular, ...noP, global: { heartRateBpm } });
  const outcomes = (rate: number) =>
    ["rhy.afrate@rapid", "rhy.afrate", "rhy.afrate@slow"].map((rule) => outcomeOf(rule, af(rate)));
  assert.deepEqual(outcomes(120), ["met", "not met", "not met"]);
  assert.deepEqual(outcomes(80), ["not met", "met", "not met"]);
  assert.deepEqual(outcomes(50), ["not met", "not met", "met"]);
  assert.equal(outcomeOf("rhy.afrate", { global: { heartRateBpm: 80 } }), "not met", "requires fibrillation");
});

test("flutter is regular atrial activity at 240 to 350 a minute", () => {
  const flutter = (flutterRatePerMin: number, flutterStrength = 0.8) => ({
    ...noP,
    global: { atrial: { flutterRatePerMin, flutterStrength } },
  });
  checkOutcomes("rhy.afl", [
    [flutter(300), "met", "300"],
    [flutter(230), "not met", "under 240"],
    [flutter(360), "not met", "over 350"],
    [flutter(300, 0.75), "met", "strong enough"],
    [flutter(300, 0.74), "not met", "weak periodicity"],
    [{ ...flutter(300), prMs: 160 }, "not met", "sinus rhythm"],
    [{ ...flutter(300), ...irregular }, "met", "conduction may change"],
    [noP, "not met", "none found"],
  ]);
  assert.equal(
    outcomeOf("rhy.af", { ...flutter(300), ...irregular }),
    "not met",
    "what is flutter is not also fibrillation",
  );
});

test("atrial tachycardia", () => {
  checkOutcomes("rhy.at", [
    [{ ...regular(400), global: { axisDeg: { p: -80 } } }, "met", "150 a minute, P axis -80"],
    [regular(400), "not met", "P axis of sinus"],
    [{ ...regular(800), global: { axisDeg: { p: -80 } } }, "not met", "75 a minute"],
    [
      { ...regular(400), ...noP, global: { atrial: { flutterRatePerMin: 200, flutterStrength: 0.9 } } },
      "met",
      "atrial activity at 200",
    ],
  ]);
});

test("three P shapes with varying PR; over 100 it is multifocal tachycardia", () => {
  const changing = {
    prsMs: [120, 160, 200, 120, 160, 200, 120, 160, 200],
    global: { atrial: { pShapes: 3 } },
  };
  assert.equal(outcomeOf("rhy.mat", changing), "met");
  assert.equal(outcomeOf("rhy.mat@tachycardia", changing), "not met");
  assert.equal(outcomeOf("rhy.mat@tachycardia", { ...changing, ...regular(500) }), "met");
  assert.equal(outcomeOf("rhy.mat", { global: { atrial: { pShapes: 3 } } }), "not met", "constant PR");
});

test("supraventricular tachycardia: fast, regular, narrow, no P before the beats", () => {
  checkOutcomes("rhy.svt", [
    [{ ...regular(350), ...noP }, "met", "171 a minute"],
    [regular(350), "not met", "organised P"],
    [{ ...regular(350), ...noP, qrsMs: 150 }, "not met", "wide"],
    [{ ...regular(350), ...noP, qrsMs: 115 }, "borderline", "QRS within 10 ms of 120"],
    [{ ...regular(800), ...noP }, "not met", "75 a minute"],
  ]);
});

test("junctional rhythm: 40 to 100, P absent or inverted with a short PR", () => {
  const inverted = { p: pWave(-0.1) };
  checkOutcomes("rhy.junc", [
    [{ ...regular(1200), ...noP }, "met", "50 a minute without P"],
    [{ ...regular(1700), ...noP }, "not met", "35 a minute"],
    [{ ...regular(500), ...noP }, "not met", "120 a minute"],
    [
      { ...regular(1200), prMs: 100, leads: { II: inverted, III: inverted, aVF: inverted } },
      "met",
      "inverted P, PR 100",
    ],
    [{ ...regular(1200), prMs: 100 }, "not met", "upright P"],
  ]);
  assert.equal(outcomeOf("rhy.junc@accelerated", { ...regular(800), ...noP }), "met", "75 is over 60");
  assert.equal(outcomeOf("rhy.junc@accelerated", { ...regular(1200), ...noP }), "not met");
});

test("ectopic atrial rhythm: P axis outside -30 to 90, PR 120 ms, up to 100 a minute", () => {
  checkOutcomes("rhy.ectatr", [
    [{ global: { axisDeg: { p: -80 } } }, "met", "axis -80"],
    [{ global: { axisDeg: { p: -32 } } }, "borderline", "within 5 degrees of -30"],
    [{}, "not met", "axis 50"],
    [{ prMs: 100, global: { axisDeg: { p: -80 } } }, "not met", "PR under 120"],
  ]);
});

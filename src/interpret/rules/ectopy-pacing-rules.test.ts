// Expected outcomes follow the rule book: bigeminy from three cycles, three ventricular beats in a row above
// 100 a minute, wide from 120 ms, standstill from 3 s.
import assert from "node:assert/strict";
import { test } from "node:test";
import type { BeatClass } from "../../ecg/measurements.ts";
import { checkOutcomes, outcomeOf, RBBB, resultOf } from "./outcome-of.fixture.ts";

const classes = (letters: string) => ({
  classes: [...letters].map(
    (letter): BeatClass => (letter === "V" ? "pvc" : letter === "A" ? "pac" : "normal"),
  ),
});
const regular = (rrMs: number) => ({ rrMs: Array.from({ length: 9 }, () => rrMs) });

test("ectopic beats: one is enough, and each is evidence", () => {
  assert.equal(outcomeOf("rhy.pvc"), "not met");
  const { outcome, evidence } = resultOf("rhy.pvc", classes("NNVNNNNVNN"));
  assert.equal(outcome, "met");
  assert.deepEqual(
    evidence.map((item) => item.beat),
    [2, 7],
  );
  assert.equal(outcomeOf("rhy.pac", classes("NNANNNNNNN")), "met");
  assert.equal(outcomeOf("rhy.pvc", classes("NNANNNNNNN")), "not met");
});

test("atrial premature beats are not judged in fibrillation", () => {
  const af = { rrMs: [700, 950, 620, 880, 1010, 640, 900, 720, 1100], prMs: null };
  const { outcome, reason } = resultOf("rhy.pac", { ...af, ...classes("NNANNNNNNN") });
  assert.deepEqual([outcome, reason], ["not assessable", "suppressed: atrial fibrillation"]);
});

test("patterns", () => {
  const met = (letters: string) =>
    ["rhy.pattern@bigeminy", "rhy.pattern@trigeminy", "rhy.pattern@couplet", "rhy.pattern"].map(
      (rule) => outcomeOf(rule, classes(letters)) === "met",
    );
  assert.deepEqual(met("NVNVNVNNNN"), [true, false, false, true]);
  assert.deepEqual(met("NVNVNNNNNN"), [false, false, false, false], "two cycles are no bigeminy");
  assert.deepEqual(met("NNVNNVNNNN"), [false, true, false, true]);
  assert.deepEqual(met("NNNVVNNNNN"), [false, false, true, true]);
});

test("a run of three above 100 is ventricular tachycardia, below idioventricular", () => {
  const run = (rrMs: number) => ({ ...classes("NNNVVVNNNN"), ...regular(rrMs) });
  assert.equal(outcomeOf("rhy.vt", run(500)), "met", "120 a minute");
  assert.equal(outcomeOf("rhy.vt", run(600)), "not met", "exactly 100 a minute");
  assert.equal(outcomeOf("rhy.ivr", run(600)), "met");
  assert.equal(outcomeOf("rhy.ivr@accelerated", run(600)), "met");
  assert.equal(
    outcomeOf("rhy.ivr", { qrsMs: 150, prMs: null, ...regular(1700) }),
    "met",
    "35 a minute, wide, no P",
  );
  assert.equal(outcomeOf("rhy.ivr", { qrsMs: 150, prMs: null, ...regular(1000) }), "not met", "60 a minute");
});

test("wide-QRS tachycardia needs a wide QRS that sinus rhythm does not explain", () => {
  const wide = { ...RBBB, ...regular(400) };
  assert.equal(outcomeOf("rhy.wct@tachycardia", { ...wide, prMs: null }), "met");
  assert.equal(outcomeOf("rhy.wct@tachycardia", wide), "not met", "sinus tachycardia with block");
  assert.equal(outcomeOf("rhy.wct@tachycardia", { ...regular(400), prMs: null }), "not met", "narrow");
  assert.equal(outcomeOf("rhy.wct", { ...wide, prMs: null }), "not met", "no sign of ventricular origin");
  const initialR = { ...wide.leads, aVR: { qrsForm: "R" } };
  assert.equal(outcomeOf("rhy.wct", { ...wide, prMs: null, leads: initialR }), "met", "initial R in aVR");
  const lateII = { ...wide.leads, II: { rPeakTimeMs: 60 } };
  assert.equal(
    outcomeOf("rhy.wct", { ...wide, prMs: null, leads: lateII }),
    "met",
    "R-peak time in II from 50 ms",
  );
});

test("standstill counts the ends of the recording", () => {
  checkOutcomes("rhy.vf", [
    [{ rrMs: [1000, 3200, 1000] }, "met", "3.2 s"],
    [{}, "not met", "beats every second"],
  ]);
});

test("pacing by mode; only dominant ventricular pacing hides the QRS", () => {
  const paced = (mode: "atrial" | "ventricular" | "dual", dominantClass: BeatClass) => ({
    global: { pacing: { mode, pacedBeats: 5 }, dominantClass },
  });
  const outcomes = (options: Parameters<typeof outcomeOf>[1]) =>
    ["rhy.pace", "rhy.pace@ventricular", "rhy.pace@atrial", "rhy.pace@dominant"].map(
      (rule) => outcomeOf(rule, options) === "met",
    );
  assert.deepEqual(outcomes({}), [false, false, false, false]);
  assert.deepEqual(outcomes(paced("ventricular", "paced")), [true, true, false, true]);
  assert.deepEqual(outcomes(paced("ventricular", "normal")), [true, true, false, false]);
  assert.deepEqual(outcomes(paced("atrial", "paced")), [true, false, true, false]);
  assert.deepEqual(outcomes(paced("dual", "paced")), [true, true, true, true]);
});

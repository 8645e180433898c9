import assert from "node:assert/strict";
import { test } from "node:test";
import type { BeatClass } from "../../ecg/measurements.ts";
import type { Reading } from "./measure.ts";
import { type MeasureName, measureNamed } from "./measure-catalogue.ts";
import { type FixtureOptions, measurementsFixture } from "./measurements.fixture.ts";
import { deflection, tWave } from "./outcome-of.fixture.ts";

function read(name: MeasureName, options: FixtureOptions = {}, lead = "V2"): Reading {
  const measurements = measurementsFixture(options);
  const measure = measureNamed(name);
  if (measure.scope === "record") return measure.read(measurements);
  return measure.read({ median: measurements.leads[lead]!.median!, lead, measurements });
}
const value = (name: MeasureName, options: FixtureOptions = {}, lead?: string) =>
  read(name, options, lead).value;
const classes = (letters: string): FixtureOptions => ({
  classes: [...letters].map(
    (letter): BeatClass => (letter === "V" ? "pvc" : letter === "A" ? "pac" : "normal"),
  ),
});
const near = (actual: unknown, expected: number) =>
  assert.ok(typeof actual === "number" && Math.abs(actual - expected) < 1e-9, `${actual} is not ${expected}`);

test("ectopic beats are counted and each is a place", () => {
  const found = read("derived.pvcCount", classes("NNVNNVNNNN"));
  assert.equal(found.value, 2);
  // third and sixth beat: R at 2700 and 5700 ms, QRS from 40 ms before to 50 ms after
  assert.deepEqual(found.places, [
    { lead: null, beat: 2, startMs: 2660, endMs: 2750 },
    { lead: null, beat: 5, startMs: 5660, endMs: 5750 },
  ]);
});

test("patterns: bigeminy, trigeminy, couplets, runs", () => {
  assert.equal(value("derived.bigeminyCycles", classes("NVNVNVNNNN")), 3);
  assert.equal(value("derived.bigeminyCycles", classes("NVNNVNVNNN")), 2);
  assert.equal(value("derived.trigeminyCycles", classes("NNVNNVNNVN")), 3);
  assert.equal(value("derived.trigeminyCycles", classes("NVNVNVNVNV")), 0);
  assert.equal(
    value("derived.ventricularCouplets", classes("NVVNVVVNVN")),
    1,
    "a run of three is no couplet",
  );
  assert.equal(value("derived.longestVentricularRun", classes("NVVNVVVNVN")), 3);
  // run of three beats 500 ms apart is 120 a minute
  const run = { ...classes("NNNVVVNNNN"), rrMs: [1000, 1000, 700, 500, 500, 1000, 1000, 1000, 1000] };
  assert.equal(value("derived.ventricularRunRateBpm", run), 120);
});

test("RR between normal beats leaves out what touches an ectopic beat", () => {
  const rrMs = [1000, 1040, 600, 1400, 980, 1000, 1000, 1000, 1000];
  assert.equal(value("derived.normalRrRangeMs", { rrMs }), 800);
  assert.equal(value("derived.normalRrRangeMs", { rrMs, ...classes("NNNVNNNNNN") }), 60, "1040 less 980");
  // longest 2000 over median 1000
  assert.equal(value("derived.longestToMedianRr", { rrMs: [1000, 1000, 2000, 1000, 1000] }), 2);
});

test("a repeating RR pattern is neither regular nor random", () => {
  const repeats = (rrMs: number[]) => value("derived.rrPatternRepeats", { rrMs });
  assert.equal(repeats([600, 1000, 600, 1000, 600, 1000]), true, "bigeminy");
  assert.equal(repeats([800, 800, 1300, 800, 800, 1300, 800]), true, "groups of three");
  assert.equal(repeats([800, 810, 800, 790, 805, 800]), false, "regular");
  assert.equal(repeats([700, 950, 620, 880, 1010, 640, 900]), false, "irregular");
});

test("the longest time without QRS counts both ends of the recording", () => {
  // beats at 700 and 1700 ms, recording ends 300 ms after the last
  assert.equal(value("derived.longestGapWithoutQrsMs", { rrMs: [1000] }), 1000);
  assert.equal(value("derived.longestGapWithoutQrsMs", { rrMs: [3200] }), 3200);
  assert.equal(value("derived.longestGapWithoutQrsMs", { rrMs: [] }), 700, "up to the only beat");
});

test("AV measures: PP with blocked P waves, PR around them, 2:1", () => {
  // Wenckebach: beats with PR 160, 200, 240, blocked P, then again 160 ...
  const wenckebach: FixtureOptions = {
    rrMs: [840, 840, 1600, 840, 840],
    prsMs: [160, 200, 240, 160, 200, 240],
    global: { atrial: { nonConductedPMs: [2990] } },
  };
  assert.equal(value("derived.nonConductedPCount", wenckebach), 1);
  assert.equal(value("derived.prDropAfterPauseMs", wenckebach), 80, "240 less 160");
  assert.equal(value("derived.prRangeMs", wenckebach), 80);
  assert.equal(value("derived.longestNonConductedPRun", wenckebach), 1);
  assert.equal(value("derived.twoToOneConduction", wenckebach), false);
  const twoToOne: FixtureOptions = {
    global: { atrial: { nonConductedPMs: [1050, 2050, 3050, 4050, 5050, 6050, 7050, 8050, 9050] } },
  };
  assert.equal(value("derived.twoToOneConduction", twoToOne), true);
  // P peaks at 550, 1550 ... and half a second later: 120 a minute over 60
  assert.equal(value("derived.atrialRateBpm", twoToOne), 120);
  assert.equal(value("derived.atrialToVentricularRate", twoToOne), 2);
  near(value("derived.ppVariationShare", twoToOne), 0);
});

test("Q of a QS complex is its whole deflection, whatever it is called", () => {
  const qs = { leads: { V2: { r: null, q: null, s: deflection(-1.2, 90), qrsForm: "QS" } } };
  assert.equal(value("derived.isQs", qs), true);
  assert.equal(value("median.q.durationMs", qs), 90);
  assert.equal(value("median.q.depthMv", qs), 1.2);
  assert.equal(value("median.s.depthMv", qs), 1.2, "and voltage sums read it as S");
  assert.equal(value("derived.isQs"), false);
});

test("ratios: without a denominator beyond any limit, and not reported", () => {
  // V2 of the fixture: R 0.4, S 1.1
  near(value("derived.rToS"), 0.4 / 1.1);
  assert.deepEqual(read("derived.rToS", { leads: { V2: { s: null } } }), {
    value: Number.POSITIVE_INFINITY,
    absent: true,
  });
  near(value("derived.qToR", { leads: { V2: { q: deflection(-0.1) } } }), 0.25);
  near(value("derived.tToR"), 0.45 / 0.4);
  // ST 0.3 mV over an S of 1.1 mV, negative as the S is
  near(value("derived.stToS", { leads: { V2: { stJMv: 0.3 } } }), -0.3 / 1.1);
  near(value("derived.stToT", { leads: { V2: { stJMv: 0.1, t: tWave(0.4) } } }), 0.25);
});

test("forms: qR, rS, R alone, initial R, net QRS", () => {
  assert.equal(value("derived.rsPattern"), true, "r 0.4, S 1.1");
  assert.equal(
    value("derived.qrPattern", { leads: { aVL: { q: deflection(-0.1), r: deflection(0.8) } } }, "aVL"),
    true,
  );
  assert.equal(value("derived.qrPattern", {}, "aVL"), false, "no q");
  assert.equal(value("derived.monophasicR", { leads: { V1: { s: null } } }, "V1"), true);
  assert.equal(value("derived.initialR", {}, "aVR"), false, "Qr");
  near(value("derived.netQrsMv"), 0.4 - 1.1);
});

test("sums and differences over leads", () => {
  // fixture: R V1 0.2, S V5 0.15, S V6 0.05; R V3 0.7, V2 0.4
  near(value("derived.rV1PlusSV56Mv"), 0.35);
  near(value("derived.rIncreaseMv", {}, "V3"), 0.3);
  near(value("derived.rV6MinusRV1Mv"), 0.7);
  // R aVL 0.25 + S V3 0.7 = 0.95 mV; 0.6 mV more for women; 90 ms
  near(value("derived.cornellProductBySexMvMs"), 85.5);
  near(value("derived.cornellProductBySexMvMs", { patient: { sex: "female" } }), 139.5);
  near(value("derived.cornellProductMvMs", { patient: { sex: "female" } }), 85.5);
  assert.equal(
    value("derived.cornellProductBySexMvMs", { patient: { sex: null } }),
    value("derived.cornellProductMvMs"),
  );
});

test("Bogossian with Framingham: QT - 0.485 QRS + 154 (1 - RR)", () => {
  // 440 - 0.485 * 160 + 154 * (1 - 0.8) = 440 - 77.6 + 30.8
  near(value("derived.modifiedQtcMs", { qtMs: 440, qrsMs: 160, rrMs: [800, 800, 800] }), 393.2);
});

test("concordance of the chest leads", () => {
  const all = (r: number, s: number) =>
    Object.fromEntries(
      ["V1", "V2", "V3", "V4", "V5", "V6"].map((lead) => [lead, { r: deflection(r), s: deflection(s) }]),
    );
  assert.equal(value("derived.precordialConcordance"), "none");
  assert.equal(value("derived.precordialConcordance", { leads: all(1, -0.2) }), "positive");
  assert.equal(value("derived.precordialConcordance", { leads: all(0.2, -1) }), "negative");
  assert.equal(value("derived.precordialConcordance", { missing: ["V4"] }), null);
});

test("lead set: Einthoven, a flat limb lead, exchanged chest leads", () => {
  const { leads } = measurementsFixture();
  const of = (lead: string) => leads[lead]!.median!.samplesMv;
  // the fixture obeys the law exactly, so the excess is minus the larger allowance: 5 % of 1.25 mV
  near(value("derived.einthovenExcessMv"), -0.0625);
  const upsideDown = { leads: { III: { samplesMv: of("III").map((sample) => -sample) } } };
  assert.ok((value("derived.einthovenExcessMv", upsideDown) as number) > 0, "III upside down");
  assert.equal(value("derived.flatLimbLead"), "none");
  assert.equal(value("derived.flatLimbLead", { leads: { II: { qrsPeakToPeakMv: 0.05 } } }), "II");
  assert.equal(value("derived.precordialSwap"), "none");
  const exchanged = { leads: { V1: { samplesMv: of("V5") }, V5: { samplesMv: of("V1") } } };
  assert.equal(value("derived.precordialSwap", exchanged), "V1/V5");
  near(
    value("derived.iV6Correlation", { leads: { V6: { samplesMv: of("I").map((sample) => -2 * sample) } } }),
    -1,
  );
});

import assert from "node:assert/strict";
import { test } from "node:test";
import { FindingSchema, NotAssessedSchema } from "../ecg/interpretation.ts";
import type { BeatClass, MedianBeat } from "../ecg/measurements.ts";
import { deriveFindings } from "./derive-findings.ts";
import { evaluateRules } from "./evaluate-rules.ts";
import { derive, one, said } from "./findings-of.fixture.ts";
import { type FixtureOptions, measurementsFixture } from "./rules/measurements.fixture.ts";
import { deflection, inLeads, LBBB, pWave, tWave } from "./rules/outcome-of.fixture.ts";

const classes = (letters: string) => ({
  classes: [...letters].map(
    (letter): BeatClass => (letter === "V" ? "pvc" : letter === "A" ? "pac" : "normal"),
  ),
});
const regular = (rrMs: number) => ({ rrMs: Array.from({ length: Math.ceil(9000 / rrMs) }, () => rrMs) });
const AF: FixtureOptions = { prMs: null, rrMs: [700, 950, 620, 880, 1010, 640, 900, 720, 1100] };
const q = (durationMs: number): Partial<MedianBeat> => ({ q: deflection(-0.25, durationMs) });
const down: Partial<MedianBeat> = { stJMv: -0.12, st80Mv: -0.13, stForm: "downslope" };
const inferiorElevation = inLeads(["II", "III", "aVF"], { stJMv: 0.25 });

test("a normal recording is sinus rhythm and a normal ECG", () => {
  assert.deepEqual(said(), ["definite rhy.sinus", "definite normal"]);
  const normal = one("normal", {});
  assert.equal(normal.codes.scp, "NORM");
  assert.ok(normal.evidence.length > 0);
});

test("findings and what was not assessed have the shape of the contract", () => {
  for (const options of [{}, LBBB, AF, { missing: ["V1"] }, { patient: { ageYears: 3 } }]) {
    const { findings, notAssessed } = derive(options);
    for (const finding of findings) FindingSchema.parse(finding);
    for (const line of notAssessed) NotAssessedSchema.parse(line);
    for (const { statement } of findings) assert.doesNotMatch(statement, /[{}]/, "an unfilled place");
  }
});

test("rhythm", () => {
  assert.deepEqual(said(regular(1300)), ["definite rhy.sbrad", "definite otherwise-normal"]);
  assert.deepEqual(said({ ...regular(560), qtMs: 340 }), ["definite rhy.stach", "definite otherwise-normal"]);
  // range 340 ms: over 120 ms, and over a quarter (plus the tolerance of 0.02) of the mean of 953 ms
  assert.deepEqual(said({ rrMs: [800, 1140, 980, 800, 1140, 980, 830] }), [
    "probable rhy.sarr",
    "definite otherwise-normal",
  ]);
  assert.deepEqual(
    said({ rrMs: [900, 1060, 980, 900, 1060, 970, 910] }),
    ["definite rhy.sinus", "definite normal"],
    "160 ms are over the textbook's 120, but 17 % of the mean RR is breathing in health",
  );
  assert.deepEqual(said(AF), ["definite rhy.af"]);
  assert.equal(
    one("rhy.af", { ...AF, global: { heartRateBpm: 130 } }).statement,
    "Atrial fibrillation with rapid ventricular response",
  );
  const flutter = {
    prMs: null,
    qtMs: 300,
    global: { atrial: { flutterRatePerMin: 300, flutterStrength: 0.9 } },
    ...regular(400),
  };
  assert.deepEqual(said(flutter), ["probable rhy.afl"], "known from memory, so not definite");
  assert.deepEqual(
    said({ ...flutter, rrMs: AF.rrMs!, qtMs: 380 }),
    ["probable rhy.afl"],
    "flutter with changing conduction is irregular without P too: it is no fibrillation beside",
  );
  assert.deepEqual(said({ prMs: null, ...regular(1200) }), ["possible rhy.junc"]);
  assert.deepEqual(
    said({ global: { axisDeg: { p: -80 } }, leads: { II: { p: pWave(-0.1) }, aVR: { p: pWave(0.1) } } }),
    ["possible rhy.ectatr"],
  );
});

test("ectopic beats and pacing", () => {
  assert.deepEqual(said(classes("NNVNNNNVNN")), ["definite rhy.sinus", "definite rhy.pvc"]);
  assert.deepEqual(said(classes("NNVNVNVNNN")), [
    "definite rhy.sinus",
    "definite rhy.pvc",
    "probable rhy.pattern@bigeminy",
  ]);
  // a single one is found in most healthy adults: named, but no disease
  assert.deepEqual(said(classes("NNANNNNNNN")), [
    "definite rhy.sinus",
    "definite rhy.pac",
    "definite otherwise-normal",
  ]);
  const run = { ...classes("NNNVVVNNNN"), ...regular(500) };
  assert.match(one("rhy.vt", run).statement, /needs immediate review by a clinician/);
  const paced = {
    qrsMs: 150,
    global: { dominantClass: "paced" as const, pacing: { mode: "ventricular" as const, pacedBeats: 10 } },
  };
  assert.deepEqual(said(paced), ["probable rhy.pace"]);
  assert.equal(one("rhy.pace", paced).codes.scp, "PACE");
});

test("old infarction by territory", () => {
  const at = (...leads: string[]) => said({ leads: inLeads(leads, q(45)) }).slice(1);
  assert.deepEqual(at("II", "III", "aVF"), ["probable q@inferior"]);
  assert.deepEqual(at("II", "III", "aVF", "V5", "V6"), ["probable q@inferolateral"]);
  assert.deepEqual(at("V2", "V3"), ["probable q@anteroseptal"]);
  assert.deepEqual(at("V3", "V4"), ["probable q@anterior"]);
  assert.deepEqual(at("V3", "V4", "V5", "V6"), ["probable q@anterolateral"]);
  assert.deepEqual(at("I", "aVL"), ["probable q@lateral"]);
  assert.deepEqual(at("III"), ["definite normal"], "a Q in III alone is no infarct");
  const withT = { leads: inLeads(["II", "III", "aVF"], { ...q(45), t: tWave(-0.3) }) };
  assert.equal(one("q@inferior", withT).certainty, "definite");
  assert.equal(one("q@inferior", { leads: inLeads(["II", "III", "aVF"], q(32)) }).certainty, "possible");
});

test("ST elevation: leads are named, reciprocal depression makes it an acute pattern, urgency is said", () => {
  const plain = one("ste", { leads: inferiorElevation });
  assert.deepEqual(
    [plain.certainty, plain.statement],
    ["probable", "ST elevation in II, III, aVF; needs immediate review by a clinician"],
  );
  const acute = { leads: { ...inferiorElevation, aVL: down } };
  assert.deepEqual(said(acute), ["definite rhy.sinus", "probable ste@inferior"]);
  assert.match(
    one("ste@inferior", acute).statement,
    /acute infarction pattern; needs immediate review by a clinician/,
  );
  const near = one("ste", { leads: inLeads(["II", "III", "aVF"], { stJMv: 0.115 }) });
  assert.deepEqual(
    [near.certainty, near.statement],
    ["possible", "ST elevation near the limit in II, III, aVF"],
  );
  const repolarisation = { leads: inLeads(["V4", "V5", "V6"], { jWaveMv: 0.2, stJMv: 0.15 }) };
  assert.deepEqual(said(repolarisation), [
    "definite rhy.sinus",
    "possible ste",
    "possible er",
    "definite otherwise-normal",
  ]);
});

test("a statement never names aVR for its mirror image", () => {
  // frontal order aVL, I, -aVR, II, aVF, III: elevation in aVR is depression between I and II
  const mirror = { stJMv: 0.12, st80Mv: 0.12, stForm: "horizontal" as const };
  const depressed = { leads: { ...inLeads(["I", "II"], down), aVR: mirror } };
  assert.equal(one("std", depressed).statement, "ST depression in I, II");
  assert.ok(
    one("std", depressed).evidence.some(({ lead, value }) => lead === "aVR" && value === -0.12),
    "it stays evidence",
  );
  assert.equal(one("std", { leads: { I: down, aVR: mirror } }).statement, "ST depression in I");
  const elevated = { leads: { II: { stJMv: 0.2 }, aVR: { stJMv: -0.2 } } };
  assert.match(one("ste", elevated).statement, /^ST elevation in II;/);
});

test("T and ST changes without context are nonspecific; context raises the wording one step and never lowers", () => {
  const leads = inLeads(["V5", "V6"], { t: tWave(-0.2) });
  const none = one("t.class", { leads });
  assert.deepEqual([none.statement, none.certainty], ["Nonspecific T-wave abnormality", "probable"]);
  const pain = one("t.class", { leads, patient: { context: "chest pain since noon" } });
  assert.deepEqual([pain.statement, pain.certainty], ["T-wave abnormality, consider ischaemia", "probable"]);
  const denied = one("t.class", { leads, patient: { context: "no chest pain" } });
  assert.deepEqual(denied, none);
  const territory = inLeads(["V5", "V6"], { ...down, t: tWave(-0.2) });
  assert.equal(one("isc@lateral", { leads: territory }).certainty, "possible");
  assert.equal(
    one("isc@lateral", { leads: territory, patient: { context: "angina" } }).certainty,
    "probable",
  );
  assert.deepEqual(said({ patient: { context: "chest pain" } }), said(), "context alone finds nothing");
});

test("QT: fibrillation and fast rates make it less sure", () => {
  assert.equal(one("qt.long", { qtMs: 480 }).certainty, "definite");
  assert.equal(
    one("qt.long", {
      qtMs: 480,
      ...AF,
      rrMs: [900, 1150, 820, 1080, 1210, 840, 1100, 920, 1300],
      global: { qtcMs: { framingham: 480 } },
    }).certainty,
    "probable",
  );
  // IEC 60601-2-25 allows QT 15 ms about the limit of 450 ms for men: up to 465 ms nothing is stated
  assert.ok(!said({ qtMs: 465 }).some((it) => it.endsWith("qt.long")));
  assert.ok(said({ qtMs: 466 }).includes("definite qt.long"));
});

test("technical findings forbid a normal ECG", () => {
  const limited = { quality: { verdict: "limited" as const, reasons: ["8 s only"] } };
  assert.deepEqual(said(limited), ["definite rhy.sinus", "definite q.refuse@limited"]);
  assert.equal(one("q.refuse@limited", limited).statement, "Recording of limited quality (8 s only)");
  const gate = { quality: { leadReversal: "arms exchanged" } };
  assert.equal(one("lead.rala", gate).statement, "Exchanged electrodes suspected (arms exchanged)");
});

test("no normal ECG with a lead missing or unusable", () => {
  assert.ok(!said({ missing: ["V4"] }).includes("definite normal"));
  assert.ok(!said({ unusable: { V4: "flat" } }).includes("definite normal"));
});

test("criteria carry outcome and source, evidence the beats", () => {
  const { criteria, evidence } = one("rhy.pvc", classes("NNVNNNNNNN"));
  assert.deepEqual(criteria, [
    { rule: "rhy.pvc", outcome: "met", source: "ECG-Reasoning-Benchmark; textbook" },
  ]);
  assert.deepEqual(
    evidence.map((item) => item.beat),
    [2],
  );
});

test("an unusable recording has no findings and says so", () => {
  const { findings, notAssessed } = derive({ ...LBBB, quality: { verdict: "unusable", reasons: ["flat"] } });
  assert.deepEqual(findings, []);
  assert.equal(notAssessed.length, 1);
  assert.match(notAssessed[0]?.what ?? "", /everything/);
  assert.match(notAssessed[0]?.why ?? "", /unusable; flat/);
});

test("a child gets no adult finding", () => {
  const { findings, notAssessed } = derive({ ...LBBB, prMs: 240, patient: { ageYears: 8 } });
  assert.deepEqual(findings, []);
  assert.deepEqual(notAssessed, [{ what: "all adult criteria", why: "paediatric criteria not implemented" }]);
});

test("results without the side of borderline outcomes are read in the milder way", () => {
  // a QRS of 126 ms is within 10 ms of 120, on the side of the block
  const measurements = measurementsFixture({ ...LBBB, qrsMs: 126 });
  const sided = evaluateRules({ measurements });
  const unsided = new Map([...sided].map(([id, { withoutTolerance: _, ...result }]) => [id, result]));
  const stated = (results: typeof sided | typeof unsided) =>
    deriveFindings({ measurements, results }).findings.some((finding) => finding.id === "bbb.lbbb");
  assert.deepEqual([stated(sided), stated(unsided)], [true, false]);
});

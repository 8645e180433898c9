// The whole way from samples to an Interpretation, on simulated ECGs whose truth is what they were made with.
import assert from "node:assert/strict";
import { before, test } from "node:test";
import { DISCLAIMER } from "../ecg/disclaimer.ts";
import { type Interpretation, InterpretationSchema } from "../ecg/interpretation.ts";
import type { Patient, Recording } from "../ecg/recording.ts";
import { createRandom } from "../signal/random.ts";
import { syntheticEcg } from "../simulate/synthetic-ecg.ts";
import type { AmplitudeOverrides, SyntheticEcgOptions } from "../simulate/synthetic-ecg-options.ts";
import { type InterpretOptions, interpretRecording } from "./interpret-recording.ts";

const ADULT: Patient = { ageYears: 50, sex: "male", context: null };
/** QS or rS in V1 and V2, a broad R without q or S laterally, T against the QRS. */
const LEFT_BLOCK: AmplitudeOverrides = {
  I: { q: 0, r: 0.9, s: 0, t: -0.25 },
  V1: { q: 0, r: 0, s: -1.5, t: 0.4 },
  V2: { q: 0, r: 0.1, s: -1.8, t: 0.5 },
  V5: { q: 0, r: 1.3, s: 0, t: -0.3 },
  V6: { q: 0, r: 1.2, s: 0, t: -0.3 },
};

const ecg = (options: SyntheticEcgOptions = {}): Recording =>
  syntheticEcg({ patient: ADULT, noise: { whiteMv: 0.01 }, ...options }).recording;
const interpret = async (recording: Recording, options?: InterpretOptions): Promise<Interpretation> =>
  (await interpretRecording(recording, options)).interpretation;
const ids = ({ findings }: Interpretation) => findings.map(({ id }) => id);
const said = ({ findings }: Interpretation) => findings.map(({ id, certainty }) => `${certainty} ${id}`);

const oneLead = (recording: Recording, name: string): Recording => ({
  ...recording,
  leads: recording.leads.filter((lead) => lead.name === name),
});

const interpreted: Record<string, Interpretation> = {};

before(async () => {
  const normal = ecg();
  const random = createRandom(2);
  const cases: Record<string, Recording> = {
    normal,
    fibrillation: ecg({ rhythm: "af", rateBpm: 80 }),
    leftBlock: ecg({ qrsMs: 150, prMs: 180, amplitudes: LEFT_BLOCK }),
    paced: ecg({ pacing: "ventricular" }),
    firstDegree: ecg({ prMs: 240 }),
    child: ecg({ patient: { ...ADULT, ageYears: 8 } }),
    threeLeads: { ...normal, leads: normal.leads.filter(({ name }) => ["I", "II", "V1"].includes(name)) },
    oneLead: oneLead(normal, "I"),
    oneLeadFibrillation: oneLead(ecg({ rhythm: "af", rateBpm: 80 }), "II"),
    oneLeadBlock: oneLead(ecg({ prMs: 240, qrsMs: 150 }), "V1"),
    noise: {
      ...normal,
      leads: normal.leads.map(({ name, samplesMv }) => ({
        name,
        samplesMv: samplesMv.map(() => 0.5 * random.gaussian()),
      })),
    },
    flat: {
      ...normal,
      leads: normal.leads.map(({ name, samplesMv }) => ({ name, samplesMv: samplesMv.map(() => 0) })),
    },
  };
  for (const [name, recording] of Object.entries(cases)) interpreted[name] = await interpret(recording);
});
const of = (name: string): Interpretation => interpreted[name]!;

test("every Interpretation keeps the contract, names its maker and carries the disclaimer", () => {
  for (const [name, interpretation] of Object.entries(interpreted)) {
    InterpretationSchema.parse(interpretation);
    assert.equal(interpretation.disclaimer, DISCLAIMER, name);
    assert.deepEqual(interpretation.interpreter, of("normal").interpreter, name);
    assert.match(interpretation.interpreter.sha256 ?? "", /^[0-9a-f]{64}$/);
    for (const { start, end, text } of interpretation.claims) {
      assert.equal(interpretation.narrative.slice(start, end), text, name);
    }
    assert.ok(interpretation.narrative.split(/\s+/).length <= 300, name);
  }
});

test("nothing that it says of itself is contradicted by the signal", () => {
  for (const [name, { claims }] of Object.entries(interpreted)) {
    const wrong = claims.filter(({ verdict }) => verdict === "contradicted").map(({ text }) => text);
    assert.deepEqual(wrong, [], name);
  }
});

test("sinus rhythm at 60 bpm with normal intervals is a normal ECG", () => {
  const normal = of("normal");
  assert.deepEqual(said(normal), ["definite rhy.sinus", "definite normal"]);
  assert.match(normal.narrative, /sinus rhythm at a heart rate of 60 bpm/);
  assert.ok(normal.claims.length > 0);
});

test("atrial fibrillation", () => {
  assert.ok(said(of("fibrillation")).includes("definite rhy.af"));
  assert.ok(!ids(of("fibrillation")).some((id) => id.startsWith("rhy.sinus") || id.endsWith("normal")));
});

test("left bundle branch block: stated, and axis, hypertrophy, ST, T and Q are withheld with the reason", () => {
  const block = of("leftBlock");
  assert.deepEqual(ids(block), ["rhy.sinus", "bbb.lbbb"]);
  const withheld = block.notAssessed.filter(({ why }) => /left bundle branch block/.test(why));
  for (const what of ["QRS axis", "left ventricular hypertrophy", "ST segment", "T waves"]) {
    assert.ok(
      withheld.some((line) => line.what.includes(what)),
      what,
    );
  }
});

test("ventricular pacing: nothing but the pacing, whatever the model makes of the wide QRS", () => {
  assert.deepEqual(ids(of("paced")), ["rhy.pace"]);
  assert.ok((of("paced").probabilities?.ISC_ ?? 0) > 0.4, "the model alone would say ischaemia");
});

test("a PR of 240 ms is first-degree AV block", () => {
  assert.deepEqual(said(of("firstDegree")), ["definite rhy.sinus", "definite av.1"]);
});

test("probabilities: most probable first, and each finding carries that of its code with its interval", () => {
  for (const name of ["normal", "fibrillation", "leftBlock", "paced", "firstDegree"]) {
    const { probabilities, findings } = of(name);
    const values = Object.values(probabilities ?? {});
    assert.ok(values.length > 20);
    assert.deepEqual(
      values,
      [...values].sort((a, b) => b - a),
    );
    for (const { codes, probability, probabilityInterval, id } of findings) {
      const own = codes.scp === null ? null : (probabilities?.[codes.scp] ?? null);
      assert.equal(probability, own, `${name}: ${id}`);
      assert.equal(probabilityInterval == null, own === null, `${name}: ${id}`);
    }
  }
});

test("noise and flat lines are unusable: reasons, and no finding, probability or sinus rhythm", () => {
  for (const name of ["noise", "flat"]) {
    const { quality, findings, probabilities, narrative, notAssessed } = of(name);
    assert.equal(quality.verdict, "unusable", name);
    assert.ok(quality.reasons.length > 0);
    assert.deepEqual([findings, probabilities], [[], null]);
    assert.ok(notAssessed.length > 0);
    assert.doesNotMatch(narrative, /rhythm at|normal ECG/i);
  }
});

test("a child is measured, not diagnosed", () => {
  const child = of("child");
  assert.equal(child.quality.verdict, "ok");
  assert.deepEqual([child.findings, child.probabilities], [[], null]);
  assert.deepEqual(child.notAssessed, [
    { what: "all adult criteria", why: "paediatric criteria not implemented" },
  ]);
  assert.match(child.narrative, /60 bpm/);
});

test("three leads: limited, no normal ECG, nothing from leads that are not there, no probabilities", () => {
  const few = of("threeLeads");
  assert.equal(few.quality.verdict, "limited");
  assert.equal(few.probabilities, null);
  assert.ok(!ids(few).some((id) => /normal|^q@|^ste|^lvh/.test(id)), ids(few).join(", "));
  const leads = new Set(few.findings.flatMap(({ evidence }) => evidence.map(({ lead }) => lead)));
  for (const lead of leads) assert.ok([null, "I", "II", "V1"].includes(lead), `${lead}`);
  assert.match(few.notAssessed[0]?.why ?? "", /V2, V3, V4, V5, V6 are missing/);
});

test("one lead, as of a watch: measured, rate and regularity told, nothing diagnosed and nothing denied", () => {
  for (const name of ["oneLead", "oneLeadFibrillation", "oneLeadBlock"]) {
    const { quality, findings, probabilities, notAssessed, narrative } = of(name);
    assert.equal(quality.verdict, "limited", name);
    assert.deepEqual(
      findings.map(({ id }) => id),
      ["q.refuse@limited"],
      name,
    );
    assert.equal(probabilities, null);
    assert.deepEqual(notAssessed, [
      { what: "everything but rate and regularity", why: "fewer than two of the twelve leads can be read" },
    ]);
    assert.match(narrative, /ventricular rate of \d+ bpm/);
    assert.doesNotMatch(
      narrative,
      /fibrillation|sinus|block|P wave|Q wave|ST |T wave|normal|premature/i,
      name,
    );
  }
  assert.match(of("oneLead").narrative, /regular RR intervals/);
  assert.match(of("oneLeadFibrillation").narrative, /irregular RR intervals/);
});

test("the same recording gives the same words, whatever was interpreted between", async () => {
  for (const [name, options] of [
    ["normal", {}],
    ["fibrillation", { rhythm: "af", rateBpm: 80 }],
  ] as const) {
    assert.deepEqual(await interpret(ecg(options)), of(name), name);
  }
});

test("given probabilities take the place of the model's own", async () => {
  const doubtful = await interpret(ecg(), { probabilities: { SR: 0.9, NORM: 0.2 } });
  assert.deepEqual(said(doubtful), ["definite rhy.sinus"], "a normal ECG that is improbable is not stated");
  assert.deepEqual(doubtful.probabilities, { SR: 0.9, NORM: 0.2 });
  assert.equal(doubtful.findings[0]?.probability, 0.9);
  const infarct = await interpret(ecg(), { probabilities: { IMI: 0.6, NORM: 0.5 } });
  assert.deepEqual(said(infarct), ["definite rhy.sinus", "possible likely.IMI"]);
  assert.equal(infarct.findings[1]?.probability, 0.6);
  InterpretationSchema.parse(infarct);
});

test("null probabilities: the rules speak alone", async () => {
  const alone = await interpret(ecg(), { probabilities: null });
  assert.equal(alone.probabilities, null);
  assert.deepEqual(said(alone), ["definite rhy.sinus", "definite normal"]);
  for (const { probability } of alone.findings) assert.equal(probability, null);
});

test("the profile is part of what made it, and moves thresholds", async () => {
  // 54 bpm is over the guideline's 50 and under the benchmark's 60
  const slow = ecg({ rateBpm: 54 });
  const [guideline, benchmark] = [
    await interpret(slow),
    await interpret(slow, { profile: "reasoning-benchmark" }),
  ];
  assert.ok(ids(guideline).includes("rhy.sinus") && ids(benchmark).includes("rhy.sbrad"));
  assert.notEqual(guideline.interpreter.model, benchmark.interpreter.model);
});

// Findings of conduction, axis, voltage and chambers: which criteria together make which statement.
import assert from "node:assert/strict";
import { test } from "node:test";
import type { MedianBeat } from "../ecg/measurements.ts";
import { derive, one, said } from "./findings-of.fixture.ts";
import type { FixtureOptions } from "./rules/measurements.fixture.ts";
import { deflection, inLeads, LBBB, RBBB, tWave } from "./rules/outcome-of.fixture.ts";

const down: Partial<MedianBeat> = { stJMv: -0.12, st80Mv: -0.13, stForm: "downslope" };

test("AV conduction: plain, near the limit, short", () => {
  assert.deepEqual(said({ prMs: 230 }), ["definite rhy.sinus", "definite av.1"]);
  // two readings of one PR differ by up to 10 ms (IEC 60601-2-25): up to 210 ms no block is stated
  const near = [190, 195, 205, 210].map((prMs) => said({ prMs }).some((it) => it.endsWith("av.1")));
  assert.deepEqual(near, [false, false, false, false]);
  assert.deepEqual(said({ prMs: 211 }), ["definite rhy.sinus", "definite av.1"]);
  assert.equal(one("av.1", { prMs: 330 }).statement, "Marked first-degree AV block");
  assert.deepEqual(said({ prMs: 100 }), [
    "definite rhy.sinus",
    "definite av.shortpr",
    "definite otherwise-normal",
  ]);
  const mobitz2 = { rrMs: [800, 800, 1600, 800, 800], global: { atrial: { nonConductedPMs: [2950] } } };
  assert.match(one("av.mob2", mobitz2).statement, /needs immediate review/);
});

test("bundle branch block", () => {
  assert.deepEqual(said(LBBB), ["definite rhy.sinus", "definite bbb.lbbb"]);
  assert.deepEqual(said({ ...LBBB, qrsMs: 126 }), ["definite rhy.sinus", "probable bbb.lbbb"]);
  assert.deepEqual(said(RBBB), ["definite rhy.sinus", "definite bbb.rbbb"]);
  assert.deepEqual(said({ ...RBBB, qrsMs: 114 }), ["definite rhy.sinus", "definite bbb.irbbb"]);
  const rsr = { ...RBBB, qrsMs: 95 };
  assert.deepEqual(said(rsr), ["definite rhy.sinus", "possible bbb.rsr", "definite otherwise-normal"]);
  assert.match(one("bbb.rsr", rsr).statement, /incomplete right bundle branch block or normal variant/);
  assert.equal(one("bbb.rsr", rsr).codes.scp, "IRBBB", "the nearest statement there is, as possible");
  assert.deepEqual(said({ qrsMs: 130 }), ["definite rhy.sinus", "definite bbb.nivcd"]);
  assert.ok(!said({ qrsMs: 116 }).includes("possible bbb.nivcd"), "within 10 ms of 110");
});

test("left anterior fascicular block: all criteria, or its QRS forms with an axis that is left enough", () => {
  // AHA/ACCF/HRS 2009 part III: axis -45 to -90, qR in aVL, R-peak time 45 ms; tolerances 5 degrees and 5 ms
  const rS = { q: null, r: deflection(0.2), s: deflection(-0.6, 50) };
  const lafb = (qrs: number, rPeakTimeMs: number) => ({
    global: { axisDeg: { qrs } },
    leads: { aVL: { q: deflection(-0.1, 20), r: deflection(0.9), rPeakTimeMs }, III: rS, aVF: rS },
  });
  const axisOrBlock = (qrs: number, rPeakTimeMs: number) =>
    said(lafb(qrs, rPeakTimeMs)).filter((it) => /lafb|ax\.lad/.test(it));
  assert.deepEqual(
    said(lafb(-60, 55)),
    ["definite rhy.sinus", "definite bbb.lafb"],
    "no left axis beside it",
  );
  assert.deepEqual(axisOrBlock(-60, 35), ["probable bbb.lafb"], "early peak in aVL");
  assert.deepEqual(axisOrBlock(-38, 55), ["possible bbb.lafb"], "axis between -30 and -45");
  assert.match(
    one("bbb.lafb", lafb(-38, 55)).statement,
    /^Left axis deviation with the QRS forms/,
    "named as what it is",
  );
  assert.deepEqual(axisOrBlock(-15, 55), [], "the forms without the axis");
  const upright = { ...lafb(-60, 35), leads: { aVL: { q: null, r: deflection(0.9), s: null } } };
  assert.deepEqual(
    said(upright).filter((it) => /lafb|ax\.lad/.test(it)),
    ["probable ax.lad"],
    "the axis without the forms",
  );
});

test("left atrial abnormality needs two of P duration, notch and terminal force", () => {
  // part V: P 120 ms, terminal force 4 mV*ms
  const force = { leads: { V1: { pTerminalForceMvMs: 5 } } };
  const named = (options: FixtureOptions) => said(options).filter((it) => it.endsWith(" laa"));
  assert.deepEqual(named(force), []);
  assert.deepEqual(named({ global: { pDurationMs: 135 } }), []);
  assert.deepEqual(named({ ...force, global: { pDurationMs: 135 } }), ["probable laa"]);
});

test("flutter waves run through ST, T and QT: none of them is judged", () => {
  const changed = { leads: inLeads(["V5", "V6"], { ...down, t: tWave(-0.3) }), qtMs: 500 };
  const flutter = {
    ...changed,
    prMs: null,
    global: { atrial: { flutterRatePerMin: 300, flutterStrength: 0.9 } },
  };
  assert.ok(
    said(changed).some((it) => it.endsWith(" std")) && said(changed).some((it) => /qt\.long/.test(it)),
  );
  assert.deepEqual(said(flutter), ["probable rhy.afl"]);
  const { notAssessed } = derive(flutter);
  for (const what of ["ST segment", "T waves", "QT interval"]) {
    const line = notAssessed.find((it) => it.what.includes(what));
    assert.match(line?.why ?? "", /atrial flutter/, what);
  }
});

test("voltage alone is voltage criteria; with ST-T changes it is probable hypertrophy", () => {
  const voltage = { V1: { s: deflection(-1.5, 50) }, V5: { r: deflection(2.3) } };
  const alone = one("lvh.rule@voltage", { leads: voltage });
  assert.deepEqual(
    [alone.certainty, alone.statement, alone.codes.scp],
    ["possible", "Voltage criteria for left ventricular hypertrophy (Sokolow-Lyon voltage)", "VCLVH"],
  );
  // S V2 1.7 + S V4 1.4 mV = 3.1, over the 2.8 of Peguero and Lo Presti; Sokolow-Lyon, aVL, Cornell stay normal
  const supporting = { V2: { s: deflection(-1.7, 50) }, V4: { s: deflection(-1.4, 50) } };
  assert.deepEqual(said({ leads: supporting }), ["definite rhy.sinus", "definite normal"]);
  const withStrain = { ...supporting, V6: { ...down, t: tWave(-0.3) } };
  assert.match(
    one("lvh.rule", { leads: withStrain }).statement,
    /Peguero-Lo Presti/,
    "it supports hypertrophy where there is more",
  );
  const strain = { ...down, t: tWave(-0.3) };
  const leads = { ...voltage, V5: { ...voltage.V5, ...strain }, V6: strain };
  assert.deepEqual(said({ leads }), [
    "definite rhy.sinus",
    "probable lvh.rule",
    "definite std",
    "probable lvh.strain",
    "definite twi",
  ]);
  assert.equal(one("lvh.rule", { leads }).codes.scp, "LVH");
});

test("axis and low voltage", () => {
  assert.deepEqual(said({ global: { axisDeg: { qrs: -50 } } }), [
    "definite rhy.sinus",
    "probable ax.lad",
    "definite otherwise-normal",
  ]);
  const low = { leads: inLeads(["I", "II", "III", "aVR", "aVL", "aVF"], { qrsPeakToPeakMv: 0.3 }) };
  assert.equal(one("low", low).statement, "Low QRS voltage in the limb leads");
});

// Verdicts against a normal ECG whose numbers stand in normal-ecg.fixture.ts (66 bpm, PR 158, QRS 92, QT 384, QTc by
// Bazett 403, axis 45), changed where a test says so. Limits are those of thresholds.ts with their sources.
import assert from "node:assert/strict";
import { test } from "node:test";
import { ClaimSchema, type Verdict } from "../../ecg/interpretation.ts";
import { type Measurements, MeasurementsSchema } from "../../ecg/measurements.ts";
import { normalEcg, type RuleStates, ruleStates } from "./normal-ecg.fixture.ts";
import { verifyText } from "./verify-text.ts";

interface Case {
  readonly change?: (measurements: Measurements) => void;
  readonly rules?: RuleStates;
}

function verdicts(text: string, { change, rules }: Case = {}): Verdict[] {
  const measurements = normalEcg();
  change?.(measurements);
  return verifyText({ text, measurements, results: ruleStates(rules) }).map((claim) => claim.verdict);
}

const YES = "supported";
const NO = "contradicted";
const OPEN = "not checkable";

function assertVerdicts(table: readonly (readonly [string, ...Verdict[]])[], situation: Case = {}): void {
  for (const [text, ...expected] of table) assert.deepEqual(verdicts(text, situation), expected, text);
}

test("the fixture keeps the contract of Measurements", () => {
  MeasurementsSchema.parse(normalEcg());
});

test("claims keep the contract of Claim, and the text between their offsets is theirs", () => {
  const text = "Sinus rhythm at 66 bpm; no ST elevation in V1-V4. R in V5 is 1.3 mV.";
  for (const claim of verifyText({ text, measurements: normalEcg(), results: ruleStates() })) {
    ClaimSchema.parse(claim);
    assert.equal(text.slice(claim.start, claim.end), claim.text);
  }
});

test("a cited number is supported within its tolerance, contradicted from twice that, open between", () => {
  // rate 66: 5 bpm; PR 158 and QRS 92: 20 ms; QT 384: 30 ms; axis 45: 15 degrees; amplitudes: 0.05 mV or 15 %.
  assertVerdicts([
    ["Heart rate 71 bpm.", YES],
    ["Heart rate 72 bpm.", OPEN],
    ["Heart rate 76 bpm.", NO],
    ["PR 178 ms.", YES],
    ["PR 179 ms.", OPEN],
    ["PR 198 ms.", NO],
    ["QRS duration 112 ms.", YES],
    ["QRS duration 131 ms.", OPEN],
    ["QRS duration 132 ms.", NO],
    ["QT 414 ms.", YES],
    ["QT 443 ms.", OPEN],
    ["QT 444 ms.", NO],
    ["QRS axis 60 degrees.", YES],
    ["QRS axis 74 degrees.", OPEN],
    ["QRS axis 75 degrees.", NO],
    // R in V5 is 1.3 mV: 15 % are 0.195.
    ["R in V5 is 1.49 mV.", YES],
    ["R in V5 is 1.6 mV.", OPEN],
    ["R in V5 is 1.7 mV.", NO],
    // P in II is 0.12 mV: 0.05 mV counts.
    ["P-wave amplitude in II of 0.17 mV.", YES],
    ["P-wave amplitude in II of 0.2 mV.", OPEN],
    ["P-wave amplitude in II of 0.23 mV.", NO],
  ]);
});

test("QTc: a named formula is held to itself, an unnamed one to any", () => {
  // Bazett 403, Fridericia 396, Framingham 398, Hodges 395.
  assertVerdicts([
    ["QTc 430 ms.", YES],
    ["QTc (Bazett) 430 ms.", YES],
    ["QTcF 430 ms.", OPEN],
    ["QTc (Hodges) 455 ms.", NO],
    ["QTc 366 ms.", YES],
    ["QTc by Bazett is 366 ms.", OPEN],
  ]);
});

test("bounds are held against the value itself, open at their edge", () => {
  assertVerdicts([
    ["PR exceeds 200 ms.", NO],
    ["PR is less than 200 ms.", YES],
    ["PR exceeds 150 ms.", OPEN],
    ["QRS below 120 ms.", YES],
    ["Heart rate over 100 bpm.", NO],
    ["The rate does not exceed 100 bpm.", YES],
    ["PR is not 220 ms.", YES],
    ["Heart rate between 60 and 70 bpm.", YES],
    ["Heart rate between 80 and 90 bpm.", NO],
  ]);
});

test("units come to the same: seconds, millimetres, squares, microvolts", () => {
  assertVerdicts([
    ["PR 0.16 s.", YES],
    ["PR of 4 small squares.", YES],
    ["R in V5 of 13 mm.", YES],
    ["R in V5 of 1300 µV.", YES],
    ["S in V1 is 9 mm deep.", YES],
    ["T in V1 is -1.5 mm.", YES],
    ["T in V3 is -5 mm.", NO],
  ]);
});

test("qualities of intervals, with their limits", () => {
  assertVerdicts([
    ["The PR interval is normal.", YES],
    ["The PR interval is prolonged.", NO],
    ["No PR prolongation.", YES],
    ["First-degree AV block.", NO],
    ["Narrow QRS complexes.", YES],
    ["Wide QRS.", NO],
    ["The QTc is normal.", YES],
    ["QT prolongation.", NO],
    ["The heart rate is normal.", YES],
    ["Tachycardia.", NO],
    ["All intervals are normal.", YES],
  ]);
  // PR over 200 ms is long, with 10 ms to either side undecided.
  const pr = (ms: number): Case => ({ change: (m) => Object.assign(m.global, { prMs: ms }) });
  assert.deepEqual(verdicts("Prolonged PR interval.", pr(211)), [YES]);
  assert.deepEqual(verdicts("Prolonged PR interval.", pr(205)), [OPEN]);
  assert.deepEqual(verdicts("Borderline PR interval.", pr(205)), [YES]);
  assert.deepEqual(verdicts("Prolonged PR interval.", pr(189)), [NO]);
  // QRS from 110 to 120 ms is neither narrow nor wide.
  const qrs = (ms: number): Case => ({ change: (m) => Object.assign(m.global, { qrsDurationMs: ms }) });
  assert.deepEqual(verdicts("Wide QRS. Narrow QRS.", qrs(115)), [OPEN, OPEN]);
  assert.deepEqual(verdicts("Wide QRS. Narrow QRS.", qrs(124)), [YES, NO]);
});

test("between 50 and 60 bpm a bradycardia may be said or not", () => {
  const slow: Case = { change: (m) => Object.assign(m.global, { heartRateBpm: 55 }) };
  assert.deepEqual(verdicts("Sinus bradycardia.", slow), [YES]);
  assert.deepEqual(verdicts("No bradycardia.", slow), [OPEN]);
  assert.deepEqual(verdicts("The rate is normal.", slow), [OPEN]);
  assert.deepEqual(verdicts("Tachycardia.", slow), [NO]);
});

test("a long QTc depends on sex, and both formulas have to agree", () => {
  const qtc = (bazett: number, framingham: number, sex: "female" | "male" | null): Case => ({
    change: (m) => {
      Object.assign(m.global.qtcMs, { bazett, framingham });
      Object.assign(m.patient, { sex });
    },
  });
  // Limits 450 (men) and 460 (women) ms, 15 ms undecided.
  assert.deepEqual(verdicts("Prolonged QTc.", qtc(470, 468, "male")), [YES]);
  assert.deepEqual(verdicts("Prolonged QTc.", qtc(470, 468, "female")), [OPEN]);
  assert.deepEqual(verdicts("Prolonged QTc.", qtc(480, 420, "female")), [OPEN]);
  assert.deepEqual(verdicts("Prolonged QTc.", qtc(430, 425, null)), [NO]);
});

test("the axis", () => {
  assertVerdicts([
    ["Normal axis.", YES],
    ["Left axis deviation.", NO],
    ["No axis deviation.", YES],
    ["Right axis deviation.", NO],
  ]);
  const axis = (deg: number): Case => ({ change: (m) => Object.assign(m.global.axisDeg, { qrs: deg }) });
  assert.deepEqual(verdicts("Left axis deviation. Normal axis.", axis(-40)), [YES, NO]);
  assert.deepEqual(verdicts("Left axis deviation. Normal axis.", axis(-28)), [OPEN, OPEN]);
  assert.deepEqual(verdicts("Leftward axis.", axis(-20)), [OPEN]);
  // -170 and 190 degrees are the same direction.
  assert.deepEqual(verdicts("QRS axis 185 degrees.", axis(-170)), [YES]);
});

test("T and P waves, lead by lead", () => {
  assertVerdicts([
    ["T waves are upright in I, II and V3-V6.", YES],
    ["T wave inverted in V1.", YES],
    ["T wave inverted in V3.", NO],
    ["T waves are inverted in the inferior leads.", NO],
    ["T waves are upright in all leads except aVR and V1.", YES],
    ["No T wave inversion.", YES],
    ["T waves are not inverted in V1.", NO],
    ["Flat T waves in V4.", NO],
    ["Peaked T waves in V3.", NO],
    ["Biphasic T wave in V2.", NO],
    ["Normal T waves.", YES],
    ["T wave abnormality in the lateral leads.", NO],
    ["P waves are upright in II and inverted in aVR.", YES, YES],
    ["P waves are absent.", NO],
    ["There is a P wave before every QRS complex.", YES],
    ["P waves are normal.", YES],
  ]);
});

test("ST: limits by lead, sex and age; a raised level below its limit is neither claimed nor denied", () => {
  assertVerdicts([
    ["No ST elevation or depression.", YES, YES],
    ["ST segments are isoelectric in all leads.", YES],
    ["ST elevation in V2.", NO],
    ["ST depression of 1 mm in V5.", NO],
    ["No ST-T changes.", YES],
  ]);
  const v2 = (level: number): Case => ({
    change: (m) => Object.assign(m.leads["V2"]!.median!, { stJMv: level }),
  });
  // A woman's limit in V2 is 0.15 mV.
  assert.deepEqual(verdicts("ST elevation in V2.", v2(0.2)), [YES]);
  assert.deepEqual(verdicts("ST elevation in V2.", v2(0.16)), [OPEN]);
  assert.deepEqual(verdicts("ST elevation in V2. No ST elevation in V2.", v2(0.11)), [OPEN, YES]);
  assert.deepEqual(verdicts("ST elevation in V2. No ST elevation in V2.", v2(0.02)), [NO, YES]);
  const v5: Case = {
    change: (m) =>
      Object.assign(m.leads["V5"]!.median!, { stJMv: -0.12, st60Mv: -0.12, stForm: "horizontal" }),
  };
  assert.deepEqual(verdicts("ST depression in V5. No ST depression in V4-V6.", v5), [YES, NO]);
  assert.deepEqual(verdicts("Horizontal ST depression in V5.", v5), [YES, YES]);
});

test("Q waves, R and S, forms, progression", () => {
  assertVerdicts([
    ["No pathological Q waves.", YES],
    ["Pathological Q waves in II, III and aVF.", NO],
    ["No Q waves in the inferior leads.", YES],
    ["Small q wave in V5.", YES],
    ["rS in V1.", YES],
    ["rsR' in V1.", NO],
    ["The QRS is negative in V1.", YES],
    ["The QRS is positive in lead II.", YES],
    ["The R wave is dominant in V1.", NO],
    ["R is larger than S in V1.", NO],
    ["QRS amplitude is higher in V4 than in V5.", YES],
    // 1.4 mV against 1.3 mV in V5: more than 5 % apart.
    ["The tallest R wave is in V4.", YES],
    ["The tallest R wave is in V3.", NO],
    ["Normal R wave progression.", YES],
    ["Poor R wave progression.", NO],
    ["Transition at V4.", YES],
    ["Transition at V2.", NO],
    ["Low voltage in the limb leads.", NO],
    ["QRS voltage is normal.", YES],
  ]);
  const q: Case = {
    change: (m) => {
      for (const lead of ["III", "aVF"])
        Object.assign(m.leads[lead]!.median!, { q: { amplitudeMv: -0.2, durationMs: 44 }, qrsForm: "qR" });
    },
  };
  // 44 ms and 0.2 mV pass the 30 ms and 0.1 mV of the Universal Definition.
  assert.deepEqual(verdicts("Pathological Q waves in III and aVF.", q), [YES]);
  assert.deepEqual(verdicts("Old inferior infarct.", q), [YES]);
  assert.deepEqual(verdicts("No Q waves in the inferior leads.", q), [NO]);
});

test("patterns follow the rules' outcomes", () => {
  assertVerdicts([
    ["Sinus rhythm.", YES],
    ["Atrial fibrillation.", NO],
    ["No LBBB.", YES],
    ["Left bundle branch block.", NO],
    ["Normal ECG.", YES],
    ["Abnormal ECG.", NO],
    ["LVH.", NO],
    ["Two PVCs.", NO],
    ["No PVCs.", YES],
  ]);
  const lbbb: RuleStates = { met: ["bbb.lbbb"] };
  assert.deepEqual(verdicts("LBBB. No LBBB. Normal ECG.", { rules: lbbb }), [YES, NO, NO]);
  assert.deepEqual(verdicts("LBBB.", { rules: { borderline: ["bbb.lbbb"] } }), [OPEN]);
  assert.deepEqual(verdicts("LBBB.", { rules: { withheld: { "bbb.lbbb": "lead V1 is flat" } } }), [OPEN]);
});

test("an unverified rule supports but never contradicts; what the measurements exclude does", () => {
  const rules: RuleStates = { unverified: ["iab", "rhy.afl"] };
  assert.deepEqual(verdicts("Interatrial block.", { rules }), [OPEN]);
  assert.deepEqual(verdicts("Interatrial block.", { rules: { ...rules, met: ["iab"] } }), [YES]);
  assert.deepEqual(verdicts("No interatrial block.", { rules: { ...rules, met: ["iab"] } }), [OPEN]);
  // Sinus rhythm is a verified rule and rules out flutter.
  assert.deepEqual(verdicts("Atrial flutter.", { rules }), [NO]);
});

test("doubtful claims are judged like plain ones", () => {
  assert.deepEqual(verdicts("Possible LVH."), [NO]);
  assert.deepEqual(verdicts("Possible LVH.", { rules: { met: ["lvh.cv"] } }), [YES]);
  assert.deepEqual(verdicts("Borderline LVH.", { rules: { borderline: ["lvh.cv"] } }), [YES]);
  assert.deepEqual(verdicts("Possible interatrial block.", { rules: { unverified: ["iab"] } }), [OPEN]);
});

test("ischaemia is refuted where no sign of it is found, and left open where one is", () => {
  assert.deepEqual(verdicts("Lateral ischemia. No ischemia."), [NO, YES]);
  assert.deepEqual(verdicts("Ischemia. No ischemia.", { rules: { met: ["std"] } }), [OPEN, OPEN]);
});

test("ectopic beats are counted, and a named beat is looked at", () => {
  const pvcs: Case = {
    change: (m) => {
      for (const index of [2, 6]) Object.assign(m.beats[index]!, { class: "pvc" });
    },
    rules: { met: ["rhy.pvc"] },
  };
  assert.deepEqual(verdicts("Two PVCs. Three PVCs. Five PVCs.", pvcs), [YES, OPEN, NO]);
  assert.deepEqual(verdicts("The third beat is a PVC. The fourth beat is a PVC.", pvcs), [YES, NO]);
});

test("what cannot be checked says why", () => {
  const reason = (text: string, situation: Case = {}): string => {
    const measurements = normalEcg();
    situation.change?.(measurements);
    return verifyText({ text, measurements, results: ruleStates(situation.rules) })[0]?.reason ?? "";
  };
  const flat: Case = {
    change: (m) => {
      m.quality.leads["V3"] = { usable: false, reasons: ["flat"] };
    },
  };
  assert.match(reason("T wave inverted in V3.", flat), /V3 is not usable \(flat\)/);
  assert.match(reason("R in V8 is 1 mV."), /V8 was not recorded/);
  assert.match(reason("ST elevation is now present in V2."), /earlier recording/);
  const unusable: Case = {
    change: (m) => Object.assign(m.quality, { verdict: "unusable", reasons: ["8 leads are flat"] }),
  };
  assert.deepEqual(verdicts("Sinus rhythm at 66 bpm.", unusable), [OPEN, OPEN]);
  assert.match(reason("Sinus rhythm.", unusable), /unusable \(8 leads are flat\)/);
});

test("reasons cite the measured number, and evidence points at a beat", () => {
  const [claim] = verifyText({
    text: "The PR interval is 220 ms.",
    measurements: normalEcg(),
    results: ruleStates(),
  });
  assert.equal(claim?.reason, "PR measured 158 ms; the text says 220 ms.");
  // The second beat's QRS starts at 460 + 909 ms, its P 158 ms before.
  const [evidence] = claim?.evidence ?? [];
  assert.deepEqual(evidence, {
    lead: null,
    beat: 1,
    startMs: 1211,
    endMs: 1369,
    measure: "PR",
    value: 158,
    unit: "ms",
    operator: "=",
    threshold: 220,
  });
});

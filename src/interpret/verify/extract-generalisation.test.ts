// Phrasings beyond those that the extractor was first written against: where a denial ends, where a sentence ends, how
// leads are named, handed on and listed, and the periphrases of common findings.
// The sentences were tried on the extractor while it was changed: an expectation is what a reader takes from its
// sentence, and where the extractor differed it was the extractor that was mended, but for the notation of one bound.
// The tables guard against change and measure nothing. The notation is that of claim-notation.fixture.ts.
import assert from "node:assert/strict";
import { test } from "node:test";
import { claimsOf } from "./claim-notation.fixture.ts";

type Table = readonly (readonly [text: string, claims: readonly string[]])[];

function check(table: Table): void {
  for (const [text, claims] of table) assert.deepEqual(claimsOf(text), claims, text);
}

test("a denial ends where a new member of the list is affirmed", () => {
  check([
    ["No premature beats and a PR interval of 160 ms.", ["not [ectopy]", "pr = 160 ms"]],
    ["No Q waves in III as well as ST elevation in V2.", ["not q present {III}", "st elevated {V2}"]],
    ["No PVCs plus left axis deviation.", ["not [pvc]", "axis left deviation"]],
    ["No PACs / QRS 90 ms / QTc normal", ["not [pac]", "qrs duration = 90 ms", "qtc normal"]],
    ["No LVH - T inverted in V1 - QRS 90 ms", ["not [lvh]", "t inverted {V1}", "qrs duration = 90 ms"]],
    ["No RBBB along with a right axis deviation.", ["not [rbbb]", "axis right deviation"]],
    [
      "- No ectopy\n- R V5 1.2 mV\n- AF",
      ["not [ectopy]", "r amplitude = 1.2 mV {V5}", "[atrial fibrillation]"],
    ],
    [
      "Sinus rhythm, no LVH, left axis deviation, RBBB.",
      ["[sinus rhythm]", "not [lvh]", "axis left deviation", "[rbbb]"],
    ],
    ["No ST elevation in III and aVF, left axis.", ["not st elevated {III,aVF}", "axis left deviation"]],
    [
      "No ectopy, right axis deviation, and upright T waves in V2.",
      ["not [ectopy]", "axis right deviation", "t upright {V2}"],
    ],
    ["No low voltage, T upright in V2.", ["not qrs amplitude low", "t upright {V2}"]],
    ["No ectopy, Q waves in III, no LVH.", ["not [ectopy]", "q present {III}", "not [lvh]"]],
    ["QRS is not widened, T waves inverted in V1.", ["not qrs duration wide", "t inverted {V1}"]],
    ["The tracing is free of ectopy, T waves upright in II.", ["not [ectopy]", "t upright {II}"]],
    ["PR is not prolonged at 160 ms.", ["not pr prolonged", "pr = 160 ms"]],
    ["The QRS is not broadened (90 ms).", ["not qrs duration wide", "qrs duration = 90 ms"]],
    ["No ST changes apart from 1 mm ST elevation in V2.", ["not st abnormal", "st = 0.1 mV {V2}"]],
    ["Voltage is not low, and finally there are PVCs.", ["not qrs amplitude low", "[pvc]"]],
  ]);
});

test("a denial goes on over its own list", () => {
  check([
    [
      "No ST elevation, ST depression, or T-wave inversion.",
      ["not st elevated", "not st depressed", "not t inverted"],
    ],
    [
      "No evidence of a STEMI, a bundle branch block or an old infarct.",
      ["not [stemi]", "not [bundle branch block]", "not [infarct]"],
    ],
    [
      "I do not see ST elevation, a delta wave or a QRS of 120 ms.",
      ["not st elevated", "not [delta wave]", "not qrs duration = 120 ms"],
    ],
    [
      "No ST elevation and depression in V4-V6.",
      ["not st elevated {V4,V5,V6}", "not st depressed {V4,V5,V6}"],
    ],
    ["No LVH, RVH, and the axis is normal.", ["not [lvh]", "not [rvh]", "axis normal"]],
    ["No ST/T changes.", ["not st-t abnormal"]],
    ["The rhythm is anything but regular.", ["not rhythm regular"]],
    ["By no means is the QTc prolonged.", ["not qtc prolonged"]],
  ]);
});

test("full stops that end no sentence, and points of a list that do", () => {
  check([
    ["No path. Q waves in V4 – V6, PR 160 ms", ["not q pathological {V4,V5,V6}", "pr = 160 ms"]],
    ["No sign. ST elevation in II.", ["not st elevated {II}"]],
    ["Abn. T waves in V5.", ["t abnormal {V5}"]],
    ["QRS approx. 90 ms, vent. rate 70.", ["qrs duration = 90 ms", "heart rate = 70 bpm"]],
    ["There is no path. Sinus rhythm.", ["[sinus rhythm]"]],
    ["Findings: 1) sinus rhythm 2) LBBB 3) no LVH", ["[sinus rhythm]", "[lbbb]", "not [lvh]"]],
    ["No definite changes [...] The QTc is prolonged.", ["not ecg abnormal", "qtc prolonged"]],
  ]);
});

test("where on the ST segment was measured", () => {
  check([
    ["ST (J+60 ms) V3: 0.15 mV", ["st = 0.15 mV {V3}"]],
    ["ST at J+80 in V2 is 0.1 mV", ["st = 0.1 mV {V2}"]],
    ["ST level 60 ms after the J point in V5: -0.1 mV", ["st = -0.1 mV {V5}"]],
    ["ST60 V3 0.1 mV", ["st = 0.1 mV {V3}"]],
    ["J60 in V3 is 0.1 mV", ["st = 0.1 mV {V3}"]],
    ["J-point level in V2: 0.2 mV", ["st = 0.2 mV {V2}"]],
  ]);
});

test("lead I beside a verb, a wave or a number; the pronoun stays one", () => {
  check([
    ["I has an R of 0.35 mV.", ["r amplitude = 0.35 mV {I}"]],
    ["I exhibits upright T waves.", ["t upright {I}"]],
    ["I QRS amplitude = 0.8 mV", ["qrs amplitude = 0.8 mV {I}"]],
    ["T I 0.25 mV", ["t amplitude = 0.25 mV {I}"]],
    ["P I = 0.1 mV", ["p amplitude = 0.1 mV {I}"]],
    ["R I > R aVR", ["r amplitude greater than r amplitude aVR {I}"]],
    ["III shows a smaller R wave than I.", ["r amplitude less than I {III}"]],
    ["I see no ST elevation.", ["not st elevated"]],
    ["I think this is LVH.", ["[lvh]"]],
  ]);
});

test("words of size behind a number, and second halves of a comparison", () => {
  check([
    [
      "The R waves in V2 and V5 are 0.37 mV and 1.30 mV tall, respectively.",
      ["r amplitude = 0.37 mV {V2}", "r amplitude = 1.3 mV {V5}"],
    ],
    ["Q in III is 0.2 mV deep and 30 ms wide.", ["q amplitude = 0.2 mV {III}", "q duration = 30 ms {III}"]],
    ["The T waves in V1 and V2 are inverted and flat, respectively.", ["t inverted {V1}", "t flat {V2}"]],
    ["The S wave is deeper than the R wave is tall in V2.", ["s amplitude greater than r amplitude V2 {V2}"]],
    ["ST elevation in V2 (0.2 mV), V3 (0.15 mV)", ["st = 0.2 mV {V2}", "st = 0.15 mV {V3}"]],
    ["STE 0.1 mV in V2", ["st = 0.1 mV {V2}"]],
    ["STD 1 mm in V5, T V2 0.3 mV", ["st = -0.1 mV {V5}", "t amplitude = 0.3 mV {V2}"]],
    ["PAC x5", ["[pac] x5"]],
    ["The tallest R wave of the chest leads is in V4.", ["r amplitude greatest than V1,V2,V3,V4,V5,V6 {V4}"]],
    ["V2 has the deepest S wave.", ["s amplitude greatest {V2}"]],
  ]);
});

test("periphrases of rate, intervals and conduction", () => {
  check([
    ["The heart is beating too fast.", ["heart rate fast"]],
    ["The heart is beating slower than normal.", ["heart rate slow"]],
    ["The ventricles contract 72 times a minute.", ["heart rate = 72 bpm"]],
    ["The patient is not bradycardic.", ["not heart rate slow"]],
    ["Tachycardic", ["heart rate fast"]],
    ["No dropped beats.", ["not [dropped beats]"]],
    ["There are no blocked P waves.", ["not [dropped beats]"]],
    ["Every P wave is conducted.", ["[qrs after every p]"]],
    ["There is no AV delay.", ["not pr prolonged"]],
    ["The AV delay is 160 ms.", ["pr = 160 ms"]],
    ["The time from QRS onset to the end of the T wave is 377 msec.", ["qt = 377 ms"]],
    [
      "The interval between the onset of the P wave and the onset of the QRS measures 160 ms.",
      ["pr = 160 ms"],
    ],
    ["The ventricles are activated in 90 ms.", ["qrs duration = 90 ms"]],
    ["After correction for rate the QT interval is 0.39 seconds.", ["qtc = 390 ms"]],
    ["The QT interval, when corrected for heart rate, is 420 ms.", ["qtc = 420 ms"]],
    ["The QT is 380 ms, 410 ms after correction for rate.", ["qt = 380 ms", "qtc = 410 ms"]],
    ["The QRS complexes occur at irregular intervals.", ["rhythm irregular"]],
    ["The R-R intervals vary.", ["rhythm irregular"]],
    ["The beats are evenly spaced.", ["rhythm regular"]],
    ["PR ok", ["pr normal"]],
    ["There is good R-wave progression.", ["r progression normal"]],
    ["Technically good tracing.", []],
    ["The transition zone is in the usual place.", ["transition normal"]],
    ["V3 is the first chest lead in which R exceeds S.", ["transition located {V3}"]],
    ["Clockwise rotation", ["transition late"]],
  ]);
});

test("bounds under a denial", () => {
  check([
    ["The Sokolow-Lyon index does not reach 3.5 mV.", ["sokolow-lyon < 3.5 mV"]],
    ["The PR fails to exceed 200 ms.", ["pr <= 200 ms"]],
    ["The QTc never goes beyond 450 ms.", ["not qtc > 450 ms"]],
    ["The QRS duration stays within 120 ms.", ["qrs duration <= 120 ms"]],
    ["The rate does not drop below 60/min.", ["heart rate >= 60 bpm"]],
    ["R in V5 is not as tall as 2.6 mV.", ["r amplitude < 2.6 mV {V5}"]],
    ["The PR stays within normal limits.", ["pr normal"]],
    ["The QTc does not exceed the upper limit of normal.", ["not qtc prolonged"]],
    ["The voltage does not meet the criteria for LVH.", ["not [lvh]"]],
  ]);
});

test("an introduction is no member of the list, and a later part takes over the leads before it", () => {
  check([
    ["On this ECG, the QRS axis is within the normal range.", ["axis normal"]],
    ["Looking at the 12-lead ECG, the PR interval is normal.", ["pr normal"]],
    ["A normal heart rate and a QRS duration of about 90 ms.", ["heart rate normal", "qrs duration = 90 ms"]],
    ["Repolarisation is preserved in aVR, with an upright T wave.", ["st-t normal {aVR}", "t upright {aVR}"]],
    ["The QRS is negative in V1, and the T wave is inverted.", ["qrs negative {V1}", "t inverted {V1}"]],
    ["The T wave in III is negative, whereas it is positive in II.", ["t inverted {III}", "t upright {II}"]],
    [
      "V5 shows no ST elevation, and the QRS duration is 90 ms.",
      ["not st elevated {V5}", "qrs duration = 90 ms"],
    ],
    [
      "The T waves are upright in V5 and V6; I, aVR and V1 show no ST elevation.",
      ["t upright {V5,V6}", "not st elevated {I,aVR,V1}"],
    ],
    ["QTc 430 ms, no ectopy, regular.", ["qtc = 430 ms", "not [ectopy]", "rhythm regular"]],
  ]);
});

test("compound lead groups", () => {
  check([
    ["T inversion in the lateral precordial leads.", ["t inverted {V5,V6}"]],
    ["T inversion in the lateral limb leads.", ["t inverted {I,aVL}"]],
    ["T inversion in the right precordial leads.", ["t inverted {V1,V2,V3}"]],
    ["T inversion in the middle chest leads.", ["t inverted {V3,V4}"]],
    ["T inversion in the inferior limb leads.", ["t inverted {II,III,aVF}"]],
    ["Except for V1, all precordial leads show upright T waves.", ["t upright {V2,V3,V4,V5,V6}"]],
  ]);
});

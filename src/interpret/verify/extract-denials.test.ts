// What is denied, doubted, said of an earlier tracing, or no claim at all.
// The tables were printed by the extractor and each line then read and judged against its sentence: they hold what was
// found right, as a guard against change. The notation is that of claim-notation.fixture.ts.
import assert from "node:assert/strict";
import { test } from "node:test";
import { claimsOf } from "./claim-notation.fixture.ts";

test("denials", () => {
  const sentences: readonly (readonly [string, readonly string[]])[] = [
    ["No acute ST-T changes.", ["not st-t abnormal"]],
    ["Cannot rule out anterior infarct, age undetermined", ["(possible) [infarct] {V1,V2,V3,V4}"]],
    ["There is no evidence of acute ischemia or infarction.", ["not [ischemia]", "not [infarct]"]],
    [
      "There is no evidence of chamber enlargement, hypertrophy or conduction block.",
      ["not [ventricular hypertrophy]", "not [ventricular hypertrophy]", "not [conduction abnormality]"],
    ],
    ["ST elevation is not seen in any lead.", ["not st elevated {all}"]],
    ["LVH is unlikely.", ["not [lvh]"]],
    ["The QRS is not widened and the T waves are not inverted.", ["not qrs duration wide", "not t inverted"]],
    [
      "The PR interval is normal and the QRS complex is narrow, with no signs of bundle branch block.",
      ["pr normal", "qrs duration narrow", "not [bundle branch block]"],
    ],
    [
      "Regular rhythm, rate 72, normal axis, PR 158, QRS 92, QTc 420, no ST changes.",
      [
        "rhythm regular",
        "heart rate = 72 bpm",
        "axis normal",
        "pr = 158 ms",
        "qrs duration = 92 ms",
        "qtc = 420 ms",
        "not st abnormal",
      ],
    ],
    ["There are Q waves in III and aVF but not in II.", ["q present {III,aVF}", "not q present {II}"]],
    ["The T waves are upright except in aVR and V1.", ["t upright {group}"]],
    ["T waves are upright in all leads except aVR.", ["t upright {group}"]],
    ["Voltage criteria for LVH are not met.", ["not [lvh voltage]"]],
    ["Sokolow-Lyon criteria for LVH are not fulfilled.", ["not sokolow-lyon high"]],
    [
      "The ECG does not demonstrate any ST-segment elevation, ST depression, or pathological Q waves.",
      ["not st elevated", "not st depressed", "not q pathological"],
    ],
    ["The tracing is without ST elevation, and the T waves are normal.", ["not st elevated", "t normal"]],
    [
      "There is no evidence of atrial fibrillation, flutter, or ventricular ectopy.",
      ["not [atrial fibrillation]", "not [atrial flutter]", "not [pvc]"],
    ],
    ["No arrhythmia is detected.", ["not [arrhythmia]"]],
    ["Neither left nor right bundle branch block is present.", ["not [bundle branch block]"]],
    ["There is neither ST elevation nor ST depression.", ["not st elevated", "not st depressed"]],
    [
      "The QRS axis is neither left nor right deviated.",
      ["not axis left deviation", "not axis right deviation"],
    ],
    ["ST elevation is absent and T waves are normal.", ["not st elevated", "t normal"]],
    ["Although there is left axis deviation, there is no LVH.", ["axis left deviation", "not [lvh]"]],
    [
      "The PR interval is not prolonged but the QRS complex is wide.",
      ["not pr prolonged", "qrs duration wide"],
    ],
    ["The absence of ST elevation makes STEMI unlikely.", ["not st elevated", "not [stemi]"]],
    ["Findings argue against acute myocardial infarction.", ["not [infarct]"]],
    ["LVH cannot be excluded.", ["(possible) [lvh]"]],
    ["The rhythm is sinus rather than atrial fibrillation.", ["[sinus rhythm]", "not [atrial fibrillation]"]],
    ["It is not atrial fibrillation.", ["not [atrial fibrillation]"]],
    ["This is not a left bundle branch block.", ["not [lbbb]"]],
    ["There are no signs of ischemia.", ["not [ischemia]"]],
    ["No ischemic changes.", ["not [ischemia]"]],
    ["No acute ischaemic changes are seen.", ["not [ischemia]"]],
    ["T wave inversion no longer evident in Inferior leads", ["(prior) t inverted {II,III,aVF}"]],
    ["No left or right axis deviation.", ["not axis deviated"]],
    [
      "Axis normal. Intervals normal. No ischaemic changes.",
      ["axis normal", "intervals normal", "not [ischemia]"],
    ],
    ["ST-segment: No significant deviation", ["not st deviated"]],
    ["Q waves: None", ["not q present"]],
    ["Q waves: none pathological", ["not q pathological"]],
    ["P waves: absent", ["not p present"]],
    ["Bundle branch block: None", ["not [bundle branch block]"]],
    ["T waves: No inversions", ["not t inverted"]],
    ["ST changes: none", ["not st abnormal"]],
    ["ST segments: No elevation or depression.", ["not st elevated", "not st depressed"]],
    ["Ectopy: none", ["not [ectopy]"]],
    ["Hypertrophy: No criteria met.", ["not [ventricular hypertrophy]"]],
    ["Ventricular hypertrophy: absent", ["not [ventricular hypertrophy]"]],
    ["Arrhythmia: no", ["not [arrhythmia]"]],
    ["LVH: no", ["not [lvh]"]],
    ["ST elevation - none", ["not st elevated"]],
    ["The ST segments do not deviate from the baseline.", ["not st deviated"]],
    ["No ST segment shift.", ["not st deviated"]],
    ["The ST segment is neither elevated nor depressed.", ["not st elevated", "not st depressed"]],
    ["The lateral leads (I, aVL, V5, V6) show no ST changes.", ["not st abnormal {I,aVL,V5,V6}"]],
    ["No lateral ST depression.", ["not st depressed {I,aVL,V5,V6}"]],
    ["Without inferior Q waves.", ["not q present {II,III,aVF}"]],
    ["There are no significant Q waves in V1 through V6.", ["not q present {V1,V2,V3,V4,V5,V6}"]],
    ["The R wave is absent in V1.", ["not r present {V1}"]],
    ["QRS voltages are not low.", ["not qrs amplitude low"]],
    ["No low voltage.", ["not qrs amplitude low"]],
    ["No broad complexes.", ["not qrs duration wide"]],
    ["AF is absent.", ["not [atrial fibrillation]"]],
    ["The rhythm is not AF.", ["not [atrial fibrillation]"]],
    ["No evidence for atrial fibrillation.", ["not [atrial fibrillation]"]],
    ["No extra beats.", ["not [ectopy]"]],
    ["No ectopics.", ["not [ectopy]"]],
    ["The recording is free of ectopy.", ["not [ectopy]"]],
    ["No intraventricular conduction delay.", ["not [intraventricular delay]"]],
    ["There is no delta wave.", ["not [delta wave]"]],
    ["No sign of pre-excitation.", ["not [wpw]"]],
    ["Pacemaker spikes are absent.", ["not [pacing]"]],
    ["No pacing spikes.", ["not [pacing]"]],
    ["No voltage criteria for LVH.", ["not [lvh voltage]"]],
    ["LVH voltage criteria are absent.", ["not [lvh voltage]"]],
    ["No Q wave is seen in any lead other than aVR.", ["not q present {group}"]],
    ["The ECG does not show LVH.", ["not [lvh]"]],
    ["The ECG fails to show ST elevation.", ["not st elevated"]],
    ["I do not see any ST elevation.", ["not st elevated"]],
    ["ST elevation could not be demonstrated.", ["not st elevated"]],
    ["Nothing suggests ischemia.", ["not [ischemia]"]],
    ["There is nothing to suggest LVH.", ["not [lvh]"]],
    ["The trace lacks P waves.", ["not p present"]],
    ["P waves cannot be made out.", ["not p present"]],
  ];
  for (const [text, claims] of sentences) assert.deepEqual(claimsOf(text), claims, text);
});

test("doubt", () => {
  const sentences: readonly (readonly [string, readonly string[]])[] = [
    ["LVH cannot be excluded.", ["(possible) [lvh]"]],
    ["Possible left atrial enlargement.", ["(possible) [laa]"]],
    ["This could represent left ventricular hypertrophy.", ["(possible) [lvh]"]],
    ["Borderline left axis deviation.", ["(borderline) axis left deviation"]],
    ["Borderline prolonged PR interval.", ["(borderline) pr prolonged"]],
    ["Borderline first degree AV block", ["(borderline) [first-degree av block]"]],
    ["Probable old inferior infarct.", ["(probable) [infarct] {II,III,aVF}"]],
    ["The findings may be suggestive of lateral ischemia.", ["(possible) [ischemia] {I,aVL,V5,V6}"]],
    ["There is a suspicion of right ventricular hypertrophy.", ["(possible) [rvh]"]],
    ["Questionable Q waves in III.", ["(possible) q present {III}"]],
    ["T wave abnormality, consider lateral ischemia", ["t abnormal", "(possible) [ischemia] {I,aVL,V5,V6}"]],
    [
      "ST & T wave abnormality, consider inferior ischemia",
      ["st-t abnormal", "(possible) [ischemia] {II,III,aVF}"],
    ],
    ["Cannot rule out anterior infarct, age undetermined", ["(possible) [infarct] {V1,V2,V3,V4}"]],
  ];
  for (const [text, claims] of sentences) assert.deepEqual(claimsOf(text), claims, text);
});

test("statements about an earlier tracing", () => {
  const sentences: readonly (readonly [string, readonly string[]])[] = [
    [
      "When compared with ECG of 08-FEB-2015 22:15, Vent. rate has increased BY 25 BPM",
      ["(prior) heart rate = 25 bpm"],
    ],
    ["T wave inversion no longer evident in Inferior leads", ["(prior) t inverted {II,III,aVF}"]],
    [
      "Sinus rhythm has replaced atrial fibrillation",
      ["(prior) [sinus rhythm]", "(prior) [atrial fibrillation]"],
    ],
  ];
  for (const [text, claims] of sentences) assert.deepEqual(claimsOf(text), claims, text);
});

test("text that claims nothing", () => {
  const sentences: readonly (readonly [string, readonly string[]])[] = [
    ["", []],
    ["Confirmed by Dr. Smith on 2/9/2015 11:10", []],
    ["Referred by: SELF  Unconfirmed", []],
    ["12-lead ECG, 25 mm/s, 10 mm/mV, 0.05-150 Hz", []],
    ["A 56-year-old woman with chest pain for 2 hours and a history of atrial fibrillation.", []],
    ["Consider repeat ECG in 15 minutes and correlate with troponin.", []],
    ["Is there an earlier tracing that shows LVH?", []],
    ["The left ventricle is thickened.", []],
    ["Blood pressure 120/80, weight 72 kg.", []],
    ["These findings may warrant clinical correlation to rule out underlying ischemic heart disease.", []],
  ];
  for (const [text, claims] of sentences) assert.deepEqual(claimsOf(text), claims, text);
});

// Named rhythms, blocks, hypertrophy, infarcts: statements by name, with counts and territories.
// The tables were printed by the extractor and each line then read and judged against its sentence: they hold what was
// found right, as a guard against change. The notation is that of claim-notation.fixture.ts.
import assert from "node:assert/strict";
import { test } from "node:test";
import { claimsOf } from "./claim-notation.fixture.ts";

test("rhythm, ectopy, pacing and AV conduction", () => {
  const sentences: readonly (readonly [string, readonly string[]])[] = [
    ["Normal sinus rhythm", ["[normal sinus rhythm]"]],
    ["Two PVCs are seen. No PACs.", ["[pvc] x2", "not [pac]"]],
    ["A single premature ventricular contraction is noted.", ["[pvc]"]],
    ["The patient is in sinus rhythm with a pulse of 72.", ["[sinus rhythm]", "heart rate = 72 bpm"]],
    [
      "Absent P waves with an irregularly irregular ventricular response.",
      ["p absent", "rhythm irregularly irregular"],
    ],
    ["No arrhythmia is detected.", ["not [arrhythmia]"]],
    ["Marked sinus bradycardia", ["[sinus bradycardia]"]],
    ["Sinus bradycardia with 1st degree A-V block", ["[sinus bradycardia]", "[first-degree av block]"]],
    ["Sinus rhythm with occasional premature ventricular complexes", ["[sinus rhythm]", "[pvc]"]],
    ["Atrial fibrillation with slow ventricular response", ["[atrial fibrillation]", "heart rate slow"]],
    ["Unusual P axis, possible ectopic atrial rhythm", ["(possible) [ectopic atrial rhythm]"]],
    ["The rhythm is slightly irregular.", ["rhythm irregular"]],
    ["The atria are fibrillating.", ["[atrial fibrillation]"]],
    ["AF with a ventricular rate between 80 and 110.", ["[atrial fibrillation]", "heart rate = 80..110 bpm"]],
    ["There is a 2:1 AV block.", ["[2:1 av block]"]],
    [
      "Second-degree AV block, Mobitz type I (Wenckebach), is present.",
      ["[second-degree av block]", "[mobitz i]"],
    ],
    ["Ventricular paced rhythm with pacing spikes preceding each QRS.", ["[ventricular pacing]", "[pacing]"]],
    ["Frequent PVCs in a bigeminal pattern.", ["[pvc]", "[bigeminy]"]],
    ["Three ventricular extrasystoles are recorded.", ["[pvc] x3"]],
    ["Beats 3 and 7 are PVCs.", ["[pvc]"]],
    ["The fourth beat is a PAC.", ["[pac] beat 3"]],
    ["There are 2 premature atrial beats and 1 premature ventricular beat.", ["[pac] x2", "[pvc] x1"]],
    ["The P waves are sinus in origin.", ["[sinus rhythm]"]],
    ["The rhythm originates from the sinus node.", ["[sinus rhythm]"]],
    ["The pacemaker is the sinus node.", ["[sinus rhythm]"]],
    ["AF is absent.", ["not [atrial fibrillation]"]],
    ["The rhythm is not AF.", ["not [atrial fibrillation]"]],
    ["No evidence for atrial fibrillation.", ["not [atrial fibrillation]"]],
    ["The ventricular rhythm is regular.", ["rhythm regular"]],
    ["No ectopics.", ["not [ectopy]"]],
    ["The recording is free of ectopy.", ["not [ectopy]"]],
    ["A solitary VPB is seen.", ["[pvc]"]],
    ["Every second beat is a PVC.", ["[bigeminy]"]],
    ["Pacemaker spikes are absent.", ["not [pacing]"]],
    ["No pacing spikes.", ["not [pacing]"]],
    ["The baseline shows fibrillatory activity.", ["[atrial fibrillation]"]],
    ["An irregular ventricular response is observed.", ["rhythm irregular"]],
    ["A grade I AV block exists.", ["[first-degree av block]"]],
    ["AV block grade 1.", ["[first-degree av block]"]],
    ["1st-degree AVB", ["[first-degree av block]"]],
    ["PR > 0.20 s, i.e. first-degree AV block", ["pr > 200 ms", "[first-degree av block]"]],
    ["The rhythm is regularly irregular.", ["rhythm irregular"]],
  ];
  for (const [text, claims] of sentences) assert.deepEqual(claimsOf(text), claims, text);
});

test("conduction, hypertrophy, ischaemia", () => {
  const sentences: readonly (readonly [string, readonly string[]])[] = [
    ["LVH by Sokolow-Lyon criteria.", ["sokolow-lyon high"]],
    ["LVH according to the Cornell voltage criteria", ["cornell high"]],
    ["Left bundle branch block (LBBB) is present.", ["[lbbb]"]],
    ["Nonspecific ST and T wave abnormality", ["st-t abnormal"]],
    ["T wave abnormality, consider lateral ischemia", ["t abnormal", "(possible) [ischemia] {I,aVL,V5,V6}"]],
    ["Septal infarct, age undetermined", ["[infarct] {V1,V2}"]],
    ["Left axis deviation, pulmonary disease pattern", ["axis left deviation"]],
    ["Incomplete right bundle branch block", ["[incomplete rbbb]"]],
    ["Voltage criteria for left ventricular hypertrophy", ["[lvh voltage]"]],
    ["Prolonged QT", ["qt prolonged"]],
    ["Low voltage QRS", ["qrs amplitude low"]],
    ["Rightward axis", ["axis rightward"]],
    ["Early repolarization", ["[early repolarization]"]],
    ["Wolff-Parkinson-White", ["[wpw]"]],
    ["Nonspecific intraventricular block", ["[ivcd]"]],
    [
      "Right bundle branch block and left anterior fascicular block -- Bifascicular block --",
      ["[rbbb]", "[lafb]", "[bifascicular block]"],
    ],
    ["Nonspecific T wave abnormality in lateral leads", ["t abnormal {I,aVL,V5,V6}"]],
    [
      "ST & T wave abnormality, consider inferior ischemia",
      ["st-t abnormal", "(possible) [ischemia] {II,III,aVF}"],
    ],
    ["Inferior infarct, age undetermined", ["[infarct] {II,III,aVF}"]],
    ["Voltages are high in chest leads suggesting LVH.", ["qrs amplitude high {V1,V2,V3,V4,V5,V6}", "[lvh]"]],
  ];
  for (const [text, claims] of sentences) assert.deepEqual(claimsOf(text), claims, text);
});

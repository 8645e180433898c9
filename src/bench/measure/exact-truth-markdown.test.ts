// The tables of the exact-truth benchmark, made of two signals instead of all.
import assert from "node:assert/strict";
import { test } from "node:test";
import { measureRecording } from "../../measure/measure-recording.ts";
import { ANALYTIC_SIGNALS } from "../../simulate/analytic-signals.ts";
import { exactEcg } from "../../simulate/exact-ecg.ts";
import { type Measure, scoreCondition } from "./exact-condition.ts";
import { noiseShifts } from "./exact-noise-shifts.ts";
import { readExactAmplitudes } from "./exact-readings.ts";
import { scoreExact } from "./exact-score.ts";
import { exactTruthMarkdown } from "./exact-truth-markdown.ts";

const measure: Measure = (recording) => measureRecording(recording);
const ecg = exactEcg(ANALYTIC_SIGNALS[0]!, { durationMs: 5000 });
const slower = exactEcg(ANALYTIC_SIGNALS[2]!, { durationMs: 5000 });

test("every section has its table, amplitudes are in microvolts, and what is missing is a dash", () => {
  const condition = scoreCondition("two signals", [ecg, slower], measure);
  const noise = noiseShifts([ecg], [1], measure);
  const text = exactTruthMarkdown({
    calibration: condition,
    analytic: { ...condition, refused: ["one"] },
    readings: [
      { outwardsMs: 4, scores: scoreExact(readExactAmplitudes(ecg, ecg.recording, { outwardsMs: 4 })) },
    ],
    noise,
    series: { samplingRates: [condition], lengths: [], leadSets: [], heartRates: [] },
    rhythms: [
      {
        rhythm: "sinus",
        recordings: 1,
        refused: 0,
        beats: { beats: 9, missed: 1, extra: 2 },
        p: { waves: 9, missed: 3, false: 4 },
        blockedP: { waves: 0, missed: 0, false: 0 },
        misclassified: 5,
        falseIntervals: 6,
        zeros: 7,
      },
    ],
  });
  assert.match(text, /### two signals: 2 recordings/);
  assert.match(text, /Refused as unusable: one\./);
  // 12 leads of two recordings; aVL has no P that can be seen, but one that is there.
  assert.match(text, /\| P amplitude {2}\| +uV \| 22\/22 \|/);
  assert.match(text, /\| S' amplitude \| +uV \| +0\/0 \| +0\/24 \| +- \| +- \| +- \| +- \|/);
  assert.match(text, /\| measurement +\| +4 ms \|/);
  for (const { noise: name } of noise) assert.ok(text.includes(`| ${name} `), name);
  assert.match(text, /\| sinus +\| +1\/2 of 9 \| +5 \| +3\/4 of 9 \| +0\/0 of 0 \| +6 \| +7 \|/);
  assert.ok(!/undefined|NaN|\| null/.test(text));
});

test("noise shifts are against the same ECG without noise: none where there is no noise", () => {
  const same = noiseShifts([ecg], [1], () => measureRecording(ecg.recording));
  for (const { scores } of same) {
    for (const { meanShift, sdShift, lost, gained } of scores) {
      assert.ok((meanShift ?? 0) === 0 && (sdShift ?? 0) === 0 && lost === 0 && gained === 0);
    }
  }
});

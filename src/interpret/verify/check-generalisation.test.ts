// Verdicts on what is measured directly though no rule says so: bounds under a denial, plain Q waves, ectopic beats in
// order, waves well short of a limit, the ST level at the point the text names. The ECG is that of
// normal-ecg.fixture.ts (66 bpm, PR 158, QRS 92, QT 384, axis 45, Sokolow-Lyon 2.2 mV), changed where a test says so.
import assert from "node:assert/strict";
import { test } from "node:test";
import type { Verdict } from "../../ecg/interpretation.ts";
import type { Measurements, MedianBeat } from "../../ecg/measurements.ts";
import { normalEcg, type RuleStates, ruleStates } from "./normal-ecg.fixture.ts";
import { verifyText } from "./verify-text.ts";

const YES = "supported";
const NO = "contradicted";
const OPEN = "not checkable";

interface Case {
  readonly change?: (measurements: Measurements) => void;
  readonly rules?: RuleStates;
}

function assertVerdicts(
  table: readonly (readonly [string, ...Verdict[]])[],
  { change, rules }: Case = {},
): void {
  for (const [text, ...expected] of table) {
    const measurements = normalEcg();
    change?.(measurements);
    const claims = verifyText({ text, measurements, results: ruleStates(rules) });
    assert.deepEqual(
      claims.map((claim) => claim.verdict),
      expected,
      text,
    );
  }
}

function median(measurements: Measurements, lead: string): MedianBeat {
  const found = measurements.leads[lead]?.median;
  assert.ok(found);
  return found;
}

test("bounds under a denial are held against the measurement, open only at their edge", () => {
  // Sokolow-Lyon is 2.2 mV, edge 5 %; PR 158 and QRS 92 ms with an edge of 10 ms; rate 66 with an edge of 1.
  assertVerdicts([
    ["The Sokolow-Lyon index does not reach 3.5 mV.", YES],
    ["The Sokolow-Lyon index does not reach 1.5 mV.", NO],
    ["The Sokolow-Lyon index does not reach 2.25 mV.", OPEN],
    ["The PR fails to exceed 200 ms.", YES],
    ["The PR fails to exceed 120 ms.", NO],
    ["The QRS duration stays within 120 ms.", YES],
    ["The QRS duration stays within 70 ms.", NO],
    ["The rate does not drop below 60/min.", YES],
    ["The rate does not drop below 80/min.", NO],
    ["The QTc does not exceed the upper limit of normal.", YES],
  ]);
});

test("a denied Q wave of a named lead falls with a plain one, whatever its meaning", () => {
  const withQ = (lead: string, amplitudeMv: number, durationMs: number) => (measurements: Measurements) => {
    median(measurements, lead).q = { amplitudeMv, durationMs };
  };
  assertVerdicts([["No Q waves in III.", YES]]);
  // From 0.1 mV and 20 ms any reader sees it; under 0.05 mV nobody does.
  assertVerdicts([["No Q waves in III.", NO]], { change: withQ("III", -0.14, 22) });
  assertVerdicts([["aVR has no Q waves.", NO]], { change: withQ("aVR", -0.6, 50) });
  assertVerdicts([["No Q waves in III.", YES]], { change: withQ("III", -0.03, 22) });
  assertVerdicts([["No Q waves in III.", OPEN]], { change: withQ("III", -0.07, 22) });
  assertVerdicts([["No pathological Q waves in III.", YES]], { change: withQ("III", -0.14, 22) });
});

test("ectopic beats in order are counted where the rule is unverified", () => {
  const ectopicAt =
    (...indices: readonly number[]) =>
    (measurements: Measurements) => {
      for (const index of indices) Object.assign(measurements.beats[index] ?? {}, { class: "pvc" });
    };
  const rules = { unverified: ["rhy.pattern@couplet", "rhy.pattern@bigeminy", "rhy.pattern@trigeminy"] };
  // Beats 1, 5 and 9 are three beats apart: neither in pairs nor after every one or two others.
  const apart = { change: ectopicAt(1, 5, 9), rules };
  assertVerdicts(
    [
      ["Ventricular couplets are seen.", NO],
      ["There is ventricular bigeminy.", NO],
      ["There is ventricular trigeminy.", NO],
    ],
    apart,
  );
  // Two in a row: what an unverified rule says against it does not count.
  assertVerdicts([["Ventricular couplets are seen.", OPEN]], { change: ectopicAt(4, 5, 9), rules });
});

test("waves well short of their limit, and a transition in its place", () => {
  // T in I 0.22 mV: tall from 0.5 mV. Transition in V4.
  assertVerdicts([
    ["The T wave is abnormally tall in I.", NO],
    ["R-wave progression is delayed.", NO],
    ["The transition zone is in the normal position.", YES],
    ["Clockwise rotation", NO],
    ["The transition is early.", NO],
  ]);
  const t = (amplitudeMv: number) => (measurements: Measurements) => {
    Object.assign(median(measurements, "I").t ?? {}, { amplitudeMv });
  };
  // 70 % of the limit is 0.35 mV.
  assertVerdicts([["The T wave is tall in I.", NO]], { change: t(0.34) });
  assertVerdicts([["The T wave is tall in I.", OPEN]], { change: t(0.4) });
});

test("an ST level is that of the point the text names", () => {
  const change = (measurements: Measurements): void => {
    Object.assign(median(measurements, "V2"), { stJMv: 0.02, st60Mv: 0.15, st80Mv: 0.2 });
  };
  assertVerdicts(
    [
      ["ST (J+60 ms) V2: 0.15 mV", YES],
      ["ST (J+60 ms) V2: 0.02 mV", NO],
      ["J-point level in V2: 0.02 mV", YES],
      ["J-point level in V2: 0.2 mV", NO],
      ["At 80 ms past the J point, the ST level in V2 measures 2 mm.", YES],
      // Without a point any of them may be meant.
      ["ST level in V2: 0.2 mV", YES],
    ],
    { change },
  );
});

test("dropped beats, AV delay and delay within the ventricles", () => {
  assertVerdicts([
    ["No dropped beats.", YES],
    ["There are dropped beats.", NO],
    ["There is no AV delay.", YES],
    ["There is AV delay.", NO],
    ["There is an intraventricular conduction delay.", NO],
  ]);
  const wide = (measurements: Measurements): void => {
    Object.assign(measurements.global, { qrsDurationMs: 150 });
  };
  // A bundle branch block is one, but no nonspecific one.
  assertVerdicts(
    [
      ["There is an intraventricular conduction delay.", YES],
      ["There is a nonspecific intraventricular conduction delay.", NO],
    ],
    { change: wide, rules: { met: ["bbb.rbbb"] } },
  );
  const blocked = (measurements: Measurements): void => {
    Object.assign(measurements.global.atrial, { nonConductedPMs: [2300, 6100] });
  };
  assertVerdicts([["No dropped beats.", NO]], { change: blocked });
});

test("a diagnosis that the text itself doubts for want of criteria is left open", () => {
  assertVerdicts([
    ["Possible inferior infarct, age undetermined, without its Q-wave criteria.", OPEN],
    ["Possible inferior infarct.", NO],
  ]);
});

test("ST off the baseline, though within its limits", () => {
  const change = (measurements: Measurements): void => {
    Object.assign(median(measurements, "V3"), { stJMv: 0.18, st40Mv: 0.18, st60Mv: 0.18, st80Mv: 0.18 });
  };
  // Three times what still counts as isoelectric; significant by the Universal Definition only from 0.15 mV in a woman,
  // with an edge of 0.025 mV.
  assertVerdicts(
    [
      ["The ST segment is isoelectric in V3.", NO],
      ["V3 is without ST deviation.", NO],
    ],
    { change },
  );
});

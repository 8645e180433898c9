// Machine reports, lists, tables, and text read off a page with its borders and confusions.
// The tables were printed by the extractor and each line then read and judged against its sentence: they hold what was
// found right, as a guard against change. The notation is that of claim-notation.fixture.ts.
import assert from "node:assert/strict";
import { test } from "node:test";
import { claimsOf } from "./claim-notation.fixture.ts";

test("reports and lists", () => {
  const sentences: readonly (readonly [string, readonly string[]])[] = [
    [
      "PR interval 158 ms, QRS duration 92 ms, QT/QTc 384/420 ms",
      ["pr = 158 ms", "qrs duration = 92 ms", "qt = 384 ms", "qtc = 420 ms"],
    ],
    ["P-R-T axes 54 12 40", ["p axis = 54 deg", "axis = 12 deg", "t axis = 40 deg"]],
    ["P/QRS/T axes: 54/-12/40 degrees", ["p axis = 54 deg", "axis = -12 deg", "t axis = 40 deg"]],
    [
      "Vent. rate 66 bpm PR interval 158 ms QRS duration 92 ms QT/QTc-Baz 384/420 ms P-R-T axes 54 12 40",
      [
        "heart rate = 66 bpm",
        "pr = 158 ms",
        "qrs duration = 92 ms",
        "qt = 384 ms",
        "qtc = 420 ms (bazett)",
        "p axis = 54 deg",
        "axis = 12 deg",
        "t axis = 40 deg",
      ],
    ],
    [
      "Rate 66, PR 158, QRSD 92, QT 384, QTc 420, P 54, QRS 12, T 40",
      [
        "heart rate = 66 bpm",
        "pr = 158 ms",
        "qrs duration = 92 ms",
        "qt = 384 ms",
        "qtc = 420 ms",
        "p axis = 54 deg",
        "axis = 12 deg",
        "t axis = 40 deg",
      ],
    ],
    [
      "PR, QRS and QT intervals are 158, 92, and 384 ms, respectively.",
      ["pr = 158 ms", "qrs duration = 92 ms", "qt = 384 ms"],
    ],
    [
      "HR 72. NSR. Normal axis. PR .16, QRS .08, QT .38.",
      [
        "heart rate = 72 bpm",
        "[normal sinus rhythm]",
        "axis normal",
        "pr = 160 ms",
        "qrs duration = 80 ms",
        "qt = 380 ms",
      ],
    ],
    [
      "Rate: 72. Rhythm: regular, sinus. Axis: normal. PR: 160 ms. QRS: 90 ms.",
      [
        "heart rate = 72 bpm",
        "rhythm regular",
        "[sinus rhythm]",
        "axis normal",
        "pr = 160 ms",
        "qrs duration = 90 ms",
      ],
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
    [
      "PR: 158 ms | QRS: 92 ms | QT/QTc: 384/420 ms",
      ["pr = 158 ms", "qrs duration = 92 ms", "qt = 384 ms", "qtc = 420 ms"],
    ],
    ["| PR interval | 158 ms | Normal (120–200 ms) |", ["pr = 158 ms", "pr normal"]],
    ["- **PR Interval:** 158 ms (Normal: 120-200 ms)", ["pr = 158 ms"]],
    [
      "VENT RATE: 086        PR INTERVAL: 132       QRS DURATION: 132\nQT: 388               QTC: 464\nP AXIS: 112           R AXIS: 70             T AXIS: 148",
      [
        "heart rate = 86 bpm",
        "pr = 132 ms",
        "qrs duration = 132 ms",
        "qt = 388 ms",
        "qtc = 464 ms",
        "p axis = 112 deg",
        "axis = 70 deg",
        "t axis = 148 deg",
      ],
    ],
    [
      "Normal sinus rhythm\nLateral infarct , age undetermined\nAbnormal ECG",
      ["[normal sinus rhythm]", "[infarct] {I,aVL,V5,V6}", "ecg abnormal"],
    ],
    [
      "Lead I: P wave upright, QRS positive with an amplitude of 0.8 mV, ST isoelectric, T wave upright.",
      [
        "p upright {I}",
        "qrs positive {I}",
        "qrs amplitude = 0.8 mV {I}",
        "st isoelectric {I}",
        "t upright {I}",
      ],
    ],
    [
      "V1: rS complex, T inverted; V2: rS complex, T upright; V6: qR complex, T upright.",
      ["form rS {V1}", "t inverted {V1}", "form rS {V2}", "t upright {V2}", "form qR {V6}", "t upright {V6}"],
    ],
    [
      "Lead II shows a P wave amplitude of 0.15 mV, a PR interval of 160 ms, a QRS duration of 90 ms, and a T wave amplitude of 0.3 mV.",
      [
        "p amplitude = 0.15 mV {II}",
        "pr = 160 ms {II}",
        "qrs duration = 90 ms {II}",
        "t amplitude = 0.3 mV {II}",
      ],
    ],
  ];
  for (const [text, claims] of sentences) assert.deepEqual(claimsOf(text), claims, text);
});

test("text read by OCR", () => {
  const sentences: readonly (readonly [string, readonly string[]])[] = [
    ["The QRScomplexes in Leads Il and aVF are diminished.", ["qrs amplitude low {II,aVF}"]],
    ["Lead aVvL 1\n: shows a high QRS amplitude", ["qrs amplitude high {aVL}"]],
    [
      "Leads V2 to V4 show no |\nI significant Q waves or ST segment elevation.",
      ["not q present {V2,V3,V4}", "not st elevated {V2,V3,V4}"],
    ],
    ["left |\n: ventricular hypertrophy", ["[lvh]"]],
    ["The axisis |\nrightward, consistent with LVHstrain pattern.", ["axis rightward", "[strain]"]],
    [
      "In the inferior leads (l1, lll, and aVF),there are nonspecific T wave changes.",
      ["t abnormal {II,III,aVF}"],
    ],
    ["increased ORS amplitude in Leads V5 and V6", ["qrs amplitude high {V5,V6}"]],
    ["lead | shows a\nsmaller QRS amplitude compared to lead aVF", ["qrs amplitude less than aVF {I}"]],
    ["STelevation in V2", ["st elevated {V2}"]],
    ["awidened QRSduration", ["qrs duration wide"]],
  ];
  for (const [text, claims] of sentences) assert.deepEqual(claimsOf(text), claims, text);
});

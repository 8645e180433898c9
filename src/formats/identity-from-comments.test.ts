// Comment lines as real headers of the databases named have them; what each is about is read off by hand.
import assert from "node:assert/strict";
import { test } from "node:test";
import type { IdentityItem } from "../ecg/identity.ts";
import { identityFromComments } from "./identity-from-comments.ts";

const cases: [string, string[], [IdentityItem["category"], string, string][]][] = [
  ["age and sex alone", ["#Age: 74", "# Sex: Female", "<age>: 51", "Age: 53 years Sex: M", "", "---"], []],
  ["MIMIC-IV-ECG", ["#<subject_id>: 10000032"], [["patient id", "subject_id", "10000032"]]],
  [
    "PhysioNet Challenges",
    ["#Age: 74", "#Sex: Male", "#Dx: 426783006,59118001", "#Rx: Unknown"],
    [
      ["free text", "Dx", "426783006,59118001"],
      ["free text", "Rx", "Unknown"],
    ],
  ],
  [
    "LUDB",
    ["<age>: 51", "<sex>: F", "<diagnoses>:", "Rhythm: Sinus bradycardia.", "Left ventricular hypertrophy. "],
    [
      ["free text", "Rhythm", "Sinus bradycardia."],
      ["free text", "comment", "Left ventricular hypertrophy."],
    ],
  ],
  [
    "PTB",
    ["ECG date: 01/10/1990", "Diagnose:", "Infarction date (acute): 29-Sep-90", "Chest X-ray: normal"],
    [
      ["date", "ECG date", "01/10/1990"],
      ["date", "Infarction date (acute)", "29-Sep-90"],
      ["free text", "comment", "Chest X-ray: normal"],
    ],
  ],
  [
    "MIT-BIH",
    ["69 M 1085 1629 x1", "Aldomet, Inderal"],
    [
      ["free text", "comment", "69 M 1085 1629 x1"],
      ["free text", "comment", "Aldomet, Inderal"],
    ],
  ],
  [
    "INCART",
    ["<age>: 65 <sex>: M <diagnoses> Angina"],
    [["free text", "comment", "<age>: 65 <sex>: M <diagnoses> Angina"]],
  ],
  ["bedside monitor", ["Location: micu"], [["institution", "Location", "micu"]]],
  [
    "an age that is none",
    ["Age: 300", "Sex: unknown"],
    [
      ["demographics", "Age", "300"],
      ["demographics", "Sex", "unknown"],
    ],
  ],
  [
    "fields of other formats",
    [
      "PatientName: Doe^Jane",
      "Referring physician of record: Dr. X",
      "study_id: 4",
      "Patient's birth date: 1.1.1950",
    ],
    [
      ["patient name", "PatientName", "Doe^Jane"],
      ["staff", "comment", "Referring physician of record: Dr. X"],
      ["record id", "study_id", "4"],
      ["birth date", "comment", "Patient's birth date: 1.1.1950"],
    ],
  ],
  // a key that is not known may be a name, and never becomes that of a field
  ["a name as key", ["Jane Doe: 64 beats"], [["free text", "comment", "Jane Doe: 64 beats"]]],
];
for (const [what, comments, items] of cases) {
  test(`identity from comments: ${what}`, () => {
    assert.deepEqual(
      identityFromComments(comments).map(({ category, field, value }) => [category, field, value]),
      items,
    );
  });
}

test("a comment of a megabyte takes no time", () => {
  const started = performance.now();
  identityFromComments(["a ".repeat(500_000), "<".repeat(500_000), `age${" ".repeat(500_000)}: 5`]);
  assert.ok(performance.now() - started < 5000);
});

// The comment lines are those of real headers of the databases named; what they say is read off by hand.
import assert from "node:assert/strict";
import { test } from "node:test";
import type { Sex } from "../ecg/recording.ts";
import { patientFromComments } from "./patient-from-comments.ts";

const cases: [string, string[], number | null, Sex | null][] = [
  ["PhysioNet Challenge 2020", ["#Age: 74", "#Sex: Female", "#Dx: 59118001"], 74, "female"],
  ["PhysioNet Challenge 2021", ["# Age: 77", "# Sex: Male"], 77, "male"],
  ["Challenge, unknown", ["#Age: NaN", "#Sex: Unknown"], null, null],
  ["LUDB", ["#<age>: 51", "#<sex>: F", "#<diagnoses>:"], 51, "female"],
  ["INCART", ["#<age>: 65 <sex>: M <diagnoses> Coronary artery disease"], 65, "male"],
  ["PTB", ["# age: 81", "# sex: female", "# Infarction date (acute): 29-Sep-90"], 81, "female"],
  ["one line", ["# Age: 53  Sex: M"], 53, "male"],
  ["one line with a unit", ["# Age: 53 years Sex: M"], 53, "male"],
  ["MIT-BIH", ["# 69 M 1085 1629 x1", "# Aldomet, Inderal"], 69, "male"],
  ["months", ["# Age: 6 months"], 0.5, null],
  ["DICOM style", ["# age: 064Y"], 64, null],
  ["PTB-XL's 300 for over 89", ["# Age: 300"], null, null],
  ["negative", ["# Age: -1"], null, null],
  ["another age", ["# Gestational age: 32", "# Page: 3", "# Stage: 4"], null, null],
  ["the first statement counts", ["# Age: 50", "# Age: 60"], 50, null],
  ["none", [], null, null],
];
for (const [what, comments, ageYears, sex] of cases) {
  test(`patient from comments: ${what}`, () => {
    assert.deepEqual(patientFromComments(comments), { ageYears, sex, context: null });
  });
}

test("a comment of a megabyte takes no time", () => {
  const started = performance.now();
  patientFromComments(["a ".repeat(500_000), "<".repeat(500_000), `age${" ".repeat(500_000)}: 5`]);
  assert.ok(performance.now() - started < 5000);
});

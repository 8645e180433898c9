// Expected values follow from the rule that tells-person.ts states.
import assert from "node:assert/strict";
import { test } from "node:test";
import type { IdentityItem } from "../../ecg/identity.ts";
import { tellsPerson } from "./tells-person.ts";

const identity: IdentityItem[] = [
  { category: "patient name", field: "", value: "Doe^Jan\u00e9" },
  { category: "patient name", field: "", value: "Przybylski" },
  { category: "patient id", field: "", value: "MRN-4711-08" },
  { category: "birth date", field: "", value: "08.05.1953" },
  { category: "staff", field: "", value: "Dr. Lee" },
  { category: "institution", field: "", value: "St. Mary" },
  { category: "free text", field: "", value: "MCL5" },
  { category: "free text", field: "", value: "fell ill" },
  { category: "demographics", field: "", value: "II" },
];
const tells = tellsPerson(identity, "2002-11-22T09:10:00");

test("what holds a value of the file tells, whatever its case, accents, order and punctuation", () => {
  for (const name of [
    "Jane Doe",
    "DOEJANE",
    "doe_II",
    "Lead II (Jane)",
    "przybylski2",
    "II Przyby",
    "ch4711",
    "MRN 4711 08",
    "1953-05-08",
    "ECG 05081953",
    "22/11/2002",
    "Lee 1",
    "st mary",
    "fell-ill",
  ]) {
    assert.ok(tells(name), name);
  }
});

test("standard leads, and labels that hold no value, do not: leads must be told apart", () => {
  for (const name of [
    "II",
    "V1",
    "Fp1",
    "RESP",
    "EEG Fpz-Cz",
    "MCL5",
    "vx",
    "sleep",
    "lead 3",
    "signal 12",
    "ch1",
    "",
  ]) {
    assert.ok(!tells(name), name);
  }
});

test("values that stand in any label are none: a dummy called ECG Lead, or a number of two digits", () => {
  const dummy = tellsPerson([
    { category: "patient name", field: "", value: "ECG Test Lead" },
    { category: "patient id", field: "", value: "12" },
  ]);
  for (const name of ["ECG 12", "Lead 12", "test"]) assert.ok(!dummy(name), name);
});

test("a hundred thousand values and 256 names take no three seconds", () => {
  const many = Array.from({ length: 100_000 }, (_, index): IdentityItem => {
    return { category: "free text", field: "", value: `remark number ${index}` };
  });
  const start = performance.now();
  const tellsMany = tellsPerson(many);
  for (let lead = 0; lead < 256; lead++) tellsMany(`a long label of lead ${lead}`);
  assert.ok(performance.now() - start < 3000);
});

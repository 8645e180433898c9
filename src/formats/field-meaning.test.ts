// The fields are those of exports and databases that the readers know; what each is about is read off by hand.
import assert from "node:assert/strict";
import { test } from "node:test";
import { fieldMeaning, identityMeaning, labelsMeaning, plainLabel } from "./field-meaning.ts";

test("names of fields in any spelling", () => {
  for (const [name, meaning] of [
    ["Patient Name", "patient name"],
    ["subject_id", "patient id"],
    ["SubjectID", "patient id"],
    ["Geburtsdatum", "birth date"],
    ["Infarction date (acute)", "date"],
    ["Recorded-At", "recorded at"],
    ["Sampling Rate (Hz)", "sampling rate"],
    ["heartbeat", null],
    ["", null],
  ] as const) {
    assert.equal(fieldMeaning(name), meaning, name);
  }
});

test("letters of other scripts are no punctuation: a name before a known word makes another word", () => {
  assert.equal(plainLabel("Ger\u00e4t"), "gerat");
  assert.equal(fieldMeaning("\u738b\u5c0f\u660e id"), null);
});

test("every label means one thing", () => {
  for (const meaning of ["lead names", "unit", "age", "sex", "sampling rate", "birth date"] as const) {
    for (const label of labelsMeaning(meaning)) {
      assert.equal(plainLabel(label), label);
      assert.equal(fieldMeaning(label), meaning, label);
    }
  }
});

test("what found no place of its own is identity still, unless it is about the signal", () => {
  assert.equal(identityMeaning("recorded at"), "date");
  assert.equal(identityMeaning("age"), "demographics");
  assert.equal(identityMeaning("unit"), null);
  assert.equal(identityMeaning("staff"), "staff");
});

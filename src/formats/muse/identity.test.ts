// Names, numbers and dates are those that test/fixtures/formats/muse/make-fixtures.py writes into eight-leads.xml.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { decodeMuse } from "./decode-muse.ts";

const bytes = readFileSync(new URL("../../../test/fixtures/formats/muse/eight-leads.xml", import.meta.url));
const recording = decodeMuse({ name: "eight", bytes, sha256: "", where: "eight-leads.xml" });

const invented: Readonly<Record<string, readonly string[]>> = {
  "patient name": ["Pérson", "Invented"],
  "patient id": ["PAT-0815", "SEC-1", "99"],
  "birth date": ["07-08-2000"],
  contact: [],
  demographics: ["CAUCASIAN", "91"],
  staff: ["17", "Reader", "T9", "Doctor"],
  institution: ["7", "Clinic of Nowhere", "12", "Ward Z", "R3", "Building 9"],
  device: ["4", "SER-8"],
  "record id": ["ORD-5", "ACC-6", "123456"],
  date: ["10:00:00", "02-01-2003"],
  "free text": ["Dizzy", "None at all", "Normal, says the device", "Borderline", "COMMENT", "Lives alone"],
  "private data": ["hidden", "Somebody Else"],
};

for (const [category, values] of Object.entries(invented)) {
  test(`identity: ${category}`, () => {
    const found = recording.identity!.filter((item) => item.category === category);
    assert.deepEqual(
      found.map((item) => item.value),
      values,
    );
  });
}

test("what identifies stands nowhere else in the recording", () => {
  const { identity: _identity, leads: _leads, otherSignals: _otherSignals, ...rest } = recording;
  const text = JSON.stringify(rest);
  for (const value of Object.values(invented).flat()) {
    if (value.length > 3) assert.ok(!text.includes(value), value);
  }
});

test("an acquisition date without a time, and an age that makes no sense, are listed", () => {
  const text = new TextDecoder("latin1")
    .decode(bytes)
    .replace("<AcquisitionTime>09:15:11</AcquisitionTime>", "")
    .replace("<PatientAge>30<", "<PatientAge>about 30<");
  const found = decodeMuse({ name: "x", bytes: Buffer.from(text, "latin1"), sha256: "", where: "x" });
  assert.equal(found.recordedAt, null);
  assert.equal(found.patient.ageYears, null);
  const fields = found.identity!.map((item) => item.field);
  assert.ok(fields.includes("TestDemographics/AcquisitionDate"));
  assert.ok(fields.includes("PatientDemographics/PatientAge"));
});

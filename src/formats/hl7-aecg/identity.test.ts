// Names, numbers and dates are those that test/fixtures/formats/hl7-aecg/make-fixtures.py writes into rich.xml.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { decodeAecg } from "./decode-aecg.ts";

const bytes = readFileSync(new URL("../../../test/fixtures/formats/hl7-aecg/rich.xml", import.meta.url));
const recording = decodeAecg({ name: "rich", bytes, sha256: "", where: "rich.xml" });

const invented: Readonly<Record<string, readonly string[]>> = {
  "patient name": ["Invented Pérson & Co"],
  "patient id": ["SUBJ-0815", "1.2.3.4", "VENDOR-4711"],
  "birth date": ["19500708"],
  contact: ["1 Made-up Street Nowhere", "tel:+1-555-0100"],
  demographics: ["White", "171 cm"],
  staff: [
    "NURSE-1",
    "1.2.3",
    "Nora Nurse",
    "INV-2",
    "1.2.3",
    "Ivan Investigator",
    "TECH-3",
    "1.2.3",
    "Tina Technician",
    "READER-1",
    "Rita Reader",
  ],
  institution: ["Bed 12", "1.2", "Sponsor Ltd", "SITE-5", "1.2.3", "Clinic of Nowhere", "Nowhere City"],
  device: ["AUTHOR-1", "1.9", "SN-123", "SN-456"],
  "record id": [
    "11111111-2222-3333-4444-555555555555",
    "VISIT_7 7th Visit PROT-9 1.2.3.4.5",
    "GROUP-B 1.2.3.4.5",
    "TRIAL-1",
    "1.2.3",
    "A Trial of Nothing",
    "66666666-2222-3333-4444-555555555555",
    "77777777-2222-3333-4444-555555555555",
  ],
  date: ["200103040506", "20000101", "20010304050700"],
  "free text": ["Inventol", "Felt dizzy", "Abnormal, says the device", "MDC_ECG_RHY_SINUS_RHY"],
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
  for (const value of Object.values(invented).flat()) assert.ok(!text.includes(value), value);
});

test("the moment and the period of recording, makers and models are no identity", () => {
  const values = recording.identity!.map((item) => item.value).join("|");
  for (const kept of ["20010304050607", "20010304050608", "Maker Inc", "Model X"]) {
    assert.ok(!values.includes(kept), kept);
  }
});

test("a name in an element that no schema has is found", () => {
  const text = new TextDecoder()
    .decode(bytes)
    .replace(
      "<sequenceSet>",
      "<foo bar='A Person'>Another<baz><name>A Third</name></baz></foo><sequenceSet>",
    );
  const found = decodeAecg({ name: "x", bytes: new TextEncoder().encode(text), sha256: "", where: "x" });
  assert.deepEqual(
    found.identity!.filter((item) => /foo|baz/.test(item.field)).map((item) => [item.field, item.value]),
    [
      ["component/foo@bar", "A Person"],
      ["component/foo", "Another"],
      ["baz/name", "A Third"],
    ],
  );
});

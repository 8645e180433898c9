// The planted values were written into identity.dcm by make-fixtures.py: every attribute of PS3.6 that is a name, a
// date, a time, an identifier or a text, and some in sequences and private blocks.
import assert from "node:assert/strict";
import { test } from "node:test";
import { collectIdentity } from "./collect-identity.ts";
import { readDataSet } from "./data-elements.ts";
import { decodeFixture, expected } from "./dicom.fixture.ts";
import { encodeDataSet, joinParts } from "./element-writer.ts";

const { planted } = expected;

test("every planted value is found in a file with explicit VR", () => {
  const { identity, recordedAt } = decodeFixture("identity.dcm");
  const values = new Set(identity!.map(({ value }) => value));
  assert.deepEqual(
    planted.filter(([, , value]) => !values.has(value)).map(([keyword]) => keyword),
    [],
  );
  assert.ok(planted.length > 900);
  assert.equal(recordedAt, "2024-02-29T08:10:00");
});

test("in a file with implicit VR as well, as itself or as an attribute that is not known", () => {
  const explicit = decodeFixture("identity.dcm").identity!;
  const implicit = decodeFixture("identity-implicit.dcm").identity!;
  assert.equal(implicit.length, explicit.length);
  const known = new Set(implicit.map(({ value }) => value));
  const profile = planted.filter(([keyword]) => explicit.some(({ field }) => field === keyword));
  assert.ok(profile.length > 300, String(profile.length));
  assert.deepEqual(
    profile.filter(([, , value]) => !known.has(value)).map(([keyword]) => keyword),
    [],
  );
});

test("categories, fields inside sequences, private data that is never shown", () => {
  const { identity } = decodeFixture("identity.dcm");
  const of = (field: string) =>
    identity!.filter((item) => item.field === field).map(({ category }) => category);
  assert.deepEqual(of("PatientName"), ["patient name"]);
  assert.deepEqual(of("PatientID"), ["patient id"]);
  assert.deepEqual(of("PatientBirthDate"), ["birth date"]);
  assert.deepEqual(of("PatientTelephoneNumbers"), ["contact"]);
  assert.deepEqual(of("PatientWeight"), ["demographics"]);
  assert.deepEqual(of("PregnancyStatus"), ["demographics"]);
  assert.deepEqual(of("OperatorsName"), ["staff"]);
  assert.deepEqual(of("InstitutionName"), ["institution"]);
  assert.deepEqual(of("DeviceSerialNumber"), ["device"]);
  assert.deepEqual(of("StudyInstanceUID"), ["record id"]);
  assert.deepEqual(of("StudyDate"), ["date"]);
  assert.deepEqual(of("UnformattedTextValue"), ["free text", "free text"]);
  assert.deepEqual(of("RequestAttributesSequence/RequestedProcedureID"), ["record id"]);
  assert.deepEqual(of("FilePreamble"), ["private data"]);
  // creator, text, bytes and sequence of the private block
  const block = identity!.filter(({ field }) => field.startsWith("(0009"));
  assert.equal(block.length, 4);
  assert.ok(block.every(({ category, value }) => category === "private data" && /^\d+ bytes$/.test(value)));
});

test("maker, model and what the moment of recording was told by are no identity", () => {
  const fields = decodeFixture("identity.dcm").identity!.map(({ field }) => field);
  for (const field of [
    "Manufacturer",
    "ManufacturerModelName",
    "AcquisitionDateTime",
    "PatientSex",
    "PatientAge",
  ]) {
    assert.ok(!fields.includes(field), field);
  }
});

test("the object's own patient comes first: a sequence before it says what is the same for everybody", () => {
  const bytes = joinParts(
    encodeDataSet([
      [
        "00081120",
        "SQ",
        [
          [
            ["00081150", "UI", "1.2.840.10008.3.1.2.1.1"],
            ["00081155", "UI", "1.2.3"],
          ],
        ],
      ],
      ["00100010", "PN", "Doe^Jane"],
      ["00100020", "LO", "4711"],
      ["00100021", "LO", "Hospital"],
    ]),
  );
  const found = collectIdentity(
    readDataSet({ bytes, start: 0, encoding: "explicit", where: "x" }),
    new Set(),
  );
  assert.deepEqual(
    found.map(({ category, value }) => [category, value]),
    [
      ["patient name", "Doe^Jane"],
      ["patient id", "4711"],
      ["record id", "1.2.3"],
      ["institution", "Hospital"],
    ],
  );
});

// Expected values: what make-fixtures.py wrote into section 1 and into sections 8, 9 and 11.
import assert from "node:assert/strict";
import { test } from "node:test";
import { changeSection, decodeBytes, fixtureBytes } from "./scp-ecg-fixtures.fixture.ts";

test("every field about the person is identity, by category, and nowhere else", () => {
  const recording = decodeBytes(fixtureBytes("default-second"));
  const items = recording.identity!.map(({ category, field, value }) => [category, field, value]);
  const statements = [8, 11].flatMap((id) => [
    ["date", `Date of the report in section ${id}`, "2020-08-30T08:00:01"],
    ["free text", `Statement in section ${id}`, "sinus rhythm"],
    ["free text", `Statement in section ${id}`, "normal ECG"],
  ]);
  assert.deepEqual(items, [
    ["patient name", "Last name", "Müster"],
    ["patient name", "First name", "Erika"],
    ["patient id", "Patient identification number", "PID-42"],
    ["patient name", "Second last name", "Zweitname"],
    ["birth date", "Date of birth", "2019-02-28"],
    ["demographics", "Height", "81"],
    ["demographics", "Weight", "11"],
    ["demographics", "Race", "1"],
    ["free text", "Drugs", "Digitoxin"],
    ["free text", "Drugs", "0 3 4"],
    ["demographics", "Systolic blood pressure", "120"],
    ["demographics", "Diastolic blood pressure", "80"],
    ["free text", "Diagnosis or referral indication", "palpitations"],
    ["institution", "Acquiring institution number", "77"],
    ["institution", "Acquiring department number", "8"],
    ["device", "Acquiring device number", "4711"],
    ["device", "Acquiring device serial number", "SN-0815"],
    ["institution", "Analyzing institution number", "77"],
    ["institution", "Analyzing department number", "8"],
    ["device", "Analyzing device number", "4711"],
    ["device", "Analyzing device serial number", "SN-0815"],
    ["institution", "Acquiring institution", "Spital A"],
    ["institution", "Analyzing institution", "Spital B"],
    ["institution", "Acquiring department", "Dept A"],
    ["institution", "Analyzing department", "Dept B"],
    ["staff", "Referring physician", "Dr Ref"],
    ["staff", "Latest confirming physician", "Dr Conf"],
    ["staff", "Technician", "Tech"],
    ["institution", "Room", "Room 5"],
    ["free text", "Free text", "seen at night"],
    ["record id", "Sequence number", "SEQ-9"],
    ["free text", "Medical history codes", "0 42"],
    ["date", "Time zone", "-90 min far away"],
    ["free text", "Medical history", "asthma"],
    ["private data", "tag 36", "dead01"],
    ["private data", "tag 210", "maker's own"],
    ...statements.slice(0, 3),
    ["private data", "section 9", "maker's findings"],
    ...statements.slice(3),
  ]);
  assert.deepEqual(recording.patient, { ageYears: 1.5, sex: "female", context: null });
  assert.equal(recording.recordedAt, "2020-08-29T07:05:09");
  const rest = JSON.stringify({ ...recording, identity: [], leads: [], otherSignals: [] });
  assert.doesNotMatch(rest, /Müster|Erika|PID|Spital|Dr |Tech|asthma|sinus|4711|0815/);
});

test("version 3 text is UTF-8", () => {
  const recording = decodeBytes(fixtureBytes("version3-custom"));
  assert.deepEqual(recording.identity, [{ category: "patient name", field: "Last name", value: "Łukasz" }]);
  assert.deepEqual(recording.patient, { ageYears: 63, sex: "male", context: null });
  assert.equal(recording.recordedAt, "2023-06-01T23:59:58");
});

test("without an age, birth date and day of recording tell it", () => {
  const changeAge = (change: (data: DataView, at: number) => void) =>
    decodeBytes(changeSection(fixtureBytes("default-second"), 1, (data) => change(data, ageTag(data))))
      .patient;
  assert.equal(changeAge((data, at) => data.setUint16(at, 0, true)).ageYears, 1, "2019-02-28 to 2020-08-29");
  assert.equal(changeAge((data, at) => data.setUint8(at + 2, 1)).ageYears, 18);
  assert.equal(changeAge((data, at) => data.setUint8(at + 2, 9)).ageYears, 1, "an unknown unit is no age");
});

function ageTag(data: DataView): number {
  let at = 0;
  while (data.getUint8(at) !== 4) at += 3 + data.getUint16(at + 1, true);
  return at + 3;
}

test("a tag that overruns its section ends the list with a warning", () => {
  const bytes = changeSection(fixtureBytes("default-second"), 1, (data) =>
    data.setUint16(ageTag(data) - 2, 60_000, true),
  );
  const { source, patient, recordedAt } = decodeBytes(bytes);
  assert.deepEqual(source.warnings, ["section 1 ends within its tag 4"]);
  assert.deepEqual([patient.ageYears, recordedAt], [null, null]);
});

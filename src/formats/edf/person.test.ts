// Expected values: EDF+ sections 2.1.3.2 and 2.1.3.3, by hand.
import assert from "node:assert/strict";
import { test } from "node:test";
import { decodeBuilt, type FileFields } from "./build-edf.fixture.ts";

test("plain EDF: free-form identification is identity, no matter what it says", () => {
  const { identity, patient } = decodeBuilt({
    patient: "Anna Example 1950",
    recording: "Ward 3",
    reserved: "vendor 12",
  });
  assert.deepEqual(
    identity!.map(({ category, value }) => [category, value]),
    [
      ["patient name", "Anna Example 1950"],
      ["record id", "Ward 3"],
      ["private data", "vendor 12"],
    ],
  );
  assert.deepEqual(patient, { ageYears: null, sex: null, context: null });
});

test("dates: the century, four digits, contradictions, nonsense", () => {
  const recordedAt = (fields: FileFields) => decodeBuilt(fields).recordedAt;
  assert.equal(recordedAt({ date: "31.12.84" }), "2084-12-31T06:07:08");
  assert.equal(recordedAt({ date: "31.12.85" }), "1985-12-31T06:07:08");
  assert.equal(recordedAt({ date: "1/2/03", time: "23:59:59" }), "2003-02-01T23:59:59");
  assert.equal(recordedAt({ recording: "Startdate 05-APR-1931 X X X" }), "1931-04-05T06:07:08");
  const other = decodeBuilt({ recording: "Startdate 06-APR-2031 X X X" });
  assert.equal(other.recordedAt, "2031-04-06T06:07:08");
  assert.match(other.source.warnings.join(), /two different start dates/);
  assert.deepEqual(other.identity, [
    { category: "date", field: "startdate of recording", value: "05.04.31" },
  ]);
  const none = decodeBuilt({ date: "30.02.31" });
  assert.equal(none.recordedAt, null);
  assert.deepEqual(
    none.identity!.map(({ category, value }) => [category, value]),
    [
      ["date", "30.02.31"],
      ["date", "06.07.08"],
    ],
  );
  assert.equal(decodeBuilt({ time: "25.00.00" }).recordedAt, null);
});

test("ages that cannot be stay unknown", () => {
  const age = (birth: string) => decodeBuilt({ patient: `X M ${birth} X` }).patient.ageYears;
  assert.equal(age("05-APR-2000"), 31);
  assert.equal(age("06-apr-2000"), 30);
  assert.equal(age("01-JAN-2032"), null);
  assert.equal(age("01-JAN-1900"), null);
  assert.equal(age("31-FEB-1990"), null);
});

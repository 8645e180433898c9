// Expected values are those written in the tables here.
import assert from "node:assert/strict";
import { test } from "node:test";
import type { Recording } from "../../ecg/recording.ts";
import type { DecodeOptions } from "../decode-input.ts";
import { decodeCsv } from "./decode-csv.ts";

function decode(text: string, options: DecodeOptions = {}): Recording {
  return decodeCsv({ name: "x", text, sha256: "", where: "x.csv", ...options });
}

test("the moment of recording; every other remark may tell who it was", () => {
  const { patient, recordedAt, identity, source } = decode(
    [
      "# Patient name: Doe, Jane",
      "# MRN = 4711",
      "# recorded: 2021-03-04 05:06:07.5+01:00",
      "# Date of Birth: 1950-03-05",
      "# sex: f",
      "# fs: 500 Hz, second attempt",
      "# Dr Smith: syncope",
      "# printed: 2021-03-05",
      "# hospital: St. Elsewhere",
      "I",
      "0",
      "# calm here",
      "#",
      "0",
    ].join("\n"),
  );
  assert.deepEqual(patient, { ageYears: 70, sex: "female", context: null }, "a day before the birthday");
  assert.equal(recordedAt, "2021-03-04T05:06:07.500");
  assert.deepEqual(source.warnings, [
    "note: no unit is stated; the values were taken for millivolts, which their size allows",
  ]);
  assert.deepEqual(identity, [
    { category: "patient name", field: "Patient name", value: "Doe, Jane" },
    { category: "patient id", field: "MRN", value: "4711" },
    { category: "birth date", field: "Date of Birth", value: "1950-03-05" },
    { category: "free text", field: "comment", value: "second attempt" },
    { category: "free text", field: "comment", value: "Dr Smith: syncope" },
    { category: "date", field: "printed", value: "2021-03-05" },
    { category: "institution", field: "hospital", value: "St. Elsewhere" },
    { category: "free text", field: "comment", value: "calm here" },
  ]);
});

test("a day alone, or a second moment, is a date", () => {
  const first = "2020-01-02T03:04:05";
  const recording = decode(
    `# fs: 9\n# recorded: 2020-01-02\n# recorded at: ${first}\n# start time: 2020-01-03 00:00\nI\n0\n`,
  );
  assert.equal(recording.recordedAt, first);
  assert.deepEqual(
    recording.identity?.map(({ category, value }) => `${category}: ${value}`),
    ["date: 2020-01-02", "date: 2020-01-03 00:00"],
  );
  assert.equal(decode("# fs: 9\n# recorded: 2020-02-30 10:00\nI\n0\n").recordedAt, null);
});

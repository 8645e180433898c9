// Expected values are what the lines written here say; that PTB-XL's age 300 means "over 89" is in its paper.
import assert from "node:assert/strict";
import { test } from "node:test";
import { FormatError } from "../ecg/errors.ts";
import { parseRecordIndex } from "./record-index.ts";

const LINE = {
  id: "PTBXL-00007",
  path: "records/00007_hr",
  fs: 500,
  label_system: "SCP-ECG",
  labels: ["NORM", "SR"],
  likelihood: { NORM: 100, SR: 0 },
  report_de: "sinusrhythmus",
  age: 54,
  sex: "F",
  patient: 15709,
  strat_fold: 3,
  subset: "train",
  licence: "CC-BY-4.0",
};

function parseOne(changes: object) {
  const [entry] = parseRecordIndex(JSON.stringify({ ...LINE, ...changes }), "index.jsonl");
  assert.ok(entry);
  return entry;
}

test("an index line becomes an entry, and what it does not say is null", () => {
  assert.deepEqual(parseOne({}), {
    id: "PTBXL-00007",
    path: "records/00007_hr",
    samplingRateHz: 500,
    dataset: null,
    labelSystem: "SCP-ECG",
    labels: ["NORM", "SR"],
    likelihood: { NORM: 100, SR: 0 },
    ageYears: 54,
    sex: "female",
    patient: "15709",
    stratFold: 3,
    subset: "train",
    reports: { de: "sinusrhythmus" },
  });
  const bare = parseRecordIndex('{"id":"a","path":"a","fs":250,"labels":[]}', "index.jsonl")[0];
  assert.deepEqual(
    [bare?.ageYears, bare?.sex, bare?.patient, bare?.likelihood, bare?.stratFold],
    [null, null, null, null, null],
  );
});

test("PTB-XL's age of 300 stands for over 89 and becomes 90; other ages stay", () => {
  assert.equal(parseOne({ age: 300 }).ageYears, 90);
  assert.equal(parseOne({ age: 91 }).ageYears, 91);
  assert.equal(parseOne({ age: 0 }).ageYears, 0);
});

test("sex is taken from its first letter, anything else is unknown", () => {
  assert.equal(parseOne({ sex: "Male" }).sex, "male");
  assert.equal(parseOne({ sex: "f" }).sex, "female");
  assert.equal(parseOne({ sex: "unknown" }).sex, null);
});

test("numeric labels are text, empty lines are skipped, Windows line ends are read", () => {
  const text = `${JSON.stringify({ ...LINE, labels: [106] })}\r\n\r\n${JSON.stringify(LINE)}\n`;
  const entries = parseRecordIndex(text, "index.jsonl");
  assert.equal(entries.length, 2);
  assert.deepEqual(entries[0]?.labels, ["106"]);
});

test("a line that is no entry is refused by its number and key", () => {
  const good = JSON.stringify(LINE);
  const cases: [text: string, message: RegExp][] = [
    [`${good}\n{"id":`, /index\.jsonl, line 2: not JSON/],
    [`\n${JSON.stringify({ ...LINE, fs: 0 })}`, /index\.jsonl, line 2: fs/],
    [JSON.stringify({ ...LINE, labels: "NORM" }), /line 1: labels/],
    ["[]", /line 1: the line/],
  ];
  for (const [text, message] of cases) {
    assert.throws(
      () => parseRecordIndex(text, "index.jsonl"),
      (error) => {
        assert.ok(error instanceof FormatError);
        assert.match(error.message, message);
        return true;
      },
    );
  }
});

test("a path that leaves the collection's folder is refused", () => {
  for (const path of ["../secret", "/etc/passwd", "a/../../b", "C:\\x", "..\\x"]) {
    assert.throws(() => parseOne({ path }), /leaves the collection's folder/);
  }
  assert.equal(parseOne({ path: "records/..odd/x" }).path, "records/..odd/x");
});

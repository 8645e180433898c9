// Expected values are those written in the tables here.
import assert from "node:assert/strict";
import { test } from "node:test";
import { UsageError } from "../../ecg/errors.ts";
import type { Recording } from "../../ecg/recording.ts";
import type { DecodeOptions } from "../decode-input.ts";
import { decodeCsv } from "./decode-csv.ts";

function decode(text: string, options: DecodeOptions = {}): Recording {
  return decodeCsv({ name: "x", text, sha256: "", where: "x.csv", ...options });
}

function values(recording: Recording): (string | number)[][] {
  return recording.leads.map((lead) => [lead.name, ...lead.samplesMv]);
}

test("names from the caller: for a table without a header row", () => {
  const options = { samplingRateHz: 500, leadNames: ["II", "DI"] };
  const wanted = [
    ["II", 0.1, 0.3],
    ["I", 0.2, Number.NaN],
  ];
  assert.deepEqual(values(decode("0.1,0.2\n0.3,\n", options)), wanted);
  assert.deepEqual(values(decode("0.1,0.2,\n0.3,,\n", options)), wanted, "separators behind the last value");
  assert.deepEqual(values(decode("0,1;0,2\n0,3;nan\n", options)), wanted);
  const timed = decode("0,500\n2,600\n", { leadNames: ["time_ms", "V1 (uV)"] });
  assert.equal(timed.samplingRateHz, 500);
  assert.deepEqual(values(timed), [["V1", 0.5, 0.6]]);
  assert.throws(() => decode("0.1,0.2\n", { ...options, leadNames: ["I"] }), UsageError);
  assert.throws(() => decode("0\n2\n", { leadNames: ["time"] }), UsageError, "no lead among them");
});

test("names from the caller: for a header that names no lead, and not for one that does", () => {
  const options = { leadNames: ["I", "II"] };
  const renamed = decode("time_ms,ch0 (uV),ch1,PLETH (NU)\n0,500,1,7\n2,600,2,8\n", options);
  assert.deepEqual(values(renamed), [
    ["I", 0.5, 0.6],
    ["II", 1, 2],
  ]);
  assert.throws(
    () => decode("ms,a,b,c\n0,0,0,0\n2,0,0,0\n", options),
    /3 columns of values, and 2 lead names/,
  );
  const named = decode("V1,V2\n0,1\n", { ...options, samplingRateHz: 500 });
  assert.deepEqual(
    named.leads.map(({ name }) => name),
    ["V1", "V2"],
  );
  assert.match(named.source.warnings.join(), /^note: the file names its leads/);
});

test("columns that say who was recorded are no leads: they go to the identity, age and sex to the patient", () => {
  const text =
    "patient_id,Name,time_ms,I,age,sex,recorded_at\n4711,Jane Doe,0,0.1,95,F,2002-11-22 09:10:00\n4711,Jane Doe,2,0.2,95,F,\n";
  const recording = decode(text);
  assert.deepEqual(values(recording), [["I", 0.1, 0.2]]);
  assert.deepEqual(recording.identity, [
    { category: "patient id", field: "patient_id", value: "4711" },
    { category: "patient name", field: "Name", value: "Jane Doe" },
  ]);
  assert.deepEqual(recording.patient, { ageYears: 95, sex: "female", context: null });
  assert.equal(recording.recordedAt, "2002-11-22T09:10:00");
  assert.deepEqual(
    recording.source.warnings.slice(0, 5),
    [1, 2, 5, 6, 7].map((column) => `note: column ${column} is no signal and was left out`),
  );
});

test("a number in brackets is no unit: the second of two columns of one name keeps its values", () => {
  const twice = decode("I,I (2),II (uV)\n0.1,0.2,300\n", { samplingRateHz: 500 });
  assert.deepEqual(values(twice), [
    ["I", 0.1],
    ["I (2)", 0.2],
    ["II", 0.3],
  ]);
});

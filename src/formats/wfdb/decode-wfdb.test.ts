// Expected values: test/fixtures/formats/expected.json, which the wfdb Python package read from the fixtures;
// and records built here by the layouts of header(5) and signal(5), with values chosen beforehand.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { FormatError, UnsupportedError } from "../../ecg/errors.ts";
import { normaliseLeadName } from "../../ecg/lead-names.ts";
import type { Recording } from "../../ecg/recording.ts";
import { decodeWfdb } from "./decode-wfdb.ts";
import { parseWfdbHeader } from "./header.ts";
import { signalFileNames } from "./signal-files.ts";

const FIXTURES = new URL("../../../test/fixtures/formats/", import.meta.url);

interface Expected {
  frameRateHz: number;
  names: string[];
  values: (number | null)[][];
}
const expected: Record<string, Expected> = JSON.parse(
  readFileSync(new URL("expected.json", FIXTURES), "utf8"),
);

function decodeFixture(
  name: string,
  change: { header?: (text: string) => string; cut?: number } = {},
): Recording {
  const text = readFileSync(new URL(`${name}.hea`, FIXTURES), "utf8");
  const header = parseWfdbHeader(change.header?.(text) ?? text, `${name}.hea`);
  const files = new Map(
    signalFileNames(header).map((file) => {
      const bytes = readFileSync(new URL(file, FIXTURES));
      return [file, bytes.subarray(0, bytes.length - (change.cut ?? 0))];
    }),
  );
  return decodeWfdb({ name, header, files, sha256: "", where: `${name}.hea` });
}

/** A record in format 16 of these values, one array a lead. */
function decodeInMemory(headerText: string, leads: readonly (readonly number[])[]): Recording {
  const samples = Int16Array.from(leads[0]!.flatMap((_, i) => leads.map((lead) => lead[i]!)));
  const header = parseWfdbHeader(headerText, "r.hea");
  const files = new Map([["r.dat", new Uint8Array(samples.buffer)]]);
  return decodeWfdb({ name: "r", header, files, sha256: "", where: "r.hea" });
}

for (const [name, { frameRateHz, names, values }] of Object.entries(expected)) {
  test(`${name} equals what the wfdb package reads, to the last bit`, () => {
    const recording = decodeFixture(name);
    assert.deepEqual(
      recording.leads.map((lead) => lead.name),
      names.map(normaliseLeadName),
    );
    assert.equal(recording.samplingRateHz, name === "frames" ? 2 * frameRateHz : frameRateHz);
    recording.leads.forEach((lead, index) => {
      const wanted = values[index]!.map((value) => value ?? Number.NaN);
      assert.deepEqual([...lead.samplesMv], wanted, `lead ${lead.name}`);
    });
    assert.deepEqual(recording.source.warnings, [], "every checksum is right");
  });
}

test("the fixtures contain invalid samples in every format that can mark them", () => {
  for (const [name, { values }] of Object.entries(expected)) {
    const invalid = values.flat().filter((value) => value === null).length;
    // one written by make-fixtures.py; the two skewed leads lack 3 samples each, and the invalid one moves with its lead
    assert.equal(invalid, name === "format8" ? 0 : name === "skew" ? 6 : name === "twofiles" ? 0 : 1, name);
  }
});

test("age and sex come from the comments", () => {
  assert.deepEqual(decodeFixture("matlab4").patient, { ageYears: 74, sex: "male", context: null });
  assert.deepEqual(decodeFixture("twofiles").patient, { ageYears: 81, sex: "female", context: null });
});

test("a wrong checksum is a warning that names the lead", () => {
  const recording = decodeFixture("format16", {
    header: (text) => text.replace(" 26572 0 V1", " 26573 0 V1"),
  });
  assert.deepEqual(recording.source.warnings, ["checksum of lead V1 differs: header 26573, samples 26572"]);
});

test("a checksum is right in its signed and in its unsigned form", () => {
  // 63501 in the file is -2035 as a signed 16-bit number
  const recording = decodeFixture("format16", {
    header: (text) => text.replace(" 63501 0 II", " -2035 0 II"),
  });
  assert.deepEqual(recording.source.warnings, []);
});

test("a signal file shorter than its header says is refused with both lengths", () => {
  assert.throws(
    () => decodeFixture("format16", { cut: 1 }),
    (error) => {
      assert.ok(error instanceof FormatError);
      assert.match(error.message, /"format16.dat" is empty or truncated: 99 samples a signal, wanted 100/);
      return true;
    },
  );
  assert.throws(() => decodeFixture("format212", { cut: 1 }), /60 samples a signal, wanted 61/);
  assert.throws(() => decodeFixture("matlab4", { cut: 1200 }), FormatError);
});

test("without a length in the header the file's own length counts", () => {
  const recording = decodeFixture("format24", { header: (text) => text.replace("3 500 61", "3 500") });
  assert.equal(recording.leads[0]!.samplesMv.length, 61);
});

test("a MATLAB matrix that its header does not describe is refused", () => {
  const edit = (from: string, to: string) => () =>
    decodeFixture("matlab4", { header: (text) => text.replaceAll(from, to) });
  assert.throws(edit("16x1+24", "16x1"), /samples start at byte 24, its WFDB header says 0/);
  assert.throws(edit("16x1+24", "80x1+24"), /holds int16 numbers, its WFDB header says signal format 80/);
  const elevenRows = (text: string) => text.replace("matlab4 12", "matlab4 11").replace(/.* V6\n/, "");
  assert.throws(() => decodeFixture("matlab4", { header: elevenRows }), /matrix of 12 x 50, wanted 11 rows/);
});

test("units of voltage become millivolts, other signals are left out with a note", () => {
  const lines = ["r.dat 16 2/uV", "r.dat 16 1000/V", "r.dat 16 4/mmHg", "r.dat 16 10"];
  const text = `r 4 500 2\n${lines.map((line, i) => `${line} 16 0 0 ${[30, 3, 9, 70][i]} 0 ${["I", "II", "ABP", "V1"][i]}`).join("\n")}`;
  const recording = decodeInMemory(text, [
    [10, 20],
    [1, 2],
    [4, 5],
    [30, 40],
  ]);
  // 10 / 2 uV = 0.005 mV; 1 / 1000 V = 1 mV; 30 / 10 = 3 mV
  assert.deepEqual(
    recording.leads.map((lead) => [lead.name, ...lead.samplesMv]),
    [
      ["I", 0.005, 0.01],
      ["II", 1, 2],
      ["V1", 3, 4],
    ],
  );
  assert.deepEqual(recording.source.warnings, [
    'note: signal "ABP" in "mmHg" is no voltage and was left out',
  ]);
});

test("a missing gain means 200 units per mV, with a warning", () => {
  const recording = decodeInMemory("r 1 500 2\nr.dat 16 0 12 100 0 500 0 II", [[100, 400]]);
  assert.deepEqual([...recording.leads[0]!.samplesMv], [0, 1.5]);
  assert.deepEqual(recording.source.warnings, [
    "the header gives no gain for II; 200 units per mV are assumed",
  ]);
});

test("a doubled lead is kept under another name, a nameless one is numbered", () => {
  const recording = decodeInMemory(
    "r 3 500 1\nr.dat 16 1 8 0 1 1 0 II\nr.dat 16 1 8 0 2 2 0 ii\nr.dat 16 1",
    [[1], [2], [3]],
  );
  assert.deepEqual(
    recording.leads.map((lead) => lead.name),
    ["II", "II (2)", "signal 3"],
  );
  assert.deepEqual(recording.source.warnings, [
    "lead II appears more than once; a later one is kept as II (2)",
  ]);
});

test("a lead cannot be called __proto__", () => {
  assert.equal(decodeInMemory("r 1 500 1\nr.dat 16 1 8 0 1 1 0 __proto__", [[1]]).leads[0]!.name, "signal 1");
});

test("leads at different rates are not read, other signals do not matter", () => {
  const uneven = (unit: string) =>
    `r 2 250 1\nr.dat 16x2 1000/mV 16 0 1 3 0 I\nr.dat 16 1000/${unit} 16 0 3 3 0 V1`;
  assert.throws(() => decodeInMemory(uneven("mV"), [[1], [2], [3]]), UnsupportedError);
  assert.deepEqual([...decodeInMemory(uneven("bpm"), [[1], [2], [3]]).leads[0]!.samplesMv], [0.001, 0.002]);
});

// LUDB: raw values are microvolts whatever the gains say; the record is built so that the raw values obey
// Einthoven's law and the scaled ones do not.
const LUDB_NAMES = ["i", "ii", "iii", "avr", "avl", "avf", "v1", "v2", "v3", "v4", "v5", "v6"];
const ludbLeads = LUDB_NAMES.map((_, lead) =>
  Array.from({ length: 5000 }, (_, i) => (lead === 1 ? 3 : lead === 2 ? 2 : 1) * (i % 500)),
);
const ludbHeader = (comments: string) =>
  `1 12 500 5000\n${LUDB_NAMES.map((name, i) => `r.dat 16 ${1200 + 100 * i}(6)/mV 0 0 0 ${sum(ludbLeads[i]!) & 0xffff} 0 ${name}`).join("\n")}\n${comments}`;
const LUDB_COMMENTS = "#<age>: 51\n#<sex>: F\n#<diagnoses>:\n#Rhythm: Sinus bradycardia.";

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}

test("LUDB is read in microvolts and says so", () => {
  const recording = decodeInMemory(ludbHeader(LUDB_COMMENTS), ludbLeads);
  assert.deepEqual(
    recording.leads.map((lead) => lead.samplesMv[499]),
    [0.499, 1.497, 0.998, ...Array(9).fill(0.499)],
  );
  assert.deepEqual(recording.leads.map((lead) => lead.name).slice(0, 4), ["I", "II", "III", "aVR"]);
  assert.deepEqual(recording.source.warnings, [
    "note: LUDB header gains are not in mV; its raw values were read as microvolts",
  ]);
  assert.deepEqual(recording.patient, { ageYears: 51, sex: "female", context: null });
});

test("what only looks like LUDB keeps its gains", () => {
  const byGain = (499 - 6) / 1200;
  const otherComments = decodeInMemory(ludbHeader("#age: 51"), ludbLeads);
  assert.equal(otherComments.leads[0]!.samplesMv[499], byGain);
  const noEinthoven = ludbLeads.map((lead, i) => (i === 1 ? lead.map((value) => value + 5) : lead));
  const otherValues = decodeInMemory(ludbHeader(LUDB_COMMENTS), noEinthoven);
  assert.equal(otherValues.leads[0]!.samplesMv[499], byGain);
});

// Expected values: test/fixtures/formats/wfdb/expected.json, which the wfdb Python package read from the fixtures;
// and records built here by the layouts of header(5) and signal(5), with values chosen beforehand.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { FormatError } from "../../ecg/errors.ts";
import { normaliseLeadName } from "../../ecg/lead-names.ts";
import type { Recording } from "../../ecg/recording.ts";
import { decodeWfdb } from "./decode-wfdb.ts";
import { parseWfdbHeader } from "./header.ts";
import { neededWfdbFiles } from "./needed-files.ts";

const FIXTURES = new URL("../../../test/fixtures/formats/wfdb/", import.meta.url);

interface Expected {
  frameRateHz: number;
  names: string[];
  units: (string | null)[];
  samplesPerFrame: number[];
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
  const files = new Map<string, Uint8Array>();
  const missing = () => neededWfdbFiles(header, { files, where: `${name}.hea` });
  for (let wanted = missing(); wanted.length > 0; wanted = missing()) {
    for (const file of wanted) {
      const bytes = readFileSync(new URL(file, FIXTURES));
      files.set(file, bytes.subarray(0, bytes.length - (change.cut ?? 0)));
    }
  }
  return decodeWfdb({ name, header, files, sha256: "", where: `${name}.hea` });
}

/** A record in format 16 of these values, one array a lead. */
function decodeInMemory(headerText: string, leads: readonly (readonly number[])[]): Recording {
  const samples = Int16Array.from(leads[0]!.flatMap((_, i) => leads.map((lead) => lead[i]!)));
  const header = parseWfdbHeader(headerText, "r.hea");
  const files = new Map([["r.dat", new Uint8Array(samples.buffer)]]);
  return decodeWfdb({ name: "r", header, files, sha256: "", where: "r.hea" });
}

for (const [name, { frameRateHz, names, units, samplesPerFrame, values }] of Object.entries(expected)) {
  test(`${name} equals what the wfdb package reads, to the last bit`, () => {
    const recording = decodeFixture(name);
    const groups = [recording, ...(recording.otherSignals ?? [])];
    const voltages = names.flatMap((_, index) => (/V$/.test(units[index] ?? "mV") ? [index] : []));
    assert.equal(groups.flatMap(({ leads }) => leads).length, voltages.length);
    for (const { samplingRateHz, leads } of groups) {
      const own = voltages.filter((index) => frameRateHz * samplesPerFrame[index]! === samplingRateHz);
      assert.deepEqual(
        leads.map((lead) => lead.name),
        own.map((index) => normaliseLeadName(names[index]!)),
      );
      leads.forEach((lead, place) => {
        const perMillivolt = units[own[place]!] === "uV" ? 1000 : 1;
        const wanted = values[own[place]!]!.map((value) =>
          value === null ? Number.NaN : value / perMillivolt,
        );
        assert.deepEqual([...lead.samplesMv], wanted, `lead ${lead.name}`);
      });
    }
    const warnings = recording.source.warnings.filter((warning) => !warning.startsWith("note: "));
    assert.deepEqual(warnings, [], "every checksum is right");
  });
}

test("the fixtures contain invalid samples in every format that can mark them", () => {
  for (const [name, { values }] of Object.entries(expected)) {
    if (!/^(?:format|flac5)/.test(name)) continue;
    const invalid = values.flat().filter((value) => value === null).length;
    assert.equal(invalid, name === "format8" ? 0 : 1, name);
  }
});

test("the group with most standard leads is the main one, the others follow by their rate", () => {
  const recording = decodeFixture("rates");
  // I and II at 125 Hz, V1 and a Frank lead at 500 Hz
  assert.deepEqual([recording.samplingRateHz, ...recording.leads.map((lead) => lead.name)], [125, "I", "II"]);
  const [other, ...more] = recording.otherSignals!;
  assert.deepEqual(more, []);
  const { leads, ...rest } = other!;
  assert.deepEqual(rest, { kind: "rhythm", label: "500 Hz", samplingRateHz: 500, startMs: 0 });
  assert.deepEqual(
    leads.map((lead) => [lead.name, lead.samplesMv.length]),
    [
      ["V1", 80],
      ["vx", 80],
    ],
  );
  assert.deepEqual(recording.source.warnings, ['note: signal "HR" in "bpm" is no voltage and was left out']);
  const wrong = decodeFixture("rates", { header: (text) => text.replace(/ (\d+|-\d+) 0 V1/, " 9999 0 V1") });
  assert.match(wrong.source.warnings.join(), /checksum of lead V1 differs: header 9999/);
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
      assert.match(error.message, /"format16.dat", byte 2399: samples a signal: got 99, wanted 100/);
      return true;
    },
  );
  assert.throws(() => decodeFixture("format212", { cut: 1 }), /samples a signal: got 60, wanted 61/);
  assert.throws(() => decodeFixture("matlab4", { cut: 1200 }), FormatError);
});

test("without a length in the header the file's own length counts", () => {
  const recording = decodeFixture("format24", { header: (text) => text.replace("3 500 61", "3 500") });
  assert.equal(recording.leads[0]!.samplesMv.length, 61);
});

test("a MATLAB matrix that its header does not describe is refused", () => {
  const edit = (from: string, to: string) => () =>
    decodeFixture("matlab4", { header: (text) => text.replaceAll(from, to) });
  assert.throws(edit("16x1+24", "16x1"), /byte 16: start of the samples: got 24, wanted byte 0/);
  assert.throws(edit("16x1+24", "80x1+24"), /matrix elements: got int16, wanted those of signal format 80/);
  const elevenRows = (text: string) => text.replace("matlab4 12", "matlab4 11").replace(/.* V6\n/, "");
  assert.throws(
    () => decodeFixture("matlab4", { header: elevenRows }),
    /byte 4: matrix rows: got 12, wanted 11, one a signal/,
  );
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

test("signals without samples are left out, a record of nothing else is refused", () => {
  const lines = (second: string) =>
    `r 2 500 2\nr.dat 16 1000/mV 16 0 1 3 0 I\n~ 0 1000/mV 0 0 0 0 0 ${second}`;
  const recording = decodeInMemory(lines("II"), [[1, 2]]);
  assert.deepEqual(
    recording.leads.map((lead) => [lead.name, ...lead.samplesMv]),
    [["I", 0.001, 0.002]],
  );
  assert.deepEqual(recording.source.warnings, ['note: signal "II" has no samples and was left out']);
  assert.throws(() => decodeInMemory("r 1 500 2\n~ 0", [[1]]), /signals: got no voltage, wanted one in mV/);
  assert.throws(() => decodeInMemory("r 1 500 2\nr.dat 16 1/mmHg", [[1, 2]]), /signals: got no voltage/);
});

test("skew is undone by frames, in leads at every rate", () => {
  // frames of I and two of V1: 1 2 3, 4 5 6, 7 8 9; V1 lies one frame late
  const header = "r 2 250 3\nr.dat 16 1/mV 16 0 0 12 0 I\nr.dat 16x2:1 1/mV 16 0 0 33 0 V1";
  const recording = decodeInMemory(header, [[1, 2, 3, 4, 5, 6, 7, 8, 9]]);
  assert.deepEqual([...recording.leads[0]!.samplesMv], [1, 4, 7]);
  const [other] = recording.otherSignals!;
  assert.deepEqual([...other!.leads[0]!.samplesMv], [5, 6, 8, 9, Number.NaN, Number.NaN]);
});

test("what is longer than memory is refused before it is read", () => {
  const header = parseWfdbHeader("r 2 500 40000000\nr.dat 16\nr.dat 16", "r.hea");
  const files = new Map<string, Uint8Array>();
  const message = /r.hea: samples in all: got 80000000, wanted at most 50000000/;
  assert.throws(() => neededWfdbFiles(header, { files, where: "r.hea" }), message);
  const segmented = parseWfdbHeader("r/2 2 500\na 20000000\nb 20000000", "r.hea");
  assert.throws(() => neededWfdbFiles(segmented, { files, where: "r.hea" }), message);
});

test("the moment, the comments and an older name are kept as identity, and nowhere else", () => {
  const recording = decodeInMemory(
    "40689238 1 500 1 12:36:00.5 07/07/2180\nr.dat 16 1000/mV 16 0 1 1 0 I\n#<subject_id>: 10000032\n# Age: 53 Sex: M\n",
    [[1]],
  );
  assert.equal(recording.recordedAt, "2180-07-07T12:36:00.500");
  assert.deepEqual(recording.identity, [
    { category: "record id", field: "record name", value: "40689238" },
    { category: "patient id", field: "subject_id", value: "10000032" },
  ]);
  assert.deepEqual(recording.patient, { ageYears: 53, sex: "male", context: null });
  assert.doesNotMatch(JSON.stringify({ ...recording, identity: [] }), /40689238|10000032/);
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

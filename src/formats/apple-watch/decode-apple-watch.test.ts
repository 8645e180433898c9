// Expected values: what Python reads from the fixtures (make-fixtures.py beside them), bit for bit; texts as
// written in them.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import fc from "fast-check";
import { FormatError, GemError, UsageError } from "../../ecg/errors.ts";
import type { Recording } from "../../ecg/recording.ts";
import type { DecodeOptions } from "../decode-input.ts";
import { sha256OfSamples } from "../sha256-of-samples.fixture.ts";
import { decodeAppleWatch } from "./decode-apple-watch.ts";
import { looksLikeAppleWatch } from "./looks-like-apple-watch.ts";

const FIXTURES = new URL("../../../test/fixtures/formats/apple-watch/", import.meta.url);
const expected: Record<string, { rateHz: number; count: number; first: number[]; sha256: string }> =
  JSON.parse(readFileSync(new URL("expected.json", FIXTURES), "utf8"));

function textOf(file: string): string {
  return readFileSync(new URL(file, FIXTURES), "utf8");
}

function decode(text: string, options?: DecodeOptions): Recording {
  const bytes = new TextEncoder().encode(text);
  return decodeAppleWatch({ name: "x", bytes, sha256: "00", where: "x.csv", options });
}

for (const [file, { rateHz, count, first, sha256 }] of Object.entries(expected)) {
  test(`${file} is what Python reads`, () => {
    const recording = decode(textOf(file));
    const [lead, ...others] = recording.leads;
    assert.deepEqual([lead!.name, others.length, recording.samplingRateHz], ["I", 0, rateHz]);
    assert.deepEqual([lead!.samplesMv.length, ...lead!.samplesMv.subarray(0, 5)], [count, ...first]);
    assert.equal(sha256OfSamples(lead!.samplesMv), sha256);
    assert.deepEqual(recording.source.warnings, [
      "note: one lead of a watch, which is no 12-lead ECG: what needs other leads cannot be assessed",
    ]);
  });
}

test("identity, the moment without its offset, and the age on the day before a birthday", () => {
  const english = decode(textOf("english.csv"));
  assert.equal(english.recordedAt, "2020-02-28T09:14:40");
  assert.deepEqual(english.patient, { ageYears: 59, sex: null, context: null });
  assert.deepEqual(english.identity, [
    { category: "patient name", field: "Name", value: "Test Person" },
    { category: "birth date", field: "Date of Birth", value: "Feb 29, 1960" },
    { category: "free text", field: "Classification", value: "Sinus Rhythm" },
  ]);
  const german = decode(textOf("german.csv"));
  assert.equal(german.recordedAt, "2021-03-01T10:00:00");
  assert.deepEqual(german.identity, [
    { category: "birth date", field: "Geburtstag", value: "29.02.1960" },
    { category: "free text", field: "Klassifizierung", value: "Sinusrhythmus" },
    { category: "free text", field: "Symptome", value: "Schwindel" },
  ]);
});

test("labels of an unknown language: facts by their look, the rest is private", () => {
  const recording = decode(textOf("unknown-labels.csv"));
  assert.equal(recording.recordedAt, "2022-05-06T07:08:09");
  assert.deepEqual(recording.identity, [
    { category: "private data", field: "Nom", value: "Personne Inventée" },
  ]);
});

test("recognised in each language; other tables are not", () => {
  for (const file of Object.keys(expected)) assert.ok(looksLikeAppleWatch(textOf(file)), file);
  for (const text of ["I,II\n0,1\n", "# rate,500 Hz\nI (uV)\n5\n", "rate,500 Hz\nI\n5\n", ""]) {
    assert.ok(!looksLikeAppleWatch(text), text);
  }
});

const head = "Sample Rate,512 hertz\nLead,Lead I\nUnit,µV\n\n";
test("what the file does not say is asked for, and taken from the caller", () => {
  const unitless = "Sample Rate,512 Hz\nLead,Lead I\n\n500\n";
  assert.throws(() => decode(unitless), /--unit uV/);
  assert.equal(decode(unitless, { unit: "uV" }).leads[0]!.samplesMv[0], 0.5);
  const rateless = "Lead,Lead I\nUnit,mV\n\n0,5\n";
  assert.throws(() => decode(rateless), UsageError);
  assert.equal(decode(rateless, { samplingRateHz: 512 }).leads[0]!.samplesMv[0], 0.5);
  const leadless = decode("Sample Rate,512 Hz\nUnit,uV\n5\n");
  assert.equal(leadless.leads[0]!.name, "I");
  assert.match(leadless.source.warnings.join(), /note: the lead is not stated/);
  assert.equal(decode(`${head.replace("Lead I", "Lead II")}1\n`).leads[0]!.name, "II");
});

const refused: [string, string, RegExp][] = [
  ["no samples", head, /samples: got none/],
  ["a word among the samples", `${head}1\n2\nthree\n4\n`, /line 7: got "three", wanted a number/],
  ["a gap", `${head}1\n\n4\n`, /line 6: got "", wanted a number/],
  ["thousands", `${head}1\n1.234,5\n`, /line 6/],
  ["a rate in words", `${head.replace("512 hertz", "fast")}1\n`, /sampling rate: got "fast"/],
  ["a rate of nothing", `${head.replace("512", "0")}1\n`, /sampling rate: got 0, wanted 1 to/],
  ["another unit", `${head.replace("µV", "mmHg")}1\n`, /unit: got "mmHg"/],
  ["endless labels", `${"a,b\n".repeat(101)}1\n`, /at most 100 lines/],
];
for (const [what, text, message] of refused) {
  test(`refused: ${what}`, () => {
    assert.throws(
      () => decode(text),
      (error) => {
        assert.ok(error instanceof FormatError, String(error));
        assert.match(error.message, message);
        return true;
      },
    );
  });
}

test("mutated files give a sound recording or an error of one line", () => {
  const fragment = fc.oneof(
    fc.constantFrom(",", '"', "\n", "1e999", "-", "Hz", "Unit,", "\0", "0", "99999999999999999"),
    fc.string({ unit: "binary", maxLength: 5 }),
  );
  const edits = fc.array(fc.tuple(fc.nat(700), fc.nat(8), fragment), { maxLength: 5 });
  const property = fc.property(fc.constantFrom(...Object.keys(expected)), edits, (file, changes) => {
    const text = changes.reduce(
      (current, [at, drop, insert]) => current.slice(0, at) + insert + current.slice(at + drop),
      textOf(file),
    );
    try {
      const { leads, samplingRateHz } = decode(text);
      assert.ok(leads.length === 1 && leads[0]!.samplesMv.length > 0 && samplingRateHz > 0);
      assert.ok(leads[0]!.samplesMv.every(Number.isFinite));
    } catch (error) {
      assert.ok(error instanceof GemError, String(error instanceof Error ? error.stack : error));
      assert.ok(!/[\n\r]/.test(error.message), "one line");
    }
  });
  fc.assert(property, { numRuns: 2000 });
});

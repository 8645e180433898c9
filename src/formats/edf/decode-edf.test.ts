// Expected values: test/fixtures/formats/edf/expected.json, read from the fixtures by pyedflib (make-fixtures.py);
// names and dates are those that the script wrote; ages, times and error texts by hand.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { UnsupportedError } from "../../ecg/errors.ts";
import type { Recording } from "../../ecg/recording.ts";
import { bytesAsSource } from "../byte-source.ts";
import { sha256OfSamples } from "../sha256-of-samples.fixture.ts";
import { decodeEdf, readEdfAnnotations } from "./decode-edf.ts";
import { openEdf } from "./open-edf.ts";

const FIXTURES = new URL("../../../test/fixtures/formats/edf/", import.meta.url);

interface ExpectedLead {
  samplingRateHz: number;
  sampleCount: number;
  first: (number | null)[];
  min: number;
  max: number;
  sum: number;
  sha256: string;
}
interface Expected {
  /** By label, in file order. */
  leads: Record<string, ExpectedLead>;
  /** Onset in units of 100 ns, duration in seconds, text. */
  annotations: [number, number | null, string][];
}
const expected: Record<string, Expected> = JSON.parse(
  readFileSync(new URL("expected.json", FIXTURES), "utf8"),
);

const namesByLabel: Record<string, string> = {
  "ECG I": "I",
  "EKG II": "II",
  "ECG Lead III": "III",
  "ECG aVR-Ref": "aVR",
  AVF: "aVF",
  "ECG II": "II",
  ...Object.fromEntries([1, 2, 3, 4, 5, 6].map((i) => [`ECG V${i}`, `V${i}`])),
};

function inputOf(file: string) {
  return {
    name: "x",
    bytes: new Uint8Array(readFileSync(new URL(file, FIXTURES))),
    sha256: "ab",
    where: file,
  };
}

function allLeads(recording: Recording) {
  const groups = [recording, ...(recording.otherSignals ?? [])];
  return groups.flatMap(({ leads, samplingRateHz }) => leads.map((lead) => ({ ...lead, samplingRateHz })));
}

for (const [file, { leads, annotations }] of Object.entries(expected)) {
  test(`${file}: annotations equal those of pyedflib`, () => {
    const read = readEdfAnnotations(inputOf(file));
    assert.deepEqual(
      read.map(({ onsetTicks, durationSeconds, text }) => [onsetTicks, durationSeconds, text]),
      annotations,
    );
  });

  if (Object.keys(leads).length === 0) continue;
  test(`${file}: every voltage equals that of pyedflib to the last bit`, () => {
    const read = allLeads(decodeEdf(inputOf(file)));
    assert.equal(read.length, Object.keys(leads).length);
    for (const [label, wanted] of Object.entries(leads)) {
      const lead = read.find(({ name }) => name === (namesByLabel[label] ?? label));
      assert.ok(lead !== undefined, label);
      const { samplesMv } = lead;
      const finite = samplesMv.filter((value) => !Number.isNaN(value));
      assert.deepEqual(
        {
          samplingRateHz: lead.samplingRateHz,
          sampleCount: samplesMv.length,
          first: [...samplesMv.subarray(0, 5)].map((value) => (Number.isNaN(value) ? null : value)),
          min: finite.reduce((a, b) => Math.min(a, b)),
          max: finite.reduce((a, b) => Math.max(a, b)),
          sum: finite.reduce((a, b) => a + b),
          sha256: sha256OfSamples(samplesMv),
        },
        wanted,
        label,
      );
    }
  });

  test(`${file}: the stream gives the leads of the whole read, in pieces of any size and from anywhere`, async () => {
    const { sha256, ...input } = inputOf(file);
    const whole = decodeEdf({ ...input, sha256 });
    const { head, chunks } = await openEdf({ ...input, sha256, source: bytesAsSource(input.bytes) });
    const { leads: wholeLeads, otherSignals, ...rest } = whole;
    const { leadNames, sampleCount, ...headRest } = head;
    const others = otherSignals!.flatMap((group) => group.leads).length;
    const left = others > 0 ? [`note: ${others} signals at other sampling rates were left out`] : [];
    const warnings = [...rest.source.warnings, ...left];
    assert.deepEqual(headRest, { ...rest, source: { ...rest.source, warnings } });
    assert.deepEqual(
      leadNames,
      wholeLeads.map(({ name }) => name),
    );
    assert.equal(sampleCount, wholeLeads[0]!.samplesMv.length);
    for (const [fromSample, count, chunkSamples] of [
      [0, undefined, 60_000],
      [0, undefined, 7],
      [101, 150, 64],
    ] as const) {
      const range = { fromSample, chunkSamples, ...(count === undefined ? {} : { sampleCount: count }) };
      const pieces: number[][] = wholeLeads.map(() => []);
      for await (const chunk of chunks(range)) {
        assert.ok(chunk[0]!.length <= chunkSamples);
        chunk.forEach((piece, index) => void pieces[index]!.push(...piece));
      }
      wholeLeads.forEach(({ samplesMv }, index) => {
        const part = samplesMv.slice(fromSample, count === undefined ? undefined : fromSample + count);
        assert.equal(sha256OfSamples(Float64Array.from(pieces[index]!)), sha256OfSamples(part));
      });
    }
  });
}

test("leads, groups, annotations and notes of a twelve-lead file", () => {
  const recording = decodeEdf(inputOf("twelve.edf"));
  assert.deepEqual(
    recording.leads.map(({ name }) => name),
    ["I", "II", "III", "aVR", "aVL", "aVF", "V1", "V2", "V3", "V4", "V5", "V6"],
  );
  assert.deepEqual(
    recording.otherSignals!.map(({ kind, label, samplingRateHz, leads }) => [
      kind,
      label,
      samplingRateHz,
      leads[0]!.name,
    ]),
    [["rhythm", "25 Hz", 25, "Resp"]],
  );
  assert.deepEqual(recording.annotations, [
    { timeMs: 500, durationMs: 1250, lead: "V1", code: "EDF+", text: "Artefact@@ECG V1" },
    { timeMs: 1000, durationMs: 0, lead: null, code: "EDF+", text: "Müde, 疲れ" },
    { timeMs: 1750, durationMs: 0, lead: null, code: "EDF+", text: "Pacing" },
  ]);
  assert.deepEqual(recording.source, {
    format: "edf",
    sha256: "ab",
    warnings: ['note: signal "SpO2" in "%" is no voltage and was left out'],
  });
});

test("identity of EDF+: subfields by category, age on the day, sex", () => {
  const recording = decodeEdf(inputOf("twelve.edf"));
  assert.deepEqual(
    recording.identity!.map(({ category, value }) => [category, value]),
    [
      ["patient id", "C 17"],
      ["birth date", "30-JUN-1969"],
      ["patient name", "Made Up"],
      ["free text", "nothing_more"],
      ["record id", "A1"],
      ["staff", "Tess Tester"],
      ["device", "recorder 7"],
      ["free text", "a_remark"],
    ],
  );
  // born 30 June 1969, recorded 5 April 2031
  assert.deepEqual(recording.patient, { ageYears: 61, sex: "female", context: null });
  assert.equal(recording.recordedAt, "2031-04-05T06:07:08");
});

test("the start of the first data record adds its part of a second", () => {
  assert.equal(decodeEdf(inputOf("subsecond.edf")).recordedAt, "2031-04-05T06:07:08.394");
  assert.equal(decodeEdf(inputOf("gaps.edf")).recordedAt, "2031-04-05T06:07:08.260");
});

test("the group of most standard leads is the main one", () => {
  const recording = decodeEdf(inputOf("rates.edf"));
  assert.deepEqual(
    recording.leads.map(({ name }) => name),
    ["II", "V5"],
  );
  assert.deepEqual(
    recording.otherSignals!.map(({ label, leads }) => [label, ...leads.map(({ name }) => name)]),
    [
      ["100 Hz", "EEG Fz"],
      ["200 Hz", "EKG"],
    ],
  );
});

test("gaps between data records are NaN", () => {
  const { leads, source } = decodeEdf(inputOf("gaps.edf"));
  // records of 1 s start at 0, 1, 3.74 and 5.24 s
  const missing = [...leads[0]!.samplesMv.entries()]
    .filter(([, value]) => Number.isNaN(value))
    .map(([i]) => i);
  const gaps = [...Array(348).keys()].map((i) => 400 + i).concat([...Array(100).keys()].map((i) => 948 + i));
  assert.deepEqual(missing, gaps);
  assert.match(source.warnings.join(), /interrupted/);
});

test("annotations without a signal are refused with their number", () => {
  assert.throws(
    () => decodeEdf(inputOf("annotations.edf")),
    (error) => error instanceof UnsupportedError && /holds 22 annotations and no signal/.test(error.message),
  );
});

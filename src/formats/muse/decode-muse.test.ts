// expected.json holds what ElementTree, base64 and numpy read (test/fixtures/formats/muse/make-expected.py); other
// expected values are those that make-fixtures.py writes, or that are written in the documents here.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { FormatError, type GemError, UnsupportedError, UsageError } from "../../ecg/errors.ts";
import type { Lead, Recording } from "../../ecg/recording.ts";
import { crc32 } from "../crc32.ts";
import type { DecodeOptions } from "../decode-input.ts";
import { sha256OfSamples } from "../sha256-of-samples.fixture.ts";
import { museDate, museDateTime } from "./date-time.ts";
import { decodeMuse } from "./decode-muse.ts";

const FIXTURES = new URL("../../../test/fixtures/formats/muse/", import.meta.url);

function decodeFixture(name: string): Recording {
  return decodeMuse({ name, bytes: readFileSync(new URL(name, FIXTURES)), sha256: "s", where: name });
}

function decode(text: string, options: DecodeOptions = {}): Recording {
  return decodeMuse({
    name: "x",
    bytes: new TextEncoder().encode(text),
    sha256: "",
    where: "x.xml",
    options,
  });
}

interface ExpectedLead {
  name: string;
  count: number;
  invalid: number;
  first: number[];
  min: number;
  max: number;
  sha256: string;
}
const expected: Record<string, { rateHz: number; leads: ExpectedLead[] }[]> = JSON.parse(
  readFileSync(new URL("expected.json", FIXTURES), "utf8"),
);

function assertLead(lead: Lead | undefined, wanted: ExpectedLead): void {
  assert.ok(lead, wanted.name);
  assert.deepEqual([...lead.samplesMv.subarray(0, 5)], wanted.first, wanted.name);
  const stored = lead.samplesMv.subarray(0, wanted.count).filter((value) => !Number.isNaN(value));
  assert.equal(stored.length, wanted.count - wanted.invalid);
  assert.equal(Math.min(...stored), wanted.min);
  assert.equal(Math.max(...stored), wanted.max);
  assert.equal(sha256OfSamples(stored), wanted.sha256);
  assert.ok(lead.samplesMv.subarray(wanted.count).every(Number.isNaN));
}

for (const [name, order] of [
  ["eight-leads.xml", ["median", "main"]],
  ["twelve-leads.xml", ["main"]],
  ["odd.xml", ["main", "other"]],
] as const) {
  test(`${name}: every sample of every waveform as numpy reads it`, () => {
    const recording = decodeFixture(name);
    expected[name]!.forEach((waveform, index) => {
      const group = order[index] === "main" ? recording : recording.otherSignals![0]!;
      assert.equal(group.samplingRateHz, waveform.rateHz);
      const derived = group === recording ? (recording.source.derivedLeads ?? []) : [];
      const stored = group.leads.filter((lead) => !derived.includes(lead.name));
      assert.equal(stored.length, waveform.leads.length);
      waveform.leads.forEach((wanted, lead) => {
        assertLead(stored[lead], wanted);
      });
    });
  });
}

test("eight leads: the other four, the median, the beats, age, sex and moment", () => {
  const recording = decodeFixture("eight-leads.xml");
  assert.equal(recording.leads.map((lead) => lead.name).join(), "I,II,III,aVR,aVL,aVF,V1,V2,V3,V4,V5,V6");
  assert.deepEqual(recording.source, {
    format: "muse",
    sha256: "s",
    warnings: [],
    derivedLeads: ["III", "aVR", "aVL", "aVF"],
  });
  const [one, two] = expected["eight-leads.xml"]![1]!.leads;
  assert.equal(recording.leads[3]!.samplesMv[3], -0.5 * one!.first[3]! - 0.5 * two!.first[3]!);
  assert.deepEqual(
    recording.otherSignals!.map(({ kind, label, startMs, leads }) => [kind, label, startMs, leads.length]),
    [["median", "waveform 1", 0, 8]],
  );
  // 30 months; the third beat of the file lies beyond the end
  assert.deepEqual(recording.patient, { ageYears: 2.5, sex: "female", context: null });
  assert.equal(recording.recordedAt, "2003-01-31T09:15:11");
  assert.deepEqual(
    recording.annotations!.map((beat) => [beat.timeMs, beat.code]),
    [
      [150, "QRS 0"],
      [950, "QRS 1"],
    ],
  );
});

test("twelve stored leads stay as they are", () => {
  const recording = decodeFixture("twelve-leads.xml");
  assert.equal(recording.source.derivedLeads, undefined);
  assert.equal(recording.leads.at(-1)!.name, "V3R");
});

test("what is odd becomes a warning", () => {
  assert.deepEqual(decodeFixture("odd.xml").source.warnings, [
    'rhythm waveform 1 lead "I": the checksum differs',
    'rhythm waveform 1 lead "II": the device calls it off',
    'rhythm waveform 1 lead "II": the device calls it full of muscle noise',
    'rhythm waveform 1 lead "V1": LeadSampleCountTotal is 500, 480 are there',
    'rhythm waveform 1 lead "V2": 3 samples of the lowest code are taken as missing',
    'rhythm waveform 1 lead "V2": its stated baseline of 12 is not applied',
    'rhythm waveform 1 lead "V3" has no samples and was left out',
    "rhythm waveform 1: 1 of 5 leads are shorter than the others",
    "lead V2 appears more than once; a later one is kept as V2 (2)",
  ]);
});

const lead = (fields = "", data = "AQACAA==") =>
  `<LeadData><LeadID>II</LeadID><LeadAmplitudeUnitsPerBit>5</LeadAmplitudeUnitsPerBit><LeadAmplitudeUnits>MICROVOLTS</LeadAmplitudeUnits>${fields}<WaveFormData>${data}</WaveFormData></LeadData>`;
const file = (leads: string, fields = "<SampleBase>500</SampleBase>") =>
  `<RestingECG><Waveform><WaveformType>Rhythm</WaveformType>${fields}${leads}</Waveform></RestingECG>`;

test("the least that a file may hold", () => {
  const recording = decode(file(lead()));
  assert.deepEqual([...recording.leads[0]!.samplesMv], [0.005, 0.01]);
  assert.equal(recording.leads[0]!.name, "II");
  assert.deepEqual(recording.source.warnings, []);
});

test("a rate or a unit that the file does not tell comes from the caller", () => {
  const text = file(lead().replace("<LeadAmplitudeUnits>MICROVOLTS</LeadAmplitudeUnits>", ""), "");
  assert.throws(() => decode(text, { unit: "uV" }), /give it, for example --fs 500/);
  assert.throws(() => decode(text, { samplingRateHz: 250 }), /give it, for example --unit uV/);
  const recording = decode(text, { samplingRateHz: 250, unit: "uV" });
  assert.deepEqual([recording.samplingRateHz, ...recording.leads[0]!.samplesMv], [250, 0.005, 0.01]);
  assert.match(decode(file(lead()), { samplingRateHz: 250 }).source.warnings.join(), /the former is used/);
});

test("a signed checksum is the same 32 bits", () => {
  const sum = crc32(Uint8Array.of(1, 0, 2, 0));
  for (const text of [sum, sum | 0]) {
    assert.deepEqual(decode(file(lead(`<LeadDataCRC32>${text}</LeadDataCRC32>`))).source.warnings, []);
  }
  // the check value that the CRC catalogue gives for "123456789"
  assert.equal(crc32(new TextEncoder().encode("123456789")), 0xcbf43926);
});

test("a median alone, pacing spikes and a start time are told", () => {
  const median = decode(file(lead(), "<SampleBase>500</SampleBase>").replace("Rhythm", "Median"));
  assert.match(median.source.warnings.join(), /a median beat and no rhythm/);
  const fields = "<SampleBase>500</SampleBase><WaveformStartTime>3</WaveformStartTime><PaceSpikes/>";
  assert.equal(
    decode(file(lead(), fields)).source.warnings.filter((text) => text.startsWith("note: ")).length,
    2,
  );
});

test("dates and times of day", () => {
  assert.equal(museDate("2-29-2004"), "2004-02-29");
  for (const text of ["02-29-2003", "13-01-2003", "2003-01-31", "", null]) assert.equal(museDate(text), null);
  assert.equal(museDateTime("01-31-2003", "9:05"), "2003-01-31T09:05:00");
  assert.equal(museDateTime("01-31-2003", "24:00:00"), null);
  assert.equal(museDateTime("01-31-2003", null), null);
});

const base = "<SampleBase>500</SampleBase>";
const refused: [string, string, new (...a: never[]) => GemError, RegExp][] = [
  ["no waveform", "<RestingECG/>", FormatError, /Waveform: got none/],
  ["no samples", file(lead("", "")), FormatError, /Waveform: got none/],
  [
    "rate 0",
    file(lead(), "<SampleBase>0</SampleBase>"),
    FormatError,
    /sampling rate of rhythm waveform 1: got 0/,
  ],
  [
    "a rate beyond rates",
    file(lead(), `${base}<SampleExponent>90</SampleExponent>`),
    FormatError,
    /sampling rate/,
  ],
  ["a rate in words", file(lead(), "<SampleBase>fast</SampleBase>"), FormatError, /SampleBase: got "fast"/],
  ["gain 0", file(lead().replace(">5<", ">0<")), FormatError, /LeadAmplitudeUnitsPerBit of .*: got 0/],
  ["a negative gain", file(lead().replace(">5<", ">-10<")), FormatError, /got -10, wanted a number above 0/],
  ["no gain", file(lead().replace(">5<", "><")), FormatError, /got none/],
  ["another unit", file(lead().replace("MICROVOLTS", "BAR")), FormatError, /LeadAmplitudeUnits of .*"BAR"/],
  ["no Base64", file(lead("", "*!")), FormatError, /wanted Base64/],
  ["half a sample", file(lead("", "AQAC")), FormatError, /3 bytes, wanted a whole number/],
  [
    "bytes as samples",
    file(lead("<LeadSampleSize>1</LeadSampleSize>")),
    UnsupportedError,
    /samples of 1 bytes/,
  ],
  ["an offset", file(lead("<LeadOffsetFirstSample>4</LeadOffsetFirstSample>")), UnsupportedError, /offset/],
  [
    "leads one after another",
    file(lead() + lead("<LeadTimeOffset>4</LeadTimeOffset>")),
    UnsupportedError,
    /different times/,
  ],
  [
    "multiplexed samples",
    file(lead(), `${base}<SampleType>MULTIPLEX_SAMPLES</SampleType>`),
    UnsupportedError,
    /MULTIPLEX/,
  ],
  ["too many leads", file(lead().repeat(257)), FormatError, /got 257/],
  ["a cut file", file(lead()).slice(0, -20), FormatError, /cut off/],
  ["an entity bomb", `<!DOCTYPE a [<!ENTITY b "c">]>${file(lead())}`, FormatError, /entity/],
];
for (const [what, text, kind, message] of refused) {
  test(`refused: ${what}`, () => {
    assert.throws(
      () => decode(text),
      (error) => {
        assert.ok(error instanceof kind, String(error));
        assert.match(error.message, message);
        assert.ok(!error.message.includes("\n") && !(error instanceof UsageError));
        return true;
      },
    );
  });
}

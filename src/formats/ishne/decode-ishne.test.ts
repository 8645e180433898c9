// Expected numbers: expected.json of make-fixtures.py, the generator's own integers in millivolts. Identity, dates and
// beats: as that script writes them.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { FormatError } from "../../ecg/errors.ts";
import type { Recording } from "../../ecg/recording.ts";
import { bytesAsSource } from "../byte-source.ts";
import { crcCcitt } from "../crc-ccitt.ts";
import type { DecodeOptions } from "../decode-input.ts";
import { sha256OfSamples } from "../sha256-of-samples.fixture.ts";
import { decodeIshne } from "./decode-ishne.ts";
import { decodeIshneAnnotations } from "./decode-ishne-annotations.ts";
import { openIshne } from "./open-ishne.ts";

interface ExpectedLead {
  readonly samples: number;
  readonly rate: number;
  readonly missing: number;
  readonly first: readonly number[];
  readonly min: number;
  readonly max: number;
  readonly sum: number;
  readonly sha256: string;
}

const FIXTURES = new URL("../../../test/fixtures/formats/ishne/", import.meta.url);
const expected: Record<string, Record<string, ExpectedLead>> = JSON.parse(
  readFileSync(new URL("expected.json", FIXTURES), "utf8"),
);
const fixture = (name: string) => new Uint8Array(readFileSync(new URL(name, FIXTURES)));

function decodeBytes(bytes: Uint8Array, options?: DecodeOptions): Recording {
  return decodeIshne({ name: "r", bytes, sha256: "abc", where: "r.ecg", options });
}
/** The fixture with 16-bit values put in, its checksum made right again. */
function changed(name: string, values: Readonly<Record<number, number>>): Uint8Array {
  const bytes = fixture(name);
  const view = new DataView(bytes.buffer);
  for (const [offset, value] of Object.entries(values)) view.setInt16(Number(offset), value, true);
  view.setUint16(8, crcCcitt(bytes.subarray(10, 522 + view.getInt32(10, true))), true);
  return bytes;
}

for (const [name, leads] of Object.entries(expected)) {
  test(`${name}: each sample is that of the generator, bit for bit`, () => {
    const recording = decodeBytes(fixture(name));
    assert.deepEqual(
      recording.leads.map((lead) => lead.name),
      Object.keys(leads),
    );
    for (const { name: lead, samplesMv } of recording.leads) {
      const { samples, rate, missing, first, min, max, sum, sha256 } = leads[lead]!;
      const known = samplesMv.filter((value) => !Number.isNaN(value));
      assert.equal(recording.samplingRateHz, rate);
      assert.deepEqual([samplesMv.length, samplesMv.length - known.length], [samples, missing]);
      assert.deepEqual([...samplesMv.slice(0, 5)], first);
      assert.deepEqual([Math.min(...known), Math.max(...known)], [min, max]);
      assert.equal(
        known.reduce((total, value) => total + value, 0),
        sum,
      );
      assert.equal(sha256OfSamples(known), sha256);
    }
  });

  test(`${name}: pieces of any size together are the whole`, async () => {
    const bytes = fixture(name);
    const whole = decodeBytes(bytes);
    const stream = await openIshne({
      name: "r",
      source: bytesAsSource(bytes),
      sha256: "abc",
      where: "r.ecg",
    });
    const { leads: _, ...rest } = whole;
    const { leadNames, sampleCount, ...head } = stream.head;
    assert.deepEqual(head, rest);
    assert.deepEqual(
      [...leadNames],
      whole.leads.map((lead) => lead.name),
    );
    for (const range of [{}, { chunkSamples: 7 }, { fromSample: 11, sampleCount: 100, chunkSamples: 33 }]) {
      const pieces: (readonly Float64Array[])[] = [];
      for await (const piece of stream.chunks(range)) pieces.push(piece);
      const { fromSample = 0, sampleCount: count = sampleCount } = range;
      for (const [index, lead] of whole.leads.entries()) {
        const joined = pieces.flatMap((piece) => [...piece[index]!]);
        assert.deepEqual(joined, [...lead.samplesMv.slice(fromSample, fromSample + count)]);
      }
    }
  });
}

test("a range is cut to what is there", async () => {
  const source = bytesAsSource(fixture("three-leads.ecg"));
  const stream = await openIshne({ name: "r", source, sha256: "", where: "r.ecg" });
  const first = (range: object) => stream.chunks(range)[Symbol.asyncIterator]().next();
  assert.deepEqual(
    (await first({ fromSample: -1, sampleCount: 3 })).value,
    (await first({ sampleCount: 3 })).value,
  );
  assert.equal((await first({ chunkSamples: 0 })).value?.[0]?.length, 1);
  assert.equal((await first({ fromSample: 5000 })).done, true);
  assert.equal((await first({ fromSample: 990, sampleCount: 50 })).value?.[0]?.length, 10);
});

test("what is odd is said", () => {
  assert.deepEqual(decodeBytes(fixture("three-leads.ecg")).source.warnings, [
    "the file does not say which lead signal 3 is",
    "the recorder rates lead bipolar 2: frequent noise, more than 10 % of the time",
    "note: the recorder rates lead signal 3: intermittently disconnected, less than 10 % of the time",
  ]);
  assert.deepEqual(decodeBytes(fixture("twelve-leads.ecg")).source.warnings, [
    "note: the header has no checksum",
  ]);
  const damaged = fixture("three-leads.ecg");
  damaged[300]!++;
  assert.ok(decodeBytes(damaged).source.warnings.includes("the checksum of the header differs"));
});

test("the checksum is CRC-16-CCITT: its check value for 123456789 is 0x29b1", () => {
  // https://reveng.sourceforge.io/crc-catalogue/16.htm, CRC-16/IBM-3740
  assert.equal(crcCcitt(new TextEncoder().encode("123456789")), 0x29b1);
});

test("patient and the moment of recording", () => {
  const { patient, recordedAt } = decodeBytes(fixture("three-leads.ecg"));
  // born on 29 February 1960, recorded the day before the birthday
  assert.deepEqual(patient, { ageYears: 59, sex: "female", context: null });
  assert.equal(recordedAt, "2020-02-28T23:59:08");
  const unknown = decodeBytes(fixture("twelve-leads.ecg"));
  assert.deepEqual(unknown.patient, { ageYears: null, sex: null, context: null });
  assert.equal(unknown.recordedAt, null);
  assert.deepEqual(unknown.identity, []);
});

test("identity holds every field that tells who it was, and nothing else does", () => {
  const { identity, recordedAt: _, ...rest } = decodeBytes(fixture("three-leads.ecg"));
  assert.deepEqual(
    identity!.map(({ category, field, value }) => `${category}|${field}|${value}`),
    [
      "patient name|Last_Name|Invented",
      "patient name|First_Name|Person",
      "patient id|ID|ID-77",
      "birth date|Birth_Date|1960-02-29",
      "demographics|Race|code 1",
      "date|File_Date|2020-03-01",
      "device|Recorder|digital SN 4711",
      "institution|Proprietary|Invented Hospital",
      "institution|Copyright|Invented Owner",
      "private data|Reserved|Invented note",
      "free text|Variable_Block|Invented comment, café",
    ],
  );
  const others = JSON.stringify({ ...rest, leads: rest.leads.map((lead) => lead.name) });
  assert.doesNotMatch(others, /Invented|Person|ID-77|4711/);
  const noDate = decodeBytes(changed("three-leads.ecg", { 138: 31 }));
  assert.equal(noDate.recordedAt, null);
  assert.ok(noDate.identity!.some(({ field, value }) => field === "Record_Date" && value === "2020-02-31"));
});

test("a recording that was cut off is read as far as it goes", () => {
  const whole = fixture("three-leads.ecg");
  const { leads, source } = decodeBytes(whole.subarray(0, whole.length - 6 * 400 - 1));
  assert.equal(leads[0]!.samplesMv.length, 599);
  assert.ok(
    source.warnings.includes(
      "the header counts 1000 samples, the file holds 599 of each lead; all were read",
    ),
  );
  assert.ok(source.warnings.includes("the file ends within a sample; it was left out"));
});

test("names and rate that the file lacks come from the options", () => {
  const named = decodeBytes(fixture("three-leads.ecg"), { leadNames: ["V1", "V5", "aVF"] });
  assert.deepEqual(
    named.leads.map((lead) => lead.name),
    ["V1", "V5", "aVF"],
  );
  const noRate = changed("three-leads.ecg", { 272: 0 });
  assert.throws(() => decodeBytes(noRate), { name: "UsageError", message: /--fs 500/ });
  assert.equal(decodeBytes(noRate, { samplingRateHz: 180 }).samplingRateHz, 180);
});

const refused: readonly (readonly [what: string, values: Record<number, number>, message: RegExp])[] = [
  ["another magic number", { 0: 0x4141 }, /byte 0: magic number: got "AAHNE1\.0"/],
  ["no leads", { 156: 0 }, /byte 156: number of leads: got 0, wanted 1 to 12/],
  ["13 leads", { 156: 13 }, /byte 156: number of leads: got 13/],
  ["resolution 0", { 208: 0 }, /byte 208: resolution of lead 2: got 0/],
  ["resolution -9", { 206: -9 }, /byte 206: resolution of lead 1: got -9/],
  ["a negative rate", { 272: -5 }, /byte 272: sampling rate: got -5/],
  ["samples beyond the file", { 22: 9999 }, /byte 22: offset of the samples: got 9999/],
  ["samples inside the header", { 22: 100 }, /byte 22: offset of the samples: got 100/],
  ["text beyond the file", { 12: 100 }, /byte 10: size of the variable block: got 65/],
  ["text inside the header", { 18: 4 }, /byte 18: offset of the variable block: got 4/],
  ["a negative count", { 16: -1 }, /byte 14: samples: got -64/],
];
for (const [what, values, message] of refused) {
  test(`refused: ${what}`, () => {
    const bytes = fixture("three-leads.ecg");
    for (const [offset, value] of Object.entries(values))
      new DataView(bytes.buffer).setInt16(Number(offset), value, true);
    assert.throws(() => decodeBytes(bytes), { name: "FormatError", message });
  });
}

test("refused: an absurd count, a header alone, half a header", () => {
  const absurd = changed("three-leads.ecg", { 16: 0x7fff, 272: 1, 156: 1 });
  assert.throws(() => decodeBytes(absurd), /byte 14: samples: got 2147419/);
  const whole = fixture("three-leads.ecg");
  assert.throws(() => decodeBytes(whole.subarray(0, 545)), /samples: got \d bytes, wanted 6/);
  assert.throws(() => decodeBytes(whole.subarray(0, 300)), FormatError);
});

test("beat annotations: cumulative samples at 200 Hz, a gap bridged, the unlabelled first beat left out", () => {
  const beats = decodeIshneAnnotations({
    bytes: fixture("three-leads.ann"),
    samplingRateHz: 200,
    where: "a",
  });
  // samples 280, 400, 400 + 65535 + 300, and 40000 more
  assert.deepEqual(
    beats.map(({ code, timeMs }) => [code, (timeMs * 200) / 1000]),
    [
      ["N", 280],
      ["V", 400],
      ["N", 66235],
      ["X", 106235],
    ],
  );
  assert.throws(
    () => decodeIshneAnnotations({ bytes: fixture("three-leads.ecg"), samplingRateHz: 200, where: "a" }),
    /magic number: got "ISHNE1\.0", wanted "ANN {2}1\.0"/,
  );
});

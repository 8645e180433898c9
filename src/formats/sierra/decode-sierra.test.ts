// Expected numbers: expected.json, made by sierraecg 0.4.0 for XLI documents and by the generator of the fixture for
// the uncompressed ones; make-expected.py says how. Identity and dates: as written by make-fixtures.py.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { FormatError, UnsupportedError, UsageError } from "../../ecg/errors.ts";
import { CALIBRATION_CODE, findLead, type Lead, type Recording } from "../../ecg/recording.ts";
import type { DecodeOptions } from "../decode-input.ts";
import { sha256OfSamples } from "../sha256-of-samples.fixture.ts";
import { decodeSierra } from "./decode-sierra.ts";

interface ExpectedLead {
  readonly samples: number;
  readonly ecgSamples: number;
  readonly rate: number;
  readonly first: readonly number[];
  readonly min: number;
  readonly max: number;
  readonly sum: number;
  readonly sha256: string;
}
type ExpectedLeads = Readonly<Record<string, ExpectedLead>>;

const FIXTURES = new URL("../../../test/fixtures/formats/sierra/", import.meta.url);
interface Expected {
  readonly calibrationFrom: number | null;
  readonly leads: ExpectedLeads;
  readonly beats: ExpectedLeads;
}
const expected: Record<string, Expected> = JSON.parse(
  readFileSync(new URL("expected.json", FIXTURES), "utf8"),
);

function decodeBytes(bytes: Uint8Array, options: DecodeOptions = {}): Recording {
  return decodeSierra({ name: "r", bytes, sha256: "abc", where: "r.xml", options });
}
function decodeFixture(name: string): Recording {
  return decodeBytes(readFileSync(new URL(name, FIXTURES)));
}
/** The fixture with each `from` replaced by its `to`. */
function decodeChanged(name: string, changes: Readonly<Record<string, string>>, options?: DecodeOptions) {
  let text = readFileSync(new URL(name, FIXTURES), "utf8");
  for (const [from, to] of Object.entries(changes)) {
    assert.ok(text.includes(from), from);
    text = text.replaceAll(from, to);
  }
  return decodeBytes(new TextEncoder().encode(text), options);
}

function assertLeads(leads: readonly Lead[], rate: number, wanted: ExpectedLeads): void {
  assert.deepEqual(leads.map((lead) => lead.name).toSorted(), Object.keys(wanted).toSorted());
  for (const { name, samplesMv } of leads) {
    const { samples, ecgSamples, first, min, max, sum, sha256, rate: wantedRate } = wanted[name]!;
    const ecg = samplesMv.slice(0, ecgSamples);
    assert.equal(rate, wantedRate);
    assert.equal(samplesMv.length, samples);
    assert.deepEqual([...ecg.slice(0, 5)], first, name);
    assert.equal(
      ecg.reduce((least, value) => Math.min(least, value)),
      min,
    );
    assert.equal(
      ecg.reduce((most, value) => Math.max(most, value)),
      max,
    );
    assert.equal(
      ecg.reduce((total, value) => total + value, 0),
      sum,
    );
    assert.equal(sha256OfSamples(ecg), sha256, name);
    assert.ok(samplesMv.slice(ecgSamples).every(Number.isNaN), name);
  }
}

for (const [name, { leads, beats, calibrationFrom }] of Object.entries(expected)) {
  test(`${name}: each sample is that of the oracle, bit for bit`, () => {
    const recording = decodeFixture(name);
    assertLeads(recording.leads, recording.samplingRateHz, leads);
    const group = recording.otherSignals?.[0];
    assert.deepEqual(group?.kind, Object.keys(beats).length === 0 ? undefined : "median");
    if (group !== undefined) assertLeads(group.leads, group.samplingRateHz, beats);
    const marks = (recording.annotations ?? []).filter(({ code }) => code === CALIBRATION_CODE);
    const starts = marks.map(({ timeMs }) => (timeMs / 1000) * recording.samplingRateHz);
    assert.deepEqual(starts, calibrationFrom === null ? [] : [calibrationFrom]);
    assert.equal(recording.source.format, "sierra");
    assert.equal(recording.source.sha256, "abc");
  });
}

test("leads keep the order of the file", () => {
  const { leads } = decodeFixture("xli-14-leads-1.04.01.xml");
  const names = "I II III aVR aVL aVF V1 V2 V3 V4 V5 V6 V7 V3R";
  assert.equal(leads.map((lead) => lead.name).join(" "), names);
});

test("what is odd is said", () => {
  assert.deepEqual(decodeFixture("heart-start-1.03.xml").source.warnings, [
    "note: 4 further channels without a name are left out",
    "note: a calibration pulse follows the ECG from 10.53 s on; it is not measured",
  ]);
  assert.deepEqual(decodeFixture("xli-14-leads-1.04.01.xml").source.warnings, [
    "note: recorded at 500 Hz and stored at 1000 Hz",
    "note: 2 further channels without a name are left out",
  ]);
  assert.deepEqual(decodeFixture("base64-cabrera-1.04.xml").source.warnings, [
    "the signal offset of 1000 was subtracted from all leads",
    'note: channel "PACE" is no ECG lead and is left out',
    "note: lead -aVR is turned round to aVR",
  ]);
  assert.deepEqual(decodeFixture("plain-1.03.xml").source.warnings, [
    "note: representative beats are left out: the file does not tell their sampling rate and resolution",
  ]);
});

test("the device's own amplitudes confirm the unit: S in V1 of the representative beat is -1660 uV", () => {
  // leadmeasurement V1 of the real file before it was cut down: samp -1660
  const [beat] = decodeFixture("page-writer-1.04.xml").otherSignals!;
  const v1 = beat!.leads.find((lead) => lead.name === "V1")!.samplesMv;
  assert.equal(Math.min(...v1.filter((value) => !Number.isNaN(value))), -1.66);
});

test("patient and the moment of recording", () => {
  const patientOf = (name: string) => decodeFixture(name).patient;
  // 1950-03-05 to 2021-03-04 is a day less than 71 years
  assert.deepEqual(patientOf("xli-14-leads-1.04.01.xml"), { ageYears: 70, sex: "female", context: null });
  assert.deepEqual(patientOf("xli-calibrated-1.03.xml"), { ageYears: 1.5, sex: "male", context: null });
  assert.deepEqual(patientOf("plain-1.03.xml"), { ageYears: 61, sex: null, context: null });
  // the age that the device assumes is none
  assert.deepEqual(patientOf("base64-cabrera-1.04.xml"), { ageYears: null, sex: "female", context: null });
  assert.equal(decodeFixture("plain-1.03.xml").recordedAt, "2021-03-04T05:06:07.250");
  assert.equal(decodeFixture("page-writer-1.04.xml").recordedAt, "2010-01-19T15:19:22");
  const undated = decodeChanged("plain-1.03.xml", { "2021-03-04": "2021-02-31" });
  assert.equal(undated.recordedAt, null);
});

test("identity holds every field that tells who it was, and nothing else does", () => {
  const recording = decodeFixture("xli-14-leads-1.04.01.xml");
  const items = recording.identity!.map(({ category, field, value }) => `${category}|${field}|${value}`);
  assert.deepEqual(items, [
    "record id|documentinfo/documentname|00000000-0000-4000-8000-000000000000.xml",
    "record id|documentinfo/filename|invented.xml",
    "staff|documentinfo/editor|Invented Editor",
    "staff|documentinfo/editor@id|ed1",
    "date|documentinfo/editor@date|2021-03-05",
    "date|documentinfo/editor@time|08:00:00",
    "free text|documentinfo/comments|Invented comment",
    "private data|userdefine/label|Ward",
    "private data|userdefine/value|7b",
    "date|restingecgdata/orderinfo@orderrequestdate|2021-03-03",
    "record id|orderinfo/ordernumber|O-9",
    "free text|orderinfo/reasonfororder|Invented reason",
    "private data|orderinfo/other|Invented other",
    "date|restingecgdata/reportinfo@date|2021-03-04",
    "date|restingecgdata/reportinfo@time|05:06:08",
    "device|dataacquisition/machine@machineid|SN-1234",
    "record id|acquirer/encounterid|E-55",
    "staff|acquirer/operator|Invented Operator",
    "staff|acquirer/operator@id|op7",
    "institution|acquirer/room|12",
    "institution|acquirer/bed|3",
    "institution|acquirer/departmentname|Invented Department",
    "institution|acquirer/institutionname|Invented Hospital",
    "staff|acquirer/referringclinician|Invented Clinician",
    "patient id|generalpatientdata/patientid|P-1",
    "patient id|generalpatientdata/MRN|M-2",
    "patient name|name/lastname|Invented",
    "patient name|name/firstname|Person",
    "birth date|age/dateofbirth|1950-03-05",
    "demographics|generalpatientdata/race|Invented race",
    "demographics|generalpatientdata/race@id|1",
    "demographics|generalpatientdata/race@code|X",
    "free text|patientmedicaldata/medication|Invented drug",
    "free text|patientmedicaldata/medication@id|m1",
    "date|interpretations/interpretation@date|2021-03-04",
    "date|interpretations/interpretation@time|05:07:00",
    "free text|statement/leftstatement|Invented statement",
  ]);
  const { identity: _, recordedAt: __, ...rest } = recording;
  assert.doesNotMatch(
    JSON.stringify({ ...rest, leads: rest.leads.map((lead) => lead.name) }),
    /Invented|2021|P-1/,
  );
});

test("a lead like the pulse of a calibration, but in one lead only, is kept", () => {
  const { leads } = decodeChanged("plain-1.03.xml", {});
  assert.ok(leads.every((lead) => !lead.samplesMv.some(Number.isNaN)));
});

test("what the file does not tell is asked for, and taken from the options", () => {
  const plain = "plain-1.03.xml";
  const noRate = { "<samplingrate>250</samplingrate>": "" };
  assert.throws(() => decodeChanged(plain, noRate), { name: "UsageError", message: /--fs 500/ });
  assert.equal(decodeChanged(plain, noRate, { samplingRateHz: 250 }).samplingRateHz, 250);
  const noUnit = { "<signalresolution>2.5</signalresolution>": "" };
  assert.throws(() => decodeChanged(plain, noUnit), { name: "UsageError", message: /--unit uV/ });
  const [raw] = findLead(decodeFixture(plain), "I")!.samplesMv;
  assert.equal(findLead(decodeChanged(plain, noUnit, { unit: "uV" }), "I")!.samplesMv[0], raw! / 2.5);
  const noNames = { "STD-12": "3-WIRE", ">12<": ">3<" };
  assert.throws(() => decodeChanged(plain, noNames), UsageError);
  const named = decodeChanged(plain, noNames, { leadNames: ["II", "V1"] });
  assert.deepEqual(
    named.leads.map((lead) => lead.name),
    ["II", "V1"],
  );
});

const refused: readonly (readonly [
  what: string,
  file: string,
  changes: Record<string, string>,
  error: RegExp,
])[] = [
  ["another version", "plain-1.03.xml", { "1.03": "1.02" }, /UnsupportedError.*"1\.02"/],
  [
    "another compression",
    "base64-cabrera-1.04.xml",
    { 'compression=""': 'compression="Huffman"' },
    /Unsupported/,
  ],
  ["hexadecimal", "plain-1.03.xml", { '"Plain"': '"Hex"' }, /UnsupportedError.*"hex"/],
  [
    "another sample size",
    "base64-cabrera-1.04.xml",
    { 'bitspersample="16"': 'bitspersample="12"' },
    /12 bits/,
  ],
  [
    "leads of their own",
    "plain-1.03.xml",
    { parsedwaveforms: "leadwaveforms" },
    /UnsupportedError.*leadwaveforms/,
  ],
  ["no samples", "plain-1.03.xml", { parsedwaveforms: "nothing" }, /FormatError.*parsedwaveforms/],
  [
    "limb leads elsewhere",
    "xli-14-leads-1.04.01.xml",
    { "I II III": "II I III" },
    /UnsupportedError.*begin with I, II/,
  ],
  ["resolution 0", "plain-1.03.xml", { ">2.5<": ">0<" }, /FormatError.*resolution: got 0/],
  ["resolution -5", "plain-1.03.xml", { ">2.5<": ">-5<" }, /FormatError.*resolution: got -5/],
  ["a rate of words", "plain-1.03.xml", { ">250<": ">fast<" }, /FormatError.*samplingrate: got "fast"/],
  ["a rate of 0", "plain-1.03.xml", { ">250<": ">0<" }, /FormatError.*sampling rate: got 0/],
  [
    "no duration",
    "plain-1.03.xml",
    { durationperchannel: "d" },
    /FormatError.*durationperchannel: got nothing/,
  ],
  [
    "a longer duration",
    "plain-1.03.xml",
    { '"1000"': '"1004"' },
    /FormatError.*got 3000 values, wanted 3012/,
  ],
  [
    "an absurd duration",
    "plain-1.03.xml",
    { '"1000"': '"99999999999"' },
    /FormatError.*at most|1 to 50000000/,
  ],
  [
    "no leads",
    "base64-cabrera-1.04.xml",
    { 'numberofleads="13"': 'numberofleads="0"' },
    /FormatError.*number of leads/,
  ],
  [
    "more XLI leads than channels",
    "xli-14-leads-1.04.01.xml",
    { 'numberofleads="14"': 'numberofleads="17"' },
    /16/,
  ],
  ["text for samples", "plain-1.03.xml", { '"16">': '"16">x ' }, /FormatError.*value 1: got no whole number/],
];
for (const [what, file, changes, error] of refused) {
  test(`refused: ${what}`, () => {
    assert.throws(
      () => decodeChanged(file, changes),
      (thrown: unknown) => {
        assert.ok(thrown instanceof FormatError || thrown instanceof UnsupportedError, String(thrown));
        assert.match(`${thrown.name}: ${thrown.message}`, error);
        return true;
      },
    );
  });
}

test("XLI that is longer than promised is read with a warning, uncompressed values up to the promise", () => {
  const xli = decodeChanged("xli-14-leads-1.04.01.xml", { '"2000"': '"1900"' });
  assert.equal(xli.leads[0]!.samplesMv.length, 2000);
  assert.ok(xli.source.warnings.includes("2000 samples in each lead, where the duration promises 1900"));
  const plain = decodeChanged("plain-1.03.xml", { '"1000"': '"996"' });
  assert.equal(plain.leads[0]!.samplesMv.length, 249);
  assert.ok(plain.source.warnings.includes("more than the promised 2988 values; the first were read"));
});

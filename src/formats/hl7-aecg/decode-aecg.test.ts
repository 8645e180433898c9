// expected.json holds what ElementTree and numpy read (test/fixtures/formats/hl7-aecg/make-expected.py); other
// expected values are those written in the documents here, or in make-fixtures.py.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { FormatError, type GemError, UnsupportedError, UsageError } from "../../ecg/errors.ts";
import type { Lead, Recording } from "../../ecg/recording.ts";
import type { DecodeOptions } from "../decode-input.ts";
import { sha256OfSamples } from "../sha256-of-samples.fixture.ts";
import { decodeAecg } from "./decode-aecg.ts";
import { leadOfCode } from "./lead-code.ts";

const FIXTURES = new URL("../../../test/fixtures/formats/hl7-aecg/", import.meta.url);

function decodeFixture(name: string): Recording {
  return decodeAecg({ name, bytes: readFileSync(new URL(name, FIXTURES)), sha256: "s", where: name });
}

function decode(text: string, options: DecodeOptions = {}): Recording {
  return decodeAecg({
    name: "x",
    bytes: new TextEncoder().encode(text),
    sha256: "",
    where: "x.xml",
    options,
  });
}

interface ExpectedLead {
  code: string;
  count: number;
  first: number[];
  min: number;
  max: number;
  sha256: string;
}
type Expected = Record<string, { rateHz: number; leads: ExpectedLead[] }[]>;
const expected: Expected = JSON.parse(readFileSync(new URL("expected.json", FIXTURES), "utf8"));

function assertLead(lead: Lead | undefined, wanted: ExpectedLead): void {
  assert.ok(lead, wanted.code);
  const samplesMv = lead.samplesMv.slice(0, wanted.count);
  assert.deepEqual([...samplesMv.subarray(0, 5)], wanted.first, wanted.code);
  assert.equal(Math.min(...samplesMv), wanted.min, wanted.code);
  assert.equal(Math.max(...samplesMv), wanted.max, wanted.code);
  assert.equal(sha256OfSamples(samplesMv), wanted.sha256, wanted.code);
  assert.ok(lead.samplesMv.subarray(wanted.count).every(Number.isNaN));
}

for (const name of ["fda-subject1.xml", "rich.xml"]) {
  test(`${name}: every sample of every sequence set as ElementTree reads it`, () => {
    const recording = decodeFixture(name);
    const groups = [{ ...recording }, ...(recording.otherSignals ?? [])];
    expected[name]!.forEach((set, index) => {
      const { leads, samplingRateHz } = groups[index]!;
      assert.equal(samplingRateHz, set.rateHz);
      for (const wanted of set.leads) {
        const leadName = leadOfCode({
          name: "code",
          attributes: new Map([["code", wanted.code]]),
          children: [],
          text: "",
        });
        assertLead(
          leads.find((lead) => lead.name === leadName),
          wanted,
        );
      }
    });
  });
}

test("a lead a sequence set, UTF-16 and a rounded increment: one group of twelve at 360 Hz", () => {
  const recording = decodeFixture("single.xml");
  assert.equal(recording.samplingRateHz, 360);
  assert.equal(recording.leads.length, 12);
  assert.equal(recording.otherSignals, undefined);
  expected["single.xml"]!.forEach((set, index) => {
    assertLead(recording.leads[index], set.leads[0]!);
  });
  assert.equal(recording.recordedAt, null, "a date without a time of day is no moment");
  assert.deepEqual(recording.patient, { ageYears: 1.5, sex: null, context: null });
});

test("groups, patient, derived leads and warnings of the synthetic file", () => {
  const recording = decodeFixture("rich.xml");
  assert.deepEqual(
    recording.leads.map((lead) => lead.name),
    ["I", "II", "III", "aVR", "aVL", "aVF", "V1", "V2", "V3", "V4", "V5", "V6"],
  );
  assert.deepEqual(recording.source, {
    format: "hl7-aecg",
    sha256: "s",
    warnings: [
      'note: "MDC_RESP_RATE" is no voltage and was left out',
      "series 1, sequence set 1: 1 of 8 leads are shorter than the others",
      "note: marks on the representative beat are not read",
    ],
    derivedLeads: ["III", "aVR", "aVL", "aVF"],
  });
  // II - I of the first samples in expected.json
  const [one, two] = expected["rich.xml"]![0]!.leads;
  assert.equal(recording.leads[2]!.samplesMv[4], -one!.first[4]! + two!.first[4]!);
  assert.equal(recording.recordedAt, "2001-03-04T05:06:07.250");
  // born 1950-07-08, recorded 2001-03-04
  assert.deepEqual(recording.patient, { ageYears: 50, sex: "female", context: null });
  assert.deepEqual(
    recording.otherSignals!.map(({ kind, label, startMs }) => [kind, label, startMs]),
    [
      ["rhythm", "series 1, sequence set 2", 1000],
      ["median", "series 2", 0],
    ],
  );
});

test("annotations, global and of leads, absolute and relative, and a beat around its waves", () => {
  assert.deepEqual(
    decodeFixture("rich.xml").annotations!.map((mark) => [
      mark.timeMs,
      mark.durationMs,
      mark.lead,
      mark.code,
    ]),
    [
      [100, 550, null, "MDC_ECG_BEAT_NORMAL"],
      [100, 100, null, "MDC_ECG_WAVC_PWAVE"],
      [200, 100, "II", "MDC_ECG_WAVC_QRSWAVE"],
      [200, 100, "aVF", "MDC_ECG_WAVC_QRSWAVE"],
      [240, 0, "V2", "MDC_ECG_WAVC_RWAVE/MDC_ECG_WAVC_PEAK"],
      [650, 0, null, "MDC_ECG_WAVC_TWAVE/high"],
    ],
  );
});

const time = (increment: string, extra = "") =>
  `<component><sequence><code code="TIME_RELATIVE"/><value xsi:type="GLIST_PQ"${extra}><head value="0" unit="s"/>${increment}</value></sequence></component>`;
const lead = (code: string, value: string, type = "SLIST_PQ") =>
  `<component><sequence><code code="${code}"/><value xsi:type="${type}">${value}</value></sequence></component>`;
const series = (...sequences: string[]) =>
  `<AnnotatedECG xmlns:xsi="x"><component><series><code code="RHYTHM"/><component><sequenceSet>${sequences.join("")}</sequenceSet></component></series></component></AnnotatedECG>`;
const at500 = time('<increment value="0.002" unit="s"/>');
const digits = (text: string, scale = "2.5", unit = "uV") =>
  `<origin value="0" unit="${unit}"/><scale value="${scale}" unit="${unit}"/><digits>${text}</digits>`;

test("digits of other spellings", () => {
  const recording = decode(series(at500, lead("MDC_ECG_LEAD_II", digits("\n1 -2\t+3\r\n4.5 1e1 -0 "))));
  assert.deepEqual([...recording.leads[0]!.samplesMv], [0.0025, -0.005, 0.0075, 0.01125, 0.025, 0]);
});

test("a negative scale turns a lead upside down, and says so; micro is known in every spelling", () => {
  for (const unit of ["uV", "\u00b5V", "\u03bcV", "\u00c2\u00b5V", "\u00ce\u00bcV"]) {
    const { leads, source } = decode(series(at500, lead("MDC_ECG_LEAD_II", digits("1 -2", "-2.5", unit))));
    assert.deepEqual([...leads[0]!.samplesMv], [-0.0025, 0.005]);
    assert.match(source.warnings.join(), /^the scale of "II" is negative: the values are turned upside down/);
  }
});

test("whole numbers without a unit need one from the caller, and so does a set without time", () => {
  const list = '<origin value="1"/><scale value="2"/><digits>1 2</digits>';
  const text = series(lead("2:62", list, "SLIST_INT"));
  assert.throws(
    () => decode(text, { samplingRateHz: 250 }),
    (error) => error instanceof UsageError && /--unit uV/.test(error.message),
  );
  assert.throws(
    () => decode(text, { unit: "uV" }),
    (error) => error instanceof UsageError && /--fs 500/.test(error.message),
  );
  const recording = decode(text, { samplingRateHz: 250, unit: "uV" });
  assert.deepEqual([recording.samplingRateHz, recording.leads[0]!.name], [250, "aVR"]);
  assert.deepEqual([...recording.leads[0]!.samplesMv], [0.003, 0.005]);
});

test("the file's own rate wins over the caller's, with a warning", () => {
  const recording = decode(series(at500, lead("MDC_ECG_LEAD_I", digits("1"))), { samplingRateHz: 250 });
  assert.equal(recording.samplingRateHz, 500);
  assert.match(recording.source.warnings.join(), /the file says 500 Hz and the caller 250 Hz/);
});

test("a relative start is no year, also where the file leaves out the type", () => {
  const sequence = (head: string) => at500.replace(' xsi:type="GLIST_PQ"', "").replace('"0"', `"${head}"`);
  const set = (head: string) => `${sequence(head)}${lead("MDC_ECG_LEAD_I", digits("1 2"))}`;
  const text = series(set("2001")).replace(
    "</series>",
    `<component><sequenceSet>${set("2003")}</sequenceSet></component></series>`,
  );
  const recording = decode(text);
  assert.equal(recording.recordedAt, null);
  assert.equal(recording.otherSignals![0]!.startMs, 2000);
});

test("a lead without digits is left out, a doubled one renamed", () => {
  const text = series(
    at500,
    lead("MDC_ECG_LEAD_I", digits("1")),
    lead("MDC_ECG_LEAD_I", digits("2")),
    '<component><sequence><code code="MDC_ECG_LEAD_V6"/><value xsi:type="SLIST_PQ" nullFlavor="NI"/></sequence></component>',
  );
  const recording = decode(text);
  assert.deepEqual(
    recording.leads.map((one) => one.name),
    ["I", "I (2)"],
  );
  assert.equal(recording.source.warnings.length, 2);
});

test("numeric codes of leads and of electrode potentials", () => {
  const names = ["2:1", "131134", "131330", "131392", "131336", "mdc_ecg_lead_avl", "MDC_ECG_LEAD_V7"];
  assert.deepEqual(
    decode(series(at500, ...names.map((code) => lead(code, digits("0"))))).leads.map((one) => one.name),
    // III and aVR do not need to be derived: aVR is there, and the order is the standard's where III is added
    ["I", "II", "III", "aVR", "aVL", "aVF", "V6", "V7"],
  );
});

const refused: [string, string, new (...a: never[]) => GemError, RegExp][] = [
  ["no waveforms", "<AnnotatedECG/>", FormatError, /waveforms: got none/],
  ["no digits anywhere", series(at500, lead("MDC_ECG_LEAD_I", "")), FormatError, /waveforms: got none/],
  [
    "increment 0",
    series(time('<increment value="0" unit="s"/>'), lead("I", digits("1"))),
    FormatError,
    /increment of series 1: got "0"/,
  ],
  [
    "a negative increment",
    series(time('<increment value="-0.002" unit="s"/>'), lead("I", digits("1"))),
    FormatError,
    /increment/,
  ],
  [
    "an increment in words",
    series(time('<increment value="fast" unit="s"/>'), lead("I", digits("1"))),
    FormatError,
    /increment/,
  ],
  ["no increment", series(time(""), lead("I", digits("1"))), UnsupportedError, /listed one by one/],
  [
    "an increment without value",
    series(time("<increment/>"), lead("I", digits("1"))),
    UsageError,
    /--fs 500/,
  ],
  [
    "a repeating time sequence",
    series(time('<increment value="1" unit="ms"/>', ' period="5"'), lead("I", digits("1"))),
    UnsupportedError,
    /period/,
  ],
  ["scale 0", series(at500, lead("I", digits("1", "0"))), FormatError, /scale of series 1, lead "I": got 0/],
  ["a scale in words", series(at500, lead("I", digits("1", "NaN"))), FormatError, /scale/],
  ["a scale beyond numbers", series(at500, lead("I", digits("1", "1e300"))), FormatError, /scale/],
  [
    "a word among digits",
    series(at500, lead("I", digits("1 2 x 4"))),
    FormatError,
    /sample 3 of series 1, lead "I": got "x"/,
  ],
  [
    "an origin that is no voltage",
    series(at500, lead("I", '<origin value="0" unit="s"/><scale value="1" unit="uV"/><digits>1</digits>')),
    FormatError,
    /origin/,
  ],
  [
    "leads as generated lists",
    series(at500, lead("I", '<head value="1"/>', "GLIST_INT")),
    UnsupportedError,
    /GLIST_INT/,
  ],
  ["no XML", "{}", FormatError, /XML/],
  ["a cut file", series(at500).slice(0, -30), FormatError, /cut off/],
];
for (const [what, text, kind, message] of refused) {
  test(`refused: ${what}`, () => {
    assert.throws(
      () => decode(text),
      (error) => {
        assert.ok(error instanceof kind, String(error));
        assert.match(error.message, message);
        assert.ok(!error.message.includes("\n"));
        return true;
      },
    );
  });
}

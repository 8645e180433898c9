// Expected samples of the fixtures are those of test/fixtures/formats/fhir/make-fixtures.py, plain Python by the
// formula of the data type; all others are written out here.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { FormatError, type GemError, UnsupportedError, UsageError } from "../../ecg/errors.ts";
import type { Recording } from "../../ecg/recording.ts";
import type { DecodeOptions } from "../decode-input.ts";
import { sha256OfSamples } from "../sha256-of-samples.fixture.ts";
import { decodeFhir } from "./decode-fhir.ts";

const FIXTURES = new URL("../../../test/fixtures/formats/fhir/", import.meta.url);
const truth = JSON.parse(readFileSync(new URL("expected.json", FIXTURES), "utf8"));

function decode(document: unknown, options?: DecodeOptions): Recording {
  const text = typeof document === "string" ? document : JSON.stringify(document);
  return decodeFhir({
    name: "x",
    bytes: new TextEncoder().encode(text),
    sha256: "",
    where: "x.json",
    options,
  });
}

function fixture(name: string): Recording {
  return decode(readFileSync(new URL(`${name}.json`, FIXTURES), "utf8"));
}

type Json = Record<string, unknown>;

function sampled(more: Json = {}): Json {
  return { origin: { value: 0, unit: "mV" }, period: 2, dimensions: 1, data: "1 -2.5 3e-1", ...more };
}

function observation(data: Json, more: Json = {}): Json {
  const code = { coding: [{ system: "urn:iso:std:iso:11073:10101", code: "131330" }] };
  return { resourceType: "Observation", component: [{ code, valueSampledData: data }], ...more };
}

function values({ leads }: Pick<Recording, "leads">): (string | number)[][] {
  return leads.map((lead) => [lead.name, ...lead.samplesMv]);
}

for (const name of Object.keys(truth)) {
  test(`${name}: every sample to the last bit`, () => {
    const { leads, samplingRateHz } = fixture(name);
    assert.deepEqual(
      leads.map((lead) => lead.name),
      Object.keys(truth[name]),
    );
    for (const { name: lead, samplesMv } of leads) {
      const expected = truth[name][lead];
      assert.equal(samplingRateHz, expected.samplingRateHz);
      assert.equal(samplesMv.length, expected.samples);
      assert.deepEqual(
        [...samplesMv.slice(0, 5)].map((value) => (Number.isNaN(value) ? null : value)),
        expected.first,
      );
      assert.equal(sha256OfSamples(samplesMv), expected.sha256);
    }
  });
}

test("marks of samples without a value are counted, an origin other than 0 is said", () => {
  const { source, recordedAt } = fixture("r4-twelve-leads");
  assert.deepEqual(source.warnings, [
    "note: Observation.component[1].valueSampledData has an origin other than 0 (0.25 mV), added to every sample",
    "samples without a value: 1 marked E (error), 2 U (above the range), 1 L (below it)",
  ]);
  assert.equal(recordedAt, "2015-02-19T09:30:35.250");
});

test("a negative factor turns a lead upside down, and says so", () => {
  const { leads, source } = decode(observation(sampled({ factor: -1, data: "1 -2" })));
  assert.ok(leads[0]!.samplesMv[0]! < 0 && leads[0]!.samplesMv[1]! > 0);
  assert.match(source.warnings.join(), /the scale of .*valueSampledData is negative/);
});

test("a Bundle: patient, moment, the second ECG beside the first", () => {
  const recording = fixture("bundle");
  assert.deepEqual(recording.patient, { ageYears: 64, sex: "female", context: null });
  assert.equal(recording.recordedAt, "2015-02-19T09:30:35");
  const [other] = recording.otherSignals!;
  // 09:30:35 to 09:40:35
  assert.equal(other!.startMs, 600_000);
  assert.deepEqual(
    other!.leads.map((lead) => [lead.name, lead.samplesMv.length]),
    [["II", 100]],
  );
  assert.match(recording.source.warnings.join(), /^note: 2 groups of leads/);
});

test("batches of one lead are joined where they last as stated, and kept apart where they do not", () => {
  assert.match(
    fixture("batches").source.warnings.join(),
    /in seconds instead of ms.*3 parts of 1 leads were joined/,
  );
  const document = JSON.parse(readFileSync(new URL("batches.json", FIXTURES), "utf8"));
  const { leads, otherSignals } = decode({ ...document, effectivePeriod: undefined });
  assert.equal(leads[0]!.samplesMv.length, 512);
  assert.deepEqual(
    otherSignals!.map((group) => group.leads[0]!.samplesMv.length),
    [512, 256],
  );
});

test("leads by every kind of code", () => {
  const concepts: [string, Json][] = [
    ["V6", { coding: [{ code: "131336" }] }],
    ["aVF", { coding: [{ code: "131136" }] }],
    ["III", { coding: [{ code: "2:61" }] }],
    ["aVL", { coding: [{ system: "http://snomed.info/sct", code: "257473000" }] }],
    ["I", { coding: [{ system: "http://loinc.org", code: "LP7386-8" }] }],
    ["aVR", { coding: [{ code: "x", display: "MDC_ECG_ELEC_POTL_AVR" }] }],
    ["V2", { coding: [{ display: "Lead site V2" }] }],
    ["II", { text: "Ableitung II" }],
    ["V3", { coding: [{ code: "MDC_ECG_LEAD_V3" }] }],
    ["vx", { text: "vx" }],
  ];
  const component = concepts.map(([, code]) => ({ code, valueSampledData: sampled() }));
  assert.deepEqual(
    decode({ resourceType: "Observation", component }).leads.map(({ name }) => name),
    concepts.map(([name]) => name),
  );
  const contradicting = { code: { coding: [{ code: "131389", display: "MDC_ECG_ELEC_POTL_AVR" }] } };
  const recording = decode({
    resourceType: "Observation",
    component: [{ ...contradicting, valueSampledData: sampled() }],
  });
  assert.equal(recording.leads[0]!.name, "III");
  assert.match(recording.source.warnings.join(), /the code says lead III and its text aVR; the code is used/);
});

const origins: [string, Json, number][] = [
  ["mV", { value: 1, unit: "mV" }, 2],
  ["uV by code", { value: 0, unit: "microvolt", code: "uV" }, 0.001],
  ["V", { value: 0, code: "V" }, 1000],
  ["MDC name", { value: 0, code: "MDC_DIM_MICRO_VOLT" }, 0.001],
  ["MDC number", { value: 0, code: "266418" }, 1],
  ["none, told", { value: 0 }, 0.001],
  ["of counts, told", { value: 0, code: "1" }, 0.001],
];
for (const [what, origin, first] of origins) {
  test(`unit of the origin: ${what}`, () => {
    const { leads } = decode(observation(sampled({ origin })), { unit: "uV" });
    assert.equal(leads[0]!.samplesMv[0], first);
  });
}

const rates: [Json, number][] = [
  [{ period: 4 }, 250],
  [{ period: 2.777777777777778 }, 360],
  [{ period: 2.78 }, 1000 / 2.78],
  [{ period: 1.0001 }, 1000 / 1.0001],
  [{ interval: 4, intervalUnit: "ms" }, 250],
  [{ interval: 0.002, intervalUnit: "s" }, 500],
  [{ interval: 2000, intervalUnit: "us" }, 500],
  [{ interval: 0.0001, intervalUnit: "min" }, 1 / 60 / 0.0001],
  [{ interval: 500, intervalUnit: "Hz" }, 400],
  [{}, 400],
];
for (const [time, rateHz] of rates) {
  test(`sampling rate of ${JSON.stringify(time)}`, () => {
    const { period: _period, ...timeless } = sampled();
    const { samplingRateHz } = decode(observation({ ...timeless, ...time }), { samplingRateHz: 400 });
    assert.ok(Math.abs(samplingRateHz / rateHz - 1) < 1e-12, String(samplingRateHz));
  });
}

test("what is no voltage is left out, layouts of text are forgiven aloud", () => {
  const breath = { code: { text: "resp" }, valueSampledData: sampled({ origin: { value: 0, unit: "Ohm" } }) };
  const ecg = observation(sampled({ data: " 1\n   2 3 " }));
  const recording = decode({ ...ecg, component: [breath, ...(ecg["component"] as Json[])] });
  assert.deepEqual(values(recording), [["II", 1, 2, 3]]);
  assert.deepEqual(recording.source.warnings, [
    "note: Observation.component[0].valueSampledData is no voltage and was left out",
  ]);
  const doubled = decode(observation(sampled({ data: "1  2 nan 3" })));
  assert.match(doubled.source.warnings.join(), /more than one blank.*1 marked E/);
});

test("names and age that only the caller or a component gives", () => {
  const interleaved = {
    resourceType: "Observation",
    valueSampledData: sampled({ dimensions: 2, data: "1 10 2 20" }),
  };
  assert.throws(
    () => decode(interleaved),
    (error) => error instanceof UsageError && /--leads/.test(error.message),
  );
  assert.deepEqual(values(decode(interleaved, { leadNames: ["V1", "V2"] })), [
    ["V1", 1, 2],
    ["V2", 10, 20],
  ]);
  assert.throws(() => decode(interleaved, { leadNames: ["V1"] }), /2 leads without a name, and 1 were given/);
  const age = { code: { coding: [{ code: "30525-0" }] }, valueQuantity: { value: 6, code: "mo" } };
  const ecg = observation(sampled());
  assert.equal(decode({ ...ecg, component: [age, ...(ecg["component"] as Json[])] }).patient.ageYears, 0.5);
});

const refused: [string, unknown, new (...args: never[]) => GemError, RegExp][] = [
  ["no ECG", { resourceType: "Patient" }, FormatError, /resourceType: got "Patient"/],
  ["an unknown word", observation(sampled({ data: "1 x 2" })), FormatError, /data, value 2: got "x"/],
  ["a number beyond numbers", observation(sampled({ data: "1e999" })), FormatError, /got "1e999"/],
  ["a hexadecimal number", observation(sampled({ data: "0x10" })), FormatError, /got "0x10"/],
  ["no values", observation(sampled({ data: " " })), FormatError, /no values/],
  ["no data", observation(sampled({ data: undefined })), FormatError, /wanted an Observation with sampled/],
  ["data of another type", observation(sampled({ data: [1] })), FormatError, /\.data: got none/],
  ["factor 0", observation(sampled({ factor: 0 })), FormatError, /factor: got 0/],
  ["a factor beyond voltages", observation(sampled({ factor: 1e15 })), FormatError, /factor: got/],
  ["period 0", observation(sampled({ period: 0 })), FormatError, /period: got 0/],
  [
    "an impossible rate",
    observation(sampled({ period: 0.002 })),
    FormatError,
    /0\.002 ms, which is 500000 Hz/,
  ],
  ["dimensions 1.5", observation(sampled({ dimensions: 1.5 })), FormatError, /dimensions: got 1\.5/],
  ["a rest", observation(sampled({ dimensions: 2 })), FormatError, /3 values, wanted a multiple/],
  ["two units", observation(sampled({ origin: { unit: "mV", code: "uV" } })), FormatError, /"uV" and "mV"/],
  ["offsets", observation(sampled({ offsets: "0 1 4" })), UnsupportedError, /even sampling/],
  ["codes", observation(sampled({ codeMap: "http://x", data: "1 A" })), UnsupportedError, /codeMap/],
  ["no unit", observation(sampled({ origin: { value: 0 } })), UsageError, /--unit uV/],
  ["no rate", observation(sampled({ period: undefined })), UsageError, /--fs 500/],
  [
    "a rate for an interval",
    observation(sampled({ interval: 500, intervalUnit: "Hz" })),
    UsageError,
    /"Hz", no time/,
  ],
  [
    "two patients",
    {
      resourceType: "Bundle",
      entry: ["a", "b"].map((id) => ({
        resource: observation(sampled(), { subject: { reference: `Patient/${id}` } }),
      })),
    },
    UnsupportedError,
    /several patients/,
  ],
];
for (const [what, document, error, message] of refused) {
  test(`refused: ${what}`, () => {
    assert.throws(
      () => decode(document),
      (thrown) => {
        assert.ok(thrown instanceof error, String(thrown));
        assert.match(thrown.message, message);
        assert.ok(!thrown.message.includes("\n"));
        return true;
      },
    );
  });
}

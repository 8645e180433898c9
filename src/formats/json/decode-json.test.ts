// Expected samples of the fixtures are those of test/fixtures/formats/json/make-fixtures.py, plain Python; all others
// are written out here.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { FormatError, type GemError, UnsupportedError, UsageError } from "../../ecg/errors.ts";
import type { Recording } from "../../ecg/recording.ts";
import type { DecodeOptions } from "../decode-input.ts";
import { sha256OfSamples } from "../sha256-of-samples.fixture.ts";
import { decodeJson } from "./decode-json.ts";

const FIXTURES = new URL("../../../test/fixtures/formats/json/", import.meta.url);
const truth = JSON.parse(readFileSync(new URL("expected.json", FIXTURES), "utf8"));

function decode(document: unknown, options?: DecodeOptions): Recording {
  const text = typeof document === "string" ? document : JSON.stringify(document);
  return decodeJson({
    name: "x",
    bytes: new TextEncoder().encode(text),
    sha256: "",
    where: "x.json",
    options,
  });
}

function fixture(name: string, options?: DecodeOptions): Recording {
  return decode(readFileSync(new URL(`${name}.json`, FIXTURES), "utf8"), options);
}

function values(recording: Recording): (string | number)[][] {
  return recording.leads.map((lead) => [lead.name, ...lead.samplesMv]);
}

for (const name of Object.keys(truth)) {
  test(`${name}: every sample to the last bit`, () => {
    const { leads, samplingRateHz } = fixture(
      name,
      name === "rows" ? { samplingRateHz: 200, unit: "uV" } : {},
    );
    assert.deepEqual(
      leads.map((lead) => lead.name),
      Object.keys(truth[name]),
    );
    for (const lead of leads) {
      const expected = truth[name][lead.name];
      const { samplesMv } = lead;
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

test("the patient, the moment and what tells the person", () => {
  const recording = fixture("lead-list");
  assert.deepEqual(recording.patient, { ageYears: 56, sex: "female", context: null });
  assert.deepEqual(recording.identity, [
    { category: "patient name", field: "patient.name", value: "Maria Muster" },
    { category: "patient id", field: "patient.mrn", value: "4711" },
    { category: "birth date", field: "patient.birth_date", value: "1950-03-01" },
    { category: "staff", field: "operator", value: "A. Probe" },
    { category: "free text", field: "comment", value: "chest pain" },
  ]);
  assert.equal(fixture("lead-map").recordedAt, "2021-05-06T07:08:09");
  assert.deepEqual(fixture("lead-map").identity, []);
});

test("identity by the words of a key, and by those of the object around it", () => {
  const { identity, recordedAt, patient } = decode({
    fs: 500,
    unit: "mV",
    leads: { I: [0, 1] },
    date: "2020-02-03",
    time: "04:05:06",
    dob: "1960-02-04",
    patientId: 12,
    technician: { name: "T", phone: "0" },
    hospital_name: "H",
    device: { serialNumber: "S", model: "M" },
    studyUid: "1.2",
    exported: "2021-01-01",
    epoch: 1_600_000_000,
    diagnosis: ["AF"],
    heart_rate: 70,
  });
  assert.equal(recordedAt, "2020-02-03T04:05:06");
  assert.equal(patient.ageYears, 59);
  assert.deepEqual(
    identity!.map(({ category, field, value }) => `${category}|${field}|${value}`),
    [
      "date|date|2020-02-03",
      "birth date|dob|1960-02-04",
      "patient id|patientId|12",
      "staff|technician.name|T",
      "staff|technician.phone|0",
      "institution|hospital_name|H",
      "device|device.serialNumber|S",
      "record id|studyUid|1.2",
      "date|exported|2021-01-01",
      "private data|epoch|1600000000",
      "free text|diagnosis[0]|AF",
    ],
  );
});

test("rates as numbers, as text, one level down, from times and from the caller", () => {
  const leads = { I: [0, 1, 0] };
  for (const document of [
    { samplingRate: 250, leads },
    { "Sample Rate": "250 Hz", leads },
    { header: { frequency: 250 }, leads },
    { ecg: { fs: 250, data: leads } },
    { time_ms: [0, 4, 8], leads },
    { t: [0, 0.004, 0.008], leads },
    { signals: [{ name: "I", fs: 250, data: [0, 1, 0] }] },
  ]) {
    assert.equal(decode(document, { unit: "mV" }).samplingRateHz, 250, JSON.stringify(document));
  }
  assert.equal(decode({ leads }, { samplingRateHz: 300 }).samplingRateHz, 300);
  assert.throws(() => decode({ leads }), UsageError);
  const both = decode({ fs: 500, leads }, { samplingRateHz: 250, unit: "mV" });
  assert.equal(both.samplingRateHz, 500);
  assert.match(both.source.warnings.join(), /500 Hz is stated and one of 250 Hz as well/);
});

test("units for all, in a list, by name, beside the samples and from the caller", () => {
  const wanted = [
    ["I", 0.5],
    ["II", 0.25],
  ];
  const leads = { I: [500], II: [250] };
  assert.deepEqual(values(decode({ fs: 500, unit: "\u00b5V", leads })), wanted);
  assert.deepEqual(values(decode({ fs: 500, units: ["uV", "uV"], leads })), wanted);
  assert.deepEqual(values(decode({ fs: 500, units: { I: "uV", II: "uV" }, leads })), wanted);
  assert.deepEqual(values(decode({ fs: 500, leads }, { unit: "uV" })), wanted);
  const mixed = [
    { name: "I", unit: "uV", data: [500] },
    { name: "II", unit: "mV", data: [0.25] },
    { name: "resp", unit: "Ohm", data: [7] },
  ];
  const recording = decode({ fs: 500, leads: mixed });
  assert.deepEqual(values(recording), wanted);
  assert.deepEqual(recording.source.warnings, ["note: signal 3 is no voltage and was left out"]);
});

test("without a unit: millivolts aloud, microvolts refused; a gain is never applied in silence", () => {
  const wave = Array.from({ length: 1000 }, (_, i) => Math.sin(i / 10));
  assert.match(decode({ fs: 500, I: wave }).source.warnings.join(), /taken for millivolts/);
  assert.throws(() => decode({ fs: 500, I: wave.map((v) => v * 500) }), /state the unit/);
  assert.match(decode({ fs: 500, I: wave, adc_gain: 200 }).source.warnings.join(), /gain .* is not applied/);
});

test("a bare matrix needs names and a rate; the names tell which side is time", () => {
  const options = { leadNames: ["I", "II"], samplingRateHz: 500, unit: "mV" };
  const wanted = [
    ["I", 1, 2, 3],
    ["II", 4, 5, 6],
  ];
  const rows = [
    [1, 2, 3],
    [4, 5, 6],
  ];
  const columns = [
    [1, 4],
    [2, 5],
    [3, 6],
  ];
  assert.deepEqual(values(decode(rows, options)), wanted);
  assert.deepEqual(values(decode(columns, options)), wanted);
  assert.deepEqual(values(decode({ fs: 500, ecg: [1, 2] }, { leadNames: ["II"], unit: "mV" })), [
    ["II", 1, 2],
  ]);
  assert.throws(() => decode(rows, { samplingRateHz: 500 }), UsageError);
  assert.throws(() => decode(rows, { leadNames: ["I", "II"] }), UsageError);
  assert.throws(
    () => decode(rows, { ...options, leadNames: ["I", "II", "V1", "V2"] }),
    /4 leads, one a name/,
  );
  assert.throws(
    () =>
      decode(
        rows.map((row) => row.slice(0, 2)),
        options,
      ),
    /matrix of 2 x 2/,
  );
});

test("a FHIR resource whose type stands late is read as one", () => {
  const document = {
    code: { text: "II" },
    valueSampledData: { origin: { value: 0, code: "mV" }, period: 2, dimensions: 1, data: "1 2" },
    resourceType: "Observation",
  };
  assert.equal(decode(document).source.format, "fhir");
});

const refused: [string, unknown, new (...args: never[]) => GemError, RegExp][] = [
  ["nothing", "", FormatError, /cut off or not well-formed/],
  ["half a document", '{"fs": 500, "leads": {"I": [0, 1', FormatError, /cut off/],
  ["a number", 7, FormatError, /no samples/],
  ["no leads", { fs: 500, unit: "mV" }, FormatError, /no samples/],
  ["empty leads", { fs: 500, leads: { I: [] } }, FormatError, /leads: got no samples/],
  ["a number as text", { fs: 500, leads: { I: [0, "0.1"] } }, FormatError, /leads\.I\[1\]: got "0\.1"/],
  ["a number beyond numbers", '{"fs":500,"leads":{"I":[1e999]}}', FormatError, /leads\.I\[0\]: got Infinity/],
  ["text beyond numbers", { fs: 500, leads: { I: ["1e999"] } }, FormatError, /leads\.I\[0\]: got "1e999"/],
  ["true", { fs: 500, leads: { V1: [true] } }, FormatError, /leads\.V1\[0\]: got true/],
  ["an array in a lead", { fs: 500, leads: { I: [0, [1]] } }, FormatError, /leads\.I\[1\]: got an array/],
  ["leads of different length", { fs: 500, leads: { I: [0], II: [0, 1] } }, FormatError, /equally many/],
  [
    "an uneven matrix",
    { fs: 500, data: [[1, 2], [1]], leads: ["I", "II"] },
    FormatError,
    /data\[1\]: got 1 val/,
  ],
  ["a hole in a table", { fs: 500, data: [{ I: 1 }, {}] }, FormatError, /data\[1\]\.I: got nothing/],
  ["an impossible rate", { fs: 0, leads: { I: [0] } }, FormatError, /fs: got "0"/],
  ["an unreadable rate", { fs: "fast", leads: { I: [0] } }, FormatError, /fs: got "fast"/],
  ["an unknown unit", { fs: 500, unit: "bar", leads: { I: [0] } }, FormatError, /unit: got "bar"/],
  ["deep nesting", "[".repeat(100_000), FormatError, /nesting: got more, wanted at most 64/],
  ["uneven times", { time_ms: [0, 2, 10, 12], leads: { I: [0, 0, 0, 0] } }, FormatError, /time_ms/],
  [
    "different rates",
    {
      leads: [
        { name: "I", fs: 500, data: [0] },
        { name: "II", fs: 250, data: [0] },
      ],
    },
    UnsupportedError,
    /different sampling rates/,
  ],
  [
    "a later version",
    { format: "gem-recording", version: 2, leads: { I: [0] } },
    UnsupportedError,
    /version 2/,
  ],
  ["a lead without a name", { fs: 500, ecg: [0, 1] }, UsageError, /--leads/],
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

test("a message never repeats what the file says of a person", () => {
  for (const text of ['{"patient": "Maria Muster', '{"leads": {"Maria Muster": [0, "x"]}, "fs": 500}']) {
    assert.throws(
      () => decode(text),
      (thrown) =>
        thrown instanceof FormatError && !/Maria/.test(thrown.message) && thrown.cause === undefined,
    );
  }
});

test("__proto__ is a name like any other, and changes no object", () => {
  const recording = decode(
    '{"fs": 500, "unit": "mV", "__proto__": {"sex": "F"}, "leads": {"__proto__": [1], "I": [0]}}',
  );
  assert.deepEqual(
    recording.leads.map((lead) => lead.name),
    ["signal 1", "I"],
  );
  assert.equal(recording.patient.sex, null);
  assert.equal(({} as Record<string, unknown>)["sex"], undefined);
});

test("options that make no sense are usage errors", () => {
  assert.throws(() => decode({ leads: { I: [0] } }, { samplingRateHz: -1 }), UsageError);
  assert.throws(() => decode({ leads: { I: [0] } }, { samplingRateHz: 500, unit: "bar" }), UsageError);
});

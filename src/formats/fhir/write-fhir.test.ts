// Expected values: the recording itself, to the microvolt that the file carries, and the members that FHIR R4 demands.
import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { STANDARD_LEADS } from "../../ecg/lead-names.ts";
import type { Recording } from "../../ecg/recording.ts";
import { decodeFhir } from "./decode-fhir.ts";
import { writeFhir } from "./write-fhir.ts";

function recordingOf(leads: Record<string, readonly number[]>): Recording {
  return {
    name: "r",
    leads: Object.entries(leads).map(([name, samples]) => ({ name, samplesMv: Float64Array.from(samples) })),
    samplingRateHz: 360,
    patient: { ageYears: 56.5, sex: "female", context: "chest pain" },
    source: { format: "test", sha256: "", warnings: [] },
    recordedAt: "2015-02-19T09:30:35.250",
  };
}

function read(text: string): Recording {
  return decodeFhir({ name: "r", bytes: new TextEncoder().encode(text), sha256: "", where: "r.json" });
}

test("an Observation of the shape of the official example", () => {
  const written = JSON.parse(writeFhir(recordingOf({ V1: [0.0014, Number.NaN, -0.0004] })));
  assert.equal(written.resourceType, "Observation");
  assert.equal(written.status, "final");
  assert.equal(written.code.coding[0].code, "11524-6");
  assert.match(written.note[0].text, /Not a medical device/);
  // a time of day would need a zone
  assert.equal(written.effectiveDateTime, "2015-02-19");
  assert.deepEqual(written.component.at(-1), {
    code: {
      coding: [{ system: "urn:iso:std:iso:11073:10101", code: "131331", display: "MDC_ECG_ELEC_POTL_V1" }],
      text: "V1",
    },
    valueSampledData: {
      origin: { value: 0, unit: "uV", system: "http://unitsofmeasure.org", code: "uV" },
      period: 1000 / 360,
      factor: 1,
      dimensions: 1,
      data: "1 E 0",
    },
  });
});

test("what is written is read back: leads, rate, moment, age and sex, and no word of a person", () => {
  const samples = Object.fromEntries(
    [...STANDARD_LEADS, "vx"].map((lead, i) => [lead, [i / 1000, (1 - i) / 1000]]),
  );
  const recording = recordingOf(samples);
  const back = read(writeFhir(recording));
  assert.deepEqual(back.leads, recording.leads);
  assert.equal(back.samplingRateHz, 360);
  assert.equal(back.recordedAt, "2015-02-19T09:30:35.250");
  assert.deepEqual(back.patient, { ageYears: 56.5, sex: "female", context: null });
  assert.deepEqual(back.identity, []);
  assert.deepEqual(back.source.warnings, []);
  const undated = read(writeFhir({ ...recording, recordedAt: null }));
  assert.equal(undated.recordedAt, null);
});

test("a Recording that still says who the person is names a patient", () => {
  const identity = [
    { category: "patient name", field: "f", value: "Maria Muster" },
    { category: "patient id", field: "f", value: "4711" },
    { category: "birth date", field: "f", value: "1950-03-01" },
  ] as const;
  const { identity: back } = read(writeFhir({ ...recordingOf({ I: [0] }), identity }));
  assert.deepEqual(
    back!.map(({ category, value }) => [category, value]),
    [
      ["patient id", "4711"],
      ["patient name", "Maria Muster"],
      ["birth date", "1950-03-01"],
    ],
  );
  const compact = [{ category: "birth date", field: "f", value: "19500301" }] as const;
  const { identity: birth } = read(writeFhir({ ...recordingOf({ I: [0] }), identity: compact }));
  assert.deepEqual(
    birth!.map(({ value }) => value),
    ["1950-03-01"],
  );
  const nobody = { ...recordingOf({ I: [0] }), patient: { ageYears: null, sex: null, context: null } };
  assert.doesNotMatch(writeFhir(nobody), /subject|Patient/);
});

test("a lead beyond the length of a FHIR string is refused", () => {
  const long = recordingOf({ I: Array.from({ length: 300_000 }, () => -1.234) });
  assert.throws(() => writeFhir(long), /lead I takes \d+ characters/);
});

test("any voltages come back within half a microvolt, at any rate", () => {
  const sample = fc.oneof(fc.double({ min: -20, max: 20, noNaN: true }), fc.constant(Number.NaN));
  fc.assert(
    fc.property(
      fc.array(sample, { minLength: 1, maxLength: 40 }),
      fc.double({ min: 1, max: 2000, noNaN: true }),
      (samples, samplingRateHz) => {
        const back = read(writeFhir({ ...recordingOf({ II: samples }), samplingRateHz }));
        assert.ok(Math.abs(back.samplingRateHz / samplingRateHz - 1) < 1e-12);
        samples.forEach((value, i) => {
          const read = back.leads[0]!.samplesMv[i]!;
          assert.ok(Number.isNaN(value) ? Number.isNaN(read) : Math.abs(read - value) <= 0.5001e-3);
        });
      },
    ),
    { numRuns: 200 },
  );
});

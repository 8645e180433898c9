// Expected values are those written here. That the output is valid by the schema of the standard
// (PORT_MT020001.xsd, which may not be shipped) was checked when the writer was made.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { UnsupportedError } from "../../ecg/errors.ts";
import { type Recording, UNKNOWN_PATIENT } from "../../ecg/recording.ts";
import { decodeAecg } from "./decode-aecg.ts";
import { writeAecg } from "./write-aecg.ts";

const plain: Recording = {
  name: "ecg-1 & <2>",
  leads: [
    { name: "aVR", samplesMv: Float64Array.of(0, 0.0014, -0.0016, 40.5, -40.5) },
    { name: "odd lead", samplesMv: Float64Array.of(1, 1, 1, 1, 1) },
  ],
  samplingRateHz: 360,
  patient: UNKNOWN_PATIENT,
  source: { format: "x", sha256: "", warnings: [] },
};

function reread(recording: Recording): Recording {
  const bytes = new TextEncoder().encode(writeAecg(recording));
  return decodeAecg({ name: "again", bytes, sha256: "", where: "again.xml" });
}

test("whole microvolts, the rate and the names come back", () => {
  const again = reread(plain);
  assert.equal(again.samplingRateHz, 360);
  assert.deepEqual(
    again.leads.map((lead) => [lead.name, ...lead.samplesMv]),
    [
      ["aVR", 0, 0.001, -0.002, 40.5, -40.5],
      ["odd lead", 1, 1, 1, 1, 1],
    ],
  );
  assert.deepEqual(again.source.warnings, []);
});

test("rates whose step is no short decimal come back", () => {
  for (const samplingRateHz of [100, 128, 250, 257, 333, 500, 977, 1000, 8000]) {
    assert.equal(reread({ ...plain, samplingRateHz }).samplingRateHz, samplingRateHz);
  }
  assert.ok(Math.abs(reread({ ...plain, samplingRateHz: 512.4 }).samplingRateHz / 512.4 - 1) < 1e-12);
});

test("age, sex and moment of recording come back", () => {
  const recordedAt = "2002-11-22T23:59:59.750";
  const again = reread({ ...plain, recordedAt, patient: { ageYears: 90, sex: "female", context: "dizzy" } });
  assert.equal(again.recordedAt, recordedAt);
  assert.deepEqual(again.patient, { ageYears: 90, sex: "female", context: null });
});

test("without identity nothing stands for the patient", () => {
  const again = reread({ ...plain, recordedAt: "2002-11-22T09:10:00" });
  assert.deepEqual(again.identity, []);
});

test("identity that is kept is written", () => {
  const again = reread({
    ...plain,
    identity: [
      { category: "patient id", field: "f", value: "ID-1" },
      { category: "patient name", field: "f", value: 'M. "Q" <Ö>\u0001' },
      { category: "birth date", field: "f", value: "05-08-1953" },
    ],
  });
  assert.deepEqual(
    again.identity!.map((item) => [item.category, item.value]),
    [
      ["patient id", "ID-1"],
      ["patient name", 'M. "Q" <Ö>'],
      ["birth date", "19530508"],
    ],
  );
});

test("a real file comes back within half a microvolt", () => {
  const url = new URL("../../../test/fixtures/formats/hl7-aecg/fda-subject1.xml", import.meta.url);
  const first = decodeAecg({ name: "first", bytes: readFileSync(url), sha256: "", where: "first.xml" });
  const again = reread(first);
  first.leads.forEach((lead, index) => {
    assert.equal(again.leads[index]!.name, lead.name);
    lead.samplesMv.forEach((valueMv, i) => {
      assert.ok(Math.abs(again.leads[index]!.samplesMv[i]! - valueMv) <= 0.0005001);
    });
  });
});

test("samples without a value are refused", () => {
  const leads = [{ name: "V3", samplesMv: Float64Array.of(1, Number.NaN, Number.POSITIVE_INFINITY) }];
  assert.throws(
    () => writeAecg({ ...plain, leads }),
    (error) =>
      error instanceof UnsupportedError && /lead "V3": 2 of 3 samples have no value/.test(error.message),
  );
});

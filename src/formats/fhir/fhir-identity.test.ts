// Expected values are those that test/fixtures/formats/fhir/make-fixtures.py wrote.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import type { Recording } from "../../ecg/recording.ts";
import { decodeFhir } from "./decode-fhir.ts";

function fixture(name: string): Recording {
  const url = new URL(`../../../test/fixtures/formats/fhir/${name}.json`, import.meta.url);
  return decodeFhir({ name: "x", bytes: new Uint8Array(readFileSync(url)), sha256: "", where: "x.json" });
}

test("a Bundle: all that tells the person, the identifier first, the moment not again", () => {
  const listed = fixture("bundle").identity!.map(
    ({ category, field, value }) => `${category}|${field}|${value}`,
  );
  assert.deepEqual(listed, [
    "patient id|Patient.identifier[0].value|MRN-0815",
    "record id|Bundle.entry[0].fullUrl|http://hospital.example/Patient/p1",
    "record id|Bundle.entry[1].fullUrl|http://hospital.example/Device/d1",
    "record id|Bundle.entry[2].fullUrl|http://hospital.example/Practitioner/a1",
    "record id|Bundle.entry[3].fullUrl|http://hospital.example/Observation/ecg-1",
    "record id|Bundle.entry[4].fullUrl|http://hospital.example/Observation/ecg-2",
    "patient id|Patient.id|p1",
    "birth date|Patient.birthDate|1950-03-01",
    "patient name|Patient.name[0].family|Muster",
    "patient name|Patient.name[0].given[0]|Maria",
    "institution|Patient.identifier[0].system|http://hospital.example/mrn",
    "contact|Patient.address[0].city|Musterstadt",
    "contact|Patient.telecom[0].value|+49 30 000000",
    "institution|Patient.managingOrganization.display|Musterklinik",
    "demographics|Patient.extension[0].valueString|none stated",
    "device|Device.id|d1",
    "device|Device.serialNumber|SN-42",
    "staff|Practitioner.id|a1",
    "staff|Practitioner.name[0].text|Dr. Probe",
    "record id|Observation.id|ecg-1",
    "patient id|Observation.subject.reference|Patient/p1",
    "patient name|Observation.subject.display|Maria Muster",
    "staff|Observation.performer[0].reference|Practitioner/a1",
    "device|Observation.device.reference|Device/d1",
    "record id|Observation.encounter.reference|Encounter/77",
    "record id|Observation.identifier[0].value|ACC-1",
    "date|Observation.issued|2015-02-20T07:00:00Z",
    "free text|Observation.note[0].text|chest pain",
    "date|Observation.effectivePeriod.end|2015-02-19T09:30:45Z",
    "free text|Observation.text.div|<div>Maria Muster</div>",
    "free text|Observation.component[12].valueString|sinus rhythm",
    "record id|Observation.id|ecg-2",
    "patient id|Observation.subject.reference|Patient/p1",
    "patient name|Observation.subject.display|Maria Muster",
    "date|Observation.effectiveDateTime|2015-02-19T09:40:35Z",
  ]);
});

test("a report with contained resources: local addresses tell nobody, a year of birth gives an age aloud", () => {
  const { patient, recordedAt, identity, source } = fixture("report");
  assert.deepEqual(patient, { ageYears: 60, sex: "male", context: null });
  assert.equal(recordedAt, "2021-06-01");
  assert.deepEqual(
    identity!.map(({ category, value }) => [category, value]),
    [
      ["free text", "normal ECG"],
      ["birth date", "1961"],
    ],
  );
  assert.match(source.warnings.join(), /a period of 3\.3333 ms is taken for .* 300 Hz.*year of birth alone/);
});

test("a field that nobody thought of, and numbers where they tell something", () => {
  const document = {
    resourceType: "Observation",
    status: "entered-in-error",
    novelty: "of a later version",
    extension: [{ url: "http://example.org/place", valueDecimal: 52.5 }],
    component: [
      {
        code: { text: "II" },
        valueSampledData: { origin: { value: 0, unit: "mV" }, period: 2, dimensions: 1, data: "1" },
      },
      { code: { text: "rate" }, valueQuantity: { value: 70, unit: "/min" } },
    ],
  };
  const bytes = new TextEncoder().encode(JSON.stringify(document));
  const { identity, source } = decodeFhir({ name: "x", bytes, sha256: "", where: "x.json" });
  assert.deepEqual(identity, [
    { category: "free text", field: "Observation.novelty", value: "of a later version" },
    { category: "private data", field: "Observation.extension[0].valueDecimal", value: "52.5" },
  ]);
  assert.deepEqual(source.warnings, ["an Observation with samples is marked entered-in-error"]);
});

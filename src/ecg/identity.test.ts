import assert from "node:assert/strict";
import { test } from "node:test";
import { patientName } from "./identity.ts";

const named = (fields: Readonly<Record<string, string>>) =>
  patientName(
    Object.entries(fields).map(([field, value]) => ({ category: "patient name" as const, field, value })),
  );

test("the parts of a name, as SCP-ECG, ISHNE, MUSE, Philips and FHIR call them", () => {
  const jane = { text: "Jane Doe", family: "Doe", given: "Jane" };
  for (const [family, given] of [
    ["Last name", "First name"],
    ["Last_Name", "First_Name"],
    ["PatientDemographics/PatientLastName", "PatientDemographics/PatientFirstName"],
    ["name/lastname", "name/firstname"],
    ["Patient.name[0].family", "Patient.name[0].given[0]"],
  ] as const) {
    assert.deepEqual(named({ [given]: "Jane", "Second last name": "Roe", [family]: "Doe" }), jane, family);
  }
});

test("a name in one field stays as it is, and none is null", () => {
  assert.deepEqual(named({ PatientName: "Doe^Jane", OtherPatientNames: "Roe" }), {
    text: "Doe^Jane",
    family: null,
    given: null,
  });
  assert.deepEqual(named({ surname: "Doe" }), { text: "Doe", family: "Doe", given: null });
  assert.equal(named({}), null);
  assert.equal(patientName(undefined), null);
});

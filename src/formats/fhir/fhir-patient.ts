// Age and sex out of a FHIR document: LOINC 30525-0 (age) where it is stated, else the birth date of the Patient whom
// the Observation is about, with the date of recording.
import { type Patient, type Sex, UNKNOWN_PATIENT } from "../../ecg/recording.ts";
import { ageYearsAt, MAX_AGE_YEARS } from "../json/local-moment.ts";
import { type JsonValue, jsonArray, jsonMember, jsonNumber, jsonText } from "../json/parse-json.ts";
import { type FhirResource, resolveReference } from "./fhir-resources.ts";

export const AGE_LOINC = "30525-0";

/** UCUM's units of time. */
const yearsPer = new Map([
  ["a", 1],
  ["mo", 1 / 12],
  ["wk", 1 / 52.18],
  ["d", 1 / 365.25],
]);

export function fhirPatient(
  resources: readonly FhirResource[],
  observation: FhirResource,
  moment: string | null,
): { patient: Patient; warnings: string[] } {
  const subject = observation.content["subject"] ?? observation.container?.content["subject"];
  const reference = jsonText(jsonMember(subject, "reference"));
  const patients = resources.filter(({ type }) => type === "Patient");
  const person =
    resolveReference(reference, observation, resources) ?? (patients.length === 1 ? patients[0]! : null);
  const birthDate = jsonText(person?.content["birthDate"]);
  const stated =
    statedAgeYears(observation.content) ?? statedAgeYears({ component: observationContents(resources) });
  const computed = stated === null ? ageYearsAt(birthDate, moment) : null;
  return {
    patient: {
      ...UNKNOWN_PATIENT,
      ageYears: stated ?? computed,
      sex: sexOf(jsonText(person?.content["gender"])),
    },
    warnings:
      computed !== null && birthDate?.length === 4
        ? ["note: the age was computed from the year of birth alone"]
        : [],
  };
}

function observationContents(resources: readonly FhirResource[]): readonly JsonValue[] {
  return resources.flatMap(({ type, content }) => (type === "Observation" ? [content] : []));
}

/** Of the first component that gives one. */
function statedAgeYears(content: JsonValue): number | null {
  for (const component of jsonArray(jsonMember(content, "component"))) {
    const codings = jsonArray(jsonMember(component, "code", "coding"));
    if (!codings.some((coding) => jsonMember(coding, "code") === AGE_LOINC)) continue;
    const value = jsonNumber(jsonMember(component, "valueQuantity", "value"));
    const unit = yearsPer.get(jsonText(jsonMember(component, "valueQuantity", "code")) ?? "a");
    if (value === null || unit === undefined) continue;
    const years = value * unit;
    if (years >= 0 && years <= MAX_AGE_YEARS) return years;
  }
  return null;
}

function sexOf(gender: string | null): Sex | null {
  return gender === "female" || gender === "male" ? gender : null;
}

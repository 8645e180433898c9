// Age and sex out of a FHIR document: LOINC 30525-0 (age) where it is stated, else the birth date of the Patient whom
// the Observation is about, with the date of recording.
import { type Patient, UNKNOWN_PATIENT } from "../../ecg/recording.ts";
import { ageInYears, yearsOf } from "../age-in-years.ts";
import { type JsonValue, jsonArray, jsonMember, jsonNumber, jsonText } from "../json/parse-json.ts";
import { parseSex } from "../parse-sex.ts";
import { type FhirResource, resolveReference } from "./fhir-resources.ts";

export const AGE_LOINC = "30525-0";

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
  const computed = stated === null ? ageInYears(birthDate, moment) : null;
  return {
    patient: {
      ...UNKNOWN_PATIENT,
      ageYears: stated ?? computed,
      sex: parseSex(jsonText(person?.content["gender"])),
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
    const unit = jsonText(jsonMember(component, "valueQuantity", "code")) ?? "a";
    const years = value === null ? null : yearsOf(value, unit);
    if (years !== null) return years;
  }
  return null;
}

// A Recording as a FHIR R4 Observation, laid out as the ECG example of the specification: category procedure, LOINC
// 11524-6, one component of SampledData a lead under its MDC code, whole microvolts. Only the main leads are written.
// Who the person is goes into a contained Patient, as far as the Recording still says so; else that one has a sex
// at most. FHIR demands a time zone with a time of day, which is not known: the effective date stands alone, and the
// local time of day in a component of type `time`.
import { DISCLAIMER } from "../../ecg/disclaimer.ts";
import { UnsupportedError } from "../../ecg/errors.ts";
import { identityValue, type PatientName, patientName } from "../../ecg/identity.ts";
import { isStandardLead } from "../../ecg/lead-names.ts";
import type { Lead, Recording } from "../../ecg/recording.ts";
import { birthDay } from "../birth-day.ts";
import { LOCAL_TIME } from "./effective-moment.ts";
import { AGE_LOINC } from "./fhir-patient.ts";
import { MDC_ECG, MDC_SYSTEM, mdcLeadCode } from "./lead-code.ts";

const LOINC = "http://loinc.org";
const UCUM = "http://unitsofmeasure.org";
const MICROVOLTS_PER_MILLIVOLT = 1000;
/** R4 2.24.0.1: a string shall not exceed 1 MB. */
const MAX_STRING_LENGTH = 1_048_576;
const PATIENT_ID = "patient";

/**
 * The recording as JSON text; an invalid sample is written "E". Throws UnsupportedError where a lead is too long for
 * a FHIR string (some six minutes at 500 Hz).
 */
export function writeFhir(recording: Recording): string {
  const patient = containedPatient(recording);
  const observation = {
    resourceType: "Observation",
    ...(patient === null ? {} : { contained: [patient] }),
    status: "final",
    category: [
      concept("http://terminology.hl7.org/CodeSystem/observation-category", "procedure", "Procedure"),
    ],
    code: {
      coding: [
        { system: LOINC, code: "11524-6", display: "EKG study" },
        { system: MDC_SYSTEM, code: String(MDC_ECG), display: "MDC_ECG_ELEC_POTL" },
      ],
    },
    ...(patient === null ? {} : { subject: { reference: `#${PATIENT_ID}` } }),
    ...(recording.recordedAt ? { effectiveDateTime: recording.recordedAt.slice(0, 10) } : {}),
    note: [{ text: DISCLAIMER }],
    component: [
      ...timeComponent(recording.recordedAt ?? null),
      ...ageComponent(recording.patient.ageYears),
      ...recording.leads.map((lead) => leadComponent(lead, recording.samplingRateHz)),
    ],
  };
  return `${JSON.stringify(observation, null, 1)}\n`;
}

function leadComponent({ name, samplesMv }: Lead, samplingRateHz: number) {
  const data = Array.from(samplesMv, (valueMv) =>
    Number.isFinite(valueMv) ? String(Math.round(valueMv * MICROVOLTS_PER_MILLIVOLT)) : "E",
  ).join(" ");
  if (data.length > MAX_STRING_LENGTH) {
    throw new UnsupportedError(
      `lead ${name} takes ${data.length} characters, and a FHIR string has at most ${MAX_STRING_LENGTH}; shorten the recording`,
    );
  }
  const display = `MDC_ECG_ELEC_POTL_${name.toUpperCase()}`;
  return {
    code: isStandardLead(name)
      ? { ...concept(MDC_SYSTEM, String(mdcLeadCode(name)), display), text: name }
      : { text: name },
    valueSampledData: {
      origin: { value: 0, unit: "uV", system: UCUM, code: "uV" },
      period: 1000 / samplingRateHz,
      factor: 1,
      dimensions: 1,
      data,
    },
  };
}

function timeComponent(recordedAt: string | null) {
  const time = recordedAt?.slice(11) ?? "";
  return time === "" ? [] : [{ code: { text: LOCAL_TIME }, valueTime: time }];
}

function ageComponent(ageYears: number | null) {
  if (ageYears === null) return [];
  const quantity = { value: ageYears, unit: "years", system: UCUM, code: "a" };
  return [{ code: concept(LOINC, AGE_LOINC, "Age"), valueQuantity: quantity }];
}

function containedPatient({ identity, patient: { sex } }: Recording) {
  const id = identityValue(identity, "patient id");
  const name = patientName(identity);
  const birthDate = birthDay(identity) ?? yearOrMonth(identityValue(identity, "birth date"));
  if (id === null && name === null && birthDate === undefined && sex === null) return null;
  return {
    resourceType: "Patient",
    id: PATIENT_ID,
    ...(id === null ? {} : { identifier: [{ value: id }] }),
    ...(name === null ? {} : { name: [humanName(name)] }),
    ...(sex === null ? {} : { gender: sex }),
    ...(birthDate === undefined ? {} : { birthDate }),
  };
}

function humanName({ text, family, given }: PatientName) {
  return {
    text,
    ...(family === null ? {} : { family }),
    ...(given === null ? {} : { given: [given] }),
  };
}

/** FHIR alone lets a year or a month stand for the day. */
function yearOrMonth(text: string | null): string | undefined {
  return /^\d{4}(-\d\d)?$/.exec(text ?? "")?.[0];
}

function concept(system: string, code: string, display: string) {
  return { coding: [{ system, code, display }] };
}

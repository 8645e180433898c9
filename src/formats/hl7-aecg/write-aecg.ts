// A Recording as HL7 aECG (PORT_MT020001, December 2003), in the order of its schema: one RHYTHM series of one
// sequence set, each lead an SLIST_PQ of whole microvolts. aECG has no word for a sample without a value, so a
// lead that has one is refused. Medians and marks are not written; of identity the patient's id, name and birth
// date are, where the recording still has them.
import { UnsupportedError } from "../../ecg/errors.ts";
import { identityValue, patientName } from "../../ecg/identity.ts";
import { isStandardLead } from "../../ecg/lead-names.ts";
import { durationMs, type Lead, type Recording } from "../../ecg/recording.ts";
import { birthDay } from "../birth-day.ts";
import { quote } from "../quote.ts";

const MICROVOLTS_PER_MV = 1000;
/** `int` of XML Schema, in which the standard counts digits; 2147 V. */
const LARGEST_DIGIT = 2_147_483_647;
const ACT_CODE = 'codeSystem="2.16.840.1.113883.5.4" codeSystemName="ActCode"';
const MDC = 'codeSystem="2.16.840.1.113883.6.24" codeSystemName="MDC"';

/** The recording as one XML document. Throws UnsupportedError where a sample has no value. */
export function writeAecg(recording: Recording): string {
  const leads = recording.leads.map((lead) => sequence(leadCode(lead.name), microvolts(lead)));
  const interval = effectiveTime(recording);
  const lines = [
    '<?xml version="1.0" encoding="UTF-8"?>',
    '<AnnotatedECG xmlns="urn:hl7-org:v3" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" type="Observation">',
    '<id nullFlavor="NI"/>',
    '<code code="93000" codeSystem="2.16.840.1.113883.6.12" codeSystemName="CPT-4"/>',
    interval,
    "<componentOf><timepointEvent><componentOf><subjectAssignment>",
    "<subject><trialSubject>",
    ...subject(recording),
    "</trialSubject></subject>",
    '<componentOf><clinicalTrial><id nullFlavor="NI"/></clinicalTrial></componentOf>',
    "</subjectAssignment></componentOf></timepointEvent></componentOf>",
    ...age(recording.patient.ageYears),
    "<component><series>",
    `<code code="RHYTHM" ${ACT_CODE}/>`,
    interval,
    "<component><sequenceSet>",
    timeSequence(recording),
    ...leads,
    "</sequenceSet></component>",
    "</series></component>",
    "</AnnotatedECG>",
  ];
  return `${lines.join("\n")}\n`;
}

/** Without an id that was kept there is none: a made-up one would be taken for a patient's when it is read again. */
function subject({ patient, identity }: Recording): string[] {
  const personName = patientName(identity);
  const birthTime = birthDay(identity)?.replaceAll("-", "") ?? null;
  const sex = patient.sex === null ? null : { female: "F", male: "M" }[patient.sex];
  const person = [
    ...(personName === null ? [] : [`<name>${escaped(personName.text)}</name>`]),
    ...(sex === null ? [] : [`<administrativeGenderCode code="${sex}" codeSystem="2.16.840.1.113883.5.1"/>`]),
    ...(birthTime === null ? [] : [`<birthTime value="${birthTime}"/>`]),
  ];
  const id = identityValue(identity, "patient id");
  return [
    id === null ? '<id nullFlavor="NI"/>' : `<id extension="${escaped(id)}"/>`,
    ...(person.length === 0 ? [] : ["<subjectDemographicPerson>", ...person, "</subjectDemographicPerson>"]),
  ];
}

function age(ageYears: number | null): string[] {
  if (ageYears === null) return [];
  return [
    "<controlVariable><relatedObservation>",
    '<code code="21612-7" codeSystem="2.16.840.1.113883.6.1" codeSystemName="LOINC" displayName="Reported Age"/>',
    `<value xsi:type="PQ" value="${ageYears}" unit="a"/>`,
    "</relatedObservation></controlVariable>",
  ];
}

function effectiveTime(recording: Recording): string {
  const low = timestamp(recording.recordedAt, 0);
  const high = timestamp(recording.recordedAt, durationMs(recording));
  if (low === null || high === null) return '<effectiveTime nullFlavor="NI"/>';
  return `<effectiveTime><low value="${low}"/><high value="${high}"/></effectiveTime>`;
}

function timeSequence({ recordedAt, samplingRateHz }: Recording): string {
  const head = timestamp(recordedAt, 0);
  const increment = `<increment value="${1 / samplingRateHz}" unit="s"/>`;
  return head === null
    ? sequence(
        `<code code="TIME_RELATIVE" ${ACT_CODE}/>`,
        `<value xsi:type="GLIST_PQ"><head value="0" unit="s"/>${increment}</value>`,
      )
    : sequence(
        `<code code="TIME_ABSOLUTE" ${ACT_CODE}/>`,
        `<value xsi:type="GLIST_TS"><head value="${head}"/>${increment}</value>`,
      );
}

function sequence(code: string, value: string): string {
  return `<component><sequence>${code}${value}</sequence></component>`;
}

function leadCode(name: string): string {
  if (isStandardLead(name)) return `<code code="MDC_ECG_LEAD_${name.toUpperCase()}" ${MDC}/>`;
  return `<code code="${escaped(name.replace(/\s+/g, "_"))}" displayName="${escaped(name)}"/>`;
}

function microvolts({ name, samplesMv }: Lead): string {
  const digits: string[] = [];
  let missing = 0;
  for (const valueMv of samplesMv) {
    const digit = Math.round(valueMv * MICROVOLTS_PER_MV);
    if (Math.abs(digit) <= LARGEST_DIGIT) digits.push(String(digit));
    else missing++;
  }
  if (missing > 0) {
    throw new UnsupportedError(
      `lead ${quote(name)}: ${missing} of ${samplesMv.length} samples have no value, which HL7 aECG cannot say`,
    );
  }
  const scale = '<origin value="0" unit="uV"/><scale value="1" unit="uV"/>';
  return `<value xsi:type="SLIST_PQ">${scale}<digits>${digits.join(" ")}</digits></value>`;
}

/** "2002-11-22T09:10:00[.fff]" and some milliseconds later as TS, "20021122091000.000"; null where there is none. */
function timestamp(dateTime: string | null | undefined, afterMs: number): string | null {
  const start = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?$/.test(dateTime ?? "")
    ? Date.parse(`${dateTime}Z`)
    : Number.NaN;
  const moment = new Date(start + Math.round(afterMs));
  return Number.isNaN(moment.getTime()) ? null : moment.toISOString().replace(/[-T:Z]/g, "");
}

const entities: Readonly<Record<string, string>> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };

function escaped(text: string): string {
  // XML 1.0 has no way to write control characters and lone surrogates
  return text
    .replace(/[\p{Cc}\p{Cs}\ufffe\uffff]/gu, " ")
    .replace(/[&<>"]/g, (character) => entities[character]!);
}

// Who and when: the two identification fields of the header. EDF+ gives them subfields (section 2.1.3.3):
// "code sex dd-MMM-yyyy name ..." and "Startdate dd-MMM-yyyy admincode technician equipment ...", X where unknown,
// underscores for spaces. Plain EDF allows any text there, and much software writes the subfields all the same.
import type { IdentityCategory, IdentityItem } from "../../ecg/identity.ts";
import type { Patient, Recording, Sex } from "../../ecg/recording.ts";
import { ageInYears } from "../age-in-years.ts";
import { calendarDate, monthNumber, timeOfDay } from "../local-date-time.ts";
import { parseSex } from "../parse-sex.ts";
import { type EdfHeader, TICKS_PER_SECOND } from "./header.ts";

export interface EdfPerson extends Required<Pick<Recording, "identity" | "recordedAt">> {
  readonly patient: Patient;
  readonly warnings: readonly string[];
}

/** A first data record later than that after the header's start time tells no time of recording. */
const MAX_START_OFFSET_SECONDS = 366 * 86_400;
/** X means unknown; "X,X" is one without family and given name. */
const NOTHING = /^[X, ]*$/;
/** The software's own words in the reserved field. */
const KNOWN_RESERVED = /^(?:[EB]DF\+[CD]|24BIT|BIOSEMI)?$/;

/** `startTicks`: start of the first data record after the header's start time, in units of 100 ns. */
export function readPerson(header: EdfHeader, startTicks: number): EdfPerson {
  const identity: IdentityItem[] = [];
  const warnings: string[] = [];
  const add = (category: IdentityCategory, field: string, value: string | undefined) => {
    if (value !== undefined && !NOTHING.test(value)) identity.push({ category, field, value });
  };
  const spaced = (value: string | undefined) => value?.replaceAll("_", " ");

  const patient = /^(\S+) ([MFX]) (X|\d\d-[A-Z]{3}-\d{4})(?: +(\S+))?(?: +(.*))?$/i.exec(header.patientField);
  let sex: Sex | null = null;
  let birth: string | null = null;
  if (patient === null) {
    add("patient name", "local patient identification", header.patientField);
  } else {
    sex = parseSex(patient[2]);
    birth = parseMonthName(patient[3]!);
    add("patient id", "patient code", spaced(patient[1]));
    add("birth date", "birthdate", patient[3]);
    add("patient name", "patient name", spaced(patient[4]));
    add("free text", "local patient identification, additional", patient[5]);
  }

  const recording = /^Startdate (\S+)(?: +(\S+))?(?: +(\S+))?(?: +(\S+))?(?: +(.*))?$/i.exec(
    header.recordingField,
  );
  const fullDate = recording === null ? null : parseMonthName(recording[1]!);
  if (recording === null) {
    add("record id", "local recording identification", header.recordingField);
  } else {
    if (fullDate === null) add("date", "Startdate", recording[1]);
    add("record id", "hospital administration code", spaced(recording[2]));
    add("staff", "technician", spaced(recording[3]));
    add("device", "equipment", spaced(recording[4]));
    add("free text", "local recording identification, additional", recording[5]);
  }
  if (!KNOWN_RESERVED.test(header.reserved)) add("private data", "reserved", header.reserved);
  for (const signal of header.signals) add("private data", "reserved of a signal", signal.reserved);

  const shortDate = parseTwoDigitYear(header.startDate);
  const date = fullDate ?? shortDate;
  const recordedAt = date === null ? null : momentOf(date, header.startTime, startTicks);
  if (fullDate !== null && (shortDate === null || fullDate.slice(2) !== shortDate.slice(2))) {
    warnings.push("the header gives two different start dates; the one with four digits of the year is used");
    add("date", "startdate of recording", header.startDate);
  }
  if (recordedAt === null) {
    add("date", "startdate of recording", header.startDate);
    add("date", "starttime of recording", header.startTime);
  }
  return {
    identity,
    recordedAt,
    patient: { ageYears: ageInYears(birth, date), sex, context: null },
    warnings,
  };
}

/** "30-JUN-1969" */
function parseMonthName(text: string): string | null {
  const match = /^(\d\d)-([A-Z]{3})-(\d{4})$/i.exec(text);
  return match === null ? null : calendarDate(Number(match[3]), monthNumber(match[2]!), Number(match[1]));
}

/** "04.04.11": 85 to 99 are in the last century (EDF+, section 2.1.3.2). */
function parseTwoDigitYear(text: string): string | null {
  const match = /^(\d\d?)[./:-](\d\d?)[./:-](\d\d)$/.exec(text);
  if (match === null) return null;
  const year = Number(match[3]) + (Number(match[3]) >= 85 ? 1900 : 2000);
  return calendarDate(year, Number(match[2]), Number(match[1]));
}

/** "2011-04-04T12:57:02[.fff]", or null where the time is none. */
function momentOf(date: string, startTime: string, startTicks: number): string | null {
  const match = /^(\d\d?)[.:](\d\d?)[.:](\d\d?)$/.exec(startTime);
  const time = match === null ? null : timeOfDay(Number(match[1]), Number(match[2]), Number(match[3]));
  if (time === null || Math.abs(startTicks) > MAX_START_OFFSET_SECONDS * TICKS_PER_SECOND) return null;
  const offsetMs = Math.floor((startTicks * 1000) / TICKS_PER_SECOND);
  const moment = new Date(Date.parse(`${date}T${time}Z`) + offsetMs);
  return moment.toISOString().replace(/(?:\.000)?Z$/, "");
}

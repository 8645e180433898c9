// Whom an ISHNE header describes, and when it was recorded. Dates are day, month, year; 0 or -9 stands for unknown.
import type { IdentityCategory, IdentityItem } from "../../ecg/identity.ts";
import type { Patient, Sex } from "../../ecg/recording.ts";
import { ageInYears } from "../age-in-years.ts";
import { calendarDate, timeOfDay } from "../local-date-time.ts";
import { type DayMonthYear, decodeText, type IshneHeader } from "./header.ts";

/** By code; 0 is unknown. */
const sexes: readonly (Sex | undefined)[] = [undefined, "male", "female"];

export function readPatient(header: IshneHeader): Patient {
  return {
    ageYears: ageInYears(isoDate(header.birthDate), isoDate(header.recordDate)),
    sex: sexes[header.sexCode] ?? null,
    context: null,
  };
}

/** "2001-12-31T23:59:59", or null where date or time are left out or are none. */
export function readRecordedAt({ recordDate, startTime }: IshneHeader): string | null {
  const date = isoDate(recordDate);
  const time = timeOfDay(...startTime);
  return date === null || time === null ? null : `${date}T${time}`;
}

/** "2001-12-31", or null where the file leaves the date out (0, -9) or it is none. */
function isoDate([day, month, year]: DayMonthYear): string | null {
  return calendarDate(year, month, day);
}

/** `beginning` reaches to the end of the block of text. */
export function readIdentity(header: IshneHeader, beginning: Uint8Array): IdentityItem[] {
  const { variableBlockOffset, variableBlockBytes } = header;
  const block = beginning.subarray(variableBlockOffset, variableBlockOffset + variableBlockBytes);
  const hasRecordedAt = readRecordedAt(header) !== null;
  // a date that is none still is what someone wrote
  const date = (parts: readonly number[]) =>
    parts.some((part) => part > 0) ? [...parts].reverse().map(twoDigits).join("-") : "";
  const time = header.startTime.some((part) => part > 0) ? header.startTime.map(twoDigits).join(":") : "";
  const fields: readonly (readonly [IdentityCategory, string, string])[] = [
    ["patient name", "Last_Name", header.lastName],
    ["patient name", "First_Name", header.firstName],
    ["patient id", "ID", header.subjectId],
    ["birth date", "Birth_Date", date(header.birthDate)],
    ["demographics", "Race", header.raceCode > 0 ? `code ${header.raceCode}` : ""],
    ["date", "Record_Date", hasRecordedAt ? "" : date(header.recordDate)],
    ["date", "Start_Time", hasRecordedAt ? "" : time],
    ["date", "File_Date", date(header.fileDate)],
    // holds the serial number where it holds more than "analog" or "digital"
    ["device", "Recorder", /^(?:analog|digital)?$/i.test(header.recorderType) ? "" : header.recorderType],
    ["institution", "Proprietary", header.proprietary],
    ["institution", "Copyright", header.copyright],
    ["private data", "Reserved", header.reserved],
    ["free text", "Variable_Block", decodeText(block)],
  ];
  return fields
    .filter(([, , value]) => value !== "")
    .map(([category, field, value]) => ({ category, field, value }));
}

function twoDigits(value: number): string {
  return String(value).padStart(2, "0");
}

// Age, sex and the moment of acquisition, as schema 1.04.01 spells them. The age that a device assumes where none was
// entered (age/@defaultage) is no age.
import type { Patient, Sex } from "../../ecg/recording.ts";
import { ageInYears, MAX_AGE_YEARS } from "../age-in-years.ts";
import { type XmlElement, xmlChild, xmlText } from "../parse-xml.ts";

const sexes = new Map<string, Sex>([
  ["female", "female"],
  ["male", "male"],
]);
const unitsPerYear: readonly (readonly [element: string, perYear: number])[] = [
  ["years", 1],
  ["months", 12],
  ["weeks", 365.25 / 7],
  ["days", 365.25],
  ["hours", 365.25 * 24],
  ["minutes", 365.25 * 24 * 60],
];

export function readPatient(root: XmlElement, recordedAt: string | null): Patient {
  const general = xmlChild(root, "patient", "generalpatientdata");
  const age = xmlChild(general, "age");
  const sex = sexes.get(xmlText(general, "sex")?.toLowerCase() ?? "") ?? null;
  return {
    ageYears: statedAge(age) ?? ageInYears(xmlText(age, "dateofbirth"), recordedAt),
    sex,
    context: null,
  };
}

/** "2010-01-19T15:19:22[.fff]" of dataacquisition, or null where it is incomplete or no date. */
export function readRecordedAt(root: XmlElement): string | null {
  const { attributes } = xmlChild(root, "dataacquisition") ?? root;
  const date = /^\d{4}-\d{2}-\d{2}/.exec(attributes.get("date")?.trim() ?? "")?.[0];
  const time = /^(\d{2}:\d{2}:\d{2})(\.\d{1,3})?/.exec(attributes.get("time")?.trim() ?? "");
  if (date === undefined || time === null) return null;
  const recordedAt = `${date}T${time[1]}${time[2]?.padEnd(4, "0") ?? ""}`;
  // a date such as 31 February is taken for one in March, an hour such as 25 for none
  const parsed = new Date(`${recordedAt}Z`);
  return !Number.isNaN(parsed.getTime()) && parsed.toISOString().startsWith(date) ? recordedAt : null;
}

function statedAge(age: XmlElement | undefined): number | null {
  for (const [element, perYear] of unitsPerYear) {
    const text = xmlText(age, element) ?? "";
    if (!/^\d{1,8}(?:\.\d{1,8})?$/.test(text)) continue;
    const years = Number(text) / perYear;
    return years <= MAX_AGE_YEARS ? years : null;
  }
  return null;
}

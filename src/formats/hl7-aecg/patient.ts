// Age and sex out of an aECG: an age as related observation (LOINC), as the element of a vendor, or from the
// birth date; the sex as HL7 AdministrativeGender.
import type { Patient } from "../../ecg/recording.ts";
import { ageInYears, yearsOf } from "../age-in-years.ts";
import { parseNumber } from "../parse-number.ts";
import { parseSex } from "../parse-sex.ts";
import { type XmlElement, xmlChild, xmlDescendants } from "../parse-xml.ts";
import { localDate, parseTimestamp } from "./timestamp.ts";

/** LOINC: age reported, age, age calculated, age estimated. */
const AGE_CODES = new Set(["21612-7", "30525-0", "29553-5", "21611-9"]);
/** What `root` says of the person; `recordedAt` is the moment of recording, as in a Recording. */
export function readPatient(root: XmlElement, recordedAt: string | null): Patient {
  const elements = [...xmlDescendants(root)];
  const birth = elements.find((element) => element.name === "birthTime")?.attributes.get("value");
  const ageYears =
    elements.map(statedAge).find((age) => age !== null) ??
    ageInYears(localDate(parseTimestamp(birth)), recordedAt);
  const gender = elements.find((element) => element.name === "administrativeGenderCode");
  return { ageYears, sex: parseSex(gender?.attributes.get("code")), context: null };
}

/** True for a related observation that is the person's age. */
export function isAgeObservation(element: XmlElement): boolean {
  return (
    element.name === "relatedObservation" &&
    AGE_CODES.has(xmlChild(element, "code")?.attributes.get("code") ?? "")
  );
}

/** Years, where the element states an age; a vendor's `Age` has text and no unit, or one behind the number. */
export function statedAge(element: XmlElement): number | null {
  if (isAgeObservation(element)) {
    const value = xmlChild(element, "value");
    return years(value?.attributes.get("value"), value?.attributes.get("unit") ?? "a");
  }
  if (element.name !== "Age") return null;
  const match = /^(\d{1,3}(?:\.\d{1,6})?)\s?([a-z]{0,6})$/i.exec(element.text);
  return match === null ? null : years(match[1], match[2] || "a");
}

function years(value: string | undefined, unit: string): number | null {
  const number = parseNumber(value);
  return number === null ? null : yearsOf(number, unit);
}

// Age, sex and the moment of acquisition, as schema 1.04.01 spells them. The age that a device assumes where none was
// entered (age/@defaultage) is no age.
import type { Patient } from "../../ecg/recording.ts";
import { ageInYears, yearsOf } from "../age-in-years.ts";
import { isoDateTime } from "../local-date-time.ts";
import { parseSex } from "../parse-sex.ts";
import { type XmlElement, xmlChild, xmlText } from "../parse-xml.ts";

const AGE_UNITS = ["years", "months", "weeks", "days", "hours", "minutes"];

export function readPatient(root: XmlElement, recordedAt: string | null): Patient {
  const general = xmlChild(root, "patient", "generalpatientdata");
  const age = xmlChild(general, "age");
  return {
    ageYears: statedAge(age) ?? ageInYears(xmlText(age, "dateofbirth"), recordedAt),
    sex: parseSex(xmlText(general, "sex")),
    context: null,
  };
}

/** "2010-01-19T15:19:22[.fff]" of dataacquisition, or null where it is incomplete or no date. */
export function readRecordedAt(root: XmlElement): string | null {
  const { attributes } = xmlChild(root, "dataacquisition") ?? root;
  return isoDateTime(`${attributes.get("date")?.trim().slice(0, 10)}T${attributes.get("time")?.trim()}`);
}

function statedAge(age: XmlElement | undefined): number | null {
  for (const unit of AGE_UNITS) {
    const text = xmlText(age, unit) ?? "";
    if (/^\d{1,8}(?:\.\d{1,8})?$/.test(text)) return yearsOf(Number(text), unit);
  }
  return null;
}

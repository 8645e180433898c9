// Fields that a file labels in its own words ("Date of Birth", "sex", "site"): age, sex and the moment of
// recording go to their places, the rest is kept as identity by what its label says.
import type { IdentityCategory, IdentityItem } from "../../ecg/identity.ts";
import type { Patient } from "../../ecg/recording.ts";
import { patientFromComments } from "../patient-from-comments.ts";
import { fieldMeaning, isIdentityCategory } from "./field-category.ts";
import { parseMoment } from "./moment.ts";

export interface LabelledField {
  readonly label: string;
  readonly value: string;
}

export interface FieldFacts {
  readonly patient: Patient;
  readonly recordedAt: string | null;
  readonly identity: readonly IdentityItem[];
}

const MS_PER_YEAR = 365.2425 * 86_400_000;
const MAX_AGE_YEARS = 120;
/** "56", "56 years", "3.5y", "female" */
const PLAIN_VALUE = /^[\w.]{1,12}(?: [a-z]{1,8})?$/i;
const months = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];

/** `unknown` is the category of fields whose labels tell nothing. Empty values are left out. */
export function labelledFacts(fields: readonly LabelledField[], unknown: IdentityCategory): FieldFacts {
  let ageYears: number | null = null;
  let sex: Patient["sex"] = null;
  let recordedAt: string | null = null;
  const identity: IdentityItem[] = [];
  for (const { label, value } of fields) {
    const text = value.trim();
    const meaning = fieldMeaning(label);
    if (text === "") continue;
    const known =
      meaning === "age" || meaning === "sex" ? patientFromComments([`${meaning}: ${text}`]) : null;
    const moment = meaning === "recorded at" ? parseMoment(text) : null;
    if (known !== null && (known.ageYears ?? known.sex) !== null) {
      ageYears ??= known.ageYears;
      sex ??= known.sex;
      // "56, Jane Doe"
      if (!PLAIN_VALUE.test(text)) identity.push({ category: unknown, field: label, value: text });
    } else if (moment !== null && (recordedAt ?? moment) === moment) {
      recordedAt = moment;
    } else {
      identity.push({ category: categoryOf(meaning, unknown), field: label, value: text });
    }
  }
  const birth = identity.find((item) => item.category === "birth date");
  ageYears ??= ageAt(birth?.value ?? "", recordedAt);
  return { patient: { ageYears, sex, context: null }, recordedAt, identity };
}

function categoryOf(meaning: ReturnType<typeof fieldMeaning>, unknown: IdentityCategory): IdentityCategory {
  if (meaning === null) return unknown;
  if (meaning === "recorded at") return "date";
  return isIdentityCategory(meaning) ? meaning : unknown;
}

/** Whole years between a birth date ("1980-05-31", "May 31, 1980", "31 May 1980") and a recording; else null. */
function ageAt(birthDate: string, recordedAt: string | null): number | null {
  if (recordedAt === null) return null;
  const iso = /^(\d{4})-(\d{2})-(\d{2})$/.exec(birthDate)?.slice(1);
  const american = /^([a-z]{3})[a-z]{0,6}\.? (\d{1,2}), (\d{4})$/i.exec(birthDate);
  const british = /^(\d{1,2}) ([a-z]{3})[a-z]{0,6}\.? (\d{4})$/i.exec(birthDate);
  const [year, month, day] =
    iso?.map(Number) ??
    (american === null
      ? [Number(british?.[3]), monthNumber(british?.[2]), Number(british?.[1])]
      : [Number(american[3]), monthNumber(american[1]), Number(american[2])]);
  const born = Date.UTC(year!, month! - 1, day!);
  const recorded = Date.parse(`${recordedAt.slice(0, 10)}T00:00:00Z`);
  const years = (recorded - born) / MS_PER_YEAR;
  if (!(years >= 0 && years <= MAX_AGE_YEARS)) return null;
  const hadBirthday = recordedAt.slice(5, 10) >= new Date(born).toISOString().slice(5, 10);
  return Number(recordedAt.slice(0, 4)) - year! - (hadBirthday ? 0 : 1);
}

function monthNumber(name: string | undefined): number {
  const index = months.indexOf((name ?? "").toLowerCase());
  return index === -1 ? Number.NaN : index + 1;
}

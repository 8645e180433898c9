// Fields that a file labels in its own words ("Date of Birth", "sex", "site"): age, sex and the moment of
// recording go to their places, the rest is kept as identity by what its label says.
import type { IdentityCategory, IdentityItem } from "../../ecg/identity.ts";
import type { Patient } from "../../ecg/recording.ts";
import { ageInYears } from "../age-in-years.ts";
import { birthDay } from "../birth-day.ts";
import { fieldMeaning, identityMeaning } from "../field-meaning.ts";
import { isoDateTime } from "../local-date-time.ts";
import { patientFromComments } from "../patient-from-comments.ts";

export interface LabelledField {
  readonly label: string;
  readonly value: string;
}

export interface FieldFacts {
  readonly patient: Patient;
  readonly recordedAt: string | null;
  readonly identity: readonly IdentityItem[];
}

/** "56", "56 years", "3.5y", "female" */
const PLAIN_VALUE = /^[\w.]{1,12}(?: [a-z]{1,8})?$/i;
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
    const moment = meaning === "recorded at" ? isoDateTime(text) : null;
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
  ageYears ??= ageInYears(birthDay(identity), recordedAt);
  return { patient: { ageYears, sex, context: null }, recordedAt, identity };
}

function categoryOf(meaning: ReturnType<typeof fieldMeaning>, unknown: IdentityCategory): IdentityCategory {
  return (meaning === null ? null : identityMeaning(meaning)) ?? unknown;
}

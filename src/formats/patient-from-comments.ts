// Age and sex out of the comment lines of a WFDB header (or of a CSV): "#Age: 74" and "# Sex: Female" of the
// PhysioNet Challenges, "#<age>: 51" of LUDB and INCART, "# age: 81" of PTB, "# Age: 53  Sex: M" on one line,
// "# 69 M 1085 1629 x1" of MIT-BIH. What is not stated clearly stays null, and so does the clinical context:
// these databases put diagnoses in their comments, which an interpreter must not be handed.
import type { Patient, Sex } from "../ecg/recording.ts";

const MAX_COMMENT_LENGTH = 1000;
const MAX_AGE_YEARS = 120;
const yearsPer: Record<string, number> = { y: 1, m: 1 / 12, w: 1 / 52.18, d: 1 / 365.25 };

/** Reads what the comments (with or without their "#") say of the patient; the first statement counts. */
export function patientFromComments(comments: readonly string[]): Patient {
  let ageYears: number | null = null;
  let sex: Sex | null = null;
  for (const comment of comments) {
    const text = comment.slice(0, MAX_COMMENT_LENGTH).replace(/^[#\s]+/, "");
    const mitBih = /^(\d{1,3}) ([MF]) \d+ \d+ x\d+\s*$/.exec(text);
    if (mitBih !== null) {
      ageYears ??= parseAge(mitBih[1]!);
      sex ??= parseSex(mitBih[2]!);
    }
    // the value takes a unit of its own along, so that "53 years Sex: M" leaves the key "Sex"
    const pairs =
      /<?([A-Za-z][A-Za-z ]{0,30}?)>?\s{0,4}[:=]\s{0,8}([^\s<,;]{1,20}(?:\s(?:year|month|week|day)s?\b)?)/g;
    for (const [, key, value] of text.matchAll(pairs)) {
      const word = key!.trim().toLowerCase();
      if (word === "age") ageYears ??= parseAge(value!);
      if (word === "sex" || word === "gender") sex ??= parseSex(value!);
    }
  }
  return { ageYears, sex, context: null };
}

function parseAge(value: string): number | null {
  const match = /^(\d{1,3}(?:\.\d{1,20})?)\s?(?:(y|m|w|d)[a-z]*)?$/i.exec(value);
  if (match === null) return null;
  const years = Number(match[1]) * yearsPer[(match[2] ?? "y").toLowerCase()]!;
  return years <= MAX_AGE_YEARS ? years : null;
}

function parseSex(value: string): Sex | null {
  const word = value.toLowerCase();
  if (word === "f" || word === "female") return "female";
  if (word === "m" || word === "male") return "male";
  return null;
}

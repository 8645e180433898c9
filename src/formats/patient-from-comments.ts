// Age and sex out of the comment lines of a WFDB header (or of a CSV): "#Age: 74" and "# Sex: Female" of the
// PhysioNet Challenges, "#<age>: 51" of LUDB and INCART, "# age: 81" of PTB, "# Age: 53  Sex: M" on one line,
// "# 69 M 1085 1629 x1" of MIT-BIH. What is not stated clearly stays null, and so does the clinical context:
// these databases put diagnoses in their comments, which an interpreter must not be handed.
import type { Patient, Sex } from "../ecg/recording.ts";
import { yearsOf } from "./age-in-years.ts";
import { parseSex } from "./parse-sex.ts";

const MAX_COMMENT_LENGTH = 1000;
/** A key and its value, which takes a unit of its own along, so that "53 years Sex: M" leaves the key "Sex". */
const PAIR =
  /<?([A-Za-z][A-Za-z ]{0,30}?)>?\s{0,4}[:=]\s{0,8}([^\s<,;]{1,20}(?:\s(?:year|month|week|day)s?\b)?)/g;
const MIT_BIH = /^(\d{1,3}) ([MF]) \d+ \d+ x\d+\s*$/;

/** Reads what the comments (with or without their "#") say of the patient; the first statement counts. */
export function patientFromComments(comments: readonly string[]): Patient {
  let ageYears: number | null = null;
  let sex: Sex | null = null;
  for (const comment of comments) {
    const text = comment.slice(0, MAX_COMMENT_LENGTH).replace(/^[#\s]+/, "");
    const mitBih = MIT_BIH.exec(text);
    if (mitBih !== null) {
      ageYears ??= parseAge(mitBih[1]!);
      sex ??= parseSex(mitBih[2]!);
    }
    for (const [, key, value] of text.matchAll(PAIR)) {
      ageYears ??= ageOf(key!, value!);
      sex ??= sexOf(key!, value!);
    }
  }
  return { ageYears, sex, context: null };
}

/** What a comment line says besides an age and a sex that `patientFromComments` understands. */
export function withoutAgeAndSex(comment: string): string {
  const head = comment.slice(0, MAX_COMMENT_LENGTH);
  const rest = head.replace(PAIR, (pair, key: string, value: string) =>
    ageOf(key, value) === null && sexOf(key, value) === null ? pair : " ",
  );
  return rest + comment.slice(MAX_COMMENT_LENGTH);
}

function ageOf(key: string, value: string): number | null {
  return key.trim().toLowerCase() === "age" ? parseAge(value) : null;
}

function sexOf(key: string, value: string): Sex | null {
  return /^\s*(?:sex|gender)\s*$/i.test(key) ? parseSex(value) : null;
}

function parseAge(value: string): number | null {
  const match = /^(\d{1,3}(?:\.\d{1,20})?)\s?(?:(y|m|w|d)[a-z]*)?$/i.exec(value);
  return match === null ? null : yearsOf(Number(match[1]), match[2] ?? "y");
}

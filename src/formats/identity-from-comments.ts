// What the comment lines of a WFDB header (or of a CSV) could tell of the person: every line that says more than age and
// sex becomes an item. "#<subject_id>: 10000032" of MIMIC-IV-ECG, "# ECG date: 01/10/1990" of PTB, "#Dx: 426783006" of the
// PhysioNet Challenges. A key that is not known may itself be a name: its line is kept whole, as free text at least.
import type { IdentityCategory, IdentityItem } from "../ecg/identity.ts";
import { fieldMeaning, identityMeaning } from "./field-meaning.ts";
import { withoutAgeAndSex } from "./patient-from-comments.ts";

/** What a key that is not known is about, by its words; the first that fits. */
const categoryWords: readonly (readonly [IdentityCategory, RegExp])[] = [
  ["birth date", /\b(?:birth|born|dob)\b/],
  ["institution", /\b(?:hospital|institution|department|clinic|ward|room|location|site)\b/],
  [
    "staff",
    /\b(?:doctor|dr|physician|technician|operator|cardiologist|nurse|overreader|referring|performed by)\b/,
  ],
  ["contact", /\b(?:address|telephone|phone|e ?mail|street|city|zip)\b/],
  ["date", /\b(?:date|time|day)\b/],
  ["device", /\b(?:device|serial|station|recorder|cart)\b/],
  ["record id", /\b(?:study|record|recording|exam|accession|order|visit|file|path|ecg id)\b/],
  ["patient name", /\bname\b/],
  ["patient id", /\b(?:patient|subject|mrn|id|identifier)\b/],
  ["demographics", /\b(?:age|sex|gender|race|ethnicity|nationality|religion|occupation|height|weight)\b/],
];

/** One item a line, in their order; the lines come with or without their "#". */
export function identityFromComments(comments: readonly string[]): IdentityItem[] {
  return comments.flatMap((comment) => {
    const text = comment.replace(/^[#\s]+/, "").trim();
    const rest = withoutAgeAndSex(text);
    if (!/[\p{L}\p{N}]/u.test(rest)) return [];
    const match = /^<?([^:=<>]{1,60})>?\s{0,4}[:=](.*)$/s.exec(text);
    // a line of several statements, the first of which is known to be the age, is not all about it
    if (match === null || rest !== text) return [{ category: "free text", field: "comment", value: text }];
    const key = match[1]!.trim();
    const value = match[2]!.trim();
    const meaning = fieldMeaning(key);
    const category = meaning === null ? null : identityMeaning(meaning);
    if (category !== null) return value === "" ? [] : [{ category, field: key, value }];
    const words = keyWords(key);
    const guessed = categoryWords.find(([, pattern]) => pattern.test(words))?.[0] ?? "free text";
    return [{ category: guessed, field: "comment", value: text }];
  });
}

/** "subject_id", "SubjectID" and "Subject id" alike. */
function keyWords(key: string): string {
  return key
    .replace(/([a-z])([A-Z])/g, "$1 $2")
    .replace(/[_\-/.\s]+/g, " ")
    .toLowerCase()
    .trim();
}

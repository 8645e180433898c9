// Does a name out of a file, of a lead or of a group of signals, say what the file says of the person? Labels such as
// "Fp1" or "RESP" have to stay, or else leads could not be told apart; "Doe, Jane II" has to go. Case, accents, blanks
// and punctuation do not count, nor does the order of family and given names or of the parts of a date.
import type { IdentityCategory, IdentityItem } from "../../ecg/identity.ts";
import { isStandardLead } from "../../ecg/lead-names.ts";

/** Shorter values stand in names of leads by chance. */
const MIN_LENGTH = 3;
/** Of a comment, which may be the name of a lead ("MCL5") and tell nobody. */
const MIN_COMMENT_LENGTH = 5;
/** From here on a word of a name is looked for inside other words as well: "JANEDOE1". */
const MIN_LENGTH_WITHIN = 5;
/** A label of 16 characters may break a name or a number off, and what is left of it still tells. */
const MIN_LENGTH_BROKEN_OFF = 4;
/** A sentence is no name of a lead. */
const MAX_LENGTH = 100;
/** Each word of the value tells. */
const NAMES = new Set<IdentityCategory>(["patient name", "staff", "contact"]);
/** Each longer number in it tells. */
const NUMBERS = new Set<IdentityCategory>(["patient id", "record id", "device"]);
const DATES = new Set<IdentityCategory>(["birth date", "date"]);
const COMMENTS = new Set<IdentityCategory>(["free text", "private data", "demographics"]);
/** What stands in such values and in names of leads without telling anybody. */
const COMMON = new Set(
  "ecg ekg eeg emg eog lead leads signal channel group resp pleth abp art cvp spo test none not unknown anonymous patient the and for male female".split(
    " ",
  ),
);

/** True for a text that holds one of the values, or the day of `recordedAt`. */
export function tellsPerson(
  identity: readonly IdentityItem[],
  recordedAt: string | null = null,
): (text: string) => boolean {
  // most files call their leads by standard names, and none of their values is ever looked at
  let values: TellingValues | null = null;
  const known = new Map<string, boolean>();
  return (text) => {
    if (isStandardLead(text)) return false;
    values ??= tellingValues(identity, recordedAt);
    let tells = known.get(text);
    if (tells === undefined) {
      tells = holdsOne(text, values);
      known.set(text, tells);
    }
    return tells;
  };
}

interface TellingValues {
  /** Tell as a word of their own. */
  readonly words: ReadonlySet<string>;
  /** Tell wherever they stand. */
  readonly within: ReadonlySet<string>;
}

function tellingValues(identity: readonly IdentityItem[], recordedAt: string | null): TellingValues {
  const words = new Set<string>();
  const within = new Set<string>(digitsOfDate(recordedAt ?? ""));
  for (const { category, value } of identity) {
    if (value.length > MAX_LENGTH) continue;
    const parts = wordsOf(value);
    const whole = parts.join("");
    if (NAMES.has(category)) {
      for (const part of parts) (part.length < MIN_LENGTH_WITHIN ? words : within).add(part);
      within.add(parts.toReversed().join(""));
    }
    if (NUMBERS.has(category)) for (const part of parts) if (/\d{4}/.test(part)) within.add(part);
    if (category === "patient name" || category === "patient id") {
      for (const part of parts) {
        for (let end = MIN_LENGTH_BROKEN_OFF; end < part.length; end++) words.add(part.slice(0, end));
      }
    }
    if (DATES.has(category)) for (const digits of digitsOfDate(value)) within.add(digits);
    else if (whole.length >= (COMMENTS.has(category) ? MIN_COMMENT_LENGTH : MIN_LENGTH)) within.add(whole);
  }
  for (const common of COMMON) {
    words.delete(common);
    within.delete(common);
  }
  return { words, within };
}

function holdsOne(text: string, { words, within }: TellingValues): boolean {
  const parts = wordsOf(text);
  if (parts.some((part) => part.length >= MIN_LENGTH && words.has(part))) return true;
  const whole = parts.join("").slice(0, 2 * MAX_LENGTH);
  // names of leads are short and the values may be many, so the parts of the name are looked up
  for (let start = 0; start + MIN_LENGTH <= whole.length; start++) {
    for (let end = start + MIN_LENGTH; end <= whole.length && end - start <= MAX_LENGTH; end++) {
      if (within.has(whole.slice(start, end))) return true;
    }
  }
  return false;
}

/** "DoeJane_II" as "doe", "jane", "ii". */
function wordsOf(text: string): string[] {
  const apart = text
    .normalize("NFKD")
    .replace(/\p{M}/gu, "")
    .replace(/(\p{Ll})(\p{Lu})/gu, "$1 $2")
    .replace(/(\p{L})(\p{N})/gu, "$1 $2")
    .replace(/(\p{N})(\p{L})/gu, "$1 $2");
  return apart.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];
}

/** "1953-05-08T..." and "08.05.1953", with the parts in each order that people write. */
function digitsOfDate(text: string): string[] {
  const iso = /((?:18|19|20)\d{2})\D?(\d{2})\D?(\d{2})/.exec(text)?.slice(1);
  const dayFirst = /(\d{2})\D?(\d{2})\D?((?:18|19|20)\d{2})/.exec(text)?.slice(1).reverse();
  const [year = "", one = "", other = ""] = iso ?? dayFirst ?? [];
  return year === "" ? [] : [year + one + other, year + other + one, other + one + year, one + other + year];
}

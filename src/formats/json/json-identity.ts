// What in a foreign JSON document could tell who the person is, by the words of its keys: a text under a key that
// nobody thought of is free text, and a number is listed where its key speaks of a person or a record.
import { DISCLAIMER } from "../../ecg/disclaimer.ts";
import type { IdentityCategory, IdentityItem } from "../../ecg/identity.ts";
import { isoMoment } from "../local-date-time.ts";
import type { JsonValue } from "./parse-json.ts";

export interface JsonIdentity {
  readonly items: readonly IdentityItem[];
  readonly warnings: readonly string[];
}

type Rule = readonly [words: RegExp, category: IdentityCategory | null];

/** Members of objects and lists that are looked at, and different keys among them; what follows is not listed. */
const MAX_MEMBERS = 1_000_000;
const MAX_KEYS = 20_000;
/** Whole numbers from here on tell one person or moment from another, whatever their key. */
const LEAST_NUMBER_OF_ITS_OWN = 1_000_000;

// Matched in order against the words of a key ("patientId" as "patient id"); null: nothing that tells a person.
const rules: readonly Rule[] = [
  [/\b(units?|format|version|sex|gender|age|manufacturer|model|make|software|encoding|type)\b/, null],
  [/\b(birth\w*|dob)\b/, "birth date"],
  [/\b(race|ethnic\w*|religion|nationality|occupation|marital|languages?|insurance)\b/, "demographics"],
  [/\b(operator|technician|physician|doctor|nurse|clinician|performer|practitioner|author|staff)\b/, "staff"],
  [/\b(cardiologist|reader|reviewer|interpreter|requester|referr\w*|overread\w*|user|by)\b/, "staff"],
  [/\b(hospital|institution|clinic|department|dept|facility|ward|room|bed|location)\b/, "institution"],
  [/\b(site|organi[sz]ation|cent(er|re)|practice|laborator(y|ies)|lab)\b/, "institution"],
  [/\b(address|street|city|zip|postal|postcode|country|phone|telephone|mobile|fax)\b/, "contact"],
  [/\b(e?mail|contact)\b/, "contact"],
  [/\b(serial|device|station|machine|equipment|imei|udi|mac)\b/, "device"],
  [/\b(mrn|ssn|nhs|pid|medical record)\b/, "patient id"],
  [/\b(fs|sampling|sample rate|frequency|duration|leads?|channels?|signals?|sig)\b/, null],
  [/\b(file|filename|path|url|uri)\b/, "record id"],
  [/\b(name|surname|initials|firstname|lastname)\b/, "patient name"],
  [/\b(patient|subject|person|participant)( (id|identifier|number|no|nr|code|key))?$/, "patient id"],
  [
    /\b(id|uid|uuid|guid|identifier|accession|encounter|visit|order|study|record|number|no|nr)\b/,
    "record id",
  ],
  [/\b(date|time|datetime|timestamp|created|modified|updated|recorded|acquired)\b/, "date"],
];
/** What a number under a key of that category says of a person. */
const TELLING_NUMBERS = new Set<IdentityCategory>([
  "patient id",
  "patient name",
  "birth date",
  "contact",
  "institution",
  "staff",
  "record id",
  "demographics",
]);
/** Whatever stands inside such an object is of its kind: {"operator": {"name": ...}}. */
const INHERITED = new Set<IdentityCategory>(["staff", "institution", "contact", "device", "demographics"]);

const LABELS = new Set(["name", "label", "id", "code"]);

/** The moment of recording is not listed again, nor what stands under the keys in `except`. */
export function jsonIdentity(
  root: JsonValue,
  { recordedAt, except = [] }: { readonly recordedAt: string | null; readonly except?: readonly string[] },
): JsonIdentity {
  const items: IdentityItem[] = [];
  let members = 0;
  const known = new Map<string, IdentityCategory | null>();
  const isTooMuch = () => members > MAX_MEMBERS || known.size > MAX_KEYS;
  const categoryBelow = (parent: IdentityCategory | null, key: string) => {
    const inContext = `${parent} ${key}`;
    if (!known.has(inContext)) known.set(inContext, keyCategory(key, parent));
    return known.get(inContext)!;
  };
  const list = (category: IdentityCategory | null, field: string, value: string | number) => {
    if (category !== null) items.push({ category, field, value: String(value) });
  };
  const visit = (value: JsonValue, category: IdentityCategory | null, field: string): void => {
    if (typeof value === "string") list(textCategory(value, category, recordedAt), field, value);
    else if (typeof value === "number") list(numberCategory(value, category), field, value);
    else if (Array.isArray(value)) {
      for (let index = 0; index < value.length && !isTooMuch(); index++) {
        const element = value[index] as JsonValue;
        // samples, and other rows of numbers
        if (element === null || isNumbers(element)) continue;
        members++;
        visit(element, category, `${field}[${index}]`);
      }
    } else if (value !== null && typeof value === "object") {
      for (const [key, member] of Object.entries(value)) {
        members++;
        if (isTooMuch()) return;
        if (field === "" && except.includes(key)) continue;
        visit(member, categoryBelow(category, key), field === "" ? key : `${field}.${key}`);
      }
    }
  };
  visit(root, "free text", "");
  return {
    items,
    warnings: isTooMuch() ? ["it has too many fields for all of them to be listed"] : [],
  };
}

function isNumbers(value: JsonValue): boolean {
  return typeof value === "number" || (Array.isArray(value) && typeof value[0] === "number");
}

function keyCategory(key: string, parent: IdentityCategory | null): IdentityCategory | null {
  const words = key
    .slice(0, 80)
    .replace(/([a-z])([A-Z])/g, "$1 $2")
    .toLowerCase()
    .replace(/[^a-z]+/g, " ")
    .trim();
  const rule = rules.find(([pattern]) => pattern.test(words));
  if (rule !== undefined && rule[1] === null) return null;
  // of a lead or of a unit, not of a person
  if (parent === null && LABELS.has(words)) return null;
  if (parent !== null && INHERITED.has(parent)) return parent;
  if (parent === "patient id" && rule?.[1] === "record id") return "patient id";
  return rule?.[1] ?? "free text";
}

function textCategory(
  value: string,
  category: IdentityCategory | null,
  recordedAt: string | null,
): IdentityCategory | null {
  if (value.trim() === "" || value === DISCLAIMER) return null;
  const moment = isoMoment(value.trim());
  if (category === "date" && recordedAt !== null) {
    const asTime = isoMoment(`${recordedAt.slice(0, 10)}T${value.trim()}`);
    if (asTime === recordedAt) return null;
  }
  if (moment === null) return category;
  if (moment === recordedAt) return null;
  return category === "free text" || category === null ? "date" : category;
}

function numberCategory(value: number, category: IdentityCategory | null): IdentityCategory | null {
  if (category === null) return null;
  if (TELLING_NUMBERS.has(category)) return category;
  if (!Number.isInteger(value) || value < LEAST_NUMBER_OF_ITS_OWN) return null;
  return category === "date" ? "date" : "private data";
}

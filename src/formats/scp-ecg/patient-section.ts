// Section 1: who was recorded, when, by whom and with what (EN 1064:2005, 5.4). A list of tagged fields, ended
// by tag 255. All that could tell who the person is becomes identity; makers, models, filters and electrode
// placement are left out.
import type { IdentityCategory, IdentityItem } from "../../ecg/identity.ts";
import type { Patient } from "../../ecg/recording.ts";
import { ageInYears, yearsOf } from "../age-in-years.ts";
import { calendarDate, timeOfDay } from "../local-date-time.ts";
import type { ScpSection } from "./scp-record.ts";
import { type ReadText, textReader } from "./scp-text.ts";

const END_TAG = 255;
const ACQUIRING_DEVICE_TAG = 14;
/** From here on tags belong to the manufacturer or to versions to come. */
const FIRST_UNKNOWN_TAG = 36;
/** The standard has some forty tags, of which few may be repeated. */
const MAX_FIELDS = 2000;
/** Of a section without a known layout so much is looked at; a field of section 1 cannot be longer. */
const MAX_TEXT_BYTES = 65_535;
/** Of unknown bytes that are no text, so many are shown. */
const MAX_HEX_BYTES = 64;

/** Tags that are text and nothing else. */
const textTags = new Map<number, readonly [category: IdentityCategory, field: string]>([
  [0, ["patient name", "Last name"]],
  [1, ["patient name", "First name"]],
  [2, ["patient id", "Patient identification number"]],
  [3, ["patient name", "Second last name"]],
  [13, ["free text", "Diagnosis or referral indication"]],
  [16, ["institution", "Acquiring institution"]],
  [17, ["institution", "Analyzing institution"]],
  [18, ["institution", "Acquiring department"]],
  [19, ["institution", "Analyzing department"]],
  [20, ["staff", "Referring physician"]],
  [21, ["staff", "Latest confirming physician"]],
  [22, ["staff", "Technician"]],
  [23, ["institution", "Room"]],
  [30, ["free text", "Free text"]],
  [31, ["record id", "Sequence number"]],
  [35, ["free text", "Medical history"]],
]);

/** Tags without anything about the person: urgency, filters, electrodes; date and time are read apart. */
const impersonalTags = new Set([24, 25, 26, 27, 28, 29, 33]);

/** By unit code of tag 4, which counts from 1. */
const AGE_UNITS = ["years", "months", "weeks", "days", "hours"];

interface Field {
  readonly tag: number;
  readonly bytes: Uint8Array;
}

export interface PatientSection {
  readonly patient: Patient;
  readonly recordedAt: string | null;
  readonly identity: readonly IdentityItem[];
  readonly warnings: readonly string[];
  /** For the texts of other sections. */
  readonly readText: ReadText;
}

export function readPatientSection(section: ScpSection): PatientSection {
  const warnings: string[] = [];
  const fields = splitFields(section, warnings);
  const device = fields.find(({ tag, bytes }) => tag === ACQUIRING_DEVICE_TAG && bytes.length > 16);
  const readText = textReader(device?.bytes[16] ?? 0);
  const identity = fields.flatMap((field) => identityOf(field, readText)).filter(({ value }) => value !== "");
  const bytesOf = (tag: number) => fields.find((field) => field.tag === tag)?.bytes;

  const date = readDate(bytesOf(25));
  const time = readTime(bytesOf(26));
  if (date === null && time !== null) {
    identity.push({ category: "date", field: "Time of acquisition", value: time });
  }
  if (date !== null && time === null)
    warnings.push("note: the file tells the day of recording, not the time");
  const sexCode = bytesOf(8)?.[0];
  const patient: Patient = {
    ageYears: ageOf(bytesOf(4)) ?? ageInYears(readDate(bytesOf(5)), date),
    sex: sexCode === 1 ? "male" : sexCode === 2 ? "female" : null,
    context: null,
  };
  const recordedAt = date === null ? null : `${date}T${time ?? "00:00:00"}`;
  return { patient, recordedAt, identity, warnings, readText };
}

function splitFields({ data }: ScpSection, warnings: string[]): Field[] {
  const bytes = new Uint8Array(data.buffer, data.byteOffset, data.byteLength);
  const fields: Field[] = [];
  let at = 0;
  while (at + 3 <= bytes.length && bytes[at] !== END_TAG) {
    const tag = bytes[at]!;
    const end = at + 3 + data.getUint16(at + 1, true);
    if (end > bytes.length) {
      warnings.push(`section 1 ends within its tag ${tag}`);
      break;
    }
    if (fields.length === MAX_FIELDS) {
      warnings.push(`section 1 has more than ${MAX_FIELDS} tags; the others were not read`);
      break;
    }
    fields.push({ tag, bytes: bytes.subarray(at + 3, end) });
    at = end;
  }
  return fields;
}

function identityOf({ tag, bytes }: Field, readText: ReadText): IdentityItem[] {
  const known = textTags.get(tag);
  if (known !== undefined) return [{ category: known[0], field: known[1], value: readText(bytes) }];
  if (impersonalTags.has(tag)) return [];
  if (tag >= FIRST_UNKNOWN_TAG) {
    return [{ category: "private data", field: `tag ${tag}`, value: textOrHex(bytes, readText) }];
  }
  const number = bytes.length < 2 ? 0 : bytes[0]! | (bytes[1]! << 8);
  const numeric = (field: string, value: number): IdentityItem[] =>
    value === 0 ? [] : [{ category: "demographics", field, value: String(value) }];
  switch (tag) {
    case 5:
      return [{ category: "birth date", field: "Date of birth", value: readDate(bytes) ?? "" }];
    case 6:
      return numeric("Height", number);
    case 7:
      return numeric("Weight", number);
    case 9:
      return numeric("Race", bytes[0] ?? 0);
    case 10: {
      const text = readText(bytes.subarray(3));
      const value = text === "" ? [...bytes.subarray(0, 3)].join(" ") : text;
      return [{ category: "free text", field: "Drugs", value }];
    }
    case 11:
      return numeric("Systolic blood pressure", number);
    case 12:
      return numeric("Diastolic blood pressure", number);
    case 14:
      return deviceIdentity(bytes, { prefix: "Acquiring", readText });
    case 15:
      return deviceIdentity(bytes, { prefix: "Analyzing", readText });
    case 32:
      return [{ category: "free text", field: "Medical history codes", value: [...bytes].join(" ") }];
    case 34: {
      const offsetMin = bytes.length < 2 ? 0 : (number << 16) >> 16;
      const zone = `${offsetMin} min ${readText(bytes.subarray(4))}`.trim();
      return [{ category: "date", field: "Time zone", value: zone }];
    }
    default:
      return [];
  }
}

/** Tags 14 and 15: numbers, then 36 bytes further on strings, of which the second is the serial number. */
function deviceIdentity(
  bytes: Uint8Array,
  { prefix, readText }: { readonly prefix: string; readonly readText: ReadText },
): IdentityItem[] {
  const numbers = (
    [
      ["institution", "institution number"],
      ["institution", "department number"],
      ["device", "device number"],
    ] as const
  ).flatMap(([category, field], index): IdentityItem[] => {
    const value = (bytes[2 * index] ?? 0) | ((bytes[2 * index + 1] ?? 0) << 8);
    return value === 0 ? [] : [{ category, field: `${prefix} ${field}`, value: String(value) }];
  });
  const strings = bytes.subarray(36);
  const serialStart = strings.indexOf(0) + 1;
  if (serialStart === 0) return numbers;
  const serialEnd = strings.indexOf(0, serialStart);
  const serial = readText(strings.subarray(serialStart, serialEnd === -1 ? strings.length : serialEnd));
  return [...numbers, { category: "device", field: `${prefix} device serial number`, value: serial }];
}

/** What unknown bytes hold: text where they are printable, else hexadecimal digits. */
export function textOrHex(bytes: Uint8Array, readText: ReadText): string {
  const text = readText(bytes.subarray(0, MAX_TEXT_BYTES));
  if (!/[\p{Cc}\ufffd]/u.test(text)) return text;
  const hex = [...bytes.subarray(0, MAX_HEX_BYTES)]
    .map((byte) => byte.toString(16).padStart(2, "0"))
    .join("");
  return bytes.length > MAX_HEX_BYTES ? `${hex}... (${bytes.length} bytes)` : hex;
}

/** "2002-11-22", or null where the bytes are no date. */
export function readDate(bytes: Uint8Array | undefined): string | null {
  if (bytes === undefined || bytes.length < 4) return null;
  return calendarDate(bytes[0]! | (bytes[1]! << 8), bytes[2]!, bytes[3]!);
}

/** "09:10:00", or null where the bytes are no time of day. */
export function readTime(bytes: Uint8Array | undefined): string | null {
  if (bytes === undefined || bytes.length < 3) return null;
  return timeOfDay(bytes[0]!, bytes[1]!, bytes[2]!);
}

/** An age of 0 is what devices write that know none. */
function ageOf(bytes: Uint8Array | undefined): number | null {
  if (bytes === undefined || bytes.length < 3) return null;
  return yearsOf(bytes[0]! | (bytes[1]! << 8), AGE_UNITS[bytes[2]! - 1] ?? "") || null;
}

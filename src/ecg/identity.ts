// What in a file could tell who the person is. The categories follow the HIPAA Safe Harbor list (45 CFR
// 164.514(b)(2)) and the action tables of DICOM PS3.15 annex E, as far as ECG files have such fields.

export const IDENTITY_CATEGORIES = [
  "patient name",
  "patient id",
  "birth date",
  /** Address, telephone, mail. */
  "contact",
  /** Race, religion, nationality, occupation: nothing that measurement needs. */
  "demographics",
  /** Technicians, physicians, whoever acted. */
  "staff",
  /** Hospital, department, room, their addresses. */
  "institution",
  /** Serial numbers, station names: what tells one device from its siblings. Makers and models stay. */
  "device",
  /** Visit, order, accession and study numbers, unique identifiers. */
  "record id",
  /** Every date or time but the moment of recording, which is shifted instead. */
  "date",
  /** Comments, indications, medication, the device's own reading. */
  "free text",
  /** Private tags and fields whose meaning is not known. */
  "private data",
] as const;

export type IdentityCategory = (typeof IDENTITY_CATEGORIES)[number];

/** One value that the file holds. It stays inside the process unless the user asks for it. */
export interface IdentityItem {
  readonly category: IdentityCategory;
  /** The format's own name for the field: "PatientName", "assignedPerson/name". */
  readonly field: string;
  readonly value: string;
}

/** How much was removed; never what. */
export interface IdentityCount {
  readonly category: IdentityCategory | "recording date" | "age over 89" | "file name" | "signal name";
  readonly count: number;
  readonly action: "removed" | "shifted" | "generalised" | "replaced";
}

/** The first value of that category, or null. */
export function identityValue(
  identity: readonly IdentityItem[] | undefined,
  category: IdentityCategory,
): string | null {
  return identity?.find((item) => item.category === category)?.value ?? null;
}

export interface PatientName {
  /** As the file has it, or both parts as they are spoken. */
  readonly text: string;
  /** null where the file does not tell the parts apart. */
  readonly family: string | null;
  readonly given: string | null;
}

const FAMILY_NAME = /^(?!.*second).*(?:(?:last|family)[\s_]?name|surname|\.family)$/i;
const GIVEN_NAME = /(?:first|given)[\s_]?name$|\.given(?:\[0\])?$/i;

/** The patient's name, which some formats keep in several fields; null where there is none. */
export function patientName(identity: readonly IdentityItem[] | undefined): PatientName | null {
  const items = identity?.filter(({ category }) => category === "patient name") ?? [];
  const [first] = items;
  if (first === undefined) return null;
  const [family = null, given = null] = [FAMILY_NAME, GIVEN_NAME].map(
    (field) => items.find((item) => field.test(item.field))?.value,
  );
  const parts = [given, family].filter((part) => part !== null);
  return { family, given, text: parts.length === 0 ? first.value : parts.join(" ") };
}

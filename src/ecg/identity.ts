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
  readonly category: IdentityCategory | "recording date" | "age over 89" | "file name";
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

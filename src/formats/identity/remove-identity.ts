// Takes out of a Recording what could tell who the person is, and counts it. Dates move back by a number of
// days that a secret salt draws for each patient, so that the time between two of a patient's records and
// the time of day stay true; ages over 89 become 90 (HIPAA Safe Harbor, 45 CFR 164.514(b)(2)(i)(C); DICOM PS3.15
// E.3.6 calls the shift "modified dates"). Where the file says who the person is, its name is taken to say so too.
import { type IdentityCount, type IdentityItem, identityValue, patientName } from "../../ecg/identity.ts";
import type { Recording } from "../../ecg/recording.ts";
import { type Labelled, withNeutralNames } from "./neutral-names.ts";
import { keyedHash, pseudonym } from "./pseudonym.ts";
import { shiftDays } from "./shift-days.ts";
import { tellsPerson } from "./tells-person.ts";

export interface RemoveIdentityOptions {
  /** Secret; the same salt gives the same pseudonyms and shifts. */
  readonly salt: string;
}

/** Safe Harbor: all ages over 89 are one group. */
const OLDEST_AGE_YEARS = 89;
/** A month to ten years. */
const LEAST_SHIFT_DAYS = 30;
const MOST_SHIFT_DAYS = 3650;
const NAMING_CATEGORIES = new Set(["patient name", "patient id", "birth date", "contact"]);

/** What of a Recording, or of the head of one that is read in pieces, can identify. */
interface Identified extends Pick<Recording, "name" | "patient" | "recordedAt" | "identity">, Labelled {}

/** The same without identity; `source.identityRemoved` counts what was taken out. */
export async function removeIdentity<T extends Identified>(
  recording: T,
  { salt }: RemoveIdentityOptions,
): Promise<T> {
  const identity = recording.identity ?? [];
  const recordKey = await keyedHash(salt, `record ${recording.source.sha256} ${recording.name}`);
  const patient = patientKey(identity);
  const patientHash = patient === null ? null : await keyedHash(salt, `patient ${patient}`);
  const named = identity.some((item) => NAMING_CATEGORIES.has(item.category));
  const tooOld = (recording.patient.ageYears ?? 0) > OLDEST_AGE_YEARS;
  const texts = recording.annotations?.filter((annotation) => annotation.text !== null).length ?? 0;

  const removed: IdentityCount[] = countByCategory(identity, texts);
  if (recording.recordedAt) removed.push({ category: "recording date", count: 1, action: "shifted" });
  if (tooOld) removed.push({ category: "age over 89", count: 1, action: "generalised" });
  if (named) removed.push({ category: "file name", count: 1, action: "replaced" });

  const tells = tellsPerson(identity, recording.recordedAt);
  const { recording: neutral, renamedCount } = withNeutralNames(recording, tells);
  if (renamedCount > 0) removed.push({ category: "signal name", count: renamedCount, action: "replaced" });
  return {
    ...neutral,
    identity: [],
    name: named ? pseudonym(patientHash, recordKey) : recording.name,
    patient: tooOld ? { ...recording.patient, ageYears: OLDEST_AGE_YEARS + 1 } : recording.patient,
    recordedAt: recording.recordedAt
      ? shiftDays(recording.recordedAt, -shiftOf(patientHash ?? recordKey))
      : null,
    source: removed.length === 0 ? neutral.source : { ...neutral.source, identityRemoved: removed },
  };
}

/** What tells a patient from others: the id, or the name with the birth date. */
function patientKey(identity: readonly IdentityItem[]): string | null {
  const id = identityValue(identity, "patient id");
  if (id !== null) return `id ${id}`;
  const name = patientName(identity);
  return name === null ? null : `name ${name.text} ${identityValue(identity, "birth date") ?? ""}`;
}

function shiftOf(hash: DataView): number {
  return LEAST_SHIFT_DAYS + (hash.getUint32(4) % (MOST_SHIFT_DAYS - LEAST_SHIFT_DAYS + 1));
}

function countByCategory(identity: readonly IdentityItem[], texts: number): IdentityCount[] {
  const counts = new Map<IdentityItem["category"], number>();
  for (const { category } of identity) counts.set(category, (counts.get(category) ?? 0) + 1);
  if (texts > 0) counts.set("free text", (counts.get("free text") ?? 0) + texts);
  return [...counts].map(([category, count]) => ({ category, count, action: "removed" }));
}

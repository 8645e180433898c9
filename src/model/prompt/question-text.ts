// What a person asks, as the model is asked it: the tag for the features on a line of its own in front, then what is
// known of the patient. The paper blames overstated severity on answers given without age, sex and complaint.
import type { Patient } from "../../ecg/recording.ts";
import { IMAGE_TAG } from "./prompt-ids.ts";

export interface QuestionOptions {
  /** Whether an ECG or a picture goes with the question. */
  readonly hasFeatures: boolean;
  /** Left out where null: the reference tells the model nothing of the patient. */
  readonly patient: Patient | null;
}

/** A tag within the question is dropped: there is one set of features to stand for. */
export function questionText(question: string, { hasFeatures, patient }: QuestionOptions): string {
  const asked = question.replaceAll(`${IMAGE_TAG}\n`, "").replaceAll(IMAGE_TAG, "").trim();
  const context = patient === null ? null : patientText(patient);
  const text = context === null ? asked : `${context}\n${asked}`;
  return hasFeatures ? `${IMAGE_TAG}\n${text}` : text;
}

/** "Patient: 63-year-old woman. Clinical context: chest pain." or null where nothing is known. */
export function patientText({ ageYears, sex, context }: Patient): string | null {
  const isChild = ageYears !== null && ageYears < 18;
  const noun =
    sex === null ? null : sex === "female" ? (isChild ? "girl" : "woman") : isChild ? "boy" : "man";
  const age = ageYears === null ? null : `${Math.floor(ageYears)}-year-old`;
  const person = [age, noun ?? (age === null ? null : "person")].filter((word) => word !== null).join(" ");
  // on one line, and without what could be taken for the next turn's beginning
  const told = context?.replaceAll(IMAGE_TAG, "").replace(/\s+/gu, " ").trim().replace(/\.$/, "") ?? "";
  const sentences = [
    person === "" ? null : `Patient: ${person}.`,
    told === "" ? null : `Clinical context: ${told}.`,
  ].filter((sentence) => sentence !== null);
  return sentences.length === 0 ? null : sentences.join(" ");
}

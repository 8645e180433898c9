// The lines of a CSV that begin with "#": sampling rate and unit, age and sex, the moment of recording;
// anything else a person or a program wrote there may tell who the patient is.
import type { IdentityItem } from "../../ecg/identity.ts";
import type { Patient } from "../../ecg/recording.ts";
import { fieldMeaning } from "../field-meaning.ts";
import { patientFromComments } from "../patient-from-comments.ts";
import { type LabelledField, labelledFacts } from "./labelled-fields.ts";

export interface CsvComments {
  /** As written, with its "Hz" if there is one. */
  readonly samplingRate: string | null;
  readonly unit: string | null;
  readonly patient: Patient;
  readonly recordedAt: string | null;
  readonly identity: readonly IdentityItem[];
}

const MAX_LABEL_LENGTH = 40;

/** Reads the comments, given without their "#". The first statement of each kind counts. */
export function readComments(comments: readonly string[]): CsvComments {
  let samplingRate: string | null = null;
  let unit: string | null = null;
  const fields: LabelledField[] = [];
  for (const comment of comments) {
    const { label, value } = splitComment(comment);
    const meaning = fieldMeaning(label);
    // "fs: 500 Hz, 12 leads": the rest of the line is a remark
    const stated = /^([^\s;,]{1,30}(?:\s?(?:hz|hertz)\b)?)(.*)$/is.exec(value);
    if ((meaning === "sampling rate" || meaning === "unit") && stated !== null) {
      if (meaning === "unit") unit ??= stated[1]!;
      else samplingRate ??= stated[1]!;
      fields.push({ label: "comment", value: stated[2]!.replace(/^[\s;,]+/, "") });
    } else if (meaning === null) {
      fields.push({ label: "comment", value: comment });
    } else {
      fields.push({ label, value });
    }
  }
  const { patient, recordedAt, identity } = labelledFacts(fields, "free text");
  const { ageYears, sex } = patientFromComments(comments);
  return {
    samplingRate,
    unit,
    patient: { ...patient, ageYears: ageYears ?? patient.ageYears, sex: sex ?? patient.sex },
    recordedAt,
    identity,
  };
}

function splitComment(comment: string): LabelledField {
  const at = comment.slice(0, MAX_LABEL_LENGTH + 1).search(/[:=]/);
  if (at === -1) return { label: "", value: comment };
  return { label: comment.slice(0, at).trim(), value: comment.slice(at + 1).trim() };
}

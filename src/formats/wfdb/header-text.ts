// The text of a WFDB header for a record in one signal file of format 16, by header(5) of the WFDB Applications Guide.
// Age and sex go into comments as in the PhysioNet Challenges, and so does what identifies, where the user kept it;
// the clinical context does not.
import type { Recording } from "../../ecg/recording.ts";

export interface WfdbHeaderFacts
  extends Pick<Recording, "samplingRateHz" | "patient" | "recordedAt" | "identity"> {
  readonly recordName: string;
  readonly sampleCount: number;
  readonly leads: readonly WfdbLeadFacts[];
}

export interface WfdbLeadFacts {
  readonly name: string;
  readonly gainPerMv: number;
  /** The first sample in ADC units. */
  readonly initial: number;
  /** Sum of all samples, in 16 bits with a sign. */
  readonly checksum: number;
}

/** Everything but letters, digits, "-" and "_" replaced: header(5) allows no more in a record's name. */
export function wfdbRecordName(name: string): string {
  return name.replace(/[^\w-]/g, "_") || "record";
}

/** The name under which the header looks for the samples. */
export function wfdbDataFileName(recordName: string): string {
  return `${recordName}.dat`;
}

/** `recordName` has gone through `wfdbRecordName`. */
export function wfdbHeaderText(facts: WfdbHeaderFacts): string {
  const { recordName, leads, samplingRateHz, sampleCount, recordedAt, patient, identity = [] } = facts;
  const dataFileName = wfdbDataFileName(recordName);
  const lines = [
    `${recordName} ${leads.length} ${samplingRateHz} ${sampleCount}${baseTimeAndDate(recordedAt)}`,
  ];
  for (const { name, gainPerMv, initial, checksum } of leads)
    lines.push(`${dataFileName} 16 ${gainPerMv}(0)/mV 16 0 ${initial} ${checksum} 0 ${oneLine(name)}`);
  const { ageYears, sex } = patient;
  if (ageYears !== null) lines.push(`# Age: ${ageYears}`);
  if (sex !== null) lines.push(`# Sex: ${sex === "female" ? "Female" : "Male"}`);
  for (const { field, value } of identity) lines.push(`# ${oneLine(field)}: ${oneLine(value)}`);
  return `${lines.join("\n")}\n`;
}

/** "1990-02-01T12:30:05.5" as " 12:30:05.5 01/02/1990". */
function baseTimeAndDate(recordedAt: string | null | undefined): string {
  const match = /^(\d{4})-(\d\d)-(\d\d)T(\d\d:\d\d:\d\d(?:\.\d+)?)/.exec(recordedAt ?? "");
  return match === null ? "" : ` ${match[4]} ${match[3]}/${match[2]}/${match[1]}`;
}

function oneLine(text: string): string {
  return text.replace(/[\s\p{Cc}\p{Zl}\p{Zp}]+/gu, " ").trim();
}

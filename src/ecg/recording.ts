// A Recording: what a file holds once its format has been taken away. Immutable by convention and type.

export type Sex = "female" | "male";

/** What is known of the person; everything may be unknown, and unknown is null. */
export interface Patient {
  readonly ageYears: number | null;
  readonly sex: Sex | null;
  /** Free clinical context ("chest pain for two hours"), as given by the user or the file. */
  readonly context: string | null;
}

export interface Lead {
  /** Standard spelling where the lead is one of the twelve, else the file's own name. */
  readonly name: string;
  /** Millivolts, one value a sample; NaN where the file marks the sample invalid. */
  readonly samplesMv: Float64Array;
}

export interface Recording {
  /** The input's base name without extension, or a pseudonym where identity was removed. */
  readonly name: string;
  /** In the file's own order, all of the same length. */
  readonly leads: readonly Lead[];
  readonly samplingRateHz: number;
  readonly patient: Patient;
  readonly source: RecordingSource;
}

export interface RecordingSource {
  /** "wfdb", "csv", ... */
  readonly format: string;
  /** SHA-256 of the bytes of every file read, in reading order, in hexadecimal. */
  readonly sha256: string;
  /** What was odd about the file ("checksum of lead V3 differs"); becomes a quality reason. */
  readonly warnings: readonly string[];
}

export const UNKNOWN_PATIENT: Patient = { ageYears: null, sex: null, context: null };

/** Length of the recording in milliseconds; 0 where there are no leads. */
export function durationMs(recording: Recording): number {
  const samples = recording.leads[0]?.samplesMv.length ?? 0;
  return (samples / recording.samplingRateHz) * 1000;
}

/** The lead of that (standard) name, or undefined. */
export function findLead(recording: Recording, name: string): Lead | undefined {
  return recording.leads.find((lead) => lead.name === name);
}

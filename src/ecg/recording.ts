// A Recording: what a file holds once its format has been taken away. Immutable by convention and type.
import type { IdentityCount, IdentityItem } from "./identity.ts";

export type Sex = "female" | "male";

/** What is known of the person; everything may be unknown, and unknown is null. */
export interface Patient {
  readonly ageYears: number | null;
  readonly sex: Sex | null;
  /** Free clinical context ("chest pain for two hours"), as given by the user. */
  readonly context: string | null;
}

export interface Lead {
  /** Standard spelling where the lead is one of the twelve, else the file's own name. */
  readonly name: string;
  /** Millivolts, one value a sample; NaN where the file marks the sample invalid. */
  readonly samplesMv: Float64Array;
}

/** Further signals of the same file: the device's median beat, another multiplex group, leads at another rate. */
export interface SignalGroup {
  readonly kind: "rhythm" | "median";
  /** What tells it from the others, in words that name no person: "multiplex group 2", "128 Hz". */
  readonly label: string;
  readonly samplingRateHz: number;
  /** Of its first sample, from the start of the recording; 0 for a median beat. */
  readonly startMs: number;
  readonly leads: readonly Lead[];
}

/** A mark that the file carries: a beat label, a wave boundary, a comment. */
export interface Annotation {
  readonly timeMs: number;
  /** 0 for a moment. */
  readonly durationMs: number;
  /** Standard lead name, or null where it belongs to all. */
  readonly lead: string | null;
  /** A code of the format ("N", "V", "(", "MDC_ECG_WAVC_PWAVE"). */
  readonly code: string;
  /** Free text behind the code, or null; never kept once identity has been removed. */
  readonly text: string | null;
}

/** Marks a stretch of all leads that holds the device's calibration pulse and no ECG. */
export const CALIBRATION_CODE = "calibration";

export interface Recording {
  /** The input's base name without extension, or a pseudonym where identity was removed. */
  readonly name: string;
  /** All of the same length, in the file's own order; in standard order where some had to be derived. */
  readonly leads: readonly Lead[];
  readonly samplingRateHz: number;
  readonly patient: Patient;
  readonly source: RecordingSource;
  /** When it was taken: local time, "2002-11-22[T09:10:00[.fff]]"; shifted where identity was removed. */
  readonly recordedAt?: string | null;
  readonly otherSignals?: readonly SignalGroup[];
  readonly annotations?: readonly Annotation[];
  /** All in the file that could tell who the person is; empty or absent once it has been removed. */
  readonly identity?: readonly IdentityItem[];
}

export interface RecordingSource {
  /** "wfdb", "csv", "dicom", ... */
  readonly format: string;
  /** SHA-256 of the bytes of every file read, in reading order, in hexadecimal. */
  readonly sha256: string;
  /**
   * What was odd about the file ("checksum of lead V3 differs"); becomes a quality reason. One that starts with
   * "note: " only informs.
   */
  readonly warnings: readonly string[];
  /** Names of the leads that were computed from others, because the format stores only eight. */
  readonly derivedLeads?: readonly string[];
  /** Of a recording that was read from a picture of paper: what one of its pixels stands for. */
  readonly paper?: { readonly msPerPx: number; readonly mvPerPx: number };
  /** What was taken out on the way in; absent where nothing was. */
  readonly identityRemoved?: readonly IdentityCount[];
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

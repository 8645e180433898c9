// What reading a picture of an ECG gives: a signal a lead, how sure each is, and all that was read or taken for granted
// on the way, so that whoever uses the signals can say so.

/** Where a scale comes from. */
export type ScaleSource = "calibration pulse" | "given" | "assumed";

export interface ReadScale {
  readonly value: number;
  readonly source: ScaleSource;
}

export interface DigitisedLead {
  /** Standard name; the samples are upright even where the page draws the lead upside down. */
  readonly lead: string;
  readonly role: "row" | "strip";
  /** Of the first sample, from the start of the traces. */
  readonly startMs: number;
  /** At `SAMPLING_RATE_HZ`; not a number where no ink of the lead could be told. */
  readonly samplesMv: Float64Array;
  readonly quality: LeadTraceQuality;
  /** Place in the picture: corners of the lead's box, clockwise from the top left. */
  readonly cornersPx: readonly (readonly [number, number])[];
  /** The trace in the picture, a point for about every pixel. */
  readonly linePx: readonly (readonly [number, number])[];
}

export interface LeadTraceQuality {
  readonly usable: boolean;
  /** What is wrong, for people; also of a usable lead. */
  readonly reasons: readonly string[];
  /** Share of its time in which ink was found under the path. */
  readonly inkShare: number;
  /** Share of its time in which its ink could not be told from another lead's. */
  readonly sharedShare: number;
}

export interface Digitised {
  readonly widthPx: number;
  readonly heightPx: number;
  readonly pxPerMm: number;
  /** "scan": flat and upright or turned; "perspective": seen aslant; "bent": paper that is not flat. */
  readonly geometry: "scan" | "perspective" | "bent" | "given";
  /** Root mean square distance of the ruling from where it was taken to be; null where the scale was given. */
  readonly gridResidualMm: number | null;
  readonly layout: string;
  readonly layoutSource: "lead names" | "given";
  /** Lead names read in their places, and places in all. */
  readonly namesFound: number;
  readonly namePlaces: number;
  readonly speedMmPerS: ReadScale;
  readonly gainMmPerMv: ReadScale;
  readonly penMm: number;
  readonly leads: readonly DigitisedLead[];
  /** What was taken for granted. */
  readonly assumptions: readonly string[];
}

export const SAMPLING_RATE_HZ = 500;

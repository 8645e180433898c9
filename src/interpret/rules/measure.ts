// What a rule can compare: a named measure with its unit, the kind of quantity (which fixes its tolerance)
// and the part of the heartbeat where it can be seen. Measures are read by code; rules only name them.
import type { Measurements, MedianBeat } from "../../ecg/measurements.ts";

export type MeasureValue = number | string | boolean | null;

/** Kinds of quantity; `tolerances.ts` says how exactly each can be measured. */
export type Quantity =
  | "interval"
  | "qt"
  | "deflection"
  | "amplitude"
  | "product"
  | "ratio"
  | "axis"
  | "rate"
  | "irregularity"
  | "time"
  | "count"
  | "category";

/** Part of the heartbeat that evidence points at; "record" is the whole recording. */
export type Part = "p" | "pr" | "qrs" | "st" | "t" | "qt" | "u" | "record";

/** A place where a value shows: a lead (null: all), a beat, its span. */
export interface Place {
  readonly lead: string | null;
  readonly beat: number | null;
  readonly startMs: number | null;
  readonly endMs: number | null;
}

/** A value in one lead that went into a compound value ("S in V1" in the Sokolow-Lyon voltage). */
export interface Contribution {
  readonly lead: string;
  readonly measure: string;
  readonly value: number | null;
  readonly unit: string;
  readonly part: Part;
}

export interface Reading {
  /** What is compared. Null: it was not measured, and `unknown` says why where there is more to say. */
  readonly value: MeasureValue;
  /** The wave is not there: `value` stands in for the comparison and is not reported. */
  readonly absent?: boolean;
  readonly unknown?: string;
  /** Where it shows, where the part of a typical beat would not say it (each of several ectopic beats). */
  readonly places?: readonly Place[];
  readonly contributions?: readonly Contribution[];
}

interface MeasureBase {
  /** In words, as evidence cites it ("PR interval"). */
  readonly label: string;
  /** "" where the value is a name, a yes or no, or a pure number. */
  readonly unit: string;
  readonly quantity: Quantity;
  readonly part: Part;
}

/** One value for the recording. `leads`: those without which it means nothing. */
export interface RecordMeasure extends MeasureBase {
  readonly scope: "record";
  readonly read: (measurements: Measurements) => Reading;
}

/** One value a lead, read from its median beat. `signed`: turns its sign in "-aVR". */
export interface LeadMeasure extends MeasureBase {
  readonly scope: "lead";
  readonly signed?: boolean;
  readonly read: (input: LeadInput) => Reading;
}

export interface LeadInput {
  readonly median: MedianBeat;
  readonly lead: string;
  readonly measurements: Measurements;
}

export type Measure = RecordMeasure | LeadMeasure;

/** The median beat of a lead that is there and usable, or null. */
export function usableMedian(measurements: Measurements, lead: string): MedianBeat | null {
  if (measurements.quality.leads[lead]?.usable === false) return null;
  return measurements.leads[lead]?.median ?? null;
}

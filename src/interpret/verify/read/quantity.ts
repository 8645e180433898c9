// What a number in a given unit can measure of a subject, and its size in our units.
import type { Subject, Unit, ValueAssertion } from "../extracted-claim.ts";
import type { Item } from "../sentence/items.ts";
import { measured } from "../sentence/wave-measures.ts";

export type ValueItem = Extract<Item, { kind: "value" }>;

const TIMES =
  /^(?:rr|pause|pr|p duration|qrs duration|q duration|t duration|st duration|r-peak time|qt|qtc|jt)$/;
const AMPLITUDES =
  /^(?:st|pr segment|sokolow-lyon|cornell|peguero-lo presti|gubner|[pqrst] amplitude|qrs amplitude|r prime|u)$/;

/** What a number in a given unit measures of a subject, or null where they do not go together. */
export function quantity(
  subject: Subject | "other",
  unit: ValueItem["unit"],
): { subject: Subject; unit: Unit } | null {
  if (subject === "other") return null;
  const asDuration = measured(subject, "duration");
  const asAmplitude = measured(subject, "amplitude");
  if (unit === "ms" || unit === "square") {
    if (TIMES.test(subject)) return { subject, unit: "ms" };
    if (subject === "av conduction") return { subject: "pr", unit: "ms" };
    if (subject === "iv conduction") return { subject: "qrs duration", unit: "ms" };
    if (unit === "ms")
      return asDuration !== "other" && TIMES.test(asDuration) && subject !== "st"
        ? { subject: asDuration, unit: "ms" }
        : null;
  }
  if (unit === "mV" || unit === "square")
    return asAmplitude !== "other" && AMPLITUDES.test(asAmplitude)
      ? { subject: asAmplitude, unit: "mV" }
      : null;
  if (unit === "bpm")
    return subject === "atrial rate" || subject === "heart rate"
      ? { subject, unit: "bpm" }
      : subject === "rhythm"
        ? { subject: "heart rate", unit: "bpm" }
        : null;
  if (unit === "deg") return /axis|angle/.test(subject) ? { subject, unit: "deg" } : null;
  if (unit === "mV*ms") return subject === "cornell product" ? { subject, unit: "mV*ms" } : null;
  if (unit !== null) return null;
  if (/rate$/.test(subject)) return { subject, unit: "bpm" };
  if (TIMES.test(subject)) return { subject, unit: "ms" };
  if (subject === "qrs") return { subject: "qrs duration", unit: "ms" };
  if (/axis|angle/.test(subject)) return { subject, unit: "deg" };
  if (subject === "r/s ratio") return { subject, unit: "ratio" };
  return null;
}

/** Millimetres of paper in the unit that the quantity has; plain small numbers of an interval are seconds. */
export function scaled(value: number, from: ValueItem["unit"], to: Unit): number {
  if (from === "square") return to === "ms" ? value * 40 : value * 0.1;
  if (from === null && to === "ms" && Math.abs(value) < 3) return value * 1000;
  return value;
}

/** Readings no resting ECG can have are of something else (a strip's length, a year). */
export function isPlausible(assertion: ValueAssertion): boolean {
  const size = Math.max(Math.abs(assertion.low), Math.abs(assertion.high));
  if (assertion.unit === "ms") return size <= 4000;
  if (assertion.unit === "bpm") return size <= 500;
  return assertion.unit === "deg" ? size <= 360 : size < 1000;
}

/** A bare number this small is a list's or a page's, not a rate or an interval. */
export function isTooSmall({ unit, high }: ValueAssertion): boolean {
  return (unit === "bpm" || unit === "ms") && high < 15;
}

// Evidence in words: what was measured against which limit, and where it can be seen. Beats are numbered
// from 1 for people; the JSON counts from 0.
import type { Evidence } from "../ecg/interpretation.ts";

/** "PR interval 224 ms > 200 ms", "QRS form in V1: rsR'". */
export function evidenceText({ lead, measure, value, unit, operator, threshold }: Evidence): string {
  const name = lead === null ? measure : `${measure} in ${lead}`;
  if (value === null) return `${name}: none found`;
  const shown = valueText(value, unit);
  const compares = operator !== null && threshold !== null && typeof value === "number";
  if (compares) return `${name} ${shown} ${operator} ${valueText(threshold, unit)}`;
  return typeof value === "number" ? `${name} ${shown}` : `${name}: ${shown}`;
}

/** "V1, beat 3, 1230-1454 ms", "all leads, beat 3", or "" where nothing is known of the place. */
export function evidencePlace({ lead, beat, startMs, endMs }: Evidence): string {
  if (lead === null && beat === null && startMs === null) return "";
  const parts = [lead ?? "all leads"];
  if (beat !== null) parts.push(`beat ${beat + 1}`);
  if (startMs !== null && endMs !== null) parts.push(`${Math.round(startMs)}-${Math.round(endMs)} ms`);
  return parts.join(", ");
}

/** A value with its unit: whole milliseconds, hundredths of a millivolt. */
export function valueText(value: number | string | boolean, unit: string): string {
  if (typeof value === "boolean") return value ? "yes" : "no";
  if (typeof value === "string") return value;
  const digits =
    unit === "mV" ? value.toFixed(2) : String(Number(value.toFixed(Math.abs(value) < 10 ? 2 : 0)));
  const shown = Number(digits) === 0 ? digits.replace("-", "") : digits;
  return unit === "" ? shown : `${shown} ${unit}`;
}

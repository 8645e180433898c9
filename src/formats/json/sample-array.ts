// Samples out of JSON: numbers, and null or "NaN" (as Jackson writes it) for one that is missing. Any other text,
// and whatever lies beyond voltages, is refused with its place rather than read as a number.
import { FormatError } from "../../ecg/errors.ts";
import { MAX_SAMPLE_VALUE } from "../limits.ts";
import { quote } from "../quote.ts";
import type { JsonValue } from "./parse-json.ts";

/** `field` is the array's path. Throws FormatError for anything but samples. */
export function sampleArray(values: readonly JsonValue[], field: string, where: string): Float64Array {
  const samples = new Float64Array(values.length);
  for (let i = 0; i < values.length; i++) {
    const value = values[i];
    samples[i] = isSample(value) ? value : sample(value, `${field}[${i}]`, where);
  }
  return samples;
}

/** Asked first, so that no path is put together for each of millions of samples. */
export function isSample(value: JsonValue | undefined): value is number {
  return typeof value === "number" && Math.abs(value) < MAX_SAMPLE_VALUE;
}

export function sample(value: JsonValue | undefined, field: string, where: string): number {
  if (isSample(value)) return value;
  if (value === null || value === "NaN") return Number.NaN;
  const got = typeof value === "string" ? quote(value, 20) : describe(value);
  throw new FormatError({ file: where, field, got, wanted: "a number, or null where it is missing" });
}

function describe(value: JsonValue | undefined): string {
  if (value === undefined) return "nothing";
  if (typeof value === "number") return `${value}`;
  if (typeof value === "object") return Array.isArray(value) ? "an array" : "an object";
  return String(value);
}

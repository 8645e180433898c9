// One FHIR SampledData (R4 2.24.0.11, R5 2.1.28.0.9) to millivolts. A value is (number x factor + origin), in the
// origin's unit, divided by that unit's count per millivolt, in this order of operations. R4 states the time between
// samples in milliseconds (`period`), R5 in a unit of its own (`interval`, `intervalUnit`).
import { FormatError, UnsupportedError, UsageError } from "../../ecg/errors.ts";
import { countWords } from "../count-words.ts";
import type { DecodeOptions } from "../decode-input.ts";
import { turnedOver } from "../doubtful-amplitudes.ts";
import { type JsonObject, type JsonValue, jsonMember, jsonNumber, jsonText } from "../json/parse-json.ts";
import { MAX_SAMPLE_VALUE, MAX_SIGNALS } from "../limits.ts";
import { quote } from "../quote.ts";
import { isSamplingRate, missingRate, SAMPLING_RATES } from "../sampling-rate.ts";
import { unitsPerSecond } from "../time-unit.ts";
import { unitsPerMillivolt } from "../voltage-unit.ts";
import { parseSampledValues, type SampleMarks } from "./sampled-values.ts";

export interface SampledDataContext {
  readonly where: string;
  /** "Observation.component[3].valueSampledData", for messages. */
  readonly field: string;
  readonly options: DecodeOptions;
  /** A rate stated elsewhere in the resource, or by the caller; only settles what the period leaves open. */
  readonly otherRateHz: number | null;
}

export interface SampledData {
  readonly samplingRateHz: number;
  /** One a dimension, all of the same length. */
  readonly channelsMv: readonly Float64Array[];
  readonly marks: SampleMarks;
  readonly warnings: readonly string[];
}

const mdcVoltages = new Map([
  ["266400", "V"],
  ["266418", "mV"],
  ["266419", "uV"],
  ["266420", "nV"],
]);
/** How far a whole rate may lie from what a rounded period gives, as a share. */
const WHOLE_NUMBER_SHARE = 2e-4;
const SAME_RATE_SHARE = 0.005;

/** How many numbers the data holds, all dimensions together. */
export function sampledDataLength(content: JsonObject): number {
  const data = jsonMember(content, "data");
  return typeof data === "string" ? countWords(data) : 0;
}

/** Null where its unit is no voltage. Throws FormatError, UnsupportedError, and UsageError where it must be told more. */
export function decodeSampledData(content: JsonObject, context: SampledDataContext): SampledData | null {
  const { where, field } = context;
  const fault = (name: string, got: string | number, wanted: string) =>
    new FormatError({ file: where, field: `${field}.${name}`, got, wanted });
  const perMillivolt = originUnitsPerMillivolt(content, context);
  if (perMillivolt === null) return null;
  if (jsonMember(content, "offsets") !== undefined) {
    throw new UnsupportedError(
      `${where}: ${field} gives a time for each sample (offsets); only even sampling is read`,
    );
  }
  const number = (name: string, value: JsonValue | undefined, otherwise: number) => {
    if (value === undefined) return otherwise;
    const found = jsonNumber(value);
    if (found === null || Math.abs(found) > MAX_SAMPLE_VALUE) throw fault(name, "no number", "a decimal");
    return found;
  };
  const factor = number("factor", jsonMember(content, "factor"), 1);
  if (factor === 0) throw fault("factor", 0, "another number");
  const origin = number("origin.value", jsonMember(content, "origin", "value"), 0);
  const dimensions = number("dimensions", jsonMember(content, "dimensions"), 1);
  if (!(Number.isInteger(dimensions) && dimensions >= 1 && dimensions <= MAX_SIGNALS)) {
    throw fault("dimensions", dimensions, `a whole number, 1 to ${MAX_SIGNALS}`);
  }
  const rate = samplingRate(content, context);

  const data = jsonMember(content, "data");
  if (typeof data !== "string") throw fault("data", "none", "numbers separated by blanks");
  const parsed = parseSampledValues(data, {
    where,
    field: `${field}.data`,
    hasCodeMap: jsonMember(content, "codeMap") !== undefined,
  });
  const { values } = parsed;
  if (values.length === 0) throw fault("data", "no values", "numbers separated by blanks");
  if (values.length % dimensions !== 0) {
    throw fault("data", `${values.length} values`, `a multiple of its ${dimensions} dimensions`);
  }
  const channelsMv = Array.from({ length: dimensions }, (_, dimension) => {
    const channel = new Float64Array(values.length / dimensions);
    for (let i = 0; i < channel.length; i++) {
      channel[i] = (values[i * dimensions + dimension]! * factor + origin) / perMillivolt;
    }
    return channel;
  });
  if (channelsMv.some((channel) => channel.some((value) => Math.abs(value) > MAX_SAMPLE_VALUE))) {
    throw fault("factor", factor, "one that gives voltages");
  }
  return {
    samplingRateHz: rate.rateHz,
    channelsMv,
    marks: parsed.marks,
    warnings: [
      ...rate.warnings,
      ...parsed.warnings,
      ...turnedOver(factor < 0 ? [field] : []),
      ...(origin === 0
        ? []
        : [`note: ${field} has an origin other than 0 (${origin / perMillivolt} mV), added to every sample`]),
    ],
  };
}

/** Of the origin, or else the caller's; null where it is no voltage. Throws UsageError where nobody tells. */
function originUnitsPerMillivolt(
  content: JsonObject,
  { where, field, options }: SampledDataContext,
): number | null {
  const stated = ["code", "unit"].flatMap((key) => jsonText(jsonMember(content, "origin", key)) ?? []);
  // "1" is UCUM's unit of what has no unit, as converter counts have
  const units = stated.filter((unit) => unit !== "1");
  const known = units.flatMap((unit) => unitsPerMillivolt(voltageName(unit)) ?? []);
  if (new Set(known).size > 1) {
    const got = units.map((unit) => quote(unit)).join(" and ");
    throw new FormatError({ file: where, field: `${field}.origin`, got, wanted: "one unit" });
  }
  if (known[0] !== undefined) return known[0];
  if (units.length > 0) return null;
  if (options.unit === undefined) {
    throw new UsageError(
      `${where} does not tell the unit of its voltages (${field}.origin); give it, for example --unit uV`,
    );
  }
  return unitsPerMillivolt(options.unit);
}

function voltageName(unit: string): string {
  const mdc = /^MDC_DIM_(MILLI_|MICRO_|NANO_|)VOLT$/i.exec(unit)?.[1];
  if (mdc === undefined) return mdcVoltages.get(unit) ?? unit;
  return `${mdc.toLowerCase().replace("_", "")}volt`;
}

function samplingRate(
  content: JsonObject,
  { where, field, options, otherRateHz }: SampledDataContext,
): { rateHz: number; warnings: string[] } {
  const name = jsonMember(content, "interval") === undefined ? "period" : "interval";
  const stated = jsonMember(content, name);
  const unit = name === "period" ? "ms" : (jsonText(jsonMember(content, "intervalUnit")) ?? "");
  const perSecond = unitsPerSecond(unit);
  if (stated === undefined || perSecond === null) {
    const rateHz = options.samplingRateHz;
    if (rateHz !== undefined) return { rateHz, warnings: [] };
    const why = stated === undefined ? "" : ` (${field}.intervalUnit is ${quote(unit)}, no time)`;
    throw missingRate(where, why);
  }
  const step = jsonNumber(stated);
  if (step === null || step <= 0) {
    const got = step ?? "no number";
    throw new FormatError({ file: where, field: `${field}.${name}`, got, wanted: `a time in ${unit}` });
  }
  const rateHz = perSecond / step;
  const whole = wholeRate(step, perSecond);
  if (whole !== null && isSamplingRate(whole)) {
    const rounded = perSecond / whole !== step;
    const note = `note: a ${name} of ${step} ${unit} is taken for the rounded one of ${whole} Hz`;
    return { rateHz: whole, warnings: rounded ? [note] : [] };
  }
  if (isSamplingRate(rateHz)) return { rateHz, warnings: [] };
  // a known fault of exporters: seconds where the standard wants milliseconds
  if (otherRateHz !== null && Math.abs(rateHz / 1000 / otherRateHz - 1) < SAME_RATE_SHARE) {
    return {
      rateHz: otherRateHz,
      warnings: [`its ${name} is in seconds instead of ms; the stated ${otherRateHz} Hz are used`],
    };
  }
  const got = `${step} ${unit}, which is ${rateHz} Hz`;
  throw new FormatError({ file: where, field: `${field}.${name}`, got, wanted: SAMPLING_RATES });
}

/** The whole rate of which `step` is the time between samples, rounded to the digits it has; null if there is none. */
function wholeRate(step: number, perSecond: number): number | null {
  const whole = Math.round(perSecond / step);
  const decimals = /\.(\d+)$/.exec(String(step))?.[1]?.length ?? 0;
  const rounding = decimals === 0 ? 0 : 0.5001 * 10 ** -decimals;
  const close = Math.abs(perSecond / step - whole) <= WHOLE_NUMBER_SHARE * whole;
  return close && Math.abs(perSecond / whole - step) <= rounding ? whole : null;
}

// The time sequence of a sequence set: the moment or offset of its first sample and the step to the next, as
// GLIST_TS (TIME_ABSOLUTE) or GLIST_PQ (TIME_RELATIVE) of the HL7 v3 data types.
import { FormatError, UnsupportedError } from "../../ecg/errors.ts";
import { parseNumber } from "../parse-number.ts";
import { type XmlElement, xmlChild } from "../parse-xml.ts";
import { quote } from "../quote.ts";
import { isSamplingRate, SAMPLING_RATES, settledRate } from "../sampling-rate.ts";
import { unitsPerSecond } from "../time-unit.ts";
import { type AecgTime, parseTimestamp } from "./timestamp.ts";

export interface TimeBase {
  readonly samplingRateHz: number;
  /** Of the first sample; null where the file gives none. */
  readonly absolute: AecgTime | null;
  /** Of the first sample on the series' own clock; 0 where the file gives none. */
  readonly relativeMs: number;
}

export interface TimePlace {
  /** Names the file in messages. */
  readonly where: string;
  /** "series 1, sequence set 1". */
  readonly field: string;
  /** From the caller, for files that do not tell. */
  readonly samplingRateHz: number | undefined;
}

/** An increment written with n decimals means the whole number of hertz that it rounds from, where only one does. */
const FLOATING_POINT_SHARE = 1e-12;

/** Reads the time sequence, which may be missing. Throws UsageError where nobody states a rate. */
export function readTimeBase(sequence: XmlElement | undefined, place: TimePlace): TimeBase {
  const { where, field } = place;
  const value = xmlChild(sequence, "value");
  const increment = xmlChild(value, "increment");
  if (value !== undefined && increment === undefined && value.children.length > 0) {
    throw new UnsupportedError(`${where}: ${field}: times listed one by one are not read, an increment is`);
  }
  for (const attribute of ["period", "denominator"]) {
    const repeats = value?.attributes.get(attribute);
    if (repeats !== undefined && !/^[01]?$/.test(repeats)) {
      throw new UnsupportedError(`${where}: ${field}: a time sequence with a ${attribute} is not read`);
    }
  }
  const head = xmlChild(value, "head");
  const headValue = head?.attributes.get("value");
  const absolute = isRelative(sequence) ? null : parseTimestamp(headValue);
  const relativeMs = isRelative(sequence) ? (durationMs(head) ?? 0) : 0;
  const stated = statedRate(increment, place);
  const samplingRateHz = settledRate({ file: where, statedHz: stated, givenHz: place.samplingRateHz });
  return { samplingRateHz, absolute, relativeMs };
}

/** Milliseconds of a PQ with a unit of time, or null. */
export function durationMs(quantity: XmlElement | undefined): number | null {
  const number = parseNumber(quantity?.attributes.get("value"));
  const perSecond = perSecondOf(quantity);
  return number === null || perSecond === null ? null : (number * 1000) / perSecond;
}

/** By the type of its value, and where a file leaves that out, by its code. */
function isRelative(sequence: XmlElement | undefined): boolean {
  const type = xmlChild(sequence, "value")?.attributes.get("type");
  const code = xmlChild(sequence, "code")?.attributes.get("code");
  return type === undefined ? /^TIME_RELATIVE$/i.test(code ?? "") : /GLIST_PQ$/.test(type);
}

function perSecondOf(quantity: XmlElement | undefined): number | null {
  return unitsPerSecond(quantity?.attributes.get("unit") ?? "");
}

function statedRate(increment: XmlElement | undefined, { where, field }: TimePlace): number | null {
  const text = increment?.attributes.get("value")?.trim();
  const perSecond = perSecondOf(increment);
  if (!text || perSecond === null) return null;
  const step = parseNumber(text);
  const rateHz = step === null ? Number.NaN : wholeRate(perSecond / step, text, perSecond);
  if (!isSamplingRate(rateHz)) {
    throw new FormatError({
      file: where,
      field: `increment of ${field}`,
      got: quote(text),
      wanted: `a step of ${SAMPLING_RATES}`,
    });
  }
  return rateHz;
}

function wholeRate(rateHz: number, text: string, perSecond: number): number {
  const match = /^\d*\.?(\d*)$/.exec(text);
  const roundingHz = match === null ? 0 : (rateHz * rateHz * 0.5 * 10 ** -match[1]!.length) / perSecond;
  const toleranceHz = Math.max(roundingHz < 0.5 ? roundingHz : 0, rateHz * FLOATING_POINT_SHARE);
  const whole = Math.round(rateHz);
  return Math.abs(rateHz - whole) <= toleranceHz ? whole : rateHz;
}

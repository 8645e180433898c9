// The HL7 v3 data type TS: year to fraction of a second without separators, cut off at any precision, and the
// zone at the end ("20021122091000.122+0100").
import { calendarDate } from "../local-date-time.ts";

export interface AecgTime {
  /** Of the local time as if it were UTC, since 1970. */
  readonly ms: number;
  readonly zoneMinutes: number | null;
  /** How much the text says: 8 digits are a date, 12 reach the minute. */
  readonly digits: number;
}

const TIMESTAMP =
  /^(\d{4})(?:(\d\d)(?:(\d\d)(?:(\d\d)(?:(\d\d)(?:(\d\d)(?:\.(\d{1,9})\d*)?)?)?)?)?)?(?:([+-])(\d{1,4}))?$/;
const TO_THE_MINUTE = 12;

/** Reads a timestamp; null for what is none, or no day of the calendar. */
export function parseTimestamp(text: string | null | undefined): AecgTime | null {
  const match = TIMESTAMP.exec(text?.trim().slice(0, 60) ?? "");
  if (match === null) return null;
  const given = match.slice(1, 7).filter((part) => part !== undefined);
  const [year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0] = given.map(Number);
  if (calendarDate(year, month, day) === null || hour > 23 || minute > 59 || second > 60) return null;
  const fractionMs = Number((match[7] ?? "").padEnd(9, "0")) / 1e6;
  return {
    ms: Date.UTC(year, month - 1, day, hour, minute, second) + fractionMs,
    zoneMinutes: match[9] === undefined ? null : zoneMinutes(match[8]!, match[9]),
    digits: given.join("").length,
  };
}

/** "+0130", "+130" and "+1" are an hour and a half, the same, and an hour. */
function zoneMinutes(sign: string, digits: string): number {
  const [hours, minutes] = digits.length <= 2 ? [digits, "0"] : [digits.slice(0, -2), digits.slice(-2)];
  return (sign === "-" ? -1 : 1) * (Number(hours) * 60 + Number(minutes));
}

/** Milliseconds from one moment to another; zones count where both state one. */
export function msBetween(from: AecgTime, to: AecgTime): number {
  const zoneShift =
    from.zoneMinutes === null || to.zoneMinutes === null ? 0 : from.zoneMinutes - to.zoneMinutes;
  return to.ms - from.ms + zoneShift * 60_000;
}

/** "2002-11-22T09:10:00[.fff]", local, or null where the text gave no time of day. */
export function localDateTime(time: AecgTime | null): string | null {
  if (time === null || time.digits < TO_THE_MINUTE) return null;
  return new Date(Math.floor(time.ms)).toISOString().replace(/(?:\.000)?Z$/, "");
}

/** "2002-11-22", or null where the text gave no day. */
export function localDate(time: AecgTime | null): string | null {
  return time === null || time.digits < 8 ? null : new Date(time.ms).toISOString().slice(0, 10);
}

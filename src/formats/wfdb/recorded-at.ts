// The moment of recording: base time and base date of a WFDB record line, by header(5) of the WFDB Applications
// Guide: HH:MM:SS with an optional fraction, and DD/MM/YYYY. A time without a date is no moment, but it still tells
// something of the person: it is kept with the identity.
import type { IdentityItem } from "../../ecg/identity.ts";

export interface WfdbMoment {
  /** "1990-02-01T12:30:05.500", or null. */
  readonly recordedAt: string | null;
  readonly identity: readonly IdentityItem[];
  readonly warnings: readonly string[];
}

/** Reads the two fields as the file spells them. */
export function wfdbMoment(baseTime: string | null, baseDate: string | null): WfdbMoment {
  // MIMIC writes the time before the date; a date alone stands in the place of the time
  const time = baseTime === null ? null : isoTime(baseTime);
  const date = baseDate === null ? null : isoDate(baseDate);
  if (time !== null && date !== null) return { recordedAt: `${date}T${time}`, identity: [], warnings: [] };
  const identity: IdentityItem[] = [];
  if (baseTime !== null) identity.push({ category: "date", field: "base time", value: baseTime });
  if (baseDate !== null) identity.push({ category: "date", field: "base date", value: baseDate });
  const unread = (baseTime !== null && time === null) || (baseDate !== null && date === null);
  const warnings = unread ? ["the time and date of the recording could not be read"] : [];
  return { recordedAt: null, identity, warnings };
}

/** "8:26:04", "26:04" (minutes and seconds), "12:30:05.123456": hours to milliseconds. */
function isoTime(field: string): string | null {
  const match = /^(?:(?:(\d{1,2}):)?(\d{1,2}):)?(\d{1,2})(?:\.(\d{1,9}))?$/.exec(field);
  if (match === null) return null;
  const [hours, minutes, seconds] = [match[1] ?? "0", match[2] ?? "0", match[3]!];
  if (Number(hours) > 23 || Number(minutes) > 59 || Number(seconds) > 59) return null;
  const whole = [hours, minutes, seconds].map((part) => part.padStart(2, "0")).join(":");
  return match[4] === undefined ? whole : `${whole}.${match[4].slice(0, 3).padEnd(3, "0")}`;
}

function isoDate(field: string): string | null {
  const match = /^(\d{1,2})\/(\d{1,2})\/(\d{4})$/.exec(field);
  if (match === null) return null;
  const [day, month, year] = [Number(match[1]), Number(match[2]), Number(match[3])];
  const date = new Date(Date.UTC(2000, month - 1, day));
  date.setUTCFullYear(year, month - 1, day);
  if (date.getUTCMonth() !== month - 1 || date.getUTCDate() !== day || day === 0) return null;
  return `${match[3]}-${String(month).padStart(2, "0")}-${String(day).padStart(2, "0")}`;
}

// Dates of MUSE, "MM-DD-YYYY", and times, "HH:MM:SS".
import { calendarDate, timeOfDay } from "../local-date-time.ts";

/** "11-22-2002" as "2002-11-22"; null for what is no day of the calendar. */
export function museDate(text: string | null): string | null {
  const match = /^(\d{1,2})[-/](\d{1,2})[-/](\d{4})$/.exec(text ?? "");
  return match === null ? null : calendarDate(Number(match[3]), Number(match[1]), Number(match[2]));
}

/** Date and time of day together, "2002-11-22T09:10:00", or null where either is missing or wrong. */
export function museDateTime(date: string | null, time: string | null): string | null {
  const day = museDate(date);
  const match = /^(\d{1,2}):(\d\d)(?::(\d\d)(?:\.(\d{1,3})\d*)?)?$/.exec(time ?? "");
  if (day === null || match === null) return null;
  const clock = timeOfDay(Number(match[1]), Number(match[2]), Number(match[3] ?? 0), match[4]);
  return clock === null ? null : `${day}T${clock}`;
}

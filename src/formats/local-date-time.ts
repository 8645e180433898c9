// Days and times of day as `Recording.recordedAt` has them: local, as the file says.

/** "2002-11-22"; null for what is no day of the calendar, and for years before 1000, which stand for no date. */
export function calendarDate(year: number, month: number, day: number): string | null {
  const date = new Date(Date.UTC(year, month - 1, day));
  // 30 February comes back as 2 March
  const isDay = date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
  return isDay && year >= 1000 && year <= 9999 ? date.toISOString().slice(0, 10) : null;
}

/** "09:10:00", with milliseconds where the digits behind the point are not all 0; null for what no clock shows. */
export function timeOfDay(hour: number, minute: number, second: number, fraction = ""): string | null {
  const isTime = hour >= 0 && hour <= 23 && minute >= 0 && minute <= 59 && second >= 0 && second <= 59;
  if (!isTime) return null;
  const time = [hour, minute, second].map((part) => String(part).padStart(2, "0")).join(":");
  const milliseconds = fraction.slice(0, 3).padEnd(3, "0");
  return milliseconds === "000" ? time : `${time}.${milliseconds}`;
}

/**
 * ISO 8601 and what is close to it: "2015-02-19T09:30:35.25+01:00" as the clock on the wall showed it,
 * "2015-02-19T09:30:35.250". A date alone stays one; null for what is no date.
 */
export function isoMoment(text: string | null): string | null {
  const match =
    /^(\d{4})-(\d\d)-(\d\d)(?:[T ](\d\d):(\d\d)(?::(\d\d)(?:[.,](\d{1,9}))?)?\s?(?:Z|UTC|[+-]\d\d:?\d\d)?)?$/i.exec(
      text?.trim() ?? "",
    );
  if (match === null) return null;
  const [, year, month, day, hour, minute, second = "0", fraction] = match;
  const date = calendarDate(Number(year), Number(month), Number(day));
  if (date === null || hour === undefined) return date;
  const time = timeOfDay(Number(hour), Number(minute), Number(second), fraction);
  return time === null ? null : `${date}T${time}`;
}

/** The same, but null for a date alone. */
export function isoDateTime(text: string | null): string | null {
  const moment = isoMoment(text);
  return moment?.includes("T") ? moment : null;
}

const MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];

/** 1 for "Jan" and "January"; 0 where the first three letters begin no English month. */
export function monthNumber(name: string): number {
  return MONTHS.indexOf(name.slice(0, 3).toLowerCase()) + 1;
}

// A moment as text files write it (ISO 8601, or with a blank for the "T"), as `Recording.recordedAt` wants it.

/**
 * "2019-05-01 10:12:13.25 +0100" becomes "2019-05-01T10:12:13.250": local time, the offset dropped. null where it
 * is no moment of the calendar, or a date alone.
 */
export function parseMoment(text: string): string | null {
  const match =
    /^(\d{4})-(\d{2})-(\d{2})[T ](\d{2}):(\d{2})(?::(\d{2})(?:[.,](\d{1,9}))?)?\s?(?:Z|UTC|[+-]\d{2}:?\d{2})?$/i.exec(
      text.trim(),
    );
  if (match === null) return null;
  const [, year, month, day, hour, minute, second = "00", fraction = ""] = match;
  const date = `${year}-${month}-${day}`;
  const milliseconds = fraction.slice(0, 3).padEnd(3, "0");
  const moment = `${date}T${hour}:${minute}:${second}`;
  const parsed = new Date(`${moment}.${milliseconds}Z`);
  // JavaScript takes 30 February for 2 March
  if (Number.isNaN(parsed.getTime()) || parsed.toISOString().slice(0, 19) !== moment) return null;
  return fraction === "" ? moment : `${moment}.${milliseconds}`;
}

// Dates of MUSE, "MM-DD-YYYY", and times, "HH:MM:SS".

/** "11-22-2002" as "2002-11-22"; null for what is no day of the calendar. */
export function museDate(text: string | null): string | null {
  const match = /^(\d{1,2})[-/](\d{1,2})[-/](\d{4})$/.exec(text ?? "");
  if (match === null) return null;
  const [month = "", day = "", year = ""] = match.slice(1);
  const iso = `${year}-${month.padStart(2, "0")}-${day.padStart(2, "0")}`;
  const date = new Date(`${iso}T00:00:00Z`);
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(iso) ? iso : null;
}

/** Date and time of day together, "2002-11-22T09:10:00", or null where either is missing or wrong. */
export function museDateTime(date: string | null, time: string | null): string | null {
  const day = museDate(date);
  const match = /^(\d{1,2}):(\d\d)(?::(\d\d)(?:\.(\d{1,3})\d*)?)?$/.exec(time ?? "");
  if (day === null || match === null) return null;
  const [hour = "", minute = "", second = "00", fraction] = match.slice(1);
  if (Number(hour) > 23 || Number(minute) > 59 || Number(second) > 59) return null;
  return `${day}T${hour.padStart(2, "0")}:${minute}:${second}${fraction === undefined ? "" : `.${fraction}`}`;
}

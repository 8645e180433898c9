/** "2002-11-22T09:10:00.5" moved by whole days; the time of day stays. Null where it is no such date. */
export function shiftDays(dateTime: string, days: number): string | null {
  const match = /^(\d{4}-\d{2}-\d{2})(T.*)?$/.exec(dateTime);
  const date = new Date(`${match?.[1]}T00:00:00Z`);
  if (match === null || Number.isNaN(date.getTime())) return null;
  date.setUTCDate(date.getUTCDate() + days);
  const year = date.getUTCFullYear();
  if (year < 0 || year > 9999) return null;
  return date.toISOString().slice(0, 10) + (match[2] ?? "");
}

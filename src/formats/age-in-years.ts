// Age on the day of a recording, for files that state a birth date and no age.

/** The oldest person on record reached 122; what exceeds this is a mistake. */
export const MAX_AGE_YEARS = 130;
const CALENDAR_DATE = /^(\d{4})-(\d{2})-(\d{2})/;

/** Completed years from one "YYYY-MM-DD..." to another, or null where they are no dates or make no age. */
export function ageInYears(birthDate: string | null, recordedAt: string | null): number | null {
  const birth = CALENDAR_DATE.exec(birthDate ?? "")
    ?.slice(1)
    .map(Number);
  const day = CALENDAR_DATE.exec(recordedAt ?? "")
    ?.slice(1)
    .map(Number);
  if (birth === undefined || day === undefined) return null;
  const hadBirthday = day[1]! > birth[1]! || (day[1] === birth[1] && day[2]! >= birth[2]!);
  const years = day[0]! - birth[0]! - (hadBirthday ? 0 : 1);
  return years >= 0 && years <= MAX_AGE_YEARS ? years : null;
}

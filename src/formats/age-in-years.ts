// Ages in years: as a file states them, in whatever unit, or from the birth date to the day of a recording.

/** The oldest person on record reached 122; what exceeds this is a mistake. */
const MAX_AGE_YEARS = 130;

const perYear = new Map(
  (
    [
      ["a y yr year years", 1],
      ["m mo month months", 12],
      ["w wk week weeks", 365.25 / 7],
      ["d day days", 365.25],
      ["h hour hours", 8766],
      ["min minute minutes", 525_960],
    ] as const
  ).flatMap(([spellings, number]) => spellings.split(" ").map((spelling) => [spelling, number] as const)),
);

/** "18" and "months" are 1.5 years; null for another unit, and for what is no age. UCUM's units are known. */
export function yearsOf(count: number, unit: string): number | null {
  return plausible(count / (perYear.get(unit.trim().toLowerCase()) ?? Number.NaN));
}

/**
 * Completed years from a birth date ("1970-05-31", "1970-05" or "1970") to a later "YYYY-MM-DD...", or null where
 * they are no dates or make no age.
 */
export function ageInYears(birthDate: string | null, recordedAt: string | null): number | null {
  const birth = /^(\d{4})(?:-(\d\d)(?:-(\d\d)(?!\d).*)?)?$/s.exec(birthDate ?? "");
  const day = /^(\d{4})-(\d\d-\d\d)/.exec(recordedAt ?? "");
  if (birth === null || day === null) return null;
  const [, year, month = "01", dayOfMonth = "01"] = birth;
  const hadBirthday = day[2]! >= `${month}-${dayOfMonth}`;
  return plausible(Number(day[1]) - Number(year) - (hadBirthday ? 0 : 1));
}

function plausible(years: number): number | null {
  return years >= 0 && years <= MAX_AGE_YEARS ? years : null;
}

// Dates and times as JSON documents spell them (ISO 8601, RFC 3339), and ages from them.

/** As elsewhere in this project: older ages are taken for errors. */
export const MAX_AGE_YEARS = 120;

/**
 * "2015-02-19T09:30:35.250+01:00" as the clock on the wall showed it: "2015-02-19T09:30:35.250". A date alone
 * stays one; null for what is no date.
 */
export function localMoment(text: string | null): string | null {
  const match =
    /^(\d{4}-\d\d-\d\d)(?:[T ]((?:[01]\d|2[0-3]):[0-5]\d)(?::([0-5]\d)(\.\d{1,9})?)? ?(?:Z|[+-]\d\d:?\d\d)?)?$/.exec(
      text ?? "",
    );
  if (match === null) return null;
  const [, date, minutes, seconds = "00", fraction = ""] = match;
  // months and days that do not exist come back as others, or as no date at all
  const day = new Date(`${date}T00:00:00Z`);
  if (Number.isNaN(day.getTime()) || day.toISOString().slice(0, 10) !== date) return null;
  return minutes === undefined ? date! : `${date}T${minutes}:${seconds}${fraction.slice(0, 4)}`;
}

/** Whole years from a birth date ("1970-05-31", "1970-05" or "1970") to a moment; null where there are none. */
export function ageYearsAt(birthDate: string | null, moment: string | null): number | null {
  const born = /^(\d{4})(?:-(\d\d)(?:-(\d\d))?)?(?:T.*)?$/.exec(birthDate ?? "");
  const seen = /^(\d{4})-(\d\d-\d\d)/.exec(moment ?? "");
  if (born === null || seen === null) return null;
  const birthday = `${born[2] ?? "01"}-${born[3] ?? "01"}`;
  const years = Number(seen[1]) - Number(born[1]) - (seen[2]! < birthday ? 1 : 0);
  return years >= 0 && years <= MAX_AGE_YEARS ? years : null;
}

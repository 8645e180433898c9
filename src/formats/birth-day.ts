// The birth date in an identity that was kept. Formats and people spell it in many ways; writers want a day.
import { type IdentityItem, identityValue } from "../ecg/identity.ts";
import { calendarDate, monthNumber } from "./local-date-time.ts";

type DayParts = readonly [year: string | undefined, month: string | undefined, day: string | undefined];

/** "1953-05-08" of itself, "19530508", "05-08-1953" (MUSE), "08-MAY-1953" (EDF) and "May 8, 1953"; else null. */
export function birthDay(identity: readonly IdentityItem[] | undefined): string | null {
  const text = identityValue(identity, "birth date")?.trim() ?? "";
  const iso = /^(\d{4})-?(\d\d)-?(\d\d)(?:\d{2,6}|T.*)?$/.exec(text);
  const monthFirst =
    /^(\d\d)-(\d\d)-(\d{4})$/.exec(text) ?? /^([a-z]{3,9})\.? (\d{1,2}), (\d{4})$/i.exec(text);
  const dayFirst = /^(\d{1,2})[- ]([a-z]{3,9})\.?[- ](\d{4})$/i.exec(text);
  const [year, month = "", day]: DayParts =
    iso !== null
      ? [iso[1], iso[2], iso[3]]
      : monthFirst !== null
        ? [monthFirst[3], monthFirst[1], monthFirst[2]]
        : [dayFirst?.[3], dayFirst?.[2], dayFirst?.[1]];
  return calendarDate(Number(year), Number(month) || monthNumber(month), Number(day));
}

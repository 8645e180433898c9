// When the recording was taken, and how old the person then was (PS3.3 C.10.8, C.7.1.1, C.7.2.2). Dates are
// "YYYYMMDD", times "HHMMSS.FFFFFF", both together a DT, perhaps with an offset from UTC that is left aside: the
// moment is local (PS3.5 table 6.2-1).
import { ageInYears, yearsOf } from "../age-in-years.ts";
import { calendarDate, timeOfDay } from "../local-date-time.ts";
import type { DataItem } from "./data-elements.ts";
import { asciiValue } from "./element-values.ts";

export interface RecordingMoment {
  /** "2013-01-25T10:59:19[.fff]". */
  readonly recordedAt: string;
  /** The elements that said so. */
  readonly tags: ReadonlySet<string>;
  readonly isDateOnly: boolean;
}

/** Acquisition, content, study, series: the order in which they tell when the signal was taken. */
const PAIRS: readonly (readonly [date: string, time: string])[] = [
  ["00080022", "00080032"],
  ["00080023", "00080033"],
  ["00080020", "00080030"],
  ["00080021", "00080031"],
];
const ACQUISITION_DATE_TIME = "0008002A";
/** Einthoven's first was of 1902; earlier dates are dummies of de-identifying software. */
const FIRST_YEAR = 1902;

/** null where no date makes sense; a date without its time is taken only where no other has one. */
export function recordingMoment(dataSet: DataItem): RecordingMoment | null {
  const whole = /^(\d{8})(\d{2,6}(?:\.\d{1,6})?)?/.exec(asciiValue(dataSet, ACQUISITION_DATE_TIME) ?? "");
  const candidates = [
    { tags: [ACQUISITION_DATE_TIME], date: whole?.[1] ?? "", time: whole?.[2] ?? "" },
    ...PAIRS.map(([date, time]) => ({
      tags: [date, time],
      date: (asciiValue(dataSet, date) ?? "").replaceAll(".", ""),
      time: (asciiValue(dataSet, time) ?? "").replaceAll(":", ""),
    })),
  ];
  for (const isDateOnly of [false, true]) {
    for (const { tags, date, time } of candidates) {
      const day = isoDate(date);
      const clock = isDateOnly ? "00:00:00" : isoTime(time);
      if (day === null || clock === null || Number(day.slice(0, 4)) < FIRST_YEAR) continue;
      return {
        recordedAt: `${day}T${clock}`,
        tags: new Set(isDateOnly ? tags.slice(0, 1) : tags),
        isDateOnly,
      };
    }
  }
  return null;
}

function isoDate(text: string): string | null {
  const match = /^(\d{4})(\d{2})(\d{2})$/.exec(text);
  return match === null ? null : calendarDate(Number(match[1]), Number(match[2]), Number(match[3]));
}

function isoTime(text: string): string | null {
  const match = /^(\d{2})(\d{2})?(\d{2})?(?:\.(\d{1,6}))?/.exec(text);
  if (match === null) return null;
  const [, hours, minutes = 0, seconds = 0, fraction] = match;
  return timeOfDay(Number(hours), Number(minutes), Number(seconds), fraction);
}

/** Patient's Age ("042Y", "006M"), else whole years from birth to the recording. */
export function ageYears(dataSet: DataItem, moment: RecordingMoment | null): number | null {
  const stated = /^(\d{1,3})([YMWD])$/.exec(asciiValue(dataSet, "00101010") ?? "");
  if (stated !== null) return yearsOf(Number(stated[1]), stated[2]!);
  const birth = isoDate((asciiValue(dataSet, "00100030") ?? "").replaceAll(".", ""));
  return ageInYears(birth, moment?.recordedAt ?? null);
}

// Expected days and times are read off the calendar and the clock.
import assert from "node:assert/strict";
import { test } from "node:test";
import { calendarDate, isoDateTime, isoMoment, monthNumber, timeOfDay } from "./local-date-time.ts";

test("days of the calendar", () => {
  assert.equal(calendarDate(2000, 2, 29), "2000-02-29");
  assert.equal(calendarDate(1900, 2, 29), null);
  assert.equal(calendarDate(2002, 13, 1), null);
  assert.equal(calendarDate(2002, 11, 0), null);
  // two digits are no year, and Date would take 99 for 1999
  assert.equal(calendarDate(99, 1, 1), null);
  assert.equal(calendarDate(0, 0, 0), null);
  assert.equal(calendarDate(Number.NaN, 1, 1), null);
});

test("times of day", () => {
  assert.equal(timeOfDay(9, 1, 0), "09:01:00");
  assert.equal(timeOfDay(23, 59, 59, "1234567"), "23:59:59.123");
  assert.equal(timeOfDay(0, 0, 0, "5"), "00:00:00.500");
  assert.equal(timeOfDay(0, 0, 0, "000000"), "00:00:00");
  assert.equal(timeOfDay(24, 0, 0), null);
  assert.equal(timeOfDay(0, 60, 0), null);
  assert.equal(timeOfDay(0, 0, 60), null);
  assert.equal(timeOfDay(-9, 0, 0), null);
  assert.equal(timeOfDay(Number.NaN, 0, 0), null);
});

test("moments as text writes them", () => {
  for (const [text, moment] of [
    ["2015-02-19T09:30:35.250+01:00", "2015-02-19T09:30:35.250"],
    ["2015-02-19T09:30:35.1234567Z", "2015-02-19T09:30:35.123"],
    ["2019-05-01 10:12:13,25 +0100", "2019-05-01T10:12:13.250"],
    ["2015-02-19 09:30", "2015-02-19T09:30:00"],
    ["2015-02-19", "2015-02-19"],
    ["2015-02-30", null],
    ["2015-02-19T24:00:00", null],
    ["2015-02", null],
    ["yesterday", null],
    [null, null],
  ] as const) {
    assert.equal(isoMoment(text), moment, `${text}`);
    assert.equal(isoDateTime(text), moment?.includes("T") ? moment : null, `${text}`);
  }
});

test("English months", () => {
  assert.deepEqual(["Jan", "MARCH", "dec", "Okt", ""].map(monthNumber), [1, 3, 12, 0, 0]);
});

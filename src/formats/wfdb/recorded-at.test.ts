// Times and dates as header(5) of the WFDB Applications Guide spells them; the last field is the fraction in ms.
import assert from "node:assert/strict";
import { test } from "node:test";
import { wfdbMoment } from "./recorded-at.ts";

test("a time and a date are a moment", () => {
  const moments: [string, string, string][] = [
    ["12:30:05", "01/02/1990", "1990-02-01T12:30:05"],
    ["8:26:04", "26/10/1994", "1994-10-26T08:26:04"],
    ["16:57:09.000", "26/10/2137", "2137-10-26T16:57:09.000"],
    ["0:0:0.1234567", "29/2/2000", "2000-02-29T00:00:00.123"],
    ["26:04", "1/1/0099", "0099-01-01T00:26:04"],
    ["7", "31/12/1999", "1999-12-31T00:00:07"],
  ];
  for (const [time, date, recordedAt] of moments)
    assert.deepEqual(wfdbMoment(time, date), { recordedAt, identity: [], warnings: [] });
});

test("one without the other is none, but identifies", () => {
  assert.deepEqual(wfdbMoment(null, null), { recordedAt: null, identity: [], warnings: [] });
  assert.deepEqual(wfdbMoment("10:44:18.529", null), {
    recordedAt: null,
    identity: [{ category: "date", field: "base time", value: "10:44:18.529" }],
    warnings: [],
  });
});

test("what is no time or date stays with the identity, and a warning says so without it", () => {
  const unread: [string, string][] = [
    ["24:00:00", "01/02/1990"],
    ["12:60:00", "01/02/1990"],
    ["noon", "01/02/1990"],
    ["12:30:05", "30/02/1990"],
    ["12:30:05", "00/00/0000"],
    ["12:30:05", "1990-02-01"],
  ];
  for (const [time, date] of unread) {
    const { recordedAt, identity, warnings } = wfdbMoment(time, date);
    assert.equal(recordedAt, null);
    assert.deepEqual(
      identity.map(({ value }) => value),
      [time, date],
    );
    assert.deepEqual(warnings, ["the time and date of the recording could not be read"]);
  }
});

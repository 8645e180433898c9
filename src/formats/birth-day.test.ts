import assert from "node:assert/strict";
import { test } from "node:test";
import { birthDay } from "./birth-day.ts";

const dayOf = (value: string) => birthDay([{ category: "birth date", field: "birth date", value }]);

test("one day, however it is spelt", () => {
  for (const text of [
    "1953-05-08",
    "19530508",
    "195305081230",
    "1953-05-08T00:00:00",
    "05-08-1953",
    "08-MAY-1953",
    "8 May 1953",
    "May 8, 1953",
  ]) {
    assert.equal(dayOf(text), "1953-05-08", text);
  }
});

test("no day where there is none, or where day and month may be exchanged", () => {
  for (const text of ["", "1953", "1953-05", "1953-02-30", "08.05.1953", "some time in May"]) {
    assert.equal(dayOf(text), null, text);
  }
  assert.equal(birthDay(undefined), null);
});

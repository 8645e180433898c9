// Expected ages are counted on the calendar.
import assert from "node:assert/strict";
import { test } from "node:test";
import { ageInYears, yearsOf } from "./age-in-years.ts";

test("ages in whole years", () => {
  assert.equal(ageInYears("1950-03-01", "2015-02-28"), 64);
  assert.equal(ageInYears("1950-03-01", "2015-03-01T00:00:00"), 65);
  assert.equal(ageInYears("1950-03-01+01:00", "2015-03-01"), 65);
  assert.equal(ageInYears("1950", "2015-01-01"), 65);
  assert.equal(ageInYears("1950-06", "2015-01-01"), 64);
  assert.equal(ageInYears("2016-01-01", "2015-01-01"), null);
  assert.equal(ageInYears("1850-01-01", "2015-01-01"), null);
  assert.equal(ageInYears("soon", "2015-01-01"), null);
  assert.equal(ageInYears(null, "2015-01-01"), null);
  assert.equal(ageInYears("1950-03-01", null), null);
});

test("ages in any unit", () => {
  assert.equal(yearsOf(54, "Y"), 54);
  assert.equal(yearsOf(18, "MONTHS"), 1.5);
  assert.equal(yearsOf(6, "mo"), 0.5);
  assert.equal(yearsOf(1461, "d"), 4);
  assert.equal(yearsOf(4383, "hours"), 0.5);
  assert.equal(yearsOf(300, "a"), null);
  assert.equal(yearsOf(-1, "a"), null);
  assert.equal(yearsOf(54, "parsec"), null);
});

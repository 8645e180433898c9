// Numbers, ranges and units.
import assert from "node:assert/strict";
import { test } from "node:test";
import { matchNumber } from "./numbers.ts";
import { tokenize } from "./tokenize.ts";

function read(text: string, afterBetween = false): readonly [number, number, string | null] | null {
  const match = matchNumber(tokenize(text), 0, afterBetween);
  return match === null || match.foreign ? null : [match.low, match.high, match.unit];
}

test("digits and words, with units", () => {
  assert.deepEqual(read("158 ms"), [158, 158, "ms"]);
  assert.deepEqual(read("0.12 s"), [120, 120, "ms"]);
  assert.deepEqual(read("158-ms"), [158, 158, "ms"]);
  assert.deepEqual(read("72 beats per minute"), [72, 72, "bpm"]);
  assert.deepEqual(read("72/min"), [72, 72, "bpm"]);
  assert.deepEqual(read("150 µV"), [0.15, 0.15, "mV"]);
  assert.deepEqual(read("2 mm"), [2, 2, "square"]);
  assert.deepEqual(read("2 large squares"), [10, 10, "square"]);
  assert.deepEqual(read("-45°"), [-45, -45, "deg"]);
  assert.deepEqual(read("minus 45 degrees"), [-45, -45, "deg"]);
  assert.deepEqual(read("seventy-two bpm"), [72, 72, "bpm"]);
  assert.deepEqual(read("one hundred and fifty-eight ms"), [158, 158, "ms"]);
  assert.deepEqual(read("two and three"), [2, 2, null]);
});

test("ranges and tolerances", () => {
  assert.deepEqual(read("92 to 104 ms"), [92, 104, "ms"]);
  assert.deepEqual(read("60-70 bpm"), [60, 70, "bpm"]);
  assert.deepEqual(read("-30 to +90 degrees"), [-30, 90, "deg"]);
  assert.deepEqual(read("60 and 70 bpm", true), [60, 70, "bpm"]);
  assert.deepEqual(read("60 ± 5 bpm"), [55, 65, "bpm"]);
});

test("units that are not ours make a number no reading", () => {
  for (const text of ["56 years", "25 mm/s", "10 mm/mV", "500 Hz", "50 %", "14:18", "2:1", "12-lead ECG"]) {
    assert.equal(read(text), null, text);
  }
});

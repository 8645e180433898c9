// Lead expressions as people, machines and OCR write them.
import assert from "node:assert/strict";
import { test } from "node:test";
import { matchLeads } from "./leads.ts";
import { tokenize } from "./tokenize.ts";

const leadsAt = (text: string, at = 0): readonly string[] | undefined =>
  matchLeads(tokenize(text), at)?.leads;

test("lists and ranges", () => {
  assert.deepEqual(leadsAt("II, III and aVF"), ["II", "III", "aVF"]);
  assert.deepEqual(leadsAt("II/III/aVF"), ["II", "III", "aVF"]);
  assert.deepEqual(leadsAt("leads V1-V4"), ["V1", "V2", "V3", "V4"]);
  assert.deepEqual(leadsAt("V1 through V3"), ["V1", "V2", "V3"]);
  assert.deepEqual(leadsAt("v4,5,6"), ["V4", "V5", "V6"]);
  assert.deepEqual(leadsAt("V1-4, I and aVL"), ["V1", "V2", "V3", "V4", "I", "aVL"]);
  assert.deepEqual(leadsAt("V1 V2 V3"), ["V1", "V2", "V3"]);
  assert.deepEqual(leadsAt("AVR"), ["aVR"]);
});

test("a number with a unit is no lead", () => {
  assert.deepEqual(leadsAt("V1, 2 mm"), ["V1"]);
  assert.deepEqual(leadsAt("V4 and 5 mV"), ["V4"]);
});

test("doubtful spellings count beside certain ones or after the word lead", () => {
  assert.deepEqual(leadsAt("leads | and Il"), ["I", "II"]);
  assert.deepEqual(leadsAt("Leads lI, lll and aVvL"), ["II", "III", "aVL"]);
  assert.deepEqual(leadsAt("i, avl"), ["I", "aVL"]);
  assert.equal(leadsAt("ill"), undefined);
  assert.equal(leadsAt("I see no change"), undefined);
});

test("the last of a list may start a clause of its own", () => {
  assert.deepEqual(leadsAt("in III and aVF shows", 1), ["III"]);
  assert.deepEqual(leadsAt("Leads III and aVF show"), ["III", "aVF"]);
});

test("or makes alternatives", () => {
  assert.equal(matchLeads(tokenize("V1 or V2"), 0)?.alternative, true);
  assert.equal(matchLeads(tokenize("V1 and V2"), 0)?.alternative, false);
});

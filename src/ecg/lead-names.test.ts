// Spellings seen in the headers of PTB-XL, MIT-BIH, DICOM, EDF and aECG files; the right-hand side is the lead that
// each of them means.
import assert from "node:assert/strict";
import { test } from "node:test";
import { normaliseLeadName } from "./lead-names.ts";

test("spellings of the twelve leads", () => {
  for (const [spelt, lead] of [
    ["AVR", "aVR"],
    [" avl ", "aVL"],
    ["Lead II", "II"],
    ["Lead 2", "II"],
    ["DI", "I"],
    ["D3", "III"],
    ["MLII", "II"],
    ["MDC_ECG_LEAD_aVF", "aVF"],
    ["ECG V1", "V1"],
    ["ekg_v6", "V6"],
    ["a.V.F.", "aVF"],
  ] as const) {
    assert.equal(normaliseLeadName(spelt), lead, spelt);
  }
});

test("what names no standard lead stays as it is", () => {
  // numbers count channels in Holter and sleep files, and a lead upside down is another lead
  for (const name of [
    "1",
    "ECG 1",
    "Ch 2",
    "channel 3",
    "-aVR",
    "aVR inverted",
    "vx",
    "MCL1",
    "V7",
    "V3R",
    "",
    "II,V1",
  ]) {
    assert.equal(normaliseLeadName(name), name);
  }
});

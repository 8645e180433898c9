// Codes from CID 3001 of DICOM PS3.16 and, for SCP-ECG, from EN 1064; that they share their numbers shows in the real
// fixtures, which name 12 leads by SCP-ECG code and meaning.
import assert from "node:assert/strict";
import { test } from "node:test";
import { STANDARD_LEADS } from "../../ecg/lead-names.ts";
import { nameLeads } from "../name-leads.ts";
import { leadCode, leadName } from "./lead-codes.ts";

function nameOf(value: string, scheme: string, meaning = "", label: string | null = null): string | null {
  return leadName({ value, scheme, meaning }, label)?.name ?? null;
}

test("codes of both schemes, as numbers, whole codes and identifiers", () => {
  assert.equal(nameOf("2:1", "MDC"), "I");
  assert.equal(nameOf("2:64", "MDC"), "aVF");
  assert.equal(nameOf("2:16", "MDC"), "X");
  assert.equal(nameOf("2:67", "MDC"), "V9");
  assert.equal(nameOf("131075", "MDC"), "V1");
  assert.equal(nameOf("131133", "ISO11073-10101"), "III");
  assert.equal(nameOf("5.6.3-9-62", "SCPECG"), "aVR");
  assert.equal(nameOf("5.6.3-9-11", "SCPECG"), "V3R");
  assert.deepEqual(nameLeads([nameOf("MDC_ECG_LEAD_AVL", "MDC")!]).names, ["aVL"]);
});

test("the code goes before the meaning, the meaning before the label", () => {
  assert.equal(nameOf("2:2", "MDC", "Lead I", "V6"), "II");
  assert.equal(nameOf("X1", "99X", "Lead I (Einthoven)", "V6"), "I");
  assert.equal(nameOf("X1", "99X", "aVR, augmented voltage, right"), "aVR");
  assert.equal(nameOf("2:0", "MDC", "Unspecified lead", "CH 1"), "CH 1");
  assert.equal(leadName(null, "V2")?.name, "V2");
  assert.equal(leadName(null, null), null);
  assert.equal(nameOf("2:0", "MDC", "Unspecified lead"), null);
});

test("the second lead of a name does not pass for the first", () => {
  assert.equal(leadName(null, "I (2)")?.name, "I (2)");
  assert.equal(leadName(null, "I (second)")?.name, "I");
});

test("a lead that is turned around does not pass for itself", () => {
  for (const name of [
    nameOf("2:65", "MDC")!,
    nameOf("X1", "99X", "-aVR")!,
    leadName(null, "\u2212 aVR")!.name,
  ]) {
    assert.deepEqual(nameLeads([name]).names, ["aVRneg"]);
  }
});

test("leads out of another lead system are marked", () => {
  assert.deepEqual(leadName({ value: "2:31", scheme: "MDC", meaning: "Derived Lead I" }, null), {
    name: "I",
    isDerived: true,
  });
  assert.equal(nameOf("2:114", "MDC"), "aVF");
});

test("every standard lead has a code that means it", () => {
  for (const lead of STANDARD_LEADS) {
    const { value, meaning } = leadCode(lead);
    assert.equal(nameOf(value, "MDC"), lead);
    assert.equal(nameOf("", "", meaning), lead);
  }
  assert.equal(leadCode("my lead").value, "2:0");
});

// Expected numbers from DICOM PS3.16 CID 3001 and, beyond it, from the table of EN 1064:2005, 5.6.3.
import assert from "node:assert/strict";
import { test } from "node:test";
import { STANDARD_LEADS } from "../ecg/lead-names.ts";
import { leadOfTerm, termOfLead, termOfMdcCode } from "./lead-terms.ts";

test("leads by their numbers", () => {
  const names = [1, 8, 16, 61, 64, 65, 69, 98, 121, 131, 147, 151].map((number) => leadOfTerm(number)?.name);
  assert.deepEqual(names, ["I", "V6", "X", "III", "aVF", "aVRneg", "V9R", "CC", "CM7", "ES", "RL", "V10"]);
  assert.deepEqual(leadOfTerm(31), { name: "I", isDerived: true });
  assert.deepEqual(leadOfTerm(184), { name: "V10", isDerived: true });
  assert.equal(leadOfTerm(0), null);
  assert.equal(leadOfTerm(185), null);
});

test("every standard lead has the number of the measured one", () => {
  for (const lead of STANDARD_LEADS) {
    assert.deepEqual(leadOfTerm(termOfLead(lead)!), { name: lead, isDerived: false });
  }
  assert.equal(termOfLead("my lead"), null);
});

test("codes of 11073: a lead, its potential, with its partition and in one number", () => {
  for (const code of ["2:62", "131134", "2:318", "131390"]) assert.equal(termOfMdcCode(code), 62, code);
  for (const code of ["62", "3:62", "2:0", "2:256", "131072", "2:999", "MDC_ECG_LEAD_AVR", ""]) {
    assert.equal(termOfMdcCode(code), null, code);
  }
});

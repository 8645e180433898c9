// Codes by the mapping tables of the PhysioNet Challenge 2021, CPSC 2018, CODE-15 % and the AHA statements of 2007.
import assert from "node:assert/strict";
import { test } from "node:test";
import { SHARED_CLASSES, statesClass } from "./shared-classes.ts";

function stated(name: string, labelSystem: string | null, labels: string[]): boolean | null {
  const shared = SHARED_CLASSES.find((candidate) => candidate.name === name);
  assert.ok(shared);
  return statesClass(shared, { labelSystem, labels });
}

test("each vocabulary states right bundle branch block in its own code", () => {
  assert.equal(stated("CRBBB", "SCP-ECG", ["CRBBB", "SR"]), true);
  assert.equal(stated("CRBBB", "SNOMED-CT", ["59118001"]), true);
  assert.equal(stated("CRBBB", "SNOMED-CT", ["713427006"]), true);
  assert.equal(stated("CRBBB", "CPSC9", ["RBBB"]), true);
  assert.equal(stated("CRBBB", "CODE6", ["RBBB"]), true);
  assert.equal(stated("CRBBB", "AHA", ["106"]), true);
  assert.equal(stated("CRBBB", "AHA", ["105"]), false);
  assert.equal(stated("CRBBB", "SNOMED-CT", ["713426002"]), false);
});

test("CODE-15's ST is sinus tachycardia, and what a vocabulary does not record is unknown, not absent", () => {
  assert.equal(stated("STACH", "CODE6", ["ST"]), true);
  assert.equal(stated("LVH", "CODE6", ["ST"]), null);
  assert.equal(stated("AFLT", "CPSC9", ["AF"]), null);
  assert.equal(stated("AFIB", null, ["164889003"]), null);
  assert.equal(stated("AFIB", "AHA/ICD-10", ["50"]), null);
});

test("no code states two classes of one vocabulary", () => {
  for (const system of ["scp", "snomed", "cpsc", "code15", "aha"] as const) {
    const codes = SHARED_CLASSES.flatMap((shared) => shared[system]);
    assert.equal(new Set(codes).size, codes.length, system);
  }
});

import assert from "node:assert/strict";
import { test } from "node:test";
import { contextSuggestsIschaemia } from "./ischaemic-context.ts";

test("complaints of ischaemia count", () => {
  for (const text of [
    "chest pain for two hours",
    "Acute coronary syndrome?",
    "central chest tightness, sweating",
    "unstable angina",
    "pain in the left arm; troponin raised",
    "no fever, chest pain since this morning",
  ]) {
    assert.ok(contextSuggestsIschaemia(text), text);
  }
});

test("what is denied, absent or about something else does not", () => {
  for (const text of [
    null,
    "",
    "routine check before knee surgery",
    "no chest pain",
    "denies chest pain or dyspnoea",
    "palpitations without chest pain",
    "troponin negative",
    "chest X-ray normal",
    "ACS ruled out",
  ]) {
    assert.ok(!contextSuggestsIschaemia(text), String(text));
  }
});

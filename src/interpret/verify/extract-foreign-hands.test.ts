// English as people write it whose first language is another: decimal commas, calques, clipped words. The
// expected readings follow from the words; the thousand's comma guards the decimal one.
import assert from "node:assert/strict";
import { test } from "node:test";
import { extractClaims } from "./extract-claims.ts";

function valuesOf(text: string): [string, number | null, string][] {
  return extractClaims(text).flatMap(({ subject, assertion }) =>
    assertion.kind === "value"
      ? [[subject, assertion.low, assertion.unit] as [string, number | null, string]]
      : [],
  );
}

test("a decimal comma before a unit is a decimal point; a thousand's comma stays one", () => {
  assert.deepEqual(valuesOf("R amplitude in V5 is 1,85 mV."), [["r amplitude", 1.85, "mV"]]);
  // 6.5 mm are 0.65 mV at the standard gain of 10 mm/mV
  const [millimetres] = valuesOf("The R wave in aVL is 6,5 mm.");
  assert.ok(millimetres !== undefined && Math.abs((millimetres[1] ?? 0) - 0.65) < 1e-9, String(millimetres));
  assert.deepEqual(
    valuesOf("The RR interval is 1,024 ms.").map(([, value]) => value),
    [1024],
  );
});

test("an axis named before its wave is an axis, not a QRS duration", () => {
  assert.deepEqual(
    valuesOf("AXIS: QRS 67").map(([subject, value]) => [subject, value]),
    [["axis", 67]],
  );
});

test("calques of inversion, elevation and normality", () => {
  const words = (text: string) =>
    extractClaims(text).map(({ subject, leads, assertion }) => [
      subject,
      leads.join(" "),
      assertion.kind === "quality" ? assertion.word : assertion.kind,
    ]);
  assert.deepEqual(words("The T wave in lead V4 is flipped."), [["t", "V4", "inverted"]]);
  assert.deepEqual(words("T-negativation in III."), [["t", "III", "inverted"]]);
  assert.deepEqual(words("ST-lifting in V2."), [["st", "V2", "elevated"]]);
  assert.deepEqual(words("PQ time is inconspicuous."), [["pr", "", "normal"]]);
});

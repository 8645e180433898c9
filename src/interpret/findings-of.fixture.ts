// Test support: what deriveFindings says of the fixture with the given changes, by the rules alone.
import assert from "node:assert/strict";
import type { Finding } from "../ecg/interpretation.ts";
import { type DerivedFindings, deriveFindings } from "./derive-findings.ts";
import { evaluateRules } from "./evaluate-rules.ts";
import { type FixtureOptions, measurementsFixture } from "./rules/measurements.fixture.ts";

export function derive(options: FixtureOptions = {}): DerivedFindings {
  const measurements = measurementsFixture(options);
  return deriveFindings({ measurements, results: evaluateRules({ measurements }) });
}

/** "definite rhy.sinus", ...: in the order stated. */
export function said(options: FixtureOptions = {}): string[] {
  return derive(options).findings.map(({ id, certainty }) => `${certainty} ${id}`);
}

/** The finding of that id; fails where it is not stated. */
export function one(id: string, options: FixtureOptions): Finding {
  const { findings } = derive(options);
  const found = findings.find((finding) => finding.id === id);
  assert.ok(found, `${id} is not among ${findings.map((finding) => finding.id).join(", ")}`);
  return found;
}

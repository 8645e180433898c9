// Test support: the outcome of one rule of the whole rule book over the fixture with the given changes.
import assert from "node:assert/strict";
import type { Outcome } from "../../ecg/interpretation.ts";
import type { Deflection, MedianBeat, Wave } from "../../ecg/measurements.ts";
import { type EvaluatedRule, evaluateRules, type Profile } from "../evaluate-rules.ts";
import { type FixtureOptions, measurementsFixture } from "./measurements.fixture.ts";

export function resultOf(
  rule: string,
  options: FixtureOptions = {},
  profile: Profile = "guideline",
): EvaluatedRule {
  const result = evaluateRules({ measurements: measurementsFixture(options), profile }).get(rule);
  assert.ok(result, `no rule ${rule}`);
  return result;
}

export function outcomeOf(rule: string, options: FixtureOptions = {}, profile?: Profile): Outcome {
  return resultOf(rule, options, profile).outcome;
}

/** Asserts the outcome of a rule for each of several changes; the third entry says where the limit lies. */
export function checkOutcomes(
  rule: string,
  cases: readonly (readonly [options: FixtureOptions, expected: Outcome, why: string])[],
): void {
  for (const [options, expected, why] of cases) {
    const { outcome, reason } = resultOf(rule, options);
    assert.equal(outcome, expected, `${rule}: ${why} (${reason ?? "no reason"})`);
  }
}

export function deflection(amplitudeMv: number, durationMs = 40): Deflection {
  return { amplitudeMv, durationMs };
}

/** A T wave of the fixture's timing. */
export function tWave(amplitudeMv: number, form: Wave["form"] = amplitudeMv < 0 ? "-" : "+"): Wave {
  return { onsetMs: 200, peakMs: 290, offsetMs: 360, amplitudeMv, form };
}

export function pWave(amplitudeMv: number, form: Wave["form"] = amplitudeMv < 0 ? "-" : "+"): Wave {
  return { onsetMs: -200, peakMs: -150, offsetMs: -100, amplitudeMv, form };
}

/** The same change in several leads. */
export function inLeads(
  leads: readonly string[],
  change: Partial<MedianBeat>,
): Record<string, Partial<MedianBeat>> {
  return Object.fromEntries(leads.map((lead) => [lead, change]));
}

/** QRS of complete left bundle branch block: 150 ms, QS in V1, late notched R laterally without q. */
export const LBBB: FixtureOptions = {
  qrsMs: 150,
  leads: {
    I: { notches: 1, s: null, rPeakTimeMs: 80 },
    V1: { r: null, q: null, s: deflection(-1.5, 110), qrsForm: "QS", rPeakTimeMs: null },
    V5: { notches: 1, s: null, rPeakTimeMs: 85 },
    V6: { notches: 1, s: null, rPeakTimeMs: 85 },
  },
};

/** QRS of complete right bundle branch block: 140 ms, rSR' in V1, broad S in I and V6. */
export const RBBB: FixtureOptions = {
  qrsMs: 140,
  leads: {
    I: { s: deflection(-0.3, 60) },
    V1: { r: deflection(0.2, 25), s: deflection(-0.5, 30), rPrime: deflection(0.8, 60), qrsForm: "rSR'" },
    V6: { s: deflection(-0.3, 60) },
  },
};

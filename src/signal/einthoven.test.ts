// The simulator computes III, aVR, aVL and aVF from I and II in every sample: consistent until broken here.
import assert from "node:assert/strict";
import { test } from "node:test";
import type { Recording } from "../ecg/recording.ts";
import { syntheticEcg } from "../simulate/synthetic-ecg.ts";
import { einthovenFault } from "./einthoven.ts";

const { recording } = syntheticEcg({ noise: { whiteMv: 0.02, wanderMv: 0.5 } });

function changed(lead: string, change: (value: number, index: number) => number): Recording {
  return {
    ...recording,
    leads: recording.leads.map((one) =>
      one.name === lead ? { ...one, samplesMv: one.samplesMv.map(change) } : one,
    ),
  };
}

test("a consistent set has no fault, with noise and wander", () => {
  assert.equal(einthovenFault(recording), null);
});

test("an offset, a single glitch and invalid samples are no inconsistency", () => {
  assert.equal(einthovenFault(changed("III", (value) => value + 0.7)), null);
  assert.equal(einthovenFault(changed("III", (value, i) => (i === 900 ? 9 : value))), null);
  assert.equal(einthovenFault(changed("II", (value, i) => (i < 1000 ? Number.NaN : value))), null);
});

test("an inverted III and an inverted aVR are named, with by how much", () => {
  // I + (-III) - II = -2 III, so the residual peaks at twice III's R of 0.3 mV.
  assert.match(
    einthovenFault(changed("III", (value) => -value)) ?? "",
    /^lead set inconsistent: I \+ III differs/,
  );
  const fault = einthovenFault(changed("aVR", (value) => -value)) ?? "";
  assert.match(fault, /aVR differs from -\(I \+ II\)\/2 by \d\.\d\d mV$/);
  assert.doesNotMatch(fault, /III/);
});

test("without the leads for the check there is nothing to say", () => {
  const only = (...names: string[]): Recording => ({
    ...changed("III", (value) => -value),
    leads: recording.leads.filter((lead) => names.includes(lead.name)),
  });
  for (const names of [[], ["I"], ["I", "III", "aVR"], ["I", "II"], ["V1", "V2"]]) {
    assert.equal(einthovenFault(only(...names)), null);
  }
});

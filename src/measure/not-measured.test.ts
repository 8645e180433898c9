// Each simulation lacks one thing; what is null for want of it must say so.
import assert from "node:assert/strict";
import { test } from "node:test";
import type { Recording } from "../ecg/recording.ts";
import { syntheticEcg } from "../simulate/synthetic-ecg.ts";
import type { SyntheticEcgOptions } from "../simulate/synthetic-ecg-options.ts";
import { checkMeasurements } from "./check-measurements.fixture.ts";

const noise = { whiteMv: 0.01 };

function without(wave: "p" | "t"): SyntheticEcgOptions {
  const leads = ["I", "II", "V1", "V2", "V3", "V4", "V5", "V6"];
  return { amplitudes: Object.fromEntries(leads.map((lead) => [lead, { [wave]: 0 }])) };
}

/** Reasons by path; checked for completeness on the way. */
function reasonsOf(recording: Recording): Map<string, string> {
  const { notMeasured = [] } = checkMeasurements(recording);
  return new Map(notMeasured.map(({ what, why }) => [what, why]));
}

const CASES: readonly [name: string, options: SyntheticEcgOptions, what: string, why: RegExp][] = [
  ["fibrillation", { rhythm: "af" }, "prMs", /no organised P wave \(as in fibrillation\)/],
  ["flutter", { rhythm: "flutter" }, "prMs", /^regular flutter waves at 30\d a minute/],
  ["ventricular pacing", { pacing: "ventricular" }, "pDurationMs", /^ventricular pacing/],
  [
    "complete AV block",
    { avBlock: { kind: "complete", ventricularRateBpm: 38 }, rateBpm: 80 },
    "prMs",
    /keep no fixed distance/,
  ],
  ["no P", without("p"), "prMs", /^no P wave found/],
  ["P inside T", { rateBpm: 150, prMs: 180 }, "prMs", /inside the T wave/],
  ["no T", without("t"), "qtMs", /^no T wave found/],
  ["no T", without("t"), "qtcMs", /^no T wave found/],
  ["one beat", { durationMs: 1200 }, "heartRateBpm", /one beat has no interval/],
  ["one beat", { durationMs: 1200 }, "qtcMs", /one beat has no interval/],
  ["one beat", { durationMs: 1200 }, "atrial.organisedP", /fewer than three beats/],
];

for (const [name, options, what, why] of CASES) {
  test(`${name}: ${what} is null, and says why`, () => {
    assert.match(reasonsOf(syntheticEcg({ noise, ...options }).recording).get(what) ?? "", why);
  });
}

test("leads that are missing, or cannot be read, are named", () => {
  const { recording } = syntheticEcg({ noise });
  const leads = recording.leads
    .filter(({ name }) => name !== "V1" && name !== "aVL")
    .map((lead) => (lead.name === "V3" ? { ...lead, samplesMv: new Float64Array(5000) } : lead));
  const reasons = reasonsOf({ ...recording, leads });
  assert.equal(reasons.get("voltages.sokolowLyonMv"), "V1 was not recorded");
  assert.equal(reasons.get("voltages.cornellMv"), "aVL was not recorded, V3 is unusable");
  assert.equal(reasons.get("transitionLead"), "V1 was not recorded, V3 is unusable");
  assert.match(reasons.get("leads.V3.median") ?? "", /^unusable: flat for 10\.0 s/);
  assert.equal(reasons.has("prMs"), false);
  const two = reasonsOf({ ...recording, leads: recording.leads.slice(0, 2) });
  assert.equal(two.get("voltages.sokolowLyonMv"), "V1 and V5/V6 were not recorded");
  assert.equal(two.has("axisDeg.qrs"), false, "I and II are enough");
});

test("a gap between the only two beats: no interval was seen", () => {
  const { recording } = syntheticEcg({ durationMs: 2000, rateBpm: 60, noise });
  const leads = recording.leads.map((lead) => ({ ...lead, samplesMv: lead.samplesMv.slice() }));
  for (const { samplesMv } of leads) samplesMv.fill(Number.NaN, 400, 500);
  const reasons = reasonsOf({ ...recording, leads });
  assert.equal(reasons.get("rrMs"), "no two beats without a gap in between");
});

test("a recording that cannot be read says so once", () => {
  const { recording } = syntheticEcg();
  const leads = recording.leads.map(({ name }) => ({ name, samplesMv: new Float64Array(5000) }));
  const reasons = reasonsOf({ ...recording, leads });
  assert.deepEqual([...reasons.keys()], ["global"]);
  assert.match(reasons.get("global")!, /no usable lead/);
});

// Good simulated ECGs with a known defect: the probability must fall with it, and the words must name it. What it is
// worth on real recordings is measured by `gem train quality` and `gem bench self --only quality`.
import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { findLead, type Recording } from "../../ecg/recording.ts";
import { createRandom } from "../../signal/random.ts";
import { syntheticEcg } from "../../simulate/synthetic-ecg.ts";
import type { SyntheticEcgOptions } from "../../simulate/synthetic-ecg-options.ts";
import { measureRecording } from "../measure-recording.ts";
import { acceptability, acceptedProbability } from "./acceptability.ts";
import { acceptabilityModel } from "./acceptability-model.ts";
import { CONCERNS, type LeadConcerns, MOST_OCTAVES } from "./lead-concerns.ts";

const NONE: LeadConcerns = { noise: 0, pulse: 0, agreement: 0 };

function qualityOf(change: (samplesMv: Float64Array) => void, leads: readonly string[]) {
  const { recording } = syntheticEcg({ noise: { whiteMv: 0.01 } });
  for (const lead of leads) change(findLead(recording, lead)!.samplesMv);
  return measureRecording(recording).quality;
}

const DEFECTS: Readonly<Record<string, { spoil: (samplesMv: Float64Array) => void; named: RegExp }>> = {
  flat: { spoil: (samplesMv) => samplesMv.fill(0.2), named: /not usable \(.*V2.*\)/ },
  "bursts of noise": {
    spoil: (samplesMv) => {
      const random = createRandom(6);
      for (let i = 1500; i < 3500; i++) samplesMv[i]! += 0.4 * random.gaussian();
    },
    named: /bursts of noise \(/,
  },
  "no heart": {
    spoil: (samplesMv) => {
      // 1 to 8 Hz: too slow for the limits of noise, too fast for those of wander
      const random = createRandom(9);
      const waves = Array.from(
        { length: 12 },
        () => [1 + 7 * random.uniform(), 6.3 * random.uniform()] as const,
      );
      for (let i = 0; i < samplesMv.length; i++) {
        samplesMv[i] = waves.reduce(
          (sum, [hz, phase]) => sum + 0.15 * Math.sin((hz * 6.283 * i) / 500 + phase),
          0,
        );
      }
    },
    named: /beats that do not repeat \(/,
  },
};

test("a good ECG is acceptable, at any rate, with a rhythm of its own and with usual noise", () => {
  for (const options of [
    {},
    { rateBpm: 45 },
    { rateBpm: 130 },
    { rhythm: "af" },
    { pvcBeats: [3] },
    { pacing: "ventricular" },
    { samplingRateHz: 250 },
    { durationMs: 30_000 },
    { noise: { whiteMv: 0.02, wanderMv: 0.2, mainsMv: 0.1 } },
  ] satisfies SyntheticEcgOptions[]) {
    const { acceptability: probability } = measureRecording(syntheticEcg(options).recording).quality;
    assert.ok(probability! > 0.8, `${JSON.stringify(options)}: ${probability}`);
  }
});

test("every defect lowers it, two leads more than one, five more than two to under 0.5, where a reason names it", () => {
  const clean = qualityOf(() => undefined, []).acceptability!;
  for (const [name, { spoil, named }] of Object.entries(DEFECTS)) {
    const [one, two, five] = [["V2"], ["V2", "V4"], ["V2", "V4", "V1", "V5", "V6"]].map((leads) => {
      const quality = qualityOf(spoil, leads);
      const reason = quality.reasons.find((text) => text.startsWith("probably not acceptable"));
      assert.equal(reason !== undefined, quality.acceptability! < 0.5, name);
      if (reason !== undefined) assert.match(reason, named);
      return quality.acceptability!;
    }) as [number, number, number];
    assert.ok(clean > one && one > two && two > five, `${name}: ${[clean, one, two, five]}`);
    assert.ok(five < 0.5, `${name}: ${five}`);
  }
});

test("a dead lead alone is refused by most readers", () => {
  assert.ok(qualityOf(DEFECTS["flat"]!.spoil, ["V2"]).acceptability! < 0.5);
});

test("under 0.5 the verdict is limited, not unusable: the good leads are worth measuring", () => {
  const quality = qualityOf(DEFECTS["bursts of noise"]!.spoil, ["V2", "V4", "V1", "V5", "V6"]);
  assert.equal(quality.verdict, "limited");
  assert.ok(Object.values(quality.leads).every(({ usable }) => usable));
});

test("fewer leads are judged by what they show; under 5 s and without leads there is no judgement", () => {
  const { recording } = syntheticEcg({ noise: { whiteMv: 0.01 } });
  const withLeads = (count: number): Recording => ({ ...recording, leads: recording.leads.slice(0, count) });
  for (const count of [1, 2, 3, 8]) {
    const { acceptability: probability } = measureRecording(withLeads(count)).quality;
    assert.ok(probability! > 0.9, `${count} leads: ${probability}`);
  }
  const flat = withLeads(1);
  const dead = { ...flat, leads: [{ name: "I", samplesMv: new Float64Array(5000) }] };
  assert.ok(measureRecording(dead).quality.acceptability! < 0.5);
  assert.equal(measureRecording(syntheticEcg({ durationMs: 4000 }).recording).quality.acceptability, null);
  assert.equal(measureRecording(withLeads(0)).quality.acceptability, null);
});

test("leads beside the standard ones do not count, unless there are no others", () => {
  const { recording } = syntheticEcg();
  const extra = { name: "VX", samplesMv: new Float64Array(5000) };
  const more = { ...recording, leads: [...recording.leads, extra] };
  assert.equal(
    measureRecording(more).quality.acceptability,
    measureRecording(recording).quality.acceptability,
  );
  assert.ok(measureRecording({ ...recording, leads: [extra] }).quality.acceptability! < 0.5);
});

test("the probability is the product of the leads' logistic curves", () => {
  const model = { intercept: -3, weights: { noise: 1, pulse: 2, agreement: 0.5 } };
  const leads = [NONE, { noise: 1, pulse: 0, agreement: 2 }];
  // logits -3 and -3 + 1 + 1 = -1
  const expected = 1 / (1 + Math.exp(-3)) / (1 + Math.exp(-1));
  assert.ok(Math.abs(acceptedProbability(leads, model) - expected) < 1e-12);
  const named = leads.map((concerns, index) => ({ lead: `L${index}`, usable: true, concerns }));
  // of noise and agreement, 1 each, the first
  assert.deepEqual(acceptability(named, model), {
    probability: Math.round(expected * 1000) / 1000,
    concerns: ["bursts of noise (L1)"],
  });
  assert.equal(acceptability([], model), null);
});

test("no concern of any lead ever raises it", () => {
  const octave = fc.double({ min: 0, max: MOST_OCTAVES, noNaN: true });
  const lead = fc.record({ noise: octave, pulse: octave, agreement: octave });
  fc.assert(
    fc.property(
      fc.array(lead, { minLength: 1, maxLength: 12 }),
      fc.nat(),
      fc.constantFrom(...CONCERNS),
      octave,
      (leads, place, concern, more) => {
        const worse = leads.map((one, index) =>
          index === place % leads.length ? { ...one, [concern]: one[concern] + more } : one,
        );
        assert.ok(
          acceptedProbability(worse, acceptabilityModel) <= acceptedProbability(leads, acceptabilityModel),
        );
      },
    ),
  );
});

test("the model file: weights that only speak against, and a record of as many recordings as it names", () => {
  const { intercept, weights, provenance, outOfFold } = acceptabilityModel;
  assert.ok(intercept < 0);
  assert.deepEqual(Object.keys(weights).sort(), [...CONCERNS].sort());
  for (const weight of Object.values(weights)) assert.ok(weight >= 0);
  assert.equal(provenance.recordings.split(" ").length, provenance.records);
  const counted = outOfFold.reliability.reduce((sum, { records }) => sum + records, 0);
  assert.ok(Math.abs(counted - provenance.records) < 0.01);
  for (const { value, low, high } of [outOfFold.accuracy, outOfFold.auroc, outOfFold.brier]) {
    assert.ok(low < value && value < high);
  }
});

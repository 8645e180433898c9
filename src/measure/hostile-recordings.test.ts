// What is no ECG must come out as "unusable" with reasons and nothing measured; and whatever comes in, measuring
// never throws, validates and holds no NaN. The truth is how each signal was made.
import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { STANDARD_LEADS } from "../ecg/lead-names.ts";
import { MeasurementsSchema } from "../ecg/measurements.ts";
import { type Recording, UNKNOWN_PATIENT } from "../ecg/recording.ts";
import { createRandom } from "../signal/random.ts";
import { syntheticEcg } from "../simulate/synthetic-ecg.ts";
import { measureRecording } from "./measure-recording.ts";

function recordingOf(leads: readonly Recording["leads"][number][], samplingRateHz = 500): Recording {
  return {
    name: "made",
    leads,
    samplingRateHz,
    patient: UNKNOWN_PATIENT,
    source: { format: "made", sha256: "0".repeat(64), warnings: [] },
  };
}

/** The same signal, scaled per lead so that Einthoven's law holds (I = III = II / 2 and so on). */
function everywhere(signal: (seconds: number) => number, seconds = 10): Recording {
  const weights = { I: 0.5, II: 1, III: 0.5, aVR: -0.75, aVL: 0, aVF: 0.75 } as Record<string, number>;
  return recordingOf(
    STANDARD_LEADS.map((name) => ({
      name,
      samplesMv: Float64Array.from(
        { length: seconds * 500 },
        (_, i) => (weights[name] ?? 1) * signal(i / 500),
      ),
    })),
  );
}

function unusable(recording: Recording, because: RegExp): void {
  const { quality, beats, leads, global } = measureRecording(recording);
  assert.equal(quality.verdict, "unusable");
  assert.match(quality.reasons.join("; "), because);
  assert.deepEqual(beats, []);
  assert.deepEqual(leads, {});
  assert.equal(global.heartRateBpm, null);
  assert.equal(global.atrial.organisedP, null);
  assert.deepEqual(global.axisDeg, { p: null, qrs: null, t: null, st: null });
}

test("no valid sample, and flat lines at any level", () => {
  unusable(
    everywhere(() => Number.NaN),
    /no usable lead.*missing: no valid sample/,
  );
  for (const level of [0, -0.2])
    unusable(
      everywhere(() => level),
      /no usable lead.*flat for 10\.0 s/,
    );
});

test("white noise of any strength, consistent or independent between the leads", () => {
  for (const rmsMv of [0.03, 0.1, 0.5]) {
    const random = createRandom(1);
    const values = Array.from({ length: 12 }, () =>
      Float64Array.from({ length: 5000 }, () => rmsMv * random.gaussian()),
    );
    const leads = STANDARD_LEADS.map((name, index) => ({ name, samplesMv: values[index]! }));
    unusable(recordingOf(leads), /QRS complex|usable lead/);
    const [one, two] = [values[0]!, values[1]!];
    const mixed = (a: number, b: number): Float64Array => one.map((value, i) => a * value + b * two[i]!);
    const limbs = [mixed(1, 0), mixed(0, 1), mixed(-1, 1), mixed(-0.5, -0.5), mixed(1, -0.5), mixed(-0.5, 1)];
    unusable(
      recordingOf(leads.map((lead, i) => (limbs[i] ? { ...lead, samplesMv: limbs[i] } : lead))),
      /QRS complex|usable lead/,
    );
  }
});

test("coloured noise: what remains of white noise after a single-pole low-pass", () => {
  for (const keep of [0.8, 0.95]) {
    const random = createRandom(3);
    const leads = STANDARD_LEADS.map((name) => {
      let value = 0;
      const next = (): number => {
        value = keep * value + 0.1 * random.gaussian();
        return value;
      };
      return { name, samplesMv: Float64Array.from({ length: 5000 }, next) };
    });
    unusable(recordingOf(leads), /QRS complex|usable lead/);
  }
});

test("sines and square waves, at heart rates and beyond", () => {
  for (const frequencyHz of [1.2, 5, 10, 50]) {
    for (const amplitudeMv of [0.8]) {
      unusable(
        everywhere((t) => amplitudeMv * Math.sin(2 * Math.PI * frequencyHz * t)),
        /QRS complex|usable lead/,
      );
    }
  }
  for (const frequencyHz of [1.2, 5]) {
    unusable(
      everywhere((t) => (Math.sin(2 * Math.PI * frequencyHz * t + 0.1) > 0 ? 0.8 : -0.8)),
      /QRS complex|usable lead/,
    );
  }
});

test("impulses without any complex are no heart beats, however regular", () => {
  // One sample (2 ms) once a second: a pacemaker that does not capture, or a loose plug. No QRS lasts 2 ms.
  unusable(
    everywhere((t) => (Math.round(t * 500) % 500 === 250 ? 1 : 0)),
    /QRS complex|usable lead/,
  );
});

test("too little of anything: no leads, no samples, one sample, half a second", () => {
  unusable(recordingOf([]), /no leads/);
  for (const count of [0, 1, 2, 3]) {
    const leads = STANDARD_LEADS.map((name) => ({ name, samplesMv: new Float64Array(count).fill(0.3) }));
    unusable(recordingOf(leads), /no usable lead/);
  }
  const { recording } = syntheticEcg({ durationMs: 500, rateBpm: 60 });
  unusable(recording, /QRS complex|usable lead/);
});

test("a good ECG is refused once 5 of its 12 leads are gone, and not before", () => {
  // Rule: at least two thirds (8 of 12) must be usable.
  const { recording } = syntheticEcg();
  const without = (count: number): Recording =>
    recordingOf(
      recording.leads.map((lead, i) =>
        i < 12 - count ? lead : { ...lead, samplesMv: new Float64Array(5000).fill(Number.NaN) },
      ),
    );
  assert.equal(measureRecording(without(4)).quality.verdict, "limited");
  assert.equal(measureRecording(without(4)).beats.length, 10);
  unusable(without(5), /only 7 of 12 leads are usable/);
});

function numbersIn(value: unknown): number[] {
  if (typeof value === "number") return [value];
  if (typeof value !== "object" || value === null) return [];
  return Object.values(value).flatMap(numbersIn);
}

function checked(recording: Recording): void {
  const measurements = measureRecording(recording);
  const parsed = MeasurementsSchema.safeParse(measurements);
  assert.deepEqual(parsed.error?.issues ?? [], []);
  assert.ok(numbersIn(measurements).every(Number.isFinite));
  if (measurements.quality.verdict === "unusable") {
    assert.deepEqual(measurements.beats, []);
    assert.ok(measurements.quality.reasons.length > 0);
  }
}

const wildSample = fc.oneof(
  { weight: 5, arbitrary: fc.double({ min: -3, max: 3, noNaN: true }) },
  { weight: 1, arbitrary: fc.double() },
  {
    weight: 1,
    arbitrary: fc.constantFrom(Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, 1e308, 0),
  },
);
const rates = fc.constantFrom(1, 50, 100, 128, 250, 360, 500, 1000, 5000);
const leadNames = fc.uniqueArray(fc.constantFrom(...STANDARD_LEADS, "vx", ""), { maxLength: 13 });

test("random samples: never a throw, always valid, always finite", () => {
  // A short random pattern, repeated and shifted per lead, reaches lengths up to 3,000 without a huge input.
  fc.assert(
    fc.property(
      leadNames,
      rates,
      fc.integer({ min: 0, max: 3000 }),
      fc.array(wildSample, { minLength: 1, maxLength: 150 }),
      (names, samplingRateHz, length, pattern) => {
        // 20 s at most: 3,000 samples at 1 Hz would be an hour of noise.
        const count = Math.min(length, 20 * samplingRateHz);
        const leads = names.map((name, lead) => ({
          name,
          samplesMv: Float64Array.from(
            { length: count },
            (_, i) => pattern[(i + 7 * lead) % pattern.length]!,
          ),
        }));
        checked(recordingOf(leads, samplingRateHz));
      },
    ),
    { numRuns: 80 },
  );
});

test("real shapes with random damage: never a throw, always valid, always finite", () => {
  const damage = fc.record({
    lead: fc.nat({ max: 11 }),
    from: fc.nat({ max: 1999 }),
    length: fc.integer({ min: 1, max: 1500 }),
    value: wildSample,
  });
  fc.assert(
    fc.property(
      fc.integer({ min: 30, max: 220 }),
      fc.constantFrom(100, 250, 500),
      fc.array(damage, { maxLength: 6 }),
      (rateBpm, samplingRateHz, damages) => {
        const { recording } = syntheticEcg({ rateBpm, samplingRateHz, durationMs: 4000, tMs: 60, pMs: 60 });
        for (const { lead, from, length, value } of damages) {
          recording.leads[lead]!.samplesMv.fill(value, from, from + length);
        }
        checked(recording);
      },
    ),
    { numRuns: 12 },
  );
});

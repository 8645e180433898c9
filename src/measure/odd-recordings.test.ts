// ECGs that are short, slow, fast, coarse, cut, clipped, shifted or of strange leads: measured where they can be, and
// what is null says why. The truth is the simulation, and what was done to it.
import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import type { Recording } from "../ecg/recording.ts";
import { syntheticEcg } from "../simulate/synthetic-ecg.ts";
import type { SyntheticEcgOptions } from "../simulate/synthetic-ecg-options.ts";
import { checkMeasurements } from "./check-measurements.fixture.ts";
import { measureRecording } from "./measure-recording.ts";
import { readDelineator } from "./wave-network/read-delineator.ts";

const network = await readDelineator();
const noise = { whiteMv: 0.01, wanderMv: 0.05 };
const RATES = [100, 125, 128, 200, 250, 257, 360, 500, 977, 1000, 2000];
const ODD_NAMES = ["MLII", "x", "ECG 1", "", "__proto__", "constructor", "V7", "0", "a.b", "é", "toString"];

function ecg(options: SyntheticEcgOptions = {}): Recording {
  return syntheticEcg({ noise, rrSdMs: 15, ...options }).recording;
}

interface Place {
  readonly lead: number;
  /** 0..1 */
  readonly share: number;
  readonly index: number;
}

function changed(recording: Recording, change: (valueMv: number, place: Place) => number): Recording {
  const leads = recording.leads.map(({ name, samplesMv }, lead) => ({
    name,
    samplesMv: samplesMv.map((value, index) =>
      change(value, { lead, index, share: index / samplesMv.length }),
    ),
  }));
  return { ...recording, leads };
}

function withLeads(recording: Recording, count: number, names: readonly string[] = []): Recording {
  const leads = Array.from({ length: count }, (_, i) => {
    const { name, samplesMv } = recording.leads[i % 12]!;
    return { name: names[i] ?? (i < 12 ? name : `X${i}`), samplesMv };
  });
  return { ...recording, leads };
}

test("every rate from 100 to 2,000 Hz: the same beats, rate, PR, QRS and QT", () => {
  for (const samplingRateHz of RATES) {
    const made = syntheticEcg({ samplingRateHz, rateBpm: 70, noise });
    const { beats, global } = checkMeasurements(withLeads(made.recording, 8));
    assert.equal(beats.length, made.truth.beats.length, `${samplingRateHz} Hz`);
    assert.equal(global.heartRateBpm, 70);
    // the simulation's PR 160 and QRS 92; verification's tolerance of 20 ms
    assert.ok(Math.abs(global.prMs! - 160) <= 20, `${samplingRateHz} Hz: PR ${global.prMs}`);
    assert.ok(
      Math.abs(global.qrsDurationMs! - 92) <= 20,
      `${samplingRateHz} Hz: QRS ${global.qrsDurationMs}`,
    );
    assert.ok(
      Math.abs(global.qtMs! - 400 * Math.cbrt(60 / 70)) <= 30,
      `${samplingRateHz} Hz: QT ${global.qtMs}`,
    );
  }
});

test("2 s to a minute, one to fifteen leads, whatever they are called", () => {
  for (const seconds of [2, 3, 5, 10, 60]) {
    const made = syntheticEcg({ durationMs: 1000 * seconds, noise });
    assert.equal(checkMeasurements(withLeads(made.recording, 2)).beats.length, made.truth.beats.length);
  }
  for (const count of [1, 2, 3, 7, 12, 15]) {
    for (const names of [[], ODD_NAMES]) {
      const { record, beats, leads } = checkMeasurements(withLeads(ecg(), count, names));
      assert.equal(beats.length, 10);
      assert.equal(Object.keys(leads).length, count);
      assert.equal(record.leads.length, count);
    }
  }
});

test("a gap is never measured: no beat, no wave and no interval in it, and it is said", () => {
  for (const [from, to] of [
    [0, 0.1],
    [0.45, 0.6],
    [0.85, 1],
  ] as const) {
    const gone = changed(ecg(), (value, { share }) => (share >= from && share < to ? Number.NaN : value));
    const { quality, beats, leads, global } = checkMeasurements(gone);
    const [fromMs, toMs] = [10_000 * from, 10_000 * to];
    assert.equal(quality.verdict, "limited");
    assert.match(quality.reasons.join("; "), /no usable lead has a signal for 1\.[05] s \(one gap\)/);
    assert.equal(beats.length, 9);
    for (const { waves, sequences } of Object.values(leads)) {
      for (const wave of waves.flatMap(({ p, qrs, t }) => [p, qrs, t])) {
        if (wave) assert.ok(wave.offsetMs < fromMs + 40 || wave.onsetMs > toMs - 40);
      }
      const unknown = sequences.rrInterval1.filter((rrMs) => rrMs === null).length;
      // the first beat has none before it, and the one after the gap none that was seen
      assert.equal(unknown, from > 0 && to < 1 ? 2 : 1);
    }
    assert.ok(Math.abs(global.rrMs! - 1000) < 20, "no interval across the gap");
    assert.ok(global.rhythm.longestPauseMs! < 1200, "no pause was seen");
  }
});

test("a lead that is missing for a while has no waves there; the others go on", () => {
  const gone = changed(ecg(), (value, { lead, share }) =>
    lead === 0 && share >= 0.3 && share < 0.45 ? Number.NaN : value,
  );
  const { beats, leads } = checkMeasurements(gone);
  assert.equal(beats.length, 10);
  const inGap = (ms: number): boolean => ms > 3000 && ms < 4500;
  const lost = beats.filter((beat) => inGap(beat.rPeakMs)).map((beat) => beat.index);
  // beats stand at 0.4 s of every second
  assert.equal(lost.length, 2);
  for (const beat of lost) {
    const { qrs, p } = leads["I"]!.waves[beat]!;
    assert.deepEqual([qrs, p, leads["I"]!.sequences.stForm[beat]], [null, null, null]);
    assert.ok(leads["II"]!.waves[beat]!.qrs);
  }
});

const ODD: readonly [what: string, make: () => Recording, verdict: RegExp, reason?: RegExp][] = [
  [
    "one valid sample",
    () => changed(ecg(), (v, { index }) => (index === 2500 ? v : Number.NaN)),
    /unusable/,
    /missing/,
  ],
  [
    "every second sample missing",
    () => changed(ecg(), (v, { index }) => (index % 2 ? v : Number.NaN)),
    /unusable/,
    /missing 50 %/,
  ],
  ["every tenth sample missing", () => changed(ecg(), (v, { index }) => (index % 10 ? v : Number.NaN)), /ok/],
  ["a constant", () => changed(ecg(), () => 1.3), /unusable/, /flat/],
  ["clipped at 1 mV", () => changed(ecg(), (v) => Math.max(-1, Math.min(1, v))), /ok|limited/],
  ["clipped at 0.3 mV", () => changed(ecg(), (v) => Math.max(-0.3, Math.min(0.3, v))), /limited/, /clipped/],
  ["a square wave", () => changed(ecg(), (_, { index }) => (index % 500 < 250 ? 1 : -1)), /unusable/],
  [
    "mains only",
    () => changed(ecg(), (_, { index }) => Math.sin((2 * Math.PI * 50 * index) / 500)),
    /unusable/,
    /mains hum/,
  ],
  ["a million times too large", () => changed(ecg(), (v) => 1e6 * v), /unusable/],
  ["a kilovolt of offset", () => changed(ecg(), (v) => v + 1e6), /unusable/, /missing/],
  ["half a volt of offset", () => changed(ecg(), (v) => v - 500), /ok/],
  ["denormal numbers", () => changed(ecg(), (v) => 1e-310 * v), /unusable/, /flat/],
  ["a thousand times too small", () => changed(ecg(), (v) => v / 1000), /unusable/, /flat/],
  ["steps of 0.1 mV", () => changed(ecg(), (v) => Math.round(10 * v) / 10), /ok|limited/],
  ["steps of 0.5 mV", () => changed(ecg(), (v) => Math.round(2 * v) / 2), /limited/],
  ["stairs", () => changed(ecg(), (_, { index }) => Math.floor(index / 700) % 3), /unusable/],
  [
    "three leads of zeros",
    () => changed(ecg(), (v, { lead }) => (lead > 5 && lead < 9 ? 0 : v)),
    /limited/,
    /flat for 10\.0 s/,
  ],
  ["all leads inverted", () => changed(ecg(), (v) => -v), /limited/, /swapped/],
  ["all leads alike", () => withSameSignal(ecg()), /limited/, /inconsistent/],
  ["no beat", () => changed(ecg(), (_, { index }) => 0.2 * Math.sin(index / 100)), /unusable/, /QRS/],
  ["one beat in 1.2 s", () => ecg({ durationMs: 1200 }), /limited/, /only 1\.2 s long/],
  ["two beats in 2.2 s", () => ecg({ durationMs: 2200, rateBpm: 55 }), /limited/, /only 2\.2 s long/],
];

function withSameSignal(recording: Recording): Recording {
  const leads = recording.leads.map((lead) => ({ ...lead, samplesMv: recording.leads[1]!.samplesMv }));
  return { ...recording, leads };
}

for (const [what, make, verdict, reason] of ODD) {
  test(`${what}: ${verdict.source}`, () => {
    for (const delineator of [null, network]) {
      const { quality } = checkMeasurements(make(), { delineator });
      assert.match(quality.verdict, verdict);
      if (reason) assert.match(quality.reasons.join("; "), reason);
    }
  });
}

test("15 beats a minute with pauses of four seconds, and 300 beats a minute", () => {
  const slow = syntheticEcg({ rateBpm: 15, durationMs: 30_000, noise });
  const silent = syntheticEcg({ rateBpm: 15, durationMs: 30_000 });
  const fast = syntheticEcg({
    ...{ rateBpm: 300, prMs: 60, pMs: 40, qrsMs: 60, qtMs: 160, tMs: 60, rrSdMs: 2 },
    noise: { whiteMv: 0.01 },
  });
  for (const delineator of [null, network]) {
    const found = checkMeasurements(slow.recording, { delineator });
    // P and T pass for beats where the level is taken from windows that hold no QRS
    assert.equal(found.beats.length, slow.truth.beats.length);
    assert.ok(Math.abs(found.global.rhythm.longestPauseMs! - 4000) < 40);
    // without any noise the pauses are flat, which a lead that is off would be, too
    assert.equal(checkMeasurements(silent.recording, { delineator }).beats.length, silent.truth.beats.length);
    const quick = checkMeasurements(fast.recording, { delineator });
    assert.ok(Math.abs(quick.beats.length - fast.truth.beats.length) <= 1);
    assert.equal(quick.global.heartRateBpm, 300);
  }
});

test("whatever is done to an ECG: never a throw, always valid, every null with its reason", () => {
  const change = fc.oneof(
    fc.record({
      kind: fc.constant("gap" as const),
      lead: fc.nat(15),
      from: fc.double({ min: 0, max: 1, noNaN: true }),
      length: fc.double({ min: 0, max: 0.5, noNaN: true }),
    }),
    fc.record({ kind: fc.constant("clip" as const), atMv: fc.constantFrom(0.05, 0.2, 1) }),
    fc.record({ kind: fc.constant("scale" as const), by: fc.constantFrom(-1, 1e-6, 0.01, 0.1, 10, 1000) }),
    fc.record({ kind: fc.constant("offset" as const), mv: fc.constantFrom(-1000, -5, 3, 999, 1e9) }),
    fc.record({ kind: fc.constant("steps" as const), mv: fc.constantFrom(0.005, 0.05, 0.3) }),
    fc.record({ kind: fc.constant("hum" as const), mv: fc.constantFrom(0.02, 0.3, 2) }),
  );
  fc.assert(
    fc.property(
      fc.record({
        rateBpm: fc.constantFrom(15, 30, 60, 110, 200, 290),
        samplingRateHz: fc.constantFrom(...RATES),
        durationMs: fc.constantFrom(700, 2000, 3000, 5000, 9000),
        rhythm: fc.constantFrom("sinus" as const, "af" as const, "flutter" as const),
        pacing: fc.constantFrom(null, "dual" as const, "ventricular" as const),
      }),
      fc.integer({ min: 1, max: 15 }),
      fc.boolean(),
      fc.array(change, { maxLength: 3 }),
      fc.constantFrom(null, network),
      (options, leadCount, odd, changes, delineator) => {
        const rrMs = 60_000 / options.rateBpm;
        const waves = {
          prMs: Math.min(160, 0.3 * rrMs),
          pMs: Math.min(100, 0.2 * rrMs),
          qrsMs: Math.min(92, 0.3 * rrMs),
        };
        const qtMs = Math.min(400, 0.8 * rrMs);
        const made = ecg({ ...options, ...waves, qtMs, tMs: Math.min(180, 0.4 * qtMs) });
        let recording = withLeads(made, leadCount, odd ? ODD_NAMES : []);
        for (const it of changes) {
          recording = changed(recording, (value, { lead, index, share }) => {
            if (it.kind === "gap")
              return (it.lead === 15 || it.lead === lead) && share >= it.from && share < it.from + it.length
                ? Number.NaN
                : value;
            if (it.kind === "clip") return Math.max(-it.atMv, Math.min(it.atMv, value));
            if (it.kind === "scale") return it.by * value;
            if (it.kind === "offset") return value + it.mv;
            if (it.kind === "steps") return Math.round(value / it.mv) * it.mv;
            return value + it.mv * Math.sin((2 * Math.PI * 50 * index) / options.samplingRateHz);
          });
        }
        checkMeasurements(recording, { delineator });
      },
    ),
    { numRuns: 80 },
  );
});

test("five times as long costs about five times as much", () => {
  const cost = (recording: Recording): number => {
    const before = process.cpuUsage();
    measureRecording(recording);
    const { user, system } = process.cpuUsage(before);
    return user + system;
  };
  const pvcBeats = Array.from({ length: 60 }, (_, i) => 5 + 7 * i);
  for (const options of [{ pvcBeats }, { rhythm: "af" as const }]) {
    const made = (durationMs: number) => withLeads(ecg({ ...options, durationMs, samplingRateHz: 250 }), 4);
    const [short, long] = [made(60_000), made(300_000)];
    cost(short);
    const once = Math.min(cost(short), cost(short));
    // 25 times would be quadratic
    assert.ok(cost(long) < 12 * once);
  }
});

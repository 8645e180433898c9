// Single waves: presence steps as in the table, and less confidence for a small wave in noise.
import assert from "node:assert/strict";
import { test } from "node:test";
import type { BeatWaves } from "../../ecg/measurements.ts";
import { syntheticEcg } from "../../simulate/synthetic-ecg.ts";
import { measureRecording } from "../measure-recording.ts";
import { noSpread } from "../morphology/lead-spread.ts";
import { withinProbability } from "./confidence.ts";
import { P_PRESENCE, WAVE_ERRORS } from "./measurement-errors.ts";
import { beatPPresence, networkConfidence, recordPPresence, withWaveConfidence } from "./wave-confidence.ts";

const wave = (onsetMs: number, lengthMs: number, amplitudeMv: number) => ({
  onsetMs,
  peakMs: onsetMs + lengthMs / 2,
  offsetMs: onsetMs + lengthMs,
  amplitudeMv,
  form: "+" as const,
});
const BEAT: BeatWaves = {
  beat: 0,
  p: wave(200, 100, 0.1),
  qrs: { ...wave(360, 90, 1), form: "R", qMv: null, rMv: 1, sMv: null, rPrimeMv: null },
  t: wave(560, 160, 0.3),
};

test("without noise the method's own error is left, times the presence of P", () => {
  const [beat] = withWaveConfidence({
    waves: [BEAT],
    marks: [],
    spread: { ...noSpread(9), noiseMv: 0 },
    pCorrelations: [1],
  });
  const own = (kind: "p" | "qrs" | "t", tolerance: number) =>
    withinProbability(tolerance, WAVE_ERRORS[kind].ownMs);
  const near = (got: number | null | undefined, wanted: number) =>
    assert.ok(Math.abs(got! - wanted) <= 0.0051, `got ${got}, wanted ${wanted}`);
  near(beat!.p!.confidence, P_PRESENCE.beat.high * own("p", 20));
  near(beat!.qrs!.confidence, own("qrs", 20));
  near(beat!.t!.confidence, own("t", 30));
});

test("a missing wave stays missing, and the rest of a wave as it was", () => {
  const [beat] = withWaveConfidence({
    waves: [{ ...BEAT, p: null, t: null }],
    marks: [],
    spread: null,
    pCorrelations: [null],
  });
  assert.equal(beat!.p, null);
  assert.equal(beat!.t, null);
  const { confidence, ...rest } = beat!.qrs!;
  assert.ok(confidence! > 0);
  assert.deepEqual(rest, BEAT.qrs);
});

test("presence by correlation", () => {
  assert.equal(beatPPresence(0.95), P_PRESENCE.beat.high);
  assert.equal(beatPPresence(0.7), P_PRESENCE.beat.low);
  assert.equal(beatPPresence(0.4), P_PRESENCE.beat.none);
  assert.equal(beatPPresence(null), P_PRESENCE.beat.low);
  assert.equal(recordPPresence(0.9), P_PRESENCE.record.high);
  assert.equal(recordPPresence(0.6), P_PRESENCE.record.low);
  assert.equal(recordPPresence(null), P_PRESENCE.record.low);
});

test("in a recording: every wave has one, and the smaller P of a lead the lower", () => {
  const { recording } = syntheticEcg({
    durationMs: 6000,
    noise: { whiteMv: 0.04 },
    amplitudes: { V2: { p: 0.06 }, V5: { p: 0.2 } },
  });
  const { leads } = measureRecording(recording);
  const mean = (lead: string): number => {
    const found = leads[lead]!.waves.flatMap(({ p }) => (p ? [p.confidence!] : []));
    return found.reduce((a, b) => a + b, 0) / found.length;
  };
  assert.ok(mean("V2") < mean("V5"), `${mean("V2")}, ${mean("V5")}`);
  for (const { waves } of Object.values(leads))
    for (const { qrs } of waves) assert.ok(qrs === null || qrs.confidence! > 0.3);
});

test("where the network placed a wave, its probability decides, by straight lines between the table's points", () => {
  const marks = (sureness: number) => ({ onset: 0, peak: 5, offset: 10, sureness });
  // halfway between 0.735 -> 0.40 and 0.78 -> 0.53, and both ends of the table
  assert.ok(Math.abs(networkConfidence("t", marks(0.7575))! - 0.465) < 1e-9);
  assert.equal(networkConfidence("t", marks(0.5)), 0.32);
  assert.equal(networkConfidence("t", marks(0.999)), 0.99);
  assert.equal(networkConfidence("t", { onset: 0, peak: 5, offset: 10 }), null);
  const [beat] = withWaveConfidence({
    waves: [BEAT],
    marks: [{ p: marks(0.83), qrs: null, t: null }],
    spread: null,
    pCorrelations: [0.1],
  });
  assert.equal(beat!.p!.confidence, 0.64);
});

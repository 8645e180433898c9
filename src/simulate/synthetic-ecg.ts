// A 12-lead ECG made of waves with known onsets, peaks, offsets and amplitudes: the truth that measurements
// are tested against. Every wave ends where it says (see beat-shape.ts), and III, aVR, aVL and aVF are
// computed from the finished I and II, noise included, so that Einthoven's law holds sample by sample.
import { STANDARD_LEADS, type StandardLead } from "../ecg/lead-names.ts";
import type { Beat } from "../ecg/measurements.ts";
import type { Recording } from "../ecg/recording.ts";
import { createRandom } from "../signal/random.ts";
import { addBackground } from "./background.ts";
import { type ScheduledBeat, scheduleBeats, T_PEAK_FRACTION, type WaveTimes } from "./beat-schedule.ts";
import {
  evaluateKnots,
  INDEPENDENT_LEADS,
  type IndependentLead,
  type Knot,
  type LeadAmplitudes,
  lobeKnots,
  qrsKnots,
  withLimbLeads,
} from "./beat-shape.ts";
import { type ResolvedOptions, resolveOptions, type SyntheticEcgOptions } from "./synthetic-ecg-options.ts";

export interface BeatTruth {
  rPeakMs: number;
  class: Beat["class"];
  qrsOnsetMs: number;
  qrsOffsetMs: number;
  /** null: the beat has no P wave of its own. */
  p: WaveTimes | null;
  /** null: T does not end inside the recording. */
  t: WaveTimes | null;
}

/**
 * True values of the normal beats in one lead, without noise or atrial waves. q, r, s and rPrime are null where
 * `qrs` was given; p and t are the first lobes where a second one was.
 */
export interface LeadTruth {
  p: number;
  q: number | null;
  r: number | null;
  s: number | null;
  rPrime: number | null;
  stJ: number;
  stEnd: number;
  t: number;
}

export interface SyntheticTruth {
  beats: BeatTruth[];
  nonConductedP: WaveTimes[];
  spikesMs: number[];
  /** Deflections by their place in the QRS, signed: what is called `r` in aVR is negative. */
  perLead: Record<StandardLead, LeadTruth>;
}

/** P of a premature atrial beat against that of a sinus beat. */
const PAC_P_SHARE = 0.6;
const U_DELAY_MS = 30;
const U_DURATION_MS = 140;

/**
 * Simulates a recording with the twelve standard leads, and tells what is in it.
 *
 * The same options give the same samples to the bit. Times are ms from the start, amplitudes mV.
 * Throws UsageError for options that make no sense.
 */
export function syntheticEcg(options: SyntheticEcgOptions = {}): {
  recording: Recording;
  truth: SyntheticTruth;
} {
  const resolved = resolveOptions(options);
  const random = createRandom(resolved.seed);
  const schedule = scheduleBeats(resolved, random);
  const sampleCount = Math.round((resolved.durationMs / 1000) * resolved.samplingRateHz);
  const given = perIndependentLead(() => new Float64Array(sampleCount));
  for (const name of INDEPENDENT_LEADS) {
    for (const beat of schedule.beats) drawBeat(given[name], name, beat, resolved);
    for (const p of schedule.nonConductedP) drawP(given[name], resolved.amplitudes[name], 1, p, resolved);
    for (const spikeMs of schedule.spikesMs) {
      const index = Math.round((spikeMs / 1000) * resolved.samplingRateHz);
      if (given[name][index] !== undefined) given[name][index] += resolved.spikeMv;
    }
  }
  addBackground(given, resolved, random);
  const samples = withLimbLeads(given, (weightI, one, weightII, two) =>
    one.map((value, index) => weightI * value + weightII * (two[index] ?? 0)),
  );
  const beats = schedule.beats.map(({ broad: _, t, ...beat }) => ({
    ...beat,
    t: t.offsetMs <= resolved.durationMs ? t : null,
  }));
  return {
    recording: {
      name: resolved.name,
      leads: STANDARD_LEADS.map((name) => ({ name, samplesMv: samples[name] })),
      samplingRateHz: resolved.samplingRateHz,
      patient: resolved.patient,
      // No file was read: a hash of nothing would pass for the hash of an empty file.
      source: { format: "synthetic", sha256: "0".repeat(64), warnings: [] },
    },
    truth: {
      beats,
      nonConductedP: schedule.nonConductedP,
      spikesMs: schedule.spikesMs,
      perLead: leadTruths(resolved),
    },
  };
}

function drawBeat(
  samples: Float64Array,
  name: IndependentLead,
  beat: ScheduledBeat,
  options: ResolvedOptions,
): void {
  const shapes = beat.broad ? options.ventricularAmplitudes : options.amplitudes;
  const shape = shapes[name];
  const partners = name === "I" ? [shapes.II] : name === "II" ? [shapes.I] : [];
  const { qrsOnsetMs, qrsOffsetMs, t } = beat;
  const qrsMs = qrsOffsetMs - qrsOnsetMs;
  const stEnd = shape.stEnd ?? shape.stJ;
  const scale = (knots: readonly Knot[], startMs: number, lengthMs: number): Knot[] =>
    knots.map(([fraction, valueMv]) => [startMs + fraction * lengthMs, valueMv]);
  const qrs: Knot[] = [
    [qrsOnsetMs, 0],
    ...scale(qrsKnots(shape, partners), qrsOnsetMs, qrsMs),
    [qrsOffsetMs, shape.stJ],
  ];
  const tWave: Knot[] = [
    [t.onsetMs, stEnd],
    ...scale(lobeKnots(shape.t, shape.tTerminal, T_PEAK_FRACTION), t.onsetMs, t.offsetMs - t.onsetMs),
    [t.offsetMs, 0],
  ];
  addCurve(samples, qrsOnsetMs, t.offsetMs, options, (timeMs) => {
    if (timeMs <= qrsOffsetMs) return evaluateKnots(qrs, timeMs);
    if (timeMs >= t.onsetMs) return evaluateKnots(tWave, timeMs);
    return shape.stJ + ((stEnd - shape.stJ) * (timeMs - qrsOffsetMs)) / (t.onsetMs - qrsOffsetMs);
  });
  if (shape.u !== 0) {
    const startMs = t.offsetMs + U_DELAY_MS;
    const u = scale(
      [
        [0, 0],
        [0.5, shape.u],
        [1, 0],
      ],
      startMs,
      U_DURATION_MS,
    );
    addCurve(samples, startMs, startMs + U_DURATION_MS, options, (timeMs) => evaluateKnots(u, timeMs));
  }
  if (beat.p !== null) {
    drawP(samples, options.amplitudes[name], beat.class === "pac" ? PAC_P_SHARE : 1, beat.p, options);
  }
}

function drawP(
  samples: Float64Array,
  shape: LeadAmplitudes,
  share: number,
  { onsetMs, offsetMs }: WaveTimes,
  options: ResolvedOptions,
): void {
  const knots: Knot[] = [[0, 0], ...lobeKnots(shape.p, shape.pTerminal, 0.5), [1, 0]];
  addCurve(samples, onsetMs, offsetMs, options, (timeMs) => {
    return share * evaluateKnots(knots, (timeMs - onsetMs) / (offsetMs - onsetMs));
  });
}

function addCurve(
  samples: Float64Array,
  startMs: number,
  endMs: number,
  { samplingRateHz }: ResolvedOptions,
  curve: (timeMs: number) => number,
): void {
  const first = Math.max(0, Math.ceil((startMs / 1000) * samplingRateHz));
  const last = Math.min(samples.length - 1, Math.floor((endMs / 1000) * samplingRateHz));
  for (let index = first; index <= last; index++) {
    samples[index] = (samples[index] ?? 0) + curve((index / samplingRateHz) * 1000);
  }
}

function leadTruths({ amplitudes }: ResolvedOptions): Record<StandardLead, LeadTruth> {
  const given = perIndependentLead((name): LeadTruth => {
    const { p, q, r, s, rPrime, qrs, stJ, stEnd, t } = amplitudes[name];
    const named = qrs === null ? { q, r, s, rPrime } : { q: null, r: null, s: null, rPrime: null };
    return { p, ...named, stJ, stEnd: stEnd ?? stJ, t };
  });
  return withLimbLeads(given, (weightI, one, weightII, two) => {
    const mix = (a: number, b: number) => weightI * a + weightII * b;
    const mixNamed = (a: number | null, b: number | null) => (a === null || b === null ? null : mix(a, b));
    return {
      p: mix(one.p, two.p),
      q: mixNamed(one.q, two.q),
      r: mixNamed(one.r, two.r),
      s: mixNamed(one.s, two.s),
      rPrime: mixNamed(one.rPrime, two.rPrime),
      stJ: mix(one.stJ, two.stJ),
      stEnd: mix(one.stEnd, two.stEnd),
      t: mix(one.t, two.t),
    };
  });
}

function perIndependentLead<Value>(make: (name: IndependentLead) => Value): Record<IndependentLead, Value> {
  const entries = INDEPENDENT_LEADS.map((name) => [name, make(name)]);
  return Object.fromEntries(entries) as Record<IndependentLead, Value>;
}

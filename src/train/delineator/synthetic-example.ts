// One random synthetic recording with the class of each sample. Rhythms that LUDB hardly has: AV block, flutter,
// fibrillation, ectopic beats, pacing. The simulator's waves end where their support ends, readers mark them
// where they leave the noise: the borders are left unknown, so they teach which wave it is, not where it ends.
import { STANDARD_LEADS } from "../../ecg/lead-names.ts";
import type { Recording } from "../../ecg/recording.ts";
import { createRandom } from "../../signal/random.ts";
import { INDEPENDENT_LEADS, NORMAL_AMPLITUDES } from "../../simulate/beat-shape.ts";
import { syntheticEcg } from "../../simulate/synthetic-ecg.ts";
import type { AvBlock, SyntheticEcgOptions } from "../../simulate/synthetic-ecg-options.ts";
import { NO_WAVE, P_WAVE, QRS_COMPLEX, T_WAVE, UNKNOWN } from "./wave-labels.ts";

const BORDER_MS = 24;
/** A wave lower than this in a lead is not to be seen there. */
const LEAST_MV = 0.025;

type Uniform = (low: number, high: number) => number;

export function syntheticExample(seed: number): { recording: Recording; labels: Uint8Array[] } {
  const random = createRandom(seed);
  const uniform: Uniform = (low, high) => low + (high - low) * random.uniform();
  const { recording, truth } = syntheticEcg(randomOptions(uniform, seed));
  const sampleCount = recording.leads[0]!.samplesMv.length;
  const labels = STANDARD_LEADS.map((name) => {
    const lead = new Uint8Array(sampleCount).fill(NO_WAVE);
    const at = (ms: number): number => Math.max(0, Math.round((ms * recording.samplingRateHz) / 1000));
    const mark = (onsetMs: number, offsetMs: number, label: number): void => {
      lead.fill(UNKNOWN, at(onsetMs - BORDER_MS), at(offsetMs + BORDER_MS));
      if (label !== UNKNOWN) lead.fill(label, at(onsetMs + BORDER_MS), at(offsetMs - BORDER_MS));
    };
    const { p, t } = truth.perLead[name];
    const pLabel = Math.abs(p) >= LEAST_MV ? P_WAVE : UNKNOWN;
    const tLabel = Math.abs(t) >= LEAST_MV ? T_WAVE : UNKNOWN;
    for (const beat of truth.beats) {
      // T of a beat that runs out of the recording: where it would be is not told
      if (beat.t) mark(beat.t.onsetMs, beat.t.offsetMs, beat.class === "normal" ? tLabel : T_WAVE);
      else lead.fill(UNKNOWN, at(beat.qrsOffsetMs));
    }
    for (const { p: own } of truth.beats) if (own) mark(own.onsetMs, own.offsetMs, pLabel);
    for (const own of truth.nonConductedP) mark(own.onsetMs, own.offsetMs, pLabel);
    for (const { qrsOnsetMs, qrsOffsetMs } of truth.beats) mark(qrsOnsetMs, qrsOffsetMs, QRS_COMPLEX);
    return lead;
  });
  return { recording, labels };
}

function randomOptions(uniform: Uniform, seed: number): SyntheticEcgOptions {
  const rateBpm = uniform(40, 130);
  const chance = uniform(0, 1);
  const some = (share: number): number[] =>
    Array.from({ length: 24 }, (_, beat) => beat).filter((beat) => beat > 0 && uniform(0, 1) < share);
  return {
    seed,
    rateBpm,
    rrSdMs: uniform(0, 60),
    prMs: uniform(120, Math.min(260, 18_000 / rateBpm)),
    pMs: uniform(80, 115),
    qrsMs: uniform(76, 150),
    noise: {
      whiteMv: uniform(0, 0.02),
      mainsMv: 0,
      wanderMv: uniform(0, 0.2),
      wanderHz: uniform(0.1, 0.5),
    },
    amplitudes: Object.fromEntries(INDEPENDENT_LEADS.map((name) => [name, randomShape(name, uniform)])),
    ...rhythm(chance, rateBpm, uniform, some),
  };
}

function rhythm(
  chance: number,
  rateBpm: number,
  uniform: Uniform,
  some: (share: number) => number[],
): SyntheticEcgOptions {
  if (chance < 0.15) return { rhythm: "af", atrialWaveMv: uniform(0.02, 0.15) };
  if (chance < 0.25) {
    return {
      rhythm: "flutter",
      atrialWaveMv: uniform(0.05, 0.25),
      flutterRatePerMin: uniform(220, 340),
      flutterRatio: 2 + Math.floor(uniform(0, 3)),
    };
  }
  if (chance < 0.5) return { rateBpm: Math.min(rateBpm, 100), avBlock: block(uniform) };
  if (chance < 0.7) return { pvcBeats: some(0.2), coupling: uniform(0.5, 0.75) };
  if (chance < 0.85) return { pacBeats: some(0.2), coupling: uniform(0.6, 0.8) };
  if (chance < 0.95) {
    return {
      pacing: (["atrial", "ventricular", "dual"] as const)[Math.floor(uniform(0, 3))]!,
      spikeMv: uniform(0.3, 2),
    };
  }
  return {};
}

function block(uniform: Uniform): AvBlock {
  const kind = Math.floor(uniform(0, 3));
  const cycle = 2 + Math.floor(uniform(0, 4));
  if (kind === 0) return { kind: "wenckebach", cycle: Math.max(3, cycle), prIncrementMs: uniform(20, 60) };
  if (kind === 1) return { kind: "mobitz2", cycle };
  return { kind: "complete", ventricularRateBpm: uniform(30, 55) };
}

function randomShape(name: (typeof INDEPENDENT_LEADS)[number], uniform: Uniform) {
  const { p, q, r, s, t } = NORMAL_AMPLITUDES[name];
  return {
    p: p * uniform(0.4, 1.6),
    q: q * uniform(0, 2),
    r: r * uniform(0.3, 1.8),
    s: s * uniform(0.3, 1.8),
    t: t * uniform(-0.6, 1.6),
    stJ: uniform(-0.08, 0.08),
  };
}

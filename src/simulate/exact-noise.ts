// Noise of known size over an exactly known recording. The limb leads share their electrodes: noise is added to the
// eight independent leads and follows in III, aVR, aVL and aVF, so that Einthoven's law still holds.
//
// The first five are the sizes that IEC 60601-2-51 disturbs its test ECGs with: mains of 25 uV amplitude, high-frequency
// noise of 25 uV RMS, wander of 0.3 Hz and 0.5 mV amplitude, and that wander with 15 uV RMS of high-frequency noise.
import type { Recording } from "../ecg/recording.ts";
import { bandPass } from "../signal/butterworth.ts";
import { createRandom, type Random } from "../signal/random.ts";
import { INDEPENDENT_LEADS, type IndependentLead, withLimbLeads } from "./beat-shape.ts";

export interface ExactNoise {
  readonly name: string;
  /** Sines, each of its own phase in every lead: mains, tremor, wander. */
  readonly sines?: readonly { readonly hz: number; readonly amplitudeMv: number }[];
  readonly whiteRmsMv?: number;
  /** Noise of the band of muscles, 20-150 Hz. */
  readonly muscleRmsMv?: number;
}

export const EXACT_NOISES: readonly ExactNoise[] = [
  { name: "mains 50 Hz, 50 uV pp", sines: [{ hz: 50, amplitudeMv: 0.025 }] },
  { name: "mains 60 Hz, 50 uV pp", sines: [{ hz: 60, amplitudeMv: 0.025 }] },
  { name: "white, 25 uV RMS", whiteRmsMv: 0.025 },
  { name: "wander 0.3 Hz, 1 mV pp", sines: [{ hz: 0.3, amplitudeMv: 0.5 }] },
  { name: "wander 0.3 Hz and white 15 uV", sines: [{ hz: 0.3, amplitudeMv: 0.5 }], whiteRmsMv: 0.015 },
  { name: "wander 0.5 Hz, 1 mV pp", sines: [{ hz: 0.5, amplitudeMv: 0.5 }] },
  { name: "sine 25 Hz, 50 uV pp", sines: [{ hz: 25, amplitudeMv: 0.025 }] },
  { name: "muscle, 25 uV RMS", muscleRmsMv: 0.025 },
];

const MUSCLE_BAND_HZ = [20, 150] as const;

/** A new recording; leads other than the standard twelve get noise of their own. The same seed, the same noise. */
export function withExactNoise(recording: Recording, noise: ExactNoise, seed: number): Recording {
  const count = recording.leads[0]?.samplesMv.length ?? 0;
  const random = createRandom(seed);
  const make = (): Float64Array =>
    noiseOf(noise, { count, samplingRateHz: recording.samplingRateHz, random });
  const given = Object.fromEntries(INDEPENDENT_LEADS.map((name) => [name, make()])) as Record<
    IndependentLead,
    Float64Array
  >;
  const added: Record<string, Float64Array> = withLimbLeads(given, (weightI, one, weightII, two) =>
    one.map((value, i) => weightI * value + weightII * two[i]!),
  );
  const leads = recording.leads.map((lead) => {
    const noiseMv = added[lead.name] ?? make();
    return { name: lead.name, samplesMv: lead.samplesMv.map((value, i) => value + noiseMv[i]!) };
  });
  return { ...recording, leads };
}

function noiseOf(
  { sines = [], whiteRmsMv = 0, muscleRmsMv = 0 }: ExactNoise,
  { count, samplingRateHz, random }: { count: number; samplingRateHz: number; random: Random },
): Float64Array {
  const result = new Float64Array(count);
  for (const { hz, amplitudeMv } of sines) {
    const phase = 2 * Math.PI * random.uniform();
    for (let i = 0; i < count; i++) {
      result[i]! += amplitudeMv * Math.sin((2 * Math.PI * hz * i) / samplingRateHz + phase);
    }
  }
  if (whiteRmsMv > 0) for (let i = 0; i < count; i++) result[i]! += whiteRmsMv * random.gaussian();
  if (muscleRmsMv > 0) {
    const white = Float64Array.from({ length: count }, () => random.gaussian());
    const band = bandPass(white, MUSCLE_BAND_HZ, samplingRateHz);
    const rms = Math.sqrt(band.reduce((sum, value) => sum + value * value, 0) / Math.max(count, 1));
    for (let i = 0; i < count; i++) result[i]! += (muscleRmsMv * band[i]!) / (rms || 1);
  }
  return result;
}

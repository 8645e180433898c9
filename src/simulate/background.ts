// What lies under the beats of a simulated lead: fibrillatory or flutter waves, noise, mains and wander.

import type { Random } from "../signal/random.ts";
import { INDEPENDENT_LEADS, type IndependentLead } from "./beat-shape.ts";
import type { ResolvedOptions } from "./synthetic-ecg-options.ts";

// How strongly each lead sees the atria: fibrillation is coarsest in V1, typical flutter is a saw in the
// inferior leads (I almost flat, so III and aVF follow II) and upright in V1.
const FIBRILLATION_SHARE = { I: 0.3, II: 0.6, V1: 1, V2: 0.6, V3: 0.4, V4: 0.3, V5: 0.25, V6: 0.25 };
const FLUTTER_SHARE = { I: 0.05, II: 1, V1: -0.6, V2: -0.3, V3: -0.1, V4: 0.1, V5: 0.2, V6: 0.2 };
/** Share of a flutter cycle in the slow descent. */
const FLUTTER_DESCENT = 0.7;

type Term = (timeSeconds: number, lead: IndependentLead) => number;

/** Adds the atrial waves and the noise that the options ask for, in place. */
export function addBackground(
  leads: Readonly<Record<IndependentLead, Float64Array>>,
  options: ResolvedOptions,
  random: Random,
): void {
  const terms = [atrialTerm(options, random), wanderTerm(options, random), mainsTerm(options)];
  const { whiteMv } = options.noise;
  for (const name of INDEPENDENT_LEADS) {
    const samples = leads[name];
    for (let index = 0; index < samples.length; index++) {
      let sum = whiteMv > 0 ? whiteMv * random.gaussian() : 0;
      for (const term of terms) sum += term?.(index / options.samplingRateHz, name) ?? 0;
      samples[index] = (samples[index] ?? 0) + sum;
    }
  }
}

function atrialTerm(options: ResolvedOptions, random: Random): Term | null {
  const { atrialWaveMv } = options;
  if (options.rhythm === "flutter") {
    const rateHz = options.flutterRatePerMin / 60;
    return (time, lead) => atrialWaveMv * FLUTTER_SHARE[lead] * flutterWave((time * rateHz) % 1);
  }
  if (options.rhythm !== "af") return null;
  // Three frequency-modulated sines within the 4-9 Hz of fibrillatory waves never repeat in 10 s.
  const components = [5, 6.2, 7.4].map((rateHz) => ({
    rateHz: rateHz + random.uniform() - 0.5,
    phase: 2 * Math.PI * random.uniform(),
    swingHz: 0.2 + 0.3 * random.uniform(),
    leadPhase: Object.fromEntries(INDEPENDENT_LEADS.map((lead) => [lead, 1.5 * random.uniform()])),
  }));
  return (time, lead) => {
    let sum = 0;
    for (const { rateHz, phase, swingHz, leadPhase } of components) {
      const modulation = 1.5 * Math.sin(2 * Math.PI * swingHz * time + phase);
      sum += Math.sin(2 * Math.PI * rateHz * time + phase + (leadPhase[lead] ?? 0) + modulation);
    }
    return (atrialWaveMv * FIBRILLATION_SHARE[lead] * sum) / components.length;
  };
}

/** A rounded saw between 1 and -1: slow down, fast up. */
function flutterWave(cyclePosition: number): number {
  return cyclePosition < FLUTTER_DESCENT
    ? Math.cos((Math.PI * cyclePosition) / FLUTTER_DESCENT)
    : -Math.cos((Math.PI * (cyclePosition - FLUTTER_DESCENT)) / (1 - FLUTTER_DESCENT));
}

function wanderTerm({ noise }: ResolvedOptions, random: Random): Term | null {
  if (noise.wanderMv === 0) return null;
  const phases = Object.fromEntries(INDEPENDENT_LEADS.map((lead) => [lead, 2 * Math.PI * random.uniform()]));
  return (time, lead) => noise.wanderMv * Math.sin(2 * Math.PI * noise.wanderHz * time + (phases[lead] ?? 0));
}

function mainsTerm({ noise }: ResolvedOptions): Term | null {
  if (noise.mainsMv === 0) return null;
  return (time) => noise.mainsMv * Math.sin(2 * Math.PI * noise.mainsHz * time);
}

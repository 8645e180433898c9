// Confidence of single waves: that a P which looks like this is one, times that its duration (P, QRS) or its end (T)
// is within tolerance, given the method's own error and what this lead's noise does to the edges.
import type { BeatWaves, QrsWave, Wave } from "../../ecg/measurements.ts";
import type { BeatMarks } from "../measure-waves.ts";
import type { LeadSpread } from "../morphology/lead-spread.ts";
import type { WaveMarks } from "../waves/wave-boundaries.ts";
import { asConfidence, edgeErrorMs, quadrature, withinProbability } from "./confidence.ts";
import {
  NETWORK_WAVES,
  P_PRESENCE,
  TOLERANCES,
  TYPICAL_NOISE_MV,
  WAVE_ERRORS,
} from "./measurement-errors.ts";

export interface LeadWaves {
  readonly waves: readonly BeatWaves[];
  /** Where each beat's waves lie, in samples. */
  readonly marks: readonly BeatMarks[];
  readonly spread: LeadSpread | null;
  /** Of each beat's P with its template. */
  readonly pCorrelations: readonly (number | null)[];
}

export function withWaveConfidence({ waves, marks, spread, pCorrelations }: LeadWaves): BeatWaves[] {
  const noiseMv = spread?.noiseMv ?? TYPICAL_NOISE_MV;
  const within = (wave: Wave | QrsWave, kind: keyof typeof WAVE_ERRORS, tolerance: number): number => {
    const { ownMs, edge } = WAVE_ERRORS[kind];
    const height = { heightMv: wave.amplitudeMv, durationMs: wave.offsetMs - wave.onsetMs };
    return withinProbability(tolerance, quadrature(ownMs, edge * edgeErrorMs(noiseMv, height)));
  };
  const { intervalMs, qtMs } = TOLERANCES;
  return waves.map(({ beat, p, qrs, t }, index) => {
    const placed = (kind: "p" | "qrs" | "t"): number | null => networkConfidence(kind, marks[index]?.[kind]);
    const present = beatPPresence(pCorrelations[beat] ?? null);
    return {
      beat,
      p: p && { ...p, confidence: asConfidence(placed("p") ?? present * within(p, "p", intervalMs)) },
      qrs: qrs && { ...qrs, confidence: asConfidence(placed("qrs") ?? within(qrs, "qrs", intervalMs)) },
      t: t && { ...t, confidence: asConfidence(placed("t") ?? within(t, "t", qtMs)) },
    };
  });
}

/** Between the table's points straight lines, beyond them its ends; null where the network did not place the wave. */
export function networkConfidence(
  kind: "p" | "qrs" | "t",
  marks: WaveMarks | null | undefined,
): number | null {
  const sureness = marks?.sureness;
  if (sureness === undefined) return null;
  const table = NETWORK_WAVES[kind];
  const above = table.findIndex(([from]) => from >= sureness);
  if (above < 0) return table.at(-1)![1];
  const [high, highShare] = table[above]!;
  const [low, lowShare] = table[above - 1] ?? [high, highShare];
  return high === low ? highShare : lowShare + ((highShare - lowShare) * (sureness - low)) / (high - low);
}

/** Probability that a beat's P is one. A P at no fixed distance has no correlation: it is judged as an unlike one. */
export function beatPPresence(correlation: number | null): number {
  const { beat, highFrom, noneBelow } = P_PRESENCE;
  if (correlation === null) return beat.low;
  if (correlation >= highFrom) return beat.high;
  return correlation >= noneBelow ? beat.low : beat.none;
}

/** Probability that a recording's P waves are some, from their mean correlation. */
export function recordPPresence(correlation: number | null): number {
  return (correlation ?? 0) >= P_PRESENCE.highFrom ? P_PRESENCE.record.high : P_PRESENCE.record.low;
}

// How far noise of known size moves each measurement from what was measured of the same ECG without it.
import { mean, standardDeviation } from "../../signal/statistics.ts";
import type { ExactEcg } from "../../simulate/exact-ecg.ts";
import { EXACT_NOISES, withExactNoise } from "../../simulate/exact-noise.ts";
import { type Comparison, compareExact, type Unit } from "./exact-comparison.ts";
import type { Measure } from "./exact-condition.ts";

export interface ShiftScore {
  readonly measure: string;
  readonly unit: Unit;
  /** Values measured both with and without noise. */
  readonly count: number;
  readonly meanShift: number | null;
  readonly sdShift: number | null;
  readonly largest: { readonly shift: number; readonly where: string } | null;
  /** Measured only without, only with noise. */
  readonly lost: number;
  readonly gained: number;
}

export interface NoiseShifts {
  readonly noise: string;
  readonly recordings: number;
  readonly refused: number;
  readonly scores: readonly ShiftScore[];
}

interface Pair extends Pick<Comparison, "measure" | "unit" | "where"> {
  readonly from: string;
  readonly clean: number | null;
  readonly noisy: number | null;
}

export function noiseShifts(
  ecgs: readonly ExactEcg[],
  seeds: readonly number[],
  measure: Measure,
): NoiseShifts[] {
  const clean = ecgs.map((ecg) => compareExact(ecg.truth, measure(ecg.recording)));
  return EXACT_NOISES.map((noise): NoiseShifts => {
    let refused = 0;
    const pairs = ecgs.flatMap((ecg, index) =>
      seeds.flatMap((seed): Pair[] => {
        const measured = measure(withExactNoise(ecg.recording, noise, seed));
        if (measured.quality.verdict === "unusable") {
          refused++;
          return [];
        }
        const noisy = compareExact(ecg.truth, measured);
        return clean[index]!.map(({ measure: name, unit, where, got }, i) => ({
          measure: name,
          unit,
          where,
          from: ecg.name,
          clean: got,
          noisy: noisy[i]!.got,
        }));
      }),
    );
    return { noise: noise.name, recordings: ecgs.length * seeds.length, refused, scores: scoreShifts(pairs) };
  });
}

function scoreShifts(pairs: readonly Pair[]): ShiftScore[] {
  return [...Map.groupBy(pairs, (pair) => pair.measure)].map(([measure, all]) => {
    const shifts = all.flatMap(({ clean, noisy, from, where }) =>
      clean === null || noisy === null ? [] : [{ shift: noisy - clean, where: `${from}, ${where}` }],
    );
    const values = shifts.map(({ shift }) => shift);
    return {
      measure,
      unit: all[0]!.unit,
      count: shifts.length,
      meanShift: mean(values),
      sdShift: standardDeviation(values),
      largest: shifts.reduce<ShiftScore["largest"]>(
        (a, b) => (a && Math.abs(a.shift) >= Math.abs(b.shift) ? a : b),
        null,
      ),
      lost: all.filter(({ clean, noisy }) => clean !== null && noisy === null).length,
      gained: all.filter(({ clean, noisy }) => clean === null && noisy !== null).length,
    };
  });
}

// Many comparisons with the truth as one line a measurement.
import { mean, standardDeviation } from "../../signal/statistics.ts";
import type { Comparison, FormComparison, Unit } from "./exact-comparison.ts";

export interface ExactScore {
  readonly measure: string;
  readonly unit: Unit;
  /** Values that there are. */
  readonly count: number;
  readonly found: number;
  /** Values where there is nothing to measure, out of `absent` such places. */
  readonly falseValues: number;
  readonly absent: number;
  /** Measured minus true, of those found; null where none was. */
  readonly meanError: number | null;
  readonly sdError: number | null;
  /** Of the largest size, with its sign, and where. */
  readonly worst: { readonly error: number; readonly where: string } | null;
  /** Share of `count` that is inside the tolerance: what was not found is not. */
  readonly within: number | null;
}

/** `from`: the ECG that the comparisons belong to, for `worst`. */
export interface NamedComparison extends Comparison {
  readonly from: string;
}

/** In the order in which measurements first appear. */
export function scoreExact(comparisons: readonly NamedComparison[]): ExactScore[] {
  const byMeasure = Map.groupBy(comparisons, (one) => one.measure);
  return [...byMeasure].map(([measure, all]): ExactScore => {
    const there = all.filter((one) => one.wanted !== null);
    const errors = there.flatMap(({ wanted, got, from, where }) =>
      got === null ? [] : [{ error: got - wanted!, where: `${from}, ${where}` }],
    );
    const inside = there.filter(
      ({ wanted, got, tolerance }) => got !== null && Math.abs(got - wanted!) <= tolerance + 1e-9,
    );
    const values = errors.map(({ error }) => error);
    return {
      measure,
      unit: all[0]!.unit,
      count: there.length,
      found: errors.length,
      falseValues: all.filter(({ wanted, got }) => wanted === null && got !== null).length,
      absent: all.length - there.length,
      meanError: mean(values),
      sdError: standardDeviation(values),
      worst: errors.reduce<ExactScore["worst"]>(
        (a, b) => (a && Math.abs(a.error) >= Math.abs(b.error) ? a : b),
        null,
      ),
      within: there.length > 0 ? inside.length / there.length : null,
    };
  });
}

export interface FormScore {
  readonly wave: FormComparison["wave"];
  readonly count: number;
  readonly right: number;
  /** "form instead of form: how often", the most frequent first. */
  readonly confusions: readonly string[];
}

export function scoreForms(comparisons: readonly FormComparison[]): FormScore[] {
  return [...Map.groupBy(comparisons, (one) => one.wave)].map(([wave, all]) => {
    const wrong = all.filter(({ wanted, got }) => wanted !== got);
    const counts = [...Map.groupBy(wrong, ({ wanted, got }) => `${got ?? "nothing"} instead of ${wanted}`)];
    counts.sort((a, b) => b[1].length - a[1].length);
    return {
      wave,
      count: all.length,
      right: all.length - wrong.length,
      confusions: counts.map(([what, cases]) => `${what}: ${cases.length}`),
    };
  });
}

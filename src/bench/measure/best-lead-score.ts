// Boundaries in a recording of few leads as the QT Database is scored (Martinez et al., IEEE Trans Biomed Eng
// 2004;51:570): one reference for all leads, and for each of its points the nearest of the leads' detections. Of false
// detections nothing can be said.
import { mean, standardDeviation } from "../../signal/statistics.ts";
import { type LeadWaves, matchPoints, POINTS, type PointName, type Wave } from "../delineation-score.ts";

export interface BestLeadCase {
  readonly reference: LeadWaves;
  /** One a lead. */
  readonly detected: readonly LeadWaves[];
}

/** Errors are detection minus reference, ms; null where nothing was counted. */
export interface BestLeadScore {
  readonly count: number;
  readonly sensitivity: number | null;
  readonly meanMs: number | null;
  /** Over every point found; null for fewer than two. */
  readonly sdMs: number | null;
  /** Mean of the SDs of the cases with two points or more. */
  readonly sdByCaseMs: number | null;
}

interface BestLeadOptions {
  readonly samplingRateHz: number;
  readonly toleranceMs?: number;
}

export function scoreBestLead(
  cases: readonly BestLeadCase[],
  { samplingRateHz, toleranceMs = 150 }: BestLeadOptions,
): Record<PointName, BestLeadScore> {
  const tolerance = (toleranceMs * samplingRateHz) / 1000;
  return Object.fromEntries(
    POINTS.map(({ name, wave, place }) => {
      const points = (waves: LeadWaves): number[] => waves[wave].flatMap((each: Wave) => each[place] ?? []);
      const byCase = cases.map(({ reference, detected }) =>
        nearestErrors({ reference: points(reference), leads: detected.map(points), tolerance }).map(
          (samples) => (samples * 1000) / samplingRateHz,
        ),
      );
      const count = cases.reduce((sum, { reference }) => sum + points(reference).length, 0);
      const errors = byCase.flat();
      return [
        name,
        {
          count,
          sensitivity: count === 0 ? null : errors.length / count,
          meanMs: mean(errors),
          sdMs: standardDeviation(errors),
          sdByCaseMs: mean(byCase.flatMap((own) => standardDeviation(own) ?? [])),
        },
      ];
    }),
  ) as Record<PointName, BestLeadScore>;
}

/** Of each reference point that any lead found: the smallest error, in samples. Each lead is matched by itself. */
function nearestErrors(options: {
  readonly reference: readonly number[];
  readonly leads: readonly (readonly number[])[];
  readonly tolerance: number;
}): number[] {
  const { reference, leads, tolerance } = options;
  const nearest = new Map<number, number>();
  for (const detected of leads) {
    for (const [at, found] of matchPoints({ reference, detected, tolerance }).pairs) {
      const before = nearest.get(at);
      if (before === undefined || Math.abs(found - at) < Math.abs(before)) nearest.set(at, found - at);
    }
  }
  return [...nearest.values()];
}

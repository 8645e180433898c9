// The leads in which ours is farthest from the manual marks, for a person to look at. A lead's distance is the mean, over
// its reference points, of the error in ms; a point that was missed and a detection without a partner cost 150 ms each.
import { markedSpan, matchPoints, POINTS, type PointName } from "../delineation-score.ts";
import type { DelineatorRun } from "./delineator-run.ts";
import { type LudbCase, MARKS_RATE_HZ } from "./ludb-cases.ts";
import { leadPairs } from "./part-outcome.ts";

export interface LeadDistance {
  readonly record: string;
  readonly lead: string;
  readonly distanceMs: number;
  readonly points: number;
  readonly missed: number;
  readonly falsePositives: number;
  /** By point, the mean of what was found, missed and false, as above; points that have none are left out. */
  readonly byPoint: Readonly<Partial<Record<PointName, number>>>;
}

const TOLERANCE_MS = 150;

/** Every marked lead, the farthest first. */
export function leadDistances(cases: readonly LudbCase[], run: DelineatorRun): LeadDistance[] {
  const all = leadPairs(cases, run).flatMap(({ record, lead, reference, detected }): LeadDistance[] => {
    const span = markedSpan(reference);
    if (span === null) return [];
    const costs = POINTS.map(({ name, wave, place }) => {
      const matched = matchPoints({
        reference: reference[wave].flatMap((each) => each[place] ?? []),
        detected: detected[wave].flatMap((each) => each[place] ?? []),
        tolerance: (TOLERANCE_MS * MARKS_RATE_HZ) / 1000,
      });
      const errors = matched.pairs.map(([r, d]) => (Math.abs(d - r) * 1000) / MARKS_RATE_HZ);
      const falsePositives = matched.unmatched.filter((at) => span.first <= at && at <= span.last).length;
      const cost = errors.reduce((sum, e) => sum + e, 0) + TOLERANCE_MS * (matched.missed + falsePositives);
      return { name, cost, points: errors.length + matched.missed, missed: matched.missed, falsePositives };
    });
    const sum = (of: (cost: (typeof costs)[number]) => number): number =>
      costs.reduce((total, cost) => total + of(cost), 0);
    const points = sum((cost) => cost.points);
    return [
      {
        record,
        lead,
        distanceMs: sum(({ cost }) => cost) / points,
        points,
        missed: sum(({ missed }) => missed),
        falsePositives: sum(({ falsePositives }) => falsePositives),
        byPoint: Object.fromEntries(
          costs.flatMap(({ name, cost, points: own, falsePositives }) =>
            own + falsePositives === 0 ? [] : [[name, cost / (own + falsePositives)]],
          ),
        ),
      },
    ];
  });
  return all.toSorted((a, b) => b.distanceMs - a.distanceMs);
}

/** The worst lead of each record, the farthest first. */
export function worstLeadOfEachRecord(distances: readonly LeadDistance[]): LeadDistance[] {
  const seen = new Set<string>();
  return distances.filter(({ record }) => {
    if (seen.has(record)) return false;
    seen.add(record);
    return true;
  });
}

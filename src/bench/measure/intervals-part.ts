// The intervals that a clinician reads: each lead's median PR, QRS, QT, P and T, against those of the manual marks.
import { decimal, markdownTable, percent } from "../markdown-table.ts";
import {
  INTERVALS,
  type IntervalName,
  type IntervalScore,
  scoreMedianIntervals,
} from "../median-interval-score.ts";
import { shownName } from "./delineators.ts";
import { MARKS_RATE_HZ } from "./ludb-cases.ts";
import { leadPairs, type MeasuredCases, type PartOutcome } from "./part-outcome.ts";
import { type ComparedNumber, inPercent, peersAhead, peersAheadText } from "./where-peers-lead.ts";

export interface DelineatorIntervals {
  readonly name: string;
  readonly intervals: Readonly<Record<IntervalName, IntervalScore>>;
}

export function intervalsPart({ cases, runs }: MeasuredCases): PartOutcome {
  const scores = runs.map(
    (run): DelineatorIntervals => ({
      name: run.name,
      intervals: scoreMedianIntervals(leadPairs(cases, run), { samplingRateHz: MARKS_RATE_HZ }),
    }),
  );
  const rows = scores.map(({ name, intervals }) => [
    shownName(name),
    ...INTERVALS.map((interval) => {
      const { within10Ms, within20Ms, medianAbsoluteMs } = intervals[interval];
      return `${percent(within10Ms)} / ${percent(within20Ms)} (${decimal(medianAbsoluteMs)})`;
    }),
  ]);
  const compared = INTERVALS.flatMap((interval) =>
    (["within10Ms", "within20Ms"] as const).map(
      (limit): ComparedNumber => ({
        what: `${interval} within ${limit === "within10Ms" ? 10 : 20} ms %`,
        better: "higher",
        digits: 1,
        values: Object.fromEntries(
          scores.map(({ name, intervals }) => {
            return [name, inPercent(intervals[interval][limit])];
          }),
        ),
      }),
    ),
  );
  return {
    result: { delineators: scores, peersAhead: peersAhead(compared) },
    markdown: `## Median intervals of a lead: ${cases.length} LUDB records, 12 leads

${markdownTable(["within 10 / 20 ms, % (median absolute error, ms)", ...INTERVALS], rows)}

${peersAheadText(compared)}
`,
  };
}

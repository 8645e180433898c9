// QRS complexes alone, each by its peak, lead by lead.
import { type PointScore, scoreDelineation } from "../delineation-score.ts";
import { decimal, markdownTable, percent } from "../markdown-table.ts";
import { shownName } from "./delineators.ts";
import { MARKS_RATE_HZ } from "./ludb-cases.ts";
import { leadPairs, type MeasuredCases, type PartOutcome } from "./part-outcome.ts";
import { type ComparedNumber, inPercent, peersAhead, peersAheadText } from "./where-peers-lead.ts";

export function rPeaksPart({ cases, runs }: MeasuredCases): PartOutcome {
  const scores = runs.map((run): { name: string; peak: PointScore } => ({
    name: run.name,
    peak: scoreDelineation(leadPairs(cases, run), { samplingRateHz: MARKS_RATE_HZ }).QRS_peak,
  }));
  const rows = scores.map(({ name, peak }) => [
    shownName(name),
    percent(peak.sensitivity, 2),
    percent(peak.positivePredictiveValue, 2),
    percent(peak.f1, 2),
    decimal(peak.meanAbsoluteMs),
  ]);
  const compared: ComparedNumber[] = [
    {
      what: "QRS F1 %",
      better: "higher",
      digits: 2,
      values: Object.fromEntries(scores.map(({ name, peak: { f1 } }) => [name, inPercent(f1)])),
    },
  ];
  return {
    result: { delineators: scores, peersAhead: peersAhead(compared) },
    markdown: `## QRS complexes: ${cases.length} LUDB records, 12 leads, ${scores[0]?.peak.count ?? 0} marked

${markdownTable(["", "Se %", "PPV %", "F1 %", "mean absolute error of the peak, ms"], rows)}

${peersAheadText(compared)}
`,
  };
}

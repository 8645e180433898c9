// Wave boundaries of every delineator against the manual marks, by the protocol of `delineation-score.ts`.
import { type PointName, type PointScore, scoreDelineation } from "../delineation-score.ts";
import { decimal, markdownTable, percent } from "../markdown-table.ts";
import { shownName } from "./delineators.ts";
import { MARKS_RATE_HZ } from "./ludb-cases.ts";
import { leadPairs, type MeasuredCases, type PartOutcome } from "./part-outcome.ts";
import { type ComparedNumber, inPercent, peersAhead, peersAheadText } from "./where-peers-lead.ts";

const BOUNDARIES = ["P_on", "P_off", "QRS_on", "QRS_off", "T_on", "T_off"] as const satisfies PointName[];

export interface DelineatorPoints {
  readonly name: string;
  readonly points: Readonly<Record<PointName, PointScore>>;
}

export function scoreBoundaries({ cases, runs }: MeasuredCases): DelineatorPoints[] {
  return runs.map((run) => ({
    name: run.name,
    points: scoreDelineation(leadPairs(cases, run), { samplingRateHz: MARKS_RATE_HZ }),
  }));
}

export function boundariesPart(measured: MeasuredCases): PartOutcome {
  const scores = scoreBoundaries(measured);
  const compared = comparedNumbers(scores);
  return {
    result: { delineators: scores, peersAhead: peersAhead(compared) },
    markdown: boundariesMarkdown(scores, measured.cases.length, peersAheadText(compared)),
  };
}

function boundariesMarkdown(
  scores: readonly DelineatorPoints[],
  records: number,
  peersAheadLine: string,
): string {
  const table = (title: string, cell: (score: PointScore) => string): string =>
    markdownTable(
      [title, ...BOUNDARIES],
      scores.map(({ name, points }) => [shownName(name), ...BOUNDARIES.map((point) => cell(points[point]))]),
    );
  return `## Wave boundaries: ${records} LUDB records, 12 leads

${table("F1 %", ({ f1 }) => percent(f1, 2))}

${table("error, mean ± SD, ms", ({ meanMs, sdMs }) => `${decimal(meanMs)} ± ${decimal(sdMs)}`)}

${table("SD within a record, ms", ({ sdByRecordMs }) => decimal(sdByRecordMs))}

${table("within CSE 2 SD, %", ({ withinCse }) => percent(withinCse))}

${peersAheadLine}
`;
}

function comparedNumbers(scores: readonly DelineatorPoints[]): ComparedNumber[] {
  const number = (
    point: PointName,
    what: string,
    options: Pick<ComparedNumber, "better" | "digits"> & { value: (score: PointScore) => number | null },
  ): ComparedNumber => ({
    what: `${point} ${what}`,
    better: options.better,
    digits: options.digits,
    values: Object.fromEntries(scores.map(({ name, points }) => [name, options.value(points[point])])),
  });
  return BOUNDARIES.flatMap((point) => [
    number(point, "F1 %", { better: "higher", digits: 2, value: ({ f1 }) => inPercent(f1) }),
    number(point, "|mean| ms", {
      better: "lower",
      digits: 1,
      value: ({ meanMs }) => meanMs && Math.abs(meanMs),
    }),
    number(point, "SD ms", { better: "lower", digits: 1, value: ({ sdMs }) => sdMs }),
    number(point, "SD within a record ms", {
      better: "lower",
      digits: 1,
      value: ({ sdByRecordMs }) => sdByRecordMs,
    }),
    number(point, "within CSE %", {
      better: "higher",
      digits: 1,
      value: ({ withinCse }) => inPercent(withinCse),
    }),
  ]);
}

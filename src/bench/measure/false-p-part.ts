// P waves where there are none: detections without a partner in recordings of atrial fibrillation and flutter and of
// pacing, where most false P waves of delineators lie, beside the share of true P waves that each finds elsewhere.
import { type LeadPair, markedSpan, matchPoints, scoreDelineation } from "../delineation-score.ts";
import { markdownTable, percent } from "../markdown-table.ts";
import { shownName } from "./delineators.ts";
import { MARKS_RATE_HZ, P_TRAPS } from "./ludb-cases.ts";
import { leadPairs, type MeasuredCases, type PartOutcome } from "./part-outcome.ts";
import { type ComparedNumber, inPercent, peersAhead, peersAheadText } from "./where-peers-lead.ts";

const GROUPS = [...P_TRAPS, "other"] as const;
type Group = (typeof GROUPS)[number];

export interface DelineatorFalseP {
  readonly name: string;
  readonly falseP: Readonly<Record<Group, number>>;
  /** Over all records. */
  readonly sensitivity: number | null;
}

const TOLERANCE_SAMPLES = (150 * MARKS_RATE_HZ) / 1000;

/** P waves, by their peaks, without a partner within 150 ms and between the lead's first and last marks. */
export function countFalseP(pairs: readonly LeadPair[]): number {
  return pairs.reduce((sum, { reference, detected }) => {
    const span = markedSpan(reference);
    if (span === null) return sum;
    const { unmatched } = matchPoints({
      reference: reference.p.flatMap((wave) => wave[1] ?? []),
      detected: detected.p.flatMap((wave) => wave[1] ?? []),
      tolerance: TOLERANCE_SAMPLES,
    });
    return sum + unmatched.filter((at) => span.first <= at && at <= span.last).length;
  }, 0);
}

export function falsePPart({ cases, runs }: MeasuredCases): PartOutcome {
  const groups = GROUPS.map((group) => ({
    group,
    cases: cases.filter(({ trap }) => (trap ?? "other") === group),
  }));
  const scores = runs.map(
    (run): DelineatorFalseP => ({
      name: run.name,
      falseP: Object.fromEntries(
        groups.map(({ group, cases: own }) => [group, countFalseP(leadPairs(own, run))]),
      ) as Record<Group, number>,
      sensitivity: scoreDelineation(leadPairs(cases, run), { samplingRateHz: MARKS_RATE_HZ }).P_peak
        .sensitivity,
    }),
  );
  const trapped = ({ falseP }: DelineatorFalseP): number =>
    P_TRAPS.reduce((sum, trap) => sum + falseP[trap], 0);
  const rows = scores.map((score) => [
    shownName(score.name),
    ...P_TRAPS.map((trap) => String(score.falseP[trap])),
    String(trapped(score)),
    String(score.falseP.other),
    percent(score.sensitivity, 2),
  ]);
  const count = (group: Group): number => groups.find((each) => each.group === group)!.cases.length;
  const values = (value: (score: DelineatorFalseP) => number | null): ComparedNumber["values"] =>
    Object.fromEntries(scores.map((score) => [score.name, value(score)]));
  const compared: ComparedNumber[] = [
    { what: "false P in these rhythms", better: "lower", digits: 0, values: values(trapped) },
    {
      what: "false P elsewhere",
      better: "lower",
      digits: 0,
      values: values(({ falseP }) => falseP.other),
    },
    {
      what: "P sensitivity %",
      better: "higher",
      digits: 2,
      values: values(({ sensitivity }) => inPercent(sensitivity)),
    },
  ];
  const head = [
    "false P waves in",
    ...P_TRAPS.map((trap) => `${trap} (${count(trap)})`),
    "these together",
    `all others (${count("other")})`,
    "P found, all records, %",
  ];
  return {
    result: {
      records: Object.fromEntries(GROUPS.map((group) => [group, count(group)])),
      delineators: scores,
      peersAhead: peersAhead(compared),
    },
    markdown: `## False P waves: ${cases.length} LUDB records, 12 leads (in brackets: records)

${markdownTable(head, rows)}

${peersAheadText(compared)}
`,
  };
}

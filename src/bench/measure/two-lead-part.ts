// Two leads at 250 Hz, as Holter databases have them: II and V2 of each record, given to every delineator as a
// recording of its own. The marks of II and of V2 serve in turn as the one reference for both leads.
import type { PointName } from "../delineation-score.ts";
import { decimal, markdownTable, percent } from "../markdown-table.ts";
import { type BestLeadScore, scoreBestLead } from "./best-lead-score.ts";
import { cpuOf } from "./cpu-part.ts";
import { shownName } from "./delineators.ts";
import { MARKS_RATE_HZ } from "./ludb-cases.ts";
import { type MeasuredCases, type PartOutcome, wavesIn } from "./part-outcome.ts";
import { type ComparedNumber, inPercent, peersAhead, peersAheadText } from "./where-peers-lead.ts";

export const TWO_LEADS = ["ii", "v2"] as const;
export const TWO_LEAD_RATE_HZ = 250;

const SHOWN = ["P_on", "P_off", "QRS_on", "QRS_off", "T_peak", "T_off"] as const satisfies PointName[];

export interface DelineatorBestLead {
  readonly name: string;
  readonly points: Readonly<Record<PointName, BestLeadScore>>;
}

/** `runs` are over the two-lead recordings. */
export function twoLeadPart({ cases, runs }: MeasuredCases): PartOutcome {
  const scores = runs.map(
    (run): DelineatorBestLead => ({
      name: run.name,
      points: scoreBestLead(
        cases.flatMap(({ id, reference }) => {
          const detected = TWO_LEADS.map((lead) => wavesIn(run, id, lead));
          return TWO_LEADS.map((lead) => ({ reference: reference[lead], detected }));
        }),
        { samplingRateHz: MARKS_RATE_HZ },
      ),
    }),
  );
  const cpu = new Map(cpuOf({ runs }).map(({ name, meanMs }) => [name, meanMs]));
  const rows = scores.map(({ name, points }) => [
    shownName(name),
    ...SHOWN.map((point) => {
      const { sensitivity, meanMs, sdMs, sdByCaseMs } = points[point];
      return `${percent(sensitivity)} ${decimal(meanMs)} ± ${decimal(sdMs)} (${decimal(sdByCaseMs)})`;
    }),
    decimal(cpu.get(name) ?? null),
  ]);
  const compared = SHOWN.flatMap((point): ComparedNumber[] => {
    const values = (value: (score: BestLeadScore) => number | null): ComparedNumber["values"] =>
      Object.fromEntries(scores.map(({ name, points }) => [name, value(points[point])]));
    return [
      {
        what: `${point} Se %`,
        better: "higher",
        digits: 1,
        values: values(({ sensitivity }) => inPercent(sensitivity)),
      },
      { what: `${point} SD ms`, better: "lower", digits: 1, values: values(({ sdMs }) => sdMs) },
      {
        what: `${point} mean of SDs ms`,
        better: "lower",
        digits: 1,
        values: values(({ sdByCaseMs }) => sdByCaseMs),
      },
    ];
  });
  return {
    result: { delineators: scores, cpu: cpuOf({ runs }), peersAhead: peersAhead(compared) },
    markdown: `## Two leads: II and V2 of ${cases.length} LUDB records at 250 Hz, the nearer lead for each point

${markdownTable(["Se %, error ± SD (mean of the records' SDs), ms", ...SHOWN, "CPU ms"], rows)}

${peersAheadText(compared)}
`,
  };
}

// What every part of the benchmark gets and gives.
import type { LudbLead } from "../../datasets/read-ludb-annotations.ts";
import type { LeadPair, LeadWaves } from "../delineation-score.ts";
import type { DelineatorRun } from "./delineator-run.ts";
import type { LudbCase } from "./ludb-cases.ts";

/** A part as an object for programs and as text for people. */
export interface PartOutcome {
  readonly result: object;
  readonly markdown: string;
}

/** The records and what each delineator, ours first, found in them. */
export interface MeasuredCases {
  readonly cases: readonly LudbCase[];
  readonly runs: readonly DelineatorRun[];
}

const NOTHING: LeadWaves = { p: [], qrs: [], t: [] };

export function wavesIn(run: DelineatorRun, record: string, lead: string): LeadWaves {
  return run.detections[record]?.[lead] ?? NOTHING;
}

/** Reference beside detection, lead by lead. */
export function leadPairs(cases: readonly LudbCase[], run: DelineatorRun): (LeadPair & { lead: LudbLead })[] {
  return cases.flatMap(({ id, reference }) =>
    Object.entries(reference).map(([lead, marks]) => ({
      record: id,
      lead: lead as LudbLead,
      reference: marks,
      detected: wavesIn(run, id, lead),
    })),
  );
}

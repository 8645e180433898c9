// The records of LUDB with their manual marks and what their diagnoses say of P waves, kept in memory for all parts.

import { type LudbLead, readLudbAnnotations } from "../../datasets/read-ludb-annotations.ts";
import type { Recording } from "../../ecg/recording.ts";
import type { LeadWaves } from "../delineation-score.ts";
import { type CollectionRun, type Failure, overCollection } from "../over-collection.ts";

/** Of LUDB, and of all marks that are compared. */
export const MARKS_RATE_HZ = 500;

/** In these a P wave is easily seen where there is none. */
export const P_TRAPS = ["atrial fibrillation", "atrial flutter", "pacing"] as const;
export type PTrap = (typeof P_TRAPS)[number];

export interface LudbCase {
  /** LUDB's number of the record. */
  readonly id: string;
  readonly recording: Recording;
  readonly reference: Readonly<Record<LudbLead, LeadWaves>>;
  /** The first of the traps that the diagnoses name, or null. */
  readonly trap: PTrap | null;
  readonly diagnoses: readonly string[];
}

export interface LudbCases {
  readonly cases: readonly LudbCase[];
  readonly failures: readonly Failure[];
}

export async function readLudbCases(run: CollectionRun): Promise<LudbCases> {
  const { results, failures } = await overCollection(run, async ({ recording, entry, path }) => ({
    id: recording.name,
    recording,
    reference: await readLudbAnnotations(path),
    trap: pTrapOf(entry.labels),
    diagnoses: entry.labels,
  }));
  return { cases: results, failures };
}

/** "pacing" is an electrode's, as in "UNIpolar ventricular pacing"; a wandering atrial pacemaker is the heart's own. */
export function pTrapOf(diagnoses: readonly string[]): PTrap | null {
  return P_TRAPS.find((trap) => diagnoses.some((text) => text.toLowerCase().includes(trap))) ?? null;
}

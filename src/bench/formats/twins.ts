// Files of one base name in several formats are one recording exported several times: they must agree, lead by lead.
import { relative } from "node:path";
import { GemError } from "../../ecg/errors.ts";
import type { Recording } from "../../ecg/recording.ts";
import { readRecording } from "../../formats/read-recording.ts";
import { diskStore } from "../../formats/store/disk-store.ts";
import { pickRecordings } from "../../formats/store/pick-recordings.ts";
import { baseName } from "../../formats/store/record-path.ts";

export interface TwinAgreement {
  readonly path: string;
  /** The first file of that name, which this one is held against. */
  readonly against: string;
  readonly leads: number;
  readonly samples: number;
  /** null where leads, rate or length differ. */
  readonly largestDifferenceMv: number | null;
}

/** Files that cannot be read are passed over; other parts of the benchmark say why. */
export async function compareTwins(folder: string): Promise<TwinAgreement[]> {
  const store = diskStore();
  const { recordings } = await pickRecordings(store, (await store.list(folder)) ?? []);
  const byName = Map.groupBy(recordings, (path) => baseName(path).toLowerCase());
  const agreements: TwinAgreement[] = [];
  for (const paths of byName.values()) {
    const read: { readonly path: string; readonly recording: Recording }[] = [];
    for (const path of paths.length > 1 ? paths : []) {
      const recording = await readRecording(path, { keepIdentity: true }).catch(unlessGemError);
      if (recording !== null) read.push({ path: relative(folder, path), recording });
    }
    const [first, ...others] = read;
    for (const { path, recording } of others) {
      agreements.push({ path, against: first!.path, ...compare(recording, first!.recording) });
    }
  }
  return agreements;
}

function compare(one: Recording, other: Recording): Omit<TwinAgreement, "path" | "against"> {
  let largest: number | null = one.samplingRateHz === other.samplingRateHz ? 0 : null;
  for (const { name, samplesMv } of one.leads) {
    const twin = other.leads.find((lead) => lead.name === name)?.samplesMv;
    if (twin?.length !== samplesMv.length || largest === null) largest = null;
    else
      for (const [i, value] of samplesMv.entries()) largest = Math.max(largest, Math.abs(value - twin[i]!));
  }
  return {
    leads: one.leads.length,
    samples: one.leads.reduce((sum, lead) => sum + lead.samplesMv.length, 0),
    largestDifferenceMv: one.leads.length === other.leads.length ? largest : null,
  };
}

function unlessGemError(error: unknown): null {
  if (error instanceof GemError) return null;
  throw error;
}

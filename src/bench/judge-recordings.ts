// Every recording of a collection interpreted once, reduced to what the scores need.

import type { RecordEntry } from "../datasets/record-index.ts";
import type { Certainty } from "../ecg/interpretation.ts";
import { interpretRecording } from "../interpret/interpret-recording.ts";
import { type CollectionResults, type CollectionRun, overCollection } from "./over-collection.ts";

export interface JudgedRecording {
  readonly entry: RecordEntry;
  /** Recordings of one person share it; the recording's own id where the person is not known. */
  readonly patient: string;
  readonly unusable: boolean;
  /** SCP code and certainty of each finding that has a code. */
  readonly found: readonly { readonly code: string; readonly certainty: Certainty }[];
  readonly probabilities: Readonly<Record<string, number>> | null;
}

export interface JudgeRun extends CollectionRun {
  /** By record id: probabilities from a model that never saw the patient; they also weigh the weak findings. */
  readonly outOfFold?: Readonly<Record<string, Record<string, number>>> | undefined;
}

export function judgeRecordings(run: JudgeRun): Promise<CollectionResults<JudgedRecording>> {
  return overCollection(run, async ({ recording, entry }) => {
    const probabilities = run.outOfFold?.[entry.id];
    const { interpretation } = await interpretRecording(recording, {
      ...run.measuring,
      profile: "guideline",
      ...(probabilities === undefined ? {} : { probabilities }),
    });
    return {
      entry,
      patient: entry.patient ?? entry.id,
      unusable: interpretation.quality.verdict === "unusable",
      found: interpretation.findings.flatMap(({ codes, certainty }) =>
        codes.scp === null ? [] : [{ code: codes.scp, certainty }],
      ),
      probabilities: interpretation.probabilities,
    };
  });
}

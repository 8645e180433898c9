// What a WFDB header says besides its signals: the person, the moment, and whatever could identify.
import type { Recording } from "../../ecg/recording.ts";
import { identityFromComments } from "../identity-from-comments.ts";
import { patientFromComments } from "../patient-from-comments.ts";
import type { WfdbHeader } from "./header.ts";
import { wfdbMoment } from "./recorded-at.ts";

export interface RecordFacts extends Required<Pick<Recording, "patient" | "recordedAt" | "identity">> {
  readonly warnings: readonly string[];
}

export interface FactSources {
  readonly header: WfdbHeader;
  /** Of segments; their comments count, too. */
  readonly segments: readonly WfdbHeader[];
  /** Those whose base time is the record's start. */
  readonly timed: readonly WfdbHeader[];
  /** Of the record's file. */
  readonly name: string;
}

export function recordFacts({ header, segments, timed, name }: FactSources): RecordFacts {
  const comments = [...new Set([header, ...segments].flatMap((source) => source.comments))];
  const clocks = [header, ...timed];
  const dated = clocks.find(({ baseDate }) => baseDate !== null);
  const baseTime = dated?.baseTime ?? clocks.find((clock) => clock.baseTime !== null)?.baseTime ?? null;
  const moment = wfdbMoment(baseTime, dated?.baseDate ?? null);
  const identity = [...moment.identity, ...identityFromComments(comments)];
  // a renamed file still tells its old name
  if (header.recordName !== name)
    identity.unshift({ category: "record id", field: "record name", value: header.recordName });
  return {
    patient: patientFromComments(comments),
    recordedAt: moment.recordedAt,
    identity,
    warnings: moment.warnings,
  };
}

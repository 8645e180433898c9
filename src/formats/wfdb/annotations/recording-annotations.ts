// Annotations of a WFDB record as those of a Recording.
import { isStandardLead, normaliseLeadName } from "../../../ecg/lead-names.ts";
import type { Annotation } from "../../../ecg/recording.ts";
import type { WfdbAnnotationFile } from "./decode-annotations.ts";

export interface AnnotatedRecord {
  /** Of the record; used where the annotation file does not tell its own. */
  readonly samplingRateHz: number;
  /** Of the annotation file, without its dot: LUDB's "avr" is the lead. */
  readonly extension: string;
}

/** Text keeps what is printable; an annotation belongs to all leads unless the extension names one. */
export function recordingAnnotations(file: WfdbAnnotationFile, record: AnnotatedRecord): Annotation[] {
  const rateHz = file.samplingRateHz ?? record.samplingRateHz;
  const name = normaliseLeadName(record.extension);
  const lead = isStandardLead(name) ? name : null;
  return file.annotations.map(({ sample, mnemonic, aux }) => ({
    timeMs: (sample / rateHz) * 1000,
    durationMs: 0,
    lead,
    code: mnemonic,
    text: aux.replace(/\p{Cc}/gu, "") || null,
  }));
}

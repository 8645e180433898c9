// Section 3: which leads there are and which samples of the recording each one covers (EN 1064:2005, 5.6).
// Sample numbers count from 1 and are those of the recording's full rate, whatever was decimated later.
import { FormatError } from "../../ecg/errors.ts";
import { MAX_TOTAL_SAMPLES } from "../limits.ts";
import type { ScpSection } from "./scp-record.ts";

const LEAD_BYTES = 9;
const REFERENCE_BEAT_SUBTRACTED = 1;
/** III, aVR, aVL, aVF. */
export const MAX_DERIVED_LEADS = 4;

export interface LeadDefinition {
  readonly code: number;
  readonly firstSample: number;
  readonly sampleCount: number;
}

export interface LeadDefinitions {
  readonly leads: readonly LeadDefinition[];
  /** Whether the reference beat has to be added to section 6. */
  readonly isReferenceBeatSubtracted: boolean;
  /** Of all leads over the time that any of them covers, the four that may be derived included. */
  readonly totalSamples: number;
}

export function readLeadDefinitions({ data, byteOffset }: ScpSection, where: string): LeadDefinitions {
  const leadCount = data.byteLength < 2 ? 0 : data.getUint8(0);
  if (leadCount === 0 || 2 + LEAD_BYTES * leadCount > data.byteLength) {
    throw new FormatError({
      file: where,
      byteOffset,
      field: "number of leads",
      got: leadCount,
      wanted: `1 to ${Math.max(0, Math.floor((data.byteLength - 2) / LEAD_BYTES))}`,
    });
  }
  const leads = Array.from({ length: leadCount }, (_, index): LeadDefinition => {
    const at = 2 + LEAD_BYTES * index;
    const firstSample = data.getUint32(at, true);
    const lastSample = data.getUint32(at + 4, true);
    if (lastSample < firstSample) {
      throw new FormatError({
        file: where,
        byteOffset: byteOffset + at + 4,
        field: `last sample of lead ${index + 1}`,
        got: lastSample,
        wanted: `${firstSample}, its first sample, or more`,
      });
    }
    return { code: data.getUint8(at + 8), firstSample, sampleCount: lastSample - firstSample + 1 };
  });
  const first = Math.min(...leads.map((lead) => lead.firstSample));
  const end = Math.max(...leads.map((lead) => lead.firstSample + lead.sampleCount));
  const totalSamples = (end - first) * (leadCount + MAX_DERIVED_LEADS);
  if (totalSamples > MAX_TOTAL_SAMPLES) {
    throw new FormatError({
      file: where,
      byteOffset: byteOffset + 2,
      field: "samples of all leads",
      got: totalSamples,
      wanted: `at most ${MAX_TOTAL_SAMPLES}`,
    });
  }
  const isReferenceBeatSubtracted = (data.getUint8(1) & REFERENCE_BEAT_SUBTRACTED) !== 0;
  return { leads, isReferenceBeatSubtracted, totalSamples };
}

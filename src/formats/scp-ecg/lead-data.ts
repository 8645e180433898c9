// What sections 5 (reference beat) and 6 (rhythm) share: nanovolts a unit, microseconds a sample, the kind of
// differences, and the encoded bytes of each lead of section 3 (EN 1064:2005, 5.8.3 and 5.9.3).
import { FormatError } from "../../ecg/errors.ts";
import { MAX_SAMPLING_RATE_HZ } from "../limits.ts";
import type { EncodedLead } from "./encoded-samples.ts";
import type { ScpSection } from "./scp-record.ts";

const HEADER_BYTES = 6;
const MICROSECONDS = 1_000_000;
/** Version 3 knows no bimodal compression and keeps its flag in reserve. */
const FIRST_VERSION_WITHOUT_BIMODAL = 30;

export interface LeadData {
  readonly nanovoltsPerUnit: number;
  readonly sampleIntervalUs: number;
  /** 0, 1 or 2: the order of the differences that are stored. */
  readonly differences: number;
  /** Whether samples outside the protected areas are decimated; section 6 only. */
  readonly isBimodal: boolean;
  readonly leads: readonly EncodedLead[];
}

export function readLeadData(section: ScpSection, leadCount: number, where: string): LeadData {
  const { id, data, byteOffset } = section;
  const refuse = (at: number, field: string, got: number, wanted: string): never => {
    throw new FormatError({
      file: where,
      byteOffset: byteOffset + at,
      field: `${field} in section ${id}`,
      got,
      wanted,
    });
  };
  const dataStart = HEADER_BYTES + 2 * leadCount;
  if (data.byteLength < dataStart) refuse(0, "bytes", data.byteLength, `${dataStart} or more`);
  const nanovoltsPerUnit = data.getUint16(0, true);
  const sampleIntervalUs = data.getUint16(2, true);
  const differences = data.getUint8(4);
  if (nanovoltsPerUnit === 0) refuse(0, "nanovolts per unit", 0, "1 or more");
  if (sampleIntervalUs < MICROSECONDS / MAX_SAMPLING_RATE_HZ) {
    refuse(2, "microseconds per sample", sampleIntervalUs, `${MICROSECONDS / MAX_SAMPLING_RATE_HZ} or more`);
  }
  if (differences > 2) refuse(4, "order of differences", differences, "0, 1 or 2");
  const leads: EncodedLead[] = [];
  let at = dataStart;
  for (let lead = 0; lead < leadCount; lead++) {
    const byteLength = data.getUint16(HEADER_BYTES + 2 * lead, true);
    if (at + byteLength > data.byteLength) {
      refuse(
        HEADER_BYTES + 2 * lead,
        `bytes of lead ${lead + 1}`,
        byteLength,
        `at most ${data.byteLength - at}, what is left of the section`,
      );
    }
    leads.push({
      bytes: new Uint8Array(data.buffer, data.byteOffset + at, byteLength),
      byteOffset: byteOffset + at,
    });
    at += byteLength;
  }
  const isBimodal =
    id === 6 && data.getUint8(5) !== 0 && section.protocolVersion < FIRST_VERSION_WITHOUT_BIMODAL;
  return { nanovoltsPerUnit, sampleIntervalUs, differences, isBimodal, leads };
}

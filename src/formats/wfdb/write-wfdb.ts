// A Recording as a WFDB record: one signal file in format 16 at 1000 ADC units per millivolt (1 uV), with true
// checksums and initial values, by header(5) and signal(5) of the WFDB Applications Guide. Pure.
import type { Lead, Recording } from "../../ecg/recording.ts";

export interface WfdbFiles {
  /** `recordName` with everything but letters, digits, "-" and "_" replaced: header(5) allows no more. */
  readonly recordName: string;
  /** Text of the .hea file. */
  readonly header: string;
  /** The name under which the header looks for `data`. */
  readonly dataFileName: string;
  readonly data: Uint8Array;
}

const GAIN_PER_MV = 1000;
const LARGEST = 32_767;
const INVALID = -32_768;

/**
 * Encodes a recording; NaN becomes the invalid-sample code. A lead beyond 32.767 mV gets the largest gain at
 * which it fits. Age and sex go into comments as in the PhysioNet Challenges; the clinical context does not.
 */
export function writeWfdb(recording: Recording, recordName: string = recording.name): WfdbFiles {
  const safeName = recordName.replace(/[^\w-]/g, "_") || "record";
  const dataFileName = `${safeName}.dat`;
  const leadCount = recording.leads.length;
  const sampleCount = recording.leads[0]?.samplesMv.length ?? 0;
  const data = new DataView(new ArrayBuffer(2 * leadCount * sampleCount));
  const lines = [`${safeName} ${leadCount} ${recording.samplingRateHz} ${sampleCount}`];
  recording.leads.forEach((lead, leadIndex) => {
    const gain = gainOf(lead);
    let initial = 0;
    let checksum = 0;
    for (let i = 0; i < sampleCount; i++) {
      const valueMv = lead.samplesMv[i]!;
      const value = Number.isFinite(valueMv) ? Math.round(valueMv * gain) : INVALID;
      if (i === 0) initial = value;
      checksum = (checksum + value) | 0;
      data.setInt16(2 * (i * leadCount + leadIndex), value, true);
    }
    const name = lead.name.replace(/\s+/g, " ");
    lines.push(`${dataFileName} 16 ${gain}(0)/mV 16 0 ${initial} ${(checksum << 16) >> 16} 0 ${name}`);
  });
  const { ageYears, sex } = recording.patient;
  if (ageYears !== null) lines.push(`# Age: ${ageYears}`);
  if (sex !== null) lines.push(`# Sex: ${sex === "female" ? "Female" : "Male"}`);
  return {
    recordName: safeName,
    header: `${lines.join("\n")}\n`,
    dataFileName,
    data: new Uint8Array(data.buffer),
  };
}

function gainOf(lead: Lead): number {
  let largestMv = 0;
  for (const valueMv of lead.samplesMv) {
    if (Math.abs(valueMv) > largestMv && Number.isFinite(valueMv)) largestMv = Math.abs(valueMv);
  }
  if (Math.round(largestMv * GAIN_PER_MV) <= LARGEST) return GAIN_PER_MV;
  const fitting = LARGEST / largestMv;
  return fitting >= 1 ? Math.floor(fitting) : fitting * (1 - 1e-9);
}

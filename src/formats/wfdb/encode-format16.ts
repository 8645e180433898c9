// Millivolts as signal format 16: 16-bit little-endian numbers, signals interleaved, NaN as the invalid-sample code;
// signal(5) of the WFDB Applications Guide. Piece by piece, with the sums that the header wants at the end.
import { UsageError } from "../../ecg/errors.ts";
import type { WfdbLeadFacts } from "./header-text.ts";

/** 1 uV a unit. */
export const USUAL_GAIN_PER_MV = 1000;
const LARGEST = 32_767;
const INVALID = -32_768;

/** The gain of a lead that reaches so far: 1000 units per mV, or the largest at which it fits. */
export function gainPerMvFor(largestMv: number): number {
  if (Math.round(largestMv * USUAL_GAIN_PER_MV) <= LARGEST) return USUAL_GAIN_PER_MV;
  const fitting = LARGEST / largestMv;
  return fitting >= 1 ? Math.floor(fitting) : fitting * (1 - 1e-9);
}

/** The largest finite magnitude among `samplesMv`, or `atLeast`. */
export function largestMagnitudeMv(samplesMv: Float64Array, atLeast = 0): number {
  let largestMv = atLeast;
  for (const valueMv of samplesMv) {
    const magnitudeMv = Math.abs(valueMv);
    if (magnitudeMv > largestMv && magnitudeMv < Number.POSITIVE_INFINITY) largestMv = magnitudeMv;
  }
  return largestMv;
}

export interface Format16Encoder {
  /** The bytes of consecutive samples, one array of the same length a lead. */
  encode(piece: readonly Float64Array[]): Uint8Array;
  /** What the header says of each lead, once all pieces have been encoded. */
  leads(): WfdbLeadFacts[];
}

/** Throws UsageError, when encoding, for a sample that its lead's gain cannot hold. */
export function createFormat16Encoder(
  leads: readonly { readonly name: string; readonly gainPerMv: number }[],
): Format16Encoder {
  const checksums = new Int32Array(leads.length);
  const initials: (number | null)[] = leads.map(() => null);
  return {
    encode(piece) {
      const sampleCount = piece[0]?.length ?? 0;
      const data = new DataView(new ArrayBuffer(2 * leads.length * sampleCount));
      leads.forEach(({ name, gainPerMv }, lead) => {
        const samplesMv = piece[lead]!;
        let checksum = 0;
        for (let i = 0; i < sampleCount; i++) {
          const valueMv = samplesMv[i]!;
          const value = Number.isFinite(valueMv) ? Math.round(valueMv * gainPerMv) : INVALID;
          if (value > LARGEST || value < INVALID) throw outOfRange(name, gainPerMv);
          initials[lead] ??= value;
          checksum = (checksum + value) | 0;
          data.setInt16(2 * (i * leads.length + lead), value, true);
        }
        checksums[lead] = checksums[lead]! + checksum;
      });
      return new Uint8Array(data.buffer);
    },
    leads: () =>
      leads.map(({ name, gainPerMv }, lead) => ({
        name,
        gainPerMv,
        initial: initials[lead] ?? 0,
        checksum: (checksums[lead]! << 16) >> 16,
      })),
  };
}

function outOfRange(name: string, gainPerMv: number): UsageError {
  return new UsageError(
    `lead ${name} goes beyond ${LARGEST / gainPerMv} mV, which ${gainPerMv} units per mV can hold in 16 bits; wanted a smaller gain`,
  );
}

// Interleaved 16-bit samples of an ISHNE file to millivolts: mV = value * resolution in nV / 1,000,000, in that order.
// -32768 stands for no sample, as in ECGToolkit's ISHNE plug-in and for 16 bits in WFDB.

const MISSING = -32768;
const NANOVOLTS_PER_MILLIVOLT = 1_000_000;

export interface SamplesInput {
  /** Whole frames: one value of each lead, little-endian. */
  readonly bytes: Uint8Array;
  readonly resolutionsNv: readonly number[];
}

/** One array for each lead. */
export function decodeSamples({ bytes, resolutionsNv }: SamplesInput): Float64Array[] {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  const frameBytes = 2 * resolutionsNv.length;
  const count = Math.floor(bytes.length / frameBytes);
  return resolutionsNv.map((resolutionNv, lead) => {
    const samplesMv = new Float64Array(count);
    let offset = 2 * lead;
    for (let index = 0; index < count; index++, offset += frameBytes) {
      const value = view.getInt16(offset, true);
      samplesMv[index] = value === MISSING ? Number.NaN : (value * resolutionNv) / NANOVOLTS_PER_MILLIVOLT;
    }
    return samplesMv;
  });
}

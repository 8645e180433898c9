// How Waveform Data holds its samples: channels interleaved, in the format that Waveform Bits Allocated and Waveform
// Sample Interpretation name (PS3.3 C.10.9.1.5, PS3.5 8.3).
import { UnsupportedError } from "../../ecg/errors.ts";
import { quote } from "../quote.ts";

export interface SampleFormat {
  readonly byteCount: 1 | 2 | 4;
  readonly isSigned: boolean;
  read(view: DataView, offset: number): number;
}

export interface SampleEncoding {
  readonly bitsAllocated: number;
  /** "SS", "UB", ... */
  readonly interpretation: string;
  readonly littleEndian: boolean;
  /** Words of 16 bits ("OW") or bytes ("OB"): in big endian the former swap 8-bit samples in pairs. */
  readonly vr: string | null;
  readonly where: string;
}

/** Throws UnsupportedError for logarithmic audio and for combinations that the standard does not have. */
export function sampleFormat(encoding: SampleEncoding): SampleFormat {
  const { bitsAllocated, interpretation, littleEndian, vr, where } = encoding;
  const swap = !littleEndian && vr === "OW" ? 1 : 0;
  switch (`${bitsAllocated} ${interpretation}`) {
    case "8 SB":
      return { byteCount: 1, isSigned: true, read: (view, offset) => view.getInt8(offset ^ swap) };
    case "8 UB":
      return { byteCount: 1, isSigned: false, read: (view, offset) => view.getUint8(offset ^ swap) };
    case "16 SS":
      return { byteCount: 2, isSigned: true, read: (view, offset) => view.getInt16(offset, littleEndian) };
    case "16 US":
      return { byteCount: 2, isSigned: false, read: (view, offset) => view.getUint16(offset, littleEndian) };
  }
  // 32 bits came when big endian had been retired: how words and samples nest is nowhere said
  if (littleEndian && bitsAllocated === 32 && interpretation === "SL") {
    return { byteCount: 4, isSigned: true, read: (view, offset) => view.getInt32(offset, true) };
  }
  if (littleEndian && bitsAllocated === 32 && interpretation === "UL") {
    return { byteCount: 4, isSigned: false, read: (view, offset) => view.getUint32(offset, true) };
  }
  throw new UnsupportedError(
    `${where}: samples of ${bitsAllocated} bits read as ${quote(interpretation)}${littleEndian ? "" : " in big endian"}, wanted SB, UB, SS, US, SL or UL`,
  );
}

// What a FLAC file says of itself before its frames: RFC 9639, sections 6 to 8. Only STREAMINFO is read; tags,
// seek tables and pictures are passed over.
import { FormatError, UnsupportedError } from "../../../ecg/errors.ts";
import { MAX_FLAC_BYTES } from "./bit-reader.ts";

export interface FlacStreamInfo {
  readonly channelCount: number;
  readonly bitsPerSample: number;
  /** Samples of each channel, or null where the encoder did not know. */
  readonly sampleCount: number | null;
  /** Where the frames begin. */
  readonly firstFrameByte: number;
}

const STREAMINFO = 0;
const STREAMINFO_BYTES = 34;
const BLOCK_HEADER_BYTES = 4;

/** Throws FormatError for what is no FLAC file and UnsupportedError for one beyond `MAX_FLAC_BYTES`. */
export function readFlacStreamInfo(bytes: Uint8Array, where: string): FlacStreamInfo {
  if (bytes.length > MAX_FLAC_BYTES) {
    throw new UnsupportedError(
      `${where} has ${bytes.length} bytes of FLAC, at most ${MAX_FLAC_BYTES} are read`,
    );
  }
  const fault = (byteOffset: number, field: string, got: string | number, wanted: string) =>
    new FormatError({ file: where, byteOffset, field, got, wanted });
  if (String.fromCharCode(...bytes.subarray(0, 4)) !== "fLaC") {
    throw fault(0, "FLAC marker", "other bytes", '"fLaC"');
  }
  let info: Omit<FlacStreamInfo, "firstFrameByte"> | null = null;
  let at = 4;
  for (let last = false; !last; ) {
    if (at + BLOCK_HEADER_BYTES > bytes.length) {
      throw fault(at, "metadata block", "the end of the file", "a block header");
    }
    last = bytes[at]! >= 0x80;
    const type = bytes[at]! & 0x7f;
    const length = (bytes[at + 1]! << 16) | (bytes[at + 2]! << 8) | bytes[at + 3]!;
    const start = at + BLOCK_HEADER_BYTES;
    if (start + length > bytes.length)
      throw fault(at, "metadata block", `${length} bytes`, `at most ${bytes.length - start}`);
    if (info === null) {
      if (type !== STREAMINFO || length !== STREAMINFO_BYTES) {
        throw fault(at, "first metadata block", `type ${type} of ${length} bytes`, "STREAMINFO of 34 bytes");
      }
      info = parseStreamInfo(bytes, start);
      if (info.bitsPerSample < 4) throw fault(start + 12, "bits per sample", info.bitsPerSample, "4 to 32");
    }
    at = start + length;
  }
  return { ...info!, firstFrameByte: at };
}

/** 20 bits of rate, 3 of channels less one, 5 of sample size less one and 36 of length follow ten bytes. */
function parseStreamInfo(bytes: Uint8Array, start: number): Omit<FlacStreamInfo, "firstFrameByte"> {
  const view = new DataView(bytes.buffer, bytes.byteOffset + start, STREAMINFO_BYTES);
  const sizes = view.getUint16(12);
  const sampleCount = (view.getUint8(13) & 0x0f) * 2 ** 32 + view.getUint32(14);
  return {
    channelCount: ((sizes >> 9) & 7) + 1,
    bitsPerSample: ((sizes >> 4) & 31) + 1,
    sampleCount: sampleCount === 0 ? null : sampleCount,
  };
}

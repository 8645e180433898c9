// The header of one FLAC frame: RFC 9639, section 9.1. Rate, channels and sample size must be those of the
// stream, because a signal file has one layout from end to end.
import { type BitReader, flacFault, readBits } from "./bit-reader.ts";
import { crc8 } from "./crc.ts";
import type { FlacStreamInfo } from "./stream-info.ts";

/** How two channels are stored: each by itself, or one or both as sum and difference. */
export type ChannelCoding = "independent" | "left/side" | "side/right" | "mid/side";

export interface FlacFrameHeader {
  /** Samples of each channel in this frame. */
  readonly blockSize: number;
  readonly coding: ChannelCoding;
}

const SYNC_AND_RESERVED = 0b111_1111_1111_1100;
const pairCodings: readonly ChannelCoding[] = ["left/side", "side/right", "mid/side"];
/** Bits per sample by their code; 0 refers to the stream, null is reserved. */
const sampleSizes: readonly (number | null)[] = [0, 8, 12, null, 16, 20, 24, 32];

/** Reads the header at the reader's place and leaves the reader behind its CRC-8. Throws FormatError. */
export function readFrameHeader(reader: BitReader, stream: FlacStreamInfo): FlacFrameHeader {
  const start = reader.position >>> 3;
  const fault = (field: string, got: string | number, wanted: string) => {
    reader.position = 8 * start;
    return flacFault(reader, field, { got, wanted });
  };
  const sync = readBits(reader, 15);
  if (sync !== SYNC_AND_RESERVED) throw fault("frame", "no sync code", "a FLAC frame");
  readBits(reader, 1); // whether blocks differ in size changes only the meaning of the number below
  const blockSizeCode = readBits(reader, 4);
  const rateCode = readBits(reader, 4);
  const channelCode = readBits(reader, 4);
  const sizeCode = readBits(reader, 3);
  const reserved = readBits(reader, 1);
  const bitsPerSample = sampleSizes[sizeCode] ?? null;
  if (blockSizeCode === 0 || rateCode === 15 || channelCode > 10 || bitsPerSample === null || reserved === 1)
    throw fault("frame header", "a reserved code", "codes of RFC 9639");
  if (!skipCodedNumber(reader)) throw fault("frame number", "a broken code", "a number of RFC 9639");
  const blockSize = readBlockSize(reader, blockSizeCode);
  if (rateCode >= 12) readBits(reader, rateCode === 12 ? 8 : 16);
  const end = reader.position >>> 3;
  const stored = readBits(reader, 8);
  const computed = crc8(reader.bytes, start, end);
  if (stored !== computed) throw fault("CRC-8 of the frame header", stored, String(computed));
  const channelCount = channelCode < 8 ? channelCode + 1 : 2;
  if (channelCount !== stream.channelCount)
    throw fault("channels of a frame", channelCount, `${stream.channelCount} as in the stream`);
  if (bitsPerSample !== 0 && bitsPerSample !== stream.bitsPerSample)
    throw fault("bits per sample of a frame", bitsPerSample, `${stream.bitsPerSample} as in the stream`);
  return { blockSize, coding: pairCodings[channelCode - 8] ?? "independent" };
}

function readBlockSize(reader: BitReader, code: number): number {
  if (code === 1) return 192;
  if (code <= 5) return 144 << code;
  if (code === 6) return readBits(reader, 8) + 1;
  if (code === 7) return readBits(reader, 16) + 1;
  return 1 << code;
}

/** A frame or sample number in the manner of UTF-8, up to 7 bytes; false where it is not well formed. */
function skipCodedNumber(reader: BitReader): boolean {
  const first = readBits(reader, 8);
  const ones = Math.clz32(~(first << 24));
  if (ones === 1 || ones > 7) return false;
  for (let byte = 1; byte < ones; byte++) if (readBits(reader, 8) >> 6 !== 0b10) return false;
  return true;
}

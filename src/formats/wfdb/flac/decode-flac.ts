// FLAC (RFC 9639) to whole numbers, each exactly as it was encoded: WFDB's signal formats 508, 516 and 524 are FLAC
// files, one channel a signal. Synchronous and pure. A frame with a wrong CRC is refused, for its samples
// may be anything; the MD5 sum of the whole is not asked, since every frame has been.
import { type BitReader, flacFault, readBits } from "./bit-reader.ts";
import { crc16 } from "./crc.ts";
import { type ChannelCoding, readFrameHeader } from "./frame-header.ts";
import type { FlacStreamInfo } from "./stream-info.ts";
import { type ChannelBlock, readSubframe } from "./subframe.ts";

export interface FlacRange {
  readonly stream: FlacStreamInfo;
  /** Samples of each channel to pass over. */
  readonly fromSample: number;
  /** Samples of each channel to return; the caller has bounded it. */
  readonly sampleCount: number;
  /** Names the file in messages. */
  readonly where: string;
}

/** The smallest frame, a constant one: a header of 6 bytes, a subframe of 2, a CRC of 2. */
const MIN_FRAME_BYTES = 10;
const MAX_BLOCK_SIZE = 65_536;

/** One array a channel. Throws FormatError where the file is broken or ends before the range does. */
export function decodeFlac(bytes: Uint8Array, range: FlacRange): Int32Array[] {
  const { stream, fromSample, sampleCount, where } = range;
  const end = fromSample + sampleCount;
  const reader: BitReader = { bytes, where, position: 8 * stream.firstFrameByte };
  const shorter = (got: string | number) =>
    flacFault(reader, "samples of a signal", { got, wanted: String(end) });
  // nothing is allocated for more samples than this many bytes can hold
  const largest = (bytes.length / MIN_FRAME_BYTES + 1) * MAX_BLOCK_SIZE;
  if (end > largest) throw shorter(`at most ${Math.floor(largest)}`);
  const channels = Array.from({ length: stream.channelCount }, () => new Int32Array(sampleCount));
  let done = 0;
  while (done < end) {
    if (reader.position >>> 3 >= bytes.length) throw shorter(done);
    const block = readFrame(reader, stream);
    const { length } = block[0]!;
    const skipped = Math.max(0, fromSample - done);
    if (skipped < length) {
      const taken = Math.min(length, end - done);
      channels.forEach((channel, index) => {
        channel.set(block[index]!.subarray(skipped, taken), done + skipped - fromSample);
      });
    }
    done += length;
  }
  return channels;
}

/** Samples of each channel, counted by decoding; for streams that do not tell. At most `limit` are looked at. */
export function countFlacSamples(
  bytes: Uint8Array,
  { stream, where, limit }: { stream: FlacStreamInfo; where: string; limit: number },
): number {
  const reader: BitReader = { bytes, where, position: 8 * stream.firstFrameByte };
  let count = 0;
  while (reader.position >>> 3 < bytes.length && count <= limit)
    count += readFrame(reader, stream)[0]!.length;
  return count;
}

function readFrame(reader: BitReader, stream: FlacStreamInfo): ChannelBlock[] {
  const start = reader.position >>> 3;
  const { blockSize, coding } = readFrameHeader(reader, stream);
  const block = Array.from({ length: stream.channelCount }, (_, channel) => {
    const isSide =
      (coding === "side/right" && channel === 0) ||
      ((coding === "left/side" || coding === "mid/side") && channel === 1);
    const bits = stream.bitsPerSample + (isSide ? 1 : 0);
    const samples = bits > 32 ? new Float64Array(blockSize) : new Int32Array(blockSize);
    readSubframe(reader, samples, bits);
    return samples;
  });
  undoChannelCoding(block, coding);
  reader.position = (reader.position + 7) & ~7;
  const end = reader.position >>> 3;
  const stored = readBits(reader, 16);
  const computed = crc16(reader.bytes, start, end);
  if (stored !== computed) {
    throw flacFault(reader, "CRC-16 of the frame", { got: stored, wanted: String(computed) });
  }
  checkRange(reader, block, stream.bitsPerSample);
  return block;
}

/** RFC 9639, section 4.2; the side channel has one bit more, and mid lost its lowest to side. */
function undoChannelCoding([first, second]: ChannelBlock[], coding: ChannelCoding): void {
  if (coding === "independent" || first === undefined || second === undefined) return;
  for (let i = 0; i < first.length; i++) {
    const a = first[i]!;
    const b = second[i]!;
    if (coding === "left/side") second[i] = a - b;
    else if (coding === "side/right") first[i] = a + b;
    else {
      const mid = 2 * a + (b & 1);
      first[i] = (mid + b) / 2;
      second[i] = (mid - b) / 2;
    }
  }
}

/** An encoder cannot produce samples beyond its own size; a forged residual can. */
function checkRange(reader: BitReader, block: readonly ChannelBlock[], bitsPerSample: number): void {
  const limit = 2 ** (bitsPerSample - 1);
  for (const samples of block) {
    for (let i = 0; i < samples.length; i++) {
      const value = samples[i]!;
      if (value >= -limit && value < limit) continue;
      throw flacFault(reader, "sample", { got: value, wanted: `${bitsPerSample} bits` });
    }
  }
}

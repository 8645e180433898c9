// XLI, the compression of Philips ECG XML: one chunk for each channel, of 8 bytes (size, a number of unknown use, the
// first second difference; little-endian) and an LZW stream of 10-bit codes. It unpacks to the high bytes of all
// values and then their low bytes: two samples, then second differences, each 64 too high and one place early.
// No document of Philips is public; facts from sierra-ecg-tools by C. A. Watford (MIT), its wiki and sierraecg 0.4.0.
import { FormatError } from "../../ecg/errors.ts";
import { expandLzw } from "./lzw.ts";

export interface XliInput {
  readonly bytes: Uint8Array;
  /** Channels to read; any that follow are only counted. */
  readonly leadCount: number;
  readonly maxSamplesPerLead: number;
  readonly file: string;
}

export interface XliChannels {
  readonly channels: readonly Int32Array[];
  readonly furtherChannels: number;
}

const CHUNK_HEADER_BYTES = 8;
const DIFFERENCE_BIAS = 64;

export function decodeXli({ bytes, leadCount, maxSamplesPerLead, file }: XliInput): XliChannels {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  const channels: Int32Array[] = [];
  let furtherChannels = 0;
  let offset = 0;
  while (offset + CHUNK_HEADER_BYTES <= bytes.length) {
    const field = `XLI channel ${channels.length + furtherChannels + 1}`;
    const size = view.getInt32(offset, true);
    const left = bytes.length - offset - CHUNK_HEADER_BYTES;
    if (size < 0 || size > left) {
      throw new FormatError({ file, field, got: `${size} bytes`, wanted: `0 to ${left}` });
    }
    const start = offset + CHUNK_HEADER_BYTES;
    offset = start + size;
    if (channels.length === leadCount) {
      furtherChannels++;
      continue;
    }
    const unpacked = expandLzw({
      bytes: bytes.subarray(start, offset),
      maxOutputBytes: 2 * maxSamplesPerLead,
      file,
      field,
    });
    channels.push(undoDifferences({ unpacked, first: view.getInt16(start - 2, true), file, field }));
  }
  if (channels.length < leadCount) {
    throw new FormatError({ file, field: "XLI channels", got: channels.length, wanted: `${leadCount}` });
  }
  return { channels, furtherChannels };
}

interface Differences {
  readonly unpacked: Uint8Array;
  readonly first: number;
  readonly file: string;
  readonly field: string;
}

function undoDifferences({ unpacked, first, file, field }: Differences): Int32Array {
  const count = unpacked.length / 2;
  if (!Number.isInteger(count) || count < 2) {
    const wanted = "two for each of at least 2 samples";
    throw new FormatError({ file, field, got: `${unpacked.length} bytes`, wanted });
  }
  const valueAt = (index: number) => ((unpacked[index]! << 24) >> 16) | unpacked[count + index]!;
  const samples = new Int32Array(count);
  samples[0] = valueAt(0);
  samples[1] = valueAt(1);
  let difference = first;
  for (let index = 2; index < count; index++) {
    const sample = 2 * samples[index - 1]! - samples[index - 2]! - difference;
    // a damaged stream runs away, since each error is summed twice
    if (sample < -32768 || sample > 32767) {
      const got = `${sample} at sample ${index}`;
      throw new FormatError({ file, field, got, wanted: "a value of 16 bits" });
    }
    samples[index] = sample;
    difference = valueAt(index) - DIFFERENCE_BIAS;
  }
  return samples;
}

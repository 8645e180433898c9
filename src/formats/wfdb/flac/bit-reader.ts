// Bits of a byte array, highest first, as FLAC stores them. Positions are whole numbers below 2^31, which bounds
// the file. Reading past the end gives zeros and is refused at once, so no code can run on for ever.
import { FormatError } from "../../../ecg/errors.ts";

/** Bit positions stay 31-bit integers. */
export const MAX_FLAC_BYTES = 0x0fff_ffff;

export interface BitReader {
  readonly bytes: Uint8Array;
  /** Names the file in messages. */
  readonly where: string;
  /** In bits from the start. */
  position: number;
}

/** The error for what is wrong at the reader's place. */
export function flacFault(
  reader: BitReader,
  field: string,
  { got, wanted }: { got: string | number; wanted: string },
): FormatError {
  return new FormatError({ file: reader.where, byteOffset: reader.position >>> 3, field, got, wanted });
}

function truncated(reader: BitReader): FormatError {
  reader.position = Math.min(reader.position, 8 * reader.bytes.length);
  return flacFault(reader, "FLAC frame", { got: "the end of the file", wanted: "the rest of the frame" });
}

/** The next 32 bits, zeros behind the end; the position stays. */
function peek32(bytes: Uint8Array, position: number): number {
  const at = position >>> 3;
  const shift = position & 7;
  const word = (bytes[at]! << 24) | (bytes[at + 1]! << 16) | (bytes[at + 2]! << 8) | bytes[at + 3]!;
  return shift === 0 ? word : (word << shift) | (bytes[at + 4]! >> (8 - shift));
}

/** Up to 32 bits as an unsigned number. */
export function readBits(reader: BitReader, count: number): number {
  if (count === 0) return 0;
  const value = peek32(reader.bytes, reader.position) >>> (32 - count);
  reader.position += count;
  if (reader.position > 8 * reader.bytes.length) throw truncated(reader);
  return value;
}

/** Up to 33 bits in two's complement: the side channel of 32-bit samples has 33. */
export function readSigned(reader: BitReader, count: number): number {
  if (count > 32) {
    const sign = readBits(reader, count - 32);
    return readBits(reader, 32) - sign * 2 ** 32;
  }
  const value = readBits(reader, count);
  return count > 0 && value >= 2 ** (count - 1) ? value - 2 ** count : value;
}

/** The number of zeros before the next one, which is passed over. */
export function readUnary(reader: BitReader): number {
  const { bytes } = reader;
  const end = 8 * bytes.length;
  let zeros = 0;
  let word = peek32(bytes, reader.position);
  while (word === 0) {
    zeros += 32;
    reader.position += 32;
    if (reader.position >= end) throw truncated(reader);
    word = peek32(bytes, reader.position);
  }
  zeros += Math.clz32(word);
  reader.position += Math.clz32(word) + 1;
  if (reader.position > end) throw truncated(reader);
  return zeros;
}

/**
 * Rice codes into `out` from `start` up to `end`: a unary quotient, `parameter` low bits, folded so that 0, 1, 2,
 * 3 mean 0, -1, 1, -2. One loop over local variables, since most of a file's bits pass through it.
 */
export function readRice(
  reader: BitReader,
  out: Int32Array | Float64Array,
  { start, end, parameter }: { start: number; end: number; parameter: number },
): void {
  const { bytes } = reader;
  const maxQuotient = 2 ** (32 - parameter) - 1;
  let { position } = reader;
  for (let i = start; i < end; i++) {
    const word = peek32(bytes, position);
    let quotient = Math.clz32(word);
    if (word !== 0) position += quotient + 1;
    else {
      reader.position = position;
      quotient = readUnary(reader);
      position = reader.position;
    }
    if (quotient > maxQuotient) {
      reader.position = position;
      throw flacFault(reader, "Rice code", { got: `quotient ${quotient}`, wanted: "a 32-bit residual" });
    }
    const low = parameter === 0 ? 0 : peek32(bytes, position) >>> (32 - parameter);
    position += parameter;
    const folded = ((quotient << parameter) | low) >>> 0;
    out[i] = (folded >>> 1) ^ -(folded & 1);
  }
  reader.position = position;
  if (position > 8 * bytes.length) throw truncated(reader);
}

// The Deflated Explicit VR Little Endian transfer syntax (PS3.5 A.5): everything behind the meta information is
// one raw deflate stream (RFC 1951), perhaps with a byte of padding behind it. Inflated piece by piece, so that
// a stream which grows without end is given up before memory is.
import { Inflate } from "fflate";
import { FormatError } from "../../ecg/errors.ts";

/** The longest ECG that is read, 50 million samples of 16 bits, and a quarter of that for all else. */
export const MAX_INFLATED_BYTES = 134_217_728;
/** Deflate cannot grow by more than 1032 times, so one piece becomes 34 MB at most. */
const PIECE_BYTES = 32_768;

/** Throws FormatError where the stream is damaged or inflates to more than `MAX_INFLATED_BYTES`. */
export function inflateDataSet(bytes: Uint8Array, offset: number, where: string): Uint8Array {
  const pieces: Uint8Array[] = [];
  let total = 0;
  const inflate = new Inflate((piece) => {
    total += piece.length;
    pieces.push(piece);
  });
  for (let position = offset; position < bytes.length; position += PIECE_BYTES) {
    const end = Math.min(position + PIECE_BYTES, bytes.length);
    try {
      inflate.push(bytes.subarray(position, end), end === bytes.length);
    } catch {
      throw new FormatError({
        file: where,
        byteOffset: position,
        field: "deflated data set",
        got: "a damaged stream",
        wanted: "a complete deflate stream (RFC 1951)",
      });
    }
    if (total > MAX_INFLATED_BYTES) {
      throw new FormatError({
        file: where,
        byteOffset: position,
        field: "deflated data set",
        got: `more than ${MAX_INFLATED_BYTES} bytes`,
        wanted: "a data set that can be held in memory",
      });
    }
  }
  const whole = new Uint8Array(total);
  let filled = 0;
  for (const piece of pieces) {
    whole.set(piece, filled);
    filled += piece.length;
  }
  return whole;
}

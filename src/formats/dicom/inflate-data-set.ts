// The Deflated Explicit VR Little Endian transfer syntax (PS3.5 A.5): everything behind the meta information is
// one raw deflate stream (RFC 1951), perhaps with a byte of padding behind it.
import { FormatError } from "../../ecg/errors.ts";
import { inflateUpTo } from "../inflate-bounded.ts";

/** The longest ECG that is read, 50 million samples of 16 bits, and a quarter of that for all else. */
export const MAX_INFLATED_BYTES = 134_217_728;

/** Throws FormatError where the stream is damaged or inflates to more than `MAX_INFLATED_BYTES`. */
export function inflateDataSet(bytes: Uint8Array, offset: number, where: string): Uint8Array {
  const inflated = inflateUpTo(bytes.subarray(offset), MAX_INFLATED_BYTES);
  if (typeof inflated !== "string") return inflated;
  const isTooLong = inflated === "too long";
  throw new FormatError({
    file: where,
    byteOffset: offset,
    field: "deflated data set",
    got: isTooLong ? `more than ${MAX_INFLATED_BYTES} bytes` : "a damaged stream",
    wanted: isTooLong ? "a data set that can be held in memory" : "a complete deflate stream (RFC 1951)",
  });
}

// DEFLATE (RFC 1951) with an upper bound: small pieces go in, and what comes out is counted after each, so
// that a bomb costs neither memory nor time. A piece of 16 KB can grow to 17 MB at most (1032 : 1).
import { Inflate } from "fflate";

const PIECE_BYTES = 16_384;

/** Why the data cannot be taken; the callers know where it lies and say so. */
export type InflateFault = "too long" | "too short" | "damaged";

/** Exactly `wantedBytes` out of `deflated`, or what was wrong with it. Allocates no more than that and a piece. */
export function inflateBounded(deflated: Uint8Array, wantedBytes: number): Uint8Array | InflateFault {
  const inflated = new Uint8Array(wantedBytes);
  let length = 0;
  let tooLong = false;
  const stream = new Inflate((piece) => {
    tooLong ||= length + piece.length > wantedBytes;
    if (!tooLong) inflated.set(piece, length);
    length += piece.length;
  });
  try {
    for (let start = 0; start < deflated.length && !tooLong; start += PIECE_BYTES) {
      const end = start + PIECE_BYTES;
      stream.push(deflated.subarray(start, end), end >= deflated.length);
    }
  } catch (error) {
    // fflate reports broken data by exceptions of its own, and input that ends early likewise
    if (!(error instanceof Error)) throw error;
    return "damaged";
  }
  if (tooLong) return "too long";
  return length < wantedBytes ? "too short" : inflated;
}

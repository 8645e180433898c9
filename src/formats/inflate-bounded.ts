// DEFLATE (RFC 1951) with an upper bound: small pieces go in, and what comes out is counted after each, so
// that a bomb costs neither memory nor time. A piece of 16 KB can grow to 17 MB at most (1032 : 1).
import { Inflate } from "fflate";

const PIECE_BYTES = 16_384;
/** For those who want no more than some kilobytes. */
const SMALL_PIECE_BYTES = 2_048;

/** Why the data cannot be taken; the callers know where it lies and say so. */
export type InflateFault = "too long" | "too short" | "damaged";

/** The first bytes out of `deflated`, up to `maxBytes`; those before the damage where it is damaged. */
export function inflateBeginning(deflated: Uint8Array, maxBytes: number): Uint8Array {
  const beginning = new Uint8Array(maxBytes);
  let length = 0;
  const stream = new Inflate((piece) => {
    const taken = piece.subarray(0, maxBytes - length);
    beginning.set(taken, length);
    length += taken.length;
  });
  try {
    for (let start = 0; start < deflated.length && length < maxBytes; start += SMALL_PIECE_BYTES) {
      stream.push(deflated.subarray(start, start + SMALL_PIECE_BYTES));
    }
  } catch (error) {
    if (!(error instanceof Error)) throw error;
  }
  return beginning.subarray(0, length);
}

/** Exactly `wantedBytes` out of `deflated`, or what was wrong with it. Allocates no more than that and a piece. */
export function inflateBounded(deflated: Uint8Array, wantedBytes: number): Uint8Array | InflateFault {
  const inflated = new Uint8Array(wantedBytes);
  const length = inflatePieces(deflated, wantedBytes, (piece, at) => inflated.set(piece, at));
  if (typeof length === "string") return length;
  return length < wantedBytes ? "too short" : inflated;
}

/** The same where nothing tells the size: all that comes out, `maxBytes` at most. */
export function inflateUpTo(deflated: Uint8Array, maxBytes: number): Uint8Array | InflateFault {
  const pieces: Uint8Array[] = [];
  const length = inflatePieces(deflated, maxBytes, (piece) => pieces.push(piece));
  if (typeof length === "string") return length;
  const inflated = new Uint8Array(length);
  let at = 0;
  for (const piece of pieces) {
    inflated.set(piece, at);
    at += piece.length;
  }
  return inflated;
}

/** How many bytes came out, or what was wrong. */
function inflatePieces(
  deflated: Uint8Array,
  maxBytes: number,
  take: (piece: Uint8Array, at: number) => void,
): number | InflateFault {
  let length = 0;
  let tooLong = false;
  const stream = new Inflate((piece) => {
    tooLong ||= length + piece.length > maxBytes;
    if (!tooLong) take(piece, length);
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
  return tooLong ? "too long" : length;
}

// What HDF5 did to a chunk before it was stored, undone: DEFLATE, byte shuffle, Fletcher-32, LZF. "HDF5 File
// Format Specification Version 3.0", section IV.A.2.l; zlib: RFC 1950; LZF: the registered filter 32000 of
// h5py. The other filters that are met in the wild are named when they are refused.
import { FormatError, UnsupportedError } from "../../ecg/errors.ts";
import { inflateBounded } from "../inflate-bounded.ts";
import type { Hdf5Filter } from "./dataset.ts";
import { decompressLzf } from "./lzf.ts";

const DEFLATE = 1;
const SHUFFLE = 2;
const FLETCHER32 = 3;
const LZF = 32_000;
const others = new Map([
  [4, "szip"],
  [5, "n-bit"],
  [6, "scale-offset"],
  [307, "bzip2"],
  [32_001, "Blosc"],
  [32_004, "LZ4"],
  [32_008, "bitshuffle"],
  [32_013, "ZFP"],
  [32_015, "Zstandard"],
  [32_026, "Blosc2"],
]);
const ZLIB_HEADER_BYTES = 2;
const CHECKSUM_BYTES = 4;

export interface StoredChunk {
  readonly filters: readonly Hdf5Filter[];
  /** Bit n: the n-th filter was not applied. */
  readonly skipped: number;
  /** Of the chunk once all is undone. */
  readonly wantedBytes: number;
  readonly elementBytes: number;
  readonly where: string;
  readonly byteOffset: number;
}

/** Exactly `wantedBytes`. Throws FormatError where the chunk is damaged, UnsupportedError for other filters. */
export function unfilter(stored: Uint8Array, chunk: StoredChunk): Uint8Array {
  let bytes = stored;
  for (let index = chunk.filters.length - 1; index >= 0; index--) {
    const { id, parameters } = chunk.filters[index]!;
    if (index < 32 && (chunk.skipped & (1 << index)) !== 0) continue;
    // a checksum that was added before this filter is still in what it gives
    const checksums = chunk.filters.slice(0, index).filter((filter) => filter.id === FLETCHER32).length;
    const length = chunk.wantedBytes + CHECKSUM_BYTES * checksums;
    if (id === DEFLATE) bytes = inflateZlib(bytes, length, chunk);
    else if (id === LZF) bytes = decompressLzf(bytes, length) ?? refuse(chunk, "damaged LZF data");
    else if (id === SHUFFLE) bytes = unshuffle(bytes, parameters[0] ?? chunk.elementBytes);
    else if (id === FLETCHER32) bytes = withoutChecksum(bytes, chunk);
    else {
      const name = others.get(id) ?? `filter ${id}`;
      throw new UnsupportedError(`${chunk.where} is packed by ${name}; gzip, LZF and unpacked HDF5 are read`);
    }
  }
  if (bytes.length !== chunk.wantedBytes) refuse(chunk, `${bytes.length} bytes`);
  return bytes;
}

function refuse(chunk: StoredChunk, got: string): never {
  const wanted = `${chunk.wantedBytes} bytes`;
  throw new FormatError({ file: chunk.where, byteOffset: chunk.byteOffset, field: "chunk", got, wanted });
}

function inflateZlib(bytes: Uint8Array, length: number, chunk: StoredChunk): Uint8Array {
  const method = (bytes[0] ?? 0) & 15;
  if (bytes.length < ZLIB_HEADER_BYTES + CHECKSUM_BYTES || method !== 8) refuse(chunk, "no gzip data");
  const end = bytes.length - CHECKSUM_BYTES;
  const inflated = inflateBounded(bytes.subarray(ZLIB_HEADER_BYTES, end), length);
  if (typeof inflated === "string") return refuse(chunk, `gzip data that is ${inflated}`);
  const stated = new DataView(bytes.buffer, bytes.byteOffset + end, CHECKSUM_BYTES).getUint32(0);
  if (adler32(inflated) !== stated) refuse(chunk, "gzip data of another checksum");
  return inflated;
}

function adler32(bytes: Uint8Array): number {
  let a = 1;
  let b = 0;
  for (let start = 0; start < bytes.length; ) {
    // as many as leave both sums below 2^32
    const end = Math.min(start + 3800, bytes.length);
    for (; start < end; start++) {
      a += bytes[start]!;
      b += a;
    }
    a %= 65_521;
    b %= 65_521;
  }
  return b * 65_536 + a;
}

/** Shuffled: all first bytes of the values, then all second ones, ...; a rest that fills no value stays. */
function unshuffle(bytes: Uint8Array, elementBytes: number): Uint8Array {
  if (elementBytes <= 1) return bytes;
  const count = Math.floor(bytes.length / elementBytes);
  const result = bytes.slice();
  for (let byte = 0, from = 0; byte < elementBytes && count > 0; byte++) {
    for (let to = byte; to < count * elementBytes; to += elementBytes) result[to] = bytes[from++]!;
  }
  return result;
}

function withoutChecksum(bytes: Uint8Array, chunk: StoredChunk): Uint8Array {
  const end = bytes.length - CHECKSUM_BYTES;
  if (end < 0) refuse(chunk, "no checksum");
  const data = bytes.subarray(0, end);
  const stated = new DataView(bytes.buffer, bytes.byteOffset + end, CHECKSUM_BYTES);
  const [first, second] = fletcher32(data);
  // modulo 65535, since HDF5 writes some multiples of it as 65535 and some as 0
  if (stated.getUint16(0, true) % 65_535 !== first || stated.getUint16(2, true) % 65_535 !== second) {
    refuse(chunk, "values of another checksum");
  }
  return data;
}

/** HDF5's variant: words of 16 bits, the first byte high; an odd last byte is a high one. */
function fletcher32(bytes: Uint8Array): [first: number, second: number] {
  let first = 0;
  let second = 0;
  for (let at = 0; at < bytes.length; at += 2) {
    first = (first + bytes[at]! * 256 + (bytes[at + 1] ?? 0)) % 65_535;
    second = (second + first) % 65_535;
  }
  return [first, second];
}

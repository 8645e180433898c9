// Bytes of an HDF5 file by address. Every structure is read through here, so that no address leaves the file;
// the file itself need not be in memory. "HDF5 File Format Specification Version 3.0", section II
// (superblock). Own reader because files come from strangers: it bounds every loop and allocation, and it
// reads one exam out of gigabytes.
import { FormatError, UnsupportedError } from "../../ecg/errors.ts";
import type { ByteSource } from "../byte-source.ts";
import type { ChunkCache } from "./chunk-cache.ts";

export interface Hdf5File {
  readonly source: ByteSource;
  /** Names the file in messages. */
  readonly where: string;
  readonly chunkCache: ChunkCache;
}

export const SIGNATURE = "\x89HDF\r\n\x1a\n";
/** A user block has 512 bytes or twice, four times, ... that. */
const FIRST_USER_BLOCK_BYTES = 512;
const MAX_USER_BLOCK_BYTES = 8192;

/** The bytes at an address. `field` says in messages what they are. Throws FormatError outside the file. */
export async function readAt(
  file: Hdf5File,
  { offset, length, field }: { readonly offset: number; readonly length: number; readonly field: string },
): Promise<DataView> {
  if (!(offset >= 0 && length >= 0 && offset + length <= file.source.byteLength)) {
    throw new FormatError({
      file: file.where,
      byteOffset: offset,
      field,
      got: `${length} bytes to be read`,
      wanted: `all within the file's ${file.source.byteLength}`,
    });
  }
  const bytes = await file.source.read(offset, length);
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}

/** An address or size of 64 bits; null where it is "undefined" (all ones). */
export function readAddress(view: DataView, at: number): number | null {
  const value = view.getBigUint64(at, true);
  return value === 0xffff_ffff_ffff_ffffn ? null : Number(value);
}

export function asciiAt(view: DataView, at: number, length: number): string {
  return String.fromCharCode(...new Uint8Array(view.buffer, view.byteOffset + at, length));
}

/** Refuses what is at `byteOffset`, in the words of FormatError. */
export function fault(
  file: Hdf5File,
  {
    byteOffset,
    field,
    got,
    wanted,
  }: { byteOffset: number; field: string; got: string | number; wanted: string },
): FormatError {
  return new FormatError({ file: file.where, byteOffset, field, got, wanted });
}

/** The address of the root group's header. Throws UnsupportedError for user blocks (MATLAB 7.3) and odd sizes. */
export async function rootAddress(file: Hdf5File): Promise<number> {
  const length = Math.min(96, file.source.byteLength);
  const view = await readAt(file, { offset: 0, length, field: "superblock" });
  if (length < 96 || asciiAt(view, 0, 8) !== SIGNATURE) {
    if (await behindUserBlock(file)) {
      throw new UnsupportedError(
        `${file.where} is HDF5 behind a user block, as MATLAB 7.3 writes it; plain HDF5 is read`,
      );
    }
    throw fault(file, {
      byteOffset: 0,
      field: "superblock",
      got: "another beginning",
      wanted: "that of HDF5",
    });
  }
  const version = view.getUint8(8);
  // versions 0 and 1 list five versions first; 1 has four bytes more before the addresses
  const newer = version === 2 || version === 3;
  if (version > 3)
    throw new UnsupportedError(`${file.where}: HDF5 superblock version ${version}; 0 to 3 are read`);
  const sizesAt = newer ? 9 : 13;
  if (view.getUint8(sizesAt) !== 8 || view.getUint8(sizesAt + 1) !== 8) {
    throw new UnsupportedError(
      `${file.where}: HDF5 with addresses of ${view.getUint8(sizesAt)} bytes; 8 are read`,
    );
  }
  const addressesAt = newer ? 12 : version === 1 ? 28 : 24;
  if (readAddress(view, addressesAt) !== 0) {
    throw new UnsupportedError(`${file.where}: HDF5 that begins within another file is not read`);
  }
  // four addresses of 8 bytes, then the root group: its header, or a table entry whose header comes second
  const root = readAddress(view, addressesAt + (newer ? 24 : 40));
  if (root === null) {
    throw fault(file, { byteOffset: addressesAt, field: "root group", got: "no address", wanted: "one" });
  }
  return root;
}

async function behindUserBlock(file: Hdf5File): Promise<boolean> {
  for (let offset = FIRST_USER_BLOCK_BYTES; offset <= MAX_USER_BLOCK_BYTES; offset *= 2) {
    if (offset + 8 > file.source.byteLength) return false;
    const view = await readAt(file, { offset, length: 8, field: "superblock" });
    if (asciiAt(view, 0, 8) === SIGNATURE) return true;
  }
  return false;
}

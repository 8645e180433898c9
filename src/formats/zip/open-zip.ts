// A ZIP archive as a list of files and their bytes, for archives that strangers made: no name leads outside,
// no file grows beyond what was promised, no two lie over each other, and each is checked by its CRC-32.
// Archives within archives are handed out as they are. "APPNOTE.TXT" 6.3.10, sections 4.3.7 and 4.4.
import { FormatError, UnsupportedError } from "../../ecg/errors.ts";
import { crc32 } from "../crc32.ts";
import { type InflateFault, inflateBeginning, inflateBounded } from "../inflate-bounded.ts";
import { MAX_FILE_BYTES } from "../limits.ts";
import { readCentralDirectory, type ZipDirectoryEntry } from "./central-directory.ts";
import { uniqueEntryNames } from "./entry-names.ts";

/** Of all files together, unpacked: eight times the largest file that is read. */
const MAX_TOTAL_BYTES = 8 * MAX_FILE_BYTES;
/** DEFLATE reaches 1032 : 1 on zeros, text of numbers 4 : 1. */
const MAX_RATIO = 250;
/** Below this a high ratio does no harm. */
const RATIO_COUNTS_FROM_BYTES = 1_048_576;
const LOCAL_SIGNATURE = 0x04034b50;
const LOCAL_BYTES = 30;
const STORED = 0;
const DEFLATED = 8;
const FLAG_ENCRYPTED = 1;
const FLAG_HIDDEN_HEADERS = 1 << 13;

export interface ZipEntry {
  /** Path inside the archive: "/" between folders, no two alike. */
  readonly name: string;
  readonly byteLength: number;
}

export interface ZipArchive {
  /** Files only, in the archive's order, without those that operating systems add. */
  readonly entries: readonly ZipEntry[];
  /** Of a file when unpacked; null where there is none by that name. */
  byteLength(name: string): number | null;
  /** At most so many bytes of the beginning of one file, unchecked: enough to see what it is. Throws as `read` does. */
  readBeginning(name: string, maxBytes: number): Uint8Array;
  /** All bytes of one file. Throws FormatError where they are damaged, UnsupportedError where encrypted. */
  read(name: string): Uint8Array;
}

export interface ZipInput {
  readonly bytes: Uint8Array;
  /** Names the archive in messages. */
  readonly where: string;
}

/** Throws FormatError for an archive that is truncated, contradicts itself or asks for too much. */
export function openZip({ bytes, where }: ZipInput): ZipArchive {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const directory = readCentralDirectory(view, where);
  checkSizes(directory.entries, where);
  checkPlaces(directory.entries, directory.offset, where);
  const files = uniqueEntryNames(directory.entries, where);
  const entryOf = (name: string) => {
    const entry = files.get(name);
    if (entry === undefined) throw new FormatError(`${where} holds no file of that name`);
    return entry;
  };
  return {
    entries: [...files].map(([name, { byteLength }]) => ({ name, byteLength })),
    byteLength: (name) => files.get(name)?.byteLength ?? null,
    readBeginning: (name, maxBytes) => {
      const entry = entryOf(name);
      const packed = packedBytesOf(view, entry, where);
      const length = Math.min(maxBytes, entry.byteLength);
      return entry.method === STORED ? packed.subarray(0, length) : inflateBeginning(packed, length);
    },
    read: (name) => readEntry(view, entryOf(name), where),
  };
}

function checkSizes(entries: readonly ZipDirectoryEntry[], where: string): void {
  let totalBytes = 0;
  for (const { byteLength, packedBytes, directoryOffset } of entries) {
    const refuse = (field: string, got: number, wanted: string) =>
      new FormatError({ file: where, byteOffset: directoryOffset, field, got, wanted });
    totalBytes += byteLength;
    if (byteLength > MAX_FILE_BYTES)
      throw refuse("size of a file", byteLength, `at most ${MAX_FILE_BYTES} bytes`);
    if (totalBytes > MAX_TOTAL_BYTES) {
      throw refuse("size of all files", totalBytes, `at most ${MAX_TOTAL_BYTES} bytes`);
    }
    if (byteLength >= RATIO_COUNTS_FROM_BYTES && byteLength > MAX_RATIO * packedBytes) {
      const ratio = packedBytes === 0 ? byteLength : Math.round(byteLength / packedBytes);
      throw refuse("growth of a file when unpacked", ratio, `at most ${MAX_RATIO} times its size`);
    }
  }
}

/** No file may lie over another: thousands that share one packed kernel are the classic bomb. */
function checkPlaces(entries: readonly ZipDirectoryEntry[], directoryOffset: number, where: string): void {
  let freeFrom = 0;
  for (const entry of entries.toSorted((a, b) => a.headerOffset - b.headerOffset)) {
    const end = entry.headerOffset + LOCAL_BYTES + entry.packedBytes;
    if (entry.headerOffset < freeFrom || end > directoryOffset) {
      throw new FormatError({
        file: where,
        byteOffset: entry.directoryOffset,
        field: "place of a file",
        got: `bytes ${entry.headerOffset} to ${end}`,
        wanted: `bytes between ${freeFrom} and ${directoryOffset}, which no other file uses`,
      });
    }
    freeFrom = end;
  }
}

const reasons: Readonly<Record<InflateFault, string>> = {
  damaged: "damaged data",
  "too long": "more bytes than its size says",
  "too short": "fewer bytes than its size says",
};

/** As they are packed, after the header that stands before them was checked. */
function packedBytesOf(view: DataView, entry: ZipDirectoryEntry, where: string): Uint8Array {
  const { flags, method, headerOffset, packedBytes, byteLength } = entry;
  if ((flags & (FLAG_ENCRYPTED | FLAG_HIDDEN_HEADERS)) !== 0) {
    throw new UnsupportedError(`${where}: a file in it is encrypted; unpack it with its password first`);
  }
  if (method !== STORED && method !== DEFLATED) {
    throw new UnsupportedError(
      `${where}: a file in it is packed by method ${method}; 0 and 8 (DEFLATE) are read`,
    );
  }
  const refuse = entryFault(entry, where);
  const signature = view.getUint32(headerOffset, true);
  if (signature !== LOCAL_SIGNATURE || view.getUint16(headerOffset + 8, true) !== method) {
    throw refuse("header of a file", "another than the file list promises", "the same");
  }
  const nameAndExtra = view.getUint16(headerOffset + 26, true) + view.getUint16(headerOffset + 28, true);
  const start = headerOffset + LOCAL_BYTES + nameAndExtra;
  if (start + packedBytes > view.byteLength) {
    throw refuse("data of a file", `${view.byteLength - start} bytes`, `${packedBytes}`);
  }
  const packed = new Uint8Array(view.buffer, view.byteOffset + start, packedBytes);
  if (method === STORED && packedBytes !== byteLength) {
    throw refuse("size of a file that is not packed", byteLength, `${packedBytes}`);
  }
  return packed;
}

function readEntry(view: DataView, entry: ZipDirectoryEntry, where: string): Uint8Array {
  const { method, byteLength } = entry;
  const packed = packedBytesOf(view, entry, where);
  const refuse = entryFault(entry, where);
  const bytes = method === STORED ? packed : inflateBounded(packed, byteLength);
  if (typeof bytes === "string") throw refuse("data of a file", reasons[bytes], `${byteLength} bytes`);
  if (crc32(bytes) !== entry.crc) throw refuse("checksum of a file", "another", "that of the file list");
  return bytes;
}

function entryFault({ headerOffset }: ZipDirectoryEntry, file: string) {
  return (field: string, got: string | number, wanted: string) =>
    new FormatError({ file, byteOffset: headerOffset, field, got, wanted });
}

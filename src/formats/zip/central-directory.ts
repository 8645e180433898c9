// The list of files at the end of a ZIP archive, with the 64-bit fields where an archive has them. Only this
// list is believed; what stands before each file is checked against it when the file is read.
// "APPNOTE.TXT - .ZIP File Format Specification" 6.3.10, sections 4.3.12 to 4.3.16 and 4.5.3.
import { FormatError, UnsupportedError } from "../../ecg/errors.ts";

/** PTB-XL has 87,000 files in one archive. */
const MAX_ENTRIES = 200_000;
const END_SIGNATURE = 0x06054b50;
const END_BYTES = 22;
const MAX_COMMENT_BYTES = 0xffff;
const LOCATOR_SIGNATURE = 0x07064b50;
const LOCATOR_BYTES = 20;
const END64_SIGNATURE = 0x06064b50;
const END64_BYTES = 56;
const ENTRY_SIGNATURE = 0x02014b50;
const ENTRY_BYTES = 46;
const EXTRA_64_BIT = 1;
const FLAG_UTF8 = 1 << 11;

export interface ZipDirectoryEntry {
  /** As the archive spells it. */
  readonly rawName: string;
  readonly flags: number;
  readonly method: number;
  readonly crc: number;
  readonly packedBytes: number;
  readonly byteLength: number;
  /** Of the local header that stands before the data. */
  readonly headerOffset: number;
  readonly directoryOffset: number;
}

export interface ZipDirectory {
  readonly entries: readonly ZipDirectoryEntry[];
  /** Where the list begins; the files lie before it. */
  readonly offset: number;
}

/** Throws FormatError where the list is missing or broken, UnsupportedError for an archive in several parts. */
export function readCentralDirectory(view: DataView, where: string): ZipDirectory {
  const end = findEnd(view, where);
  const { count, byteLength, offset } = directoryPlace(view, end, where);
  if (count > MAX_ENTRIES) {
    throw fault(where, end, "number of files", count, `at most ${MAX_ENTRIES}`);
  }
  if (offset + byteLength > end) {
    throw fault(
      where,
      end,
      "place of the file list",
      offset,
      `a list of ${byteLength} bytes before byte ${end}`,
    );
  }
  const entries: ZipDirectoryEntry[] = [];
  for (let at = offset; entries.length < count; ) {
    if (at + ENTRY_BYTES > offset + byteLength || view.getUint32(at, true) !== ENTRY_SIGNATURE) {
      throw fault(where, at, "file list", `${entries.length} files`, `${count}`);
    }
    const nameBytes = view.getUint16(at + 28, true);
    const extraBytes = view.getUint16(at + 30, true);
    const next = at + ENTRY_BYTES + nameBytes + extraBytes + view.getUint16(at + 32, true);
    if (next > offset + byteLength)
      throw fault(where, at, "file list", "an entry that is cut off", "all of it");
    entries.push(readEntry(view, { at, nameBytes, extraBytes }, where));
    at = next;
  }
  return { entries, offset };
}

function findEnd(view: DataView, where: string): number {
  const last = view.byteLength - END_BYTES;
  for (let at = last; at >= Math.max(0, last - MAX_COMMENT_BYTES); at--) {
    const commentBytes = view.byteLength - at - END_BYTES;
    if (view.getUint32(at, true) === END_SIGNATURE && view.getUint16(at + 20, true) === commentBytes)
      return at;
  }
  throw fault(where, view.byteLength, "end of the archive", "no list of its files", "one; is it cut off?");
}

interface DirectoryPlace {
  readonly count: number;
  readonly byteLength: number;
  readonly offset: number;
}

function directoryPlace(view: DataView, end: number, where: string): DirectoryPlace {
  const locator = end - LOCATOR_BYTES;
  if (locator >= 0 && view.getUint32(locator, true) === LOCATOR_SIGNATURE) {
    const at = Number(view.getBigUint64(locator + 8, true));
    if (at + END64_BYTES > locator || view.getUint32(at, true) !== END64_SIGNATURE) {
      throw fault(where, locator, "64-bit end of the archive", at, `a record before byte ${locator}`);
    }
    return {
      count: Number(view.getBigUint64(at + 32, true)),
      byteLength: Number(view.getBigUint64(at + 40, true)),
      offset: Number(view.getBigUint64(at + 48, true)),
    };
  }
  if (view.getUint16(end + 4, true) !== 0 || view.getUint16(end + 6, true) !== 0) {
    throw new UnsupportedError(`${where} is one of several parts of a ZIP archive; whole archives are read`);
  }
  return {
    count: view.getUint16(end + 10, true),
    byteLength: view.getUint32(end + 12, true),
    offset: view.getUint32(end + 16, true),
  };
}

interface EntryPlace {
  readonly at: number;
  readonly nameBytes: number;
  readonly extraBytes: number;
}

function readEntry(
  view: DataView,
  { at, nameBytes, extraBytes }: EntryPlace,
  where: string,
): ZipDirectoryEntry {
  const flags = view.getUint16(at + 8, true);
  const name = new Uint8Array(view.buffer, view.byteOffset + at + ENTRY_BYTES, nameBytes);
  // the size, the packed size and the offset, in this order, each where it did not fit into 32 bits
  const wide = wideFields(view, at + ENTRY_BYTES + nameBytes, extraBytes);
  const field = (offset: number) => {
    const value = view.getUint32(at + offset, true);
    if (value !== 0xffffffff) return value;
    const wideValue = wide.shift();
    if (wideValue === undefined) throw fault(where, at, "size of a file", value, "its 64-bit field");
    return wideValue;
  };
  const byteLength = field(24);
  const packedBytes = field(20);
  const headerOffset = field(42);
  return {
    rawName: new TextDecoder(flags & FLAG_UTF8 ? "utf-8" : "latin1").decode(name),
    flags,
    method: view.getUint16(at + 10, true),
    crc: view.getUint32(at + 16, true),
    packedBytes,
    byteLength,
    headerOffset,
    directoryOffset: at,
  };
}

function wideFields(view: DataView, start: number, byteLength: number): number[] {
  for (let at = start; at + 4 <= start + byteLength; ) {
    const size = view.getUint16(at + 2, true);
    const next = at + 4 + size;
    if (view.getUint16(at, true) === EXTRA_64_BIT && next <= start + byteLength) {
      const count = Math.min(3, size >> 3);
      return Array.from({ length: count }, (_, index) => Number(view.getBigUint64(at + 4 + 8 * index, true)));
    }
    at = next;
  }
  return [];
}

function fault(where: string, byteOffset: number, field: string, got: string | number, wanted: string) {
  return new FormatError({ file: where, byteOffset, field, got, wanted });
}

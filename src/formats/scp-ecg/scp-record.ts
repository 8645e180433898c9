// The frame of an SCP-ECG record (EN 1064:2005, 5.2 and 5.3): a checksum, a length, and sections that section
// 0 points to. All numbers are little-endian; offsets in the file count from 1. A wrong checksum is a warning;
// a section that the signal needs and that lies outside the file is an error.
import { FormatError } from "../../ecg/errors.ts";
import { crcCcitt } from "../crc-ccitt.ts";

const RECORD_HEADER_BYTES = 6;
const SECTION_HEADER_BYTES = 16;
const POINTER_BYTES = 10;
/** Sections 1 to 6 hold the leads; without the others there is still an ECG. */
const LAST_NEEDED_SECTION = 6;
/** Up to here sections are the standard's own; manufacturers' sections need not have its header. */
const LAST_STANDARD_SECTION = 18;
/** Twelve to nineteen sections are the standard's own; what a manufacturer adds are a few. */
const MAX_POINTERS = 1000;
/** Section 12 of version 3 may hold days; its checksum is not worth the time, since it is not read. */
const LONG_TERM_SECTION = 12;

export interface ScpSection {
  readonly id: number;
  /** Ten times the version of the standard: 13, 20, 30. */
  readonly protocolVersion: number;
  /** Of `data` in the file, counted from 0. */
  readonly byteOffset: number;
  /** What follows the header of 16 bytes. */
  readonly data: DataView;
}

export interface ScpRecord {
  /** Those that are there. */
  readonly sections: ReadonlyMap<number, ScpSection>;
  readonly warnings: readonly string[];
}

interface Pointer {
  readonly id: number;
  readonly byteLength: number;
  /** Counted from 0. */
  readonly byteOffset: number;
  /** Of the pointer itself. */
  readonly at: number;
}

/** Finds the sections of a record. Throws FormatError where its pointers contradict the file. */
export function readScpRecord(bytes: Uint8Array, where: string): ScpRecord {
  const warnings: string[] = [];
  if (bytes.length < RECORD_HEADER_BYTES + SECTION_HEADER_BYTES) {
    throw new FormatError({
      file: where,
      byteOffset: 0,
      field: "SCP-ECG record",
      got: `${bytes.length} bytes`,
      wanted: `at least ${RECORD_HEADER_BYTES + SECTION_HEADER_BYTES}`,
    });
  }
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  checkRecordHeader(bytes, view, warnings);

  const sections = new Map<number, ScpSection>();
  let totalBytes = 0;
  for (const pointer of readPointers(view, where)) {
    const { id, byteLength, byteOffset, at } = pointer;
    if (sections.has(id)) {
      warnings.push(`section ${id} is listed more than once; the first is read`);
      continue;
    }
    if (byteOffset < 0 || byteOffset + byteLength > bytes.length) {
      if (id <= LAST_NEEDED_SECTION) {
        throw new FormatError({
          file: where,
          byteOffset: at,
          field: `pointer to section ${id}`,
          got: `${byteLength} bytes from byte ${byteOffset} on`,
          wanted: `a place within the file's ${bytes.length} bytes`,
        });
      }
      warnings.push(`section ${id} lies outside the file and was left out`);
      continue;
    }
    totalBytes += byteLength;
    if (totalBytes > bytes.length) {
      throw new FormatError({
        file: where,
        byteOffset: at,
        field: "sections",
        got: `${totalBytes} bytes together`,
        wanted: `no overlap, at most ${bytes.length}`,
      });
    }
    const section = openSection(pointer, bytes, { where, warnings });
    if (section !== null) sections.set(id, section);
  }
  return { sections, warnings };
}

function checkRecordHeader(bytes: Uint8Array, view: DataView, warnings: string[]): void {
  const recordBytes = view.getUint32(2, true);
  if (recordBytes > bytes.length || recordBytes < RECORD_HEADER_BYTES + SECTION_HEADER_BYTES) {
    warnings.push(`the record says it has ${recordBytes} bytes, the file has ${bytes.length}`);
    return;
  }
  if (recordBytes < bytes.length) {
    warnings.push(`${bytes.length - recordBytes} bytes follow the record and were not read`);
  }
  const found = crcCcitt(bytes.subarray(2, recordBytes));
  const stated = view.getUint16(0, true);
  if (found !== stated) warnings.push(`checksum of the record differs: file ${stated}, bytes ${found}`);
}

function readPointers(view: DataView, where: string): Pointer[] {
  const id = view.getUint16(8, true);
  if (id !== 0) {
    throw new FormatError({
      file: where,
      byteOffset: 8,
      field: "id of the first section",
      got: id,
      wanted: "0, the pointer section",
    });
  }
  const byteLength = view.getUint32(10, true);
  const longest = Math.min(
    view.byteLength - RECORD_HEADER_BYTES,
    SECTION_HEADER_BYTES + POINTER_BYTES * MAX_POINTERS,
  );
  if (byteLength < SECTION_HEADER_BYTES + POINTER_BYTES || byteLength > longest) {
    throw new FormatError({
      file: where,
      byteOffset: 10,
      field: "length of section 0",
      got: byteLength,
      wanted: `${SECTION_HEADER_BYTES + POINTER_BYTES} to ${longest}`,
    });
  }
  const pointers: Pointer[] = [];
  const end = RECORD_HEADER_BYTES + byteLength;
  for (let at = RECORD_HEADER_BYTES + SECTION_HEADER_BYTES; at + POINTER_BYTES <= end; at += POINTER_BYTES) {
    const pointer = {
      id: view.getUint16(at, true),
      byteLength: view.getUint32(at + 2, true),
      byteOffset: view.getUint32(at + 6, true) - 1,
      at,
    };
    if (pointer.id !== 0 && pointer.byteLength !== 0) pointers.push(pointer);
  }
  return pointers;
}

/** Checks a section's header against its pointer; null where a section that is not needed fails. */
function openSection(
  { id, byteLength, byteOffset, at }: Pointer,
  bytes: Uint8Array,
  { where, warnings }: { readonly where: string; readonly warnings: string[] },
): ScpSection | null {
  if (id > LAST_STANDARD_SECTION) {
    const data = new DataView(bytes.buffer, bytes.byteOffset + byteOffset, byteLength);
    return { id, protocolVersion: 0, byteOffset, data };
  }
  const whole = bytes.subarray(byteOffset, byteOffset + byteLength);
  const view = new DataView(whole.buffer, whole.byteOffset, whole.byteLength);
  const statedId = byteLength < SECTION_HEADER_BYTES ? null : view.getUint16(2, true);
  if (statedId !== id) {
    if (id > LAST_NEEDED_SECTION) {
      warnings.push(`section ${id} does not begin with its header and was left out`);
      return null;
    }
    throw new FormatError({
      file: where,
      byteOffset: statedId === null ? at + 2 : byteOffset + 2,
      field: statedId === null ? `length of section ${id}` : "section id",
      got: statedId ?? byteLength,
      wanted: statedId === null ? `at least ${SECTION_HEADER_BYTES}` : `${id}, as section 0 says`,
    });
  }
  const statedBytes = view.getUint32(4, true);
  if (statedBytes !== byteLength) {
    warnings.push(
      `section ${id} has ${statedBytes} bytes by its header and ${byteLength} by its pointer; the pointer is believed`,
    );
  } else if (id !== LONG_TERM_SECTION) {
    const found = crcCcitt(whole.subarray(2));
    const stated = view.getUint16(0, true);
    if (found !== stated) warnings.push(`checksum of section ${id} differs: file ${stated}, bytes ${found}`);
  }
  return {
    id,
    protocolVersion: view.getUint8(9),
    byteOffset: byteOffset + SECTION_HEADER_BYTES,
    data: new DataView(
      whole.buffer,
      whole.byteOffset + SECTION_HEADER_BYTES,
      byteLength - SECTION_HEADER_BYTES,
    ),
  };
}

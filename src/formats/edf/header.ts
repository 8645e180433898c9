// The header of EDF, EDF+, BDF and BDF+: 256 bytes for the file, then 256 a signal, field by field for all
// signals (Kemp et al. 1992; EDF+ 2003; BioSemi's BDF differs in its first byte and in 24-bit samples).
// What a signal's range says is left to `parseScale`: a broken field of a signal nobody wants must not matter.
import { FormatError } from "../../ecg/errors.ts";
import { quote } from "../quote.ts";
import { type FieldPlace, fieldFault, fieldInteger, fieldNumber, fieldText } from "./header-field.ts";

/** EDFlib reads 640; BioSemi's largest has 280 with its status channel. */
const MAX_HEADER_SIGNALS = 1024;
/** 24 hours at 16 kHz in one single record fit. */
const MAX_SAMPLES_PER_RECORD = 99_999_999;
/** Two weeks, as long as ECG patches are worn, are 1.2 million records of 1 s; the start of each is kept. */
const MAX_RECORDS = 1_500_000;
const BLOCK_BYTES = 256;
/** EDFlib's unit of time, 100 ns: every duration that fits into 8 characters is a whole number of them. */
export const TICKS_PER_SECOND = 10_000_000;

export interface EdfSignal {
  readonly label: string;
  readonly dimension: string;
  readonly samplesPerRecord: number;
  /** From the start of a data record to its samples. */
  readonly byteOffsetInRecord: number;
  readonly reserved: string;
  /** Where its four range fields are in the header. */
  readonly rangeOffsets: {
    readonly physicalMin: number;
    readonly physicalMax: number;
    readonly digitalMin: number;
    readonly digitalMax: number;
  };
}

export interface EdfHeader {
  readonly kind: "EDF" | "BDF";
  readonly plus: boolean;
  readonly discontinuous: boolean;
  readonly bytesPerSample: 2 | 3;
  readonly patientField: string;
  readonly recordingField: string;
  /** "dd.mm.yy" as it stands in the file, and so the time. */
  readonly startDate: string;
  readonly startTime: string;
  readonly reserved: string;
  /** Of the first data record. */
  readonly dataOffset: number;
  /** Whole records that the file holds and the header does not exclude. */
  readonly recordCount: number;
  readonly recordBytes: number;
  readonly recordTicks: number;
  readonly signals: readonly EdfSignal[];
  readonly warnings: readonly string[];
}

/** Bytes to read before `parseEdfHeader` can be called: `beginning` holds at least the first 256, or all. */
export function edfHeaderByteLength(beginning: Uint8Array, where: string): number {
  return BLOCK_BYTES * (1 + signalCount(beginning, where));
}

function signalCount(bytes: Uint8Array, where: string): number {
  if (bytes.length < BLOCK_BYTES) {
    throw new FormatError({
      file: where,
      byteOffset: bytes.length,
      field: "header",
      got: `${bytes.length} bytes`,
      wanted: "at least 256",
    });
  }
  const place: FieldPlace = { bytes, offset: 252, width: 4, field: "number of signals", where };
  const count = fieldInteger(place, { min: 1, max: MAX_HEADER_SIGNALS });
  if (count === null) throw fieldFault(place, quote(fieldText(place)), `1 to ${MAX_HEADER_SIGNALS}`);
  return count;
}

/** `bytes` begin with the whole header; `fileByteLength` says how much data follows. */
export function parseEdfHeader(
  bytes: Uint8Array,
  { fileByteLength, where }: { readonly fileByteLength: number; readonly where: string },
): EdfHeader {
  const count = signalCount(bytes, where);
  if (bytes.length < BLOCK_BYTES * (1 + count)) {
    throw new FormatError({
      file: where,
      byteOffset: bytes.length,
      field: "header",
      got: `${bytes.length} bytes`,
      wanted: `${BLOCK_BYTES * (1 + count)} for ${count} signals`,
    });
  }
  const kind = bytes[0] === 0xff ? "BDF" : "EDF";
  const bytesPerSample = kind === "BDF" ? 3 : 2;
  const text = (offset: number, width: number) => fieldText({ bytes, offset, width });
  const reserved = text(192, 44);
  const variant = /^[EB]DF\+([CD])/.exec(reserved);
  const signals = parseSignals(bytes, { count, bytesPerSample, where });
  const last = signals.at(-1)!;
  const recordBytes = last.byteOffsetInRecord + last.samplesPerRecord * bytesPerSample;
  if (recordBytes === 0) {
    throw new FormatError({
      file: where,
      byteOffset: 256 + 216 * count,
      field: "samples in a data record",
      got: 0,
      wanted: "at least 1 in one signal",
    });
  }
  const place: FieldPlace = { bytes, offset: 244, width: 8, field: "duration of a data record", where };
  const seconds = fieldNumber(place);
  if (seconds < 0) throw fieldFault(place, seconds, "seconds, 0 or more");
  return {
    kind,
    plus: variant !== null,
    discontinuous: variant?.[1] === "D",
    bytesPerSample,
    patientField: text(8, 80),
    recordingField: text(88, 80),
    startDate: text(168, 8),
    startTime: text(176, 8),
    reserved,
    recordBytes,
    recordTicks: Math.round(seconds * TICKS_PER_SECOND),
    signals,
    ...locateRecords(bytes, { fileByteLength, headerBytes: BLOCK_BYTES * (1 + count), recordBytes, where }),
  };
}

function parseSignals(
  bytes: Uint8Array,
  { count, bytesPerSample, where }: { count: number; bytesPerSample: number; where: string },
): EdfSignal[] {
  let byteOffsetInRecord = 0;
  return Array.from({ length: count }, (_, index) => {
    // all labels come first, then all transducers, and so on: `before` is the width of what precedes in one signal
    const at = (before: number, width: number) => BLOCK_BYTES + before * count + width * index;
    const label = fieldText({ bytes, offset: at(0, 16), width: 16 });
    const place: FieldPlace = {
      bytes,
      offset: at(216, 8),
      width: 8,
      field: `samples in a data record of signal ${quote(label)}`,
      where,
    };
    const samplesPerRecord = fieldInteger(place, { min: 0, max: MAX_SAMPLES_PER_RECORD });
    if (samplesPerRecord === null) throw fieldFault(place, quote(fieldText(place)), "a whole number");
    const signal: EdfSignal = {
      label,
      dimension: fieldText({ bytes, offset: at(96, 8), width: 8 }),
      samplesPerRecord,
      byteOffsetInRecord,
      reserved: fieldText({ bytes, offset: at(224, 32), width: 32 }),
      rangeOffsets: {
        physicalMin: at(104, 8),
        physicalMax: at(112, 8),
        digitalMin: at(120, 8),
        digitalMax: at(128, 8),
      },
    };
    byteOffsetInRecord += samplesPerRecord * bytesPerSample;
    return signal;
  });
}

interface DataExtent {
  readonly fileByteLength: number;
  /** By the number of signals. */
  readonly headerBytes: number;
  readonly recordBytes: number;
  readonly where: string;
}

/** Where the data records start and how many there are: the file's length decides where its header is wrong. */
function locateRecords(
  bytes: Uint8Array,
  { fileByteLength, headerBytes, recordBytes, where }: DataExtent,
): Pick<EdfHeader, "dataOffset" | "recordCount" | "warnings"> {
  const warnings: string[] = [];
  const stated = fieldInteger({ bytes, offset: 184, width: 8 }, { min: 256, max: 99_999_999 });
  const promised = fieldInteger({ bytes, offset: 236, width: 8 }, { min: 1, max: 99_999_999 });
  let dataOffset = headerBytes;
  if (stated !== headerBytes) {
    const fits = (offset: number) => fileByteLength - offset === (promised ?? 0) * recordBytes;
    if (stated !== null && stated > headerBytes && !fits(headerBytes)) {
      if (!fits(stated)) {
        throw new FormatError({
          file: where,
          byteOffset: 184,
          field: "bytes in the header",
          got: stated,
          wanted: `${headerBytes}, as its signals need`,
        });
      }
      dataOffset = stated;
    }
    warnings.push(
      `the header says that it has ${stated ?? "an unreadable number of"} bytes, its signals need ${headerBytes}; the data are read from byte ${dataOffset}`,
    );
  }
  const dataBytes = fileByteLength - dataOffset;
  const whole = Math.floor(dataBytes / recordBytes);
  if (whole < 1) {
    throw new FormatError({
      file: where,
      byteOffset: dataOffset,
      field: "data records",
      got: `${Math.max(0, dataBytes)} bytes`,
      wanted: `at least one record of ${recordBytes} bytes`,
    });
  }
  const recordCount = Math.min(whole, promised ?? whole);
  if (recordCount > MAX_RECORDS) {
    throw new FormatError({
      file: where,
      byteOffset: 236,
      field: "number of data records",
      got: recordCount,
      wanted: `at most ${MAX_RECORDS}`,
    });
  }
  const beyond = dataBytes - recordCount * recordBytes;
  if (promised === null) {
    warnings.push(`the header does not say how many data records there are; the file holds ${whole}`);
  } else if (promised > whole) {
    warnings.push(`the file is truncated: ${whole} whole data records, its header says ${promised}`);
  }
  if (beyond > 0 && (promised ?? 0) <= whole) {
    warnings.push(`${beyond} bytes behind the ${recordCount} data records were not read`);
  }
  return { dataOffset, recordCount, warnings };
}

// The fixed header of an ISHNE file (Badilini, Ann Noninvasive Electrocardiol 1998;3:263; www.thew-project.org): eight
// letters, a checksum, 512 bytes of fields in little-endian order, and a block of text whose length they tell.
// ECG files ("ISHNE1.0") and annotation files ("ANN  1.0") share it.
import { FormatError } from "../../ecg/errors.ts";
import { quote } from "../quote.ts";

export interface IshneHeader {
  readonly checksum: number;
  readonly variableBlockBytes: number;
  readonly variableBlockOffset: number;
  /** As promised: of one lead or of all of them, which the specification leaves open. */
  readonly promisedSamples: number;
  readonly dataOffset: number;
  readonly fileVersion: number;
  readonly firstName: string;
  readonly lastName: string;
  readonly subjectId: string;
  readonly sexCode: number;
  readonly raceCode: number;
  readonly birthDate: DayMonthYear;
  readonly recordDate: DayMonthYear;
  readonly fileDate: DayMonthYear;
  readonly startTime: readonly [hour: number, minute: number, second: number];
  readonly leads: readonly IshneLead[];
  readonly recorderType: string;
  readonly samplingRateHz: number;
  readonly proprietary: string;
  readonly copyright: string;
  readonly reserved: string;
}

export type DayMonthYear = readonly [day: number, month: number, year: number];

export interface IshneLead {
  readonly specification: number;
  readonly quality: number;
  readonly resolutionNv: number;
}

export const HEADER_BYTES = 522;
/** What the checksum covers begins here. */
export const CHECKED_FROM = 10;
export const ECG_MAGIC = "ISHNE1.0";
export const ANNOTATION_MAGIC = "ANN  1.0";
const MAX_LEADS = 12;
/** Comments; no recorder writes more than some kilobytes, and none begin further into the file. */
const MAX_VARIABLE_BLOCK_BYTES = 1_048_576;

export interface HeaderInput {
  /** The first `HEADER_BYTES` of the file, or all of it. */
  readonly bytes: Uint8Array;
  readonly fileBytes: number;
  readonly magic: string;
  readonly file: string;
}

export function readHeader({ bytes, fileBytes, magic, file }: HeaderInput): IshneHeader {
  const refuse = (byteOffset: number, field: string, got: string | number, wanted: string) => {
    throw new FormatError({ file, byteOffset, field, got, wanted });
  };
  if (bytes.length < HEADER_BYTES) refuse(bytes.length, "header", `${bytes.length} bytes`, `${HEADER_BYTES}`);
  const view = new DataView(bytes.buffer, bytes.byteOffset, HEADER_BYTES);
  const int16 = (offset: number) => view.getInt16(offset, true);
  const int32 = (offset: number) => view.getInt32(offset, true);
  const three = (offset: number) => [int16(offset), int16(offset + 2), int16(offset + 4)] as const;
  const text = (offset: number, length: number) => decodeText(bytes.subarray(offset, offset + length));

  const found = text(0, magic.length);
  if (found !== magic) refuse(0, "magic number", quote(found), quote(magic));
  const variableBlockBytes = int32(10);
  const limit = Math.min(fileBytes - HEADER_BYTES, MAX_VARIABLE_BLOCK_BYTES);
  if (variableBlockBytes < 0 || variableBlockBytes > limit) {
    refuse(10, "size of the variable block", variableBlockBytes, `0 to ${limit} bytes`);
  }
  const variableBlockOffset = variableBlockBytes === 0 ? HEADER_BYTES : int32(18);
  const lastOffset = Math.min(fileBytes - variableBlockBytes, MAX_VARIABLE_BLOCK_BYTES);
  if (variableBlockOffset < HEADER_BYTES || variableBlockOffset > lastOffset) {
    const wanted = `${HEADER_BYTES} to ${lastOffset}`;
    refuse(18, "offset of the variable block", variableBlockOffset, wanted);
  }
  const dataOffset = int32(22);
  if (dataOffset < HEADER_BYTES || dataOffset > fileBytes) {
    refuse(22, "offset of the samples", dataOffset, `${HEADER_BYTES} to ${fileBytes}`);
  }
  const leadCount = int16(156);
  // an annotation file needs no leads
  const fewestLeads = magic === ECG_MAGIC ? 1 : 0;
  if (leadCount < fewestLeads || leadCount > MAX_LEADS) {
    refuse(156, "number of leads", leadCount, `${fewestLeads} to ${MAX_LEADS}`);
  }
  return {
    checksum: view.getUint16(8, true),
    variableBlockBytes,
    variableBlockOffset,
    promisedSamples: int32(14),
    dataOffset,
    fileVersion: int16(26),
    firstName: text(28, 40),
    lastName: text(68, 40),
    subjectId: text(108, 20),
    sexCode: int16(128),
    raceCode: int16(130),
    birthDate: three(132),
    recordDate: three(138),
    fileDate: three(144),
    startTime: three(150),
    leads: Array.from({ length: leadCount }, (_, index) => ({
      specification: int16(158 + 2 * index),
      quality: int16(182 + 2 * index),
      resolutionNv: int16(206 + 2 * index),
    })),
    recorderType: text(232, 40),
    samplingRateHz: int16(272),
    proprietary: text(274, 80),
    copyright: text(354, 80),
    reserved: text(434, 88),
  };
}

/** Up to the first zero byte. The specification says ASCII; recorders outside English write Windows-1252. */
export function decodeText(bytes: Uint8Array): string {
  const end = bytes.indexOf(0);
  return new TextDecoder("windows-1252").decode(end === -1 ? bytes : bytes.subarray(0, end)).trim();
}

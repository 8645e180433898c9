// All of an ISHNE file but its samples: what the whole read and the stream have in common.
import { FormatError } from "../../ecg/errors.ts";
import { crcCcitt } from "../crc-ccitt.ts";
import type { DecodeOptions } from "../decode-input.ts";
import { nameLeads } from "../name-leads.ts";
import type { RecordingHead } from "../recording-stream.ts";
import { settledRate } from "../sampling-rate.ts";
import { CHECKED_FROM, ECG_MAGIC, HEADER_BYTES, type IshneHeader, readHeader } from "./header.ts";
import { leadNameOfCode, qualityWarning } from "./lead-codes.ts";
import { readIdentity, readPatient, readRecordedAt } from "./subject.ts";

export interface IshneHead {
  readonly head: RecordingHead;
  readonly dataOffset: number;
  /** Of each lead. */
  readonly resolutionsNv: readonly number[];
}

export interface HeadInput {
  readonly name: string;
  readonly sha256: string;
  /** Names the file in messages. */
  readonly where: string;
  readonly fileBytes: number;
  /** The beginning of the file: `HEADER_BYTES` and the block of text, or all of it. */
  readonly beginning: Uint8Array;
  readonly options?: DecodeOptions | undefined;
}

/** No recorder runs longer; a count beyond is no cut-off file but a damaged header. */
const MAX_RECORDING_DAYS = 366;
const SECONDS_PER_DAY = 86_400;

/** How much of the file `readHead` needs, from its first `HEADER_BYTES`. */
export function beginningBytes(bytes: Uint8Array, fileBytes: number, file: string): number {
  const header = readHeader({ bytes, fileBytes, magic: ECG_MAGIC, file });
  return header.variableBlockOffset + header.variableBlockBytes;
}

export function readHead(input: HeadInput): IshneHead {
  const { name, sha256, where, fileBytes, beginning, options = {} } = input;
  const header = readHeader({ bytes: beginning, fileBytes, magic: ECG_MAGIC, file: where });
  const samplingRateHz = settledRate({
    file: where,
    byteOffset: 272,
    statedHz: header.samplingRateHz === 0 ? null : header.samplingRateHz,
    givenHz: options.samplingRateHz,
  });
  const leads = namedLeads(header, options.leadNames);
  const samples = countSamples(header, { fileBytes, samplingRateHz, file: where });
  return {
    head: {
      name,
      samplingRateHz,
      leadNames: leads.names,
      sampleCount: samples.count,
      patient: readPatient(header),
      source: {
        format: "ishne",
        sha256,
        warnings: [...checksumWarnings(beginning, header), ...leads.warnings, ...samples.warnings],
      },
      recordedAt: readRecordedAt(header),
      identity: readIdentity(header, beginning),
    },
    dataOffset: header.dataOffset,
    resolutionsNv: header.leads.map(({ resolutionNv }, index) => {
      if (resolutionNv > 0) return resolutionNv;
      const place = { file: where, byteOffset: 206 + 2 * index, field: `resolution of lead ${index + 1}` };
      throw new FormatError({ ...place, got: resolutionNv, wanted: "1 to 32767 nV" });
    }),
  };
}

function namedLeads({ leads }: IshneHeader, given: readonly string[] | undefined) {
  const ofCodes = leads.map(({ specification }, index) => leadNameOfCode(specification, index));
  const isGiven = given?.length === leads.length && ofCodes.includes(null);
  const { names, warnings } = nameLeads(isGiven ? given : ofCodes.map((name) => name ?? ""));
  const nameless = isGiven ? [] : names.filter((_, index) => ofCodes[index] === null);
  return {
    names,
    warnings: [
      ...warnings,
      ...nameless.map((name) => `the file does not say which lead ${name} is`),
      ...leads.flatMap(({ quality }, index) => qualityWarning(quality, names[index]!) ?? []),
    ],
  };
}

interface CountInput {
  readonly fileBytes: number;
  readonly samplingRateHz: number;
  readonly file: string;
}

/** What is there counts: recorders are switched off and cards run full before the header is put right. */
function countSamples(header: IshneHeader, { fileBytes, samplingRateHz, file }: CountInput) {
  const frameBytes = 2 * header.leads.length;
  const dataBytes = fileBytes - header.dataOffset;
  const count = Math.floor(dataBytes / frameBytes);
  const promised = header.promisedSamples;
  const maxPromised = MAX_RECORDING_DAYS * SECONDS_PER_DAY * samplingRateHz * header.leads.length;
  if (promised < 0 || promised > maxPromised) {
    throw new FormatError({
      file,
      byteOffset: 14,
      field: "samples",
      got: promised,
      wanted: `0 to ${maxPromised}`,
    });
  }
  if (count === 0) {
    const wanted = `${frameBytes} for a sample of each lead`;
    throw new FormatError({
      file,
      byteOffset: header.dataOffset,
      field: "samples",
      got: `${dataBytes} bytes`,
      wanted,
    });
  }
  const warnings: string[] = [];
  // writers disagree on whether the header counts the samples of one lead or of all
  if (promised !== count && promised !== count * header.leads.length) {
    warnings.push(
      `the header counts ${promised} samples, the file holds ${count} of each lead; all were read`,
    );
  }
  if (dataBytes % frameBytes !== 0) warnings.push("the file ends within a sample; it was left out");
  return { count, warnings };
}

function checksumWarnings(beginning: Uint8Array, header: IshneHeader): string[] {
  const end = HEADER_BYTES + header.variableBlockBytes;
  const warnings: string[] = [];
  if (header.checksum === 0) warnings.push("note: the header has no checksum");
  else if (crcCcitt(beginning.subarray(CHECKED_FROM, end)) !== header.checksum) {
    warnings.push("the checksum of the header differs");
  }
  if (header.fileVersion !== 1) warnings.push(`note: file version ${header.fileVersion}, where 1 is known`);
  return warnings;
}

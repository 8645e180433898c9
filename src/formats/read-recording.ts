// The one place where recordings are read from disk: finds the files a path means, hashes what it reads and
// hands the bytes to the decoders, which are pure. Messages name the path as the caller wrote it.
import { createHash } from "node:crypto";
import type { Stats } from "node:fs";
import { readFile, stat } from "node:fs/promises";
import { basename, dirname, extname, join } from "node:path";
import { FileAccessError, FormatError, UnsupportedError } from "../ecg/errors.ts";
import type { Patient, Recording } from "../ecg/recording.ts";
import { decodeCsv } from "./csv/decode-csv.ts";
import { MAX_FILE_BYTES, MAX_HEADER_BYTES, MAX_TEXT_BYTES } from "./limits.ts";
import { quote } from "./quote.ts";
import { decodeText, recognise } from "./recognise.ts";
import { decodeWfdb } from "./wfdb/decode-wfdb.ts";
import { parseWfdbHeader } from "./wfdb/header.ts";
import { signalFileNames } from "./wfdb/signal-files.ts";

export interface ReadOptions {
  /** For a CSV that does not tell its sampling rate. */
  readonly samplingRateHz?: number | undefined;
  /** For a CSV that does not tell its unit: "mV", "uV" or "V". */
  readonly unit?: string | undefined;
  /** What the caller knows of the patient; overrides the file where it is not null. */
  readonly patient?: Partial<Patient> | undefined;
}

const WANTED = "wanted a WFDB record (.hea with .dat or .mat) or a CSV";

/**
 * Reads one recording. `path` names it with or without extension: REC, REC.hea, REC.dat, REC.mat, x.csv.
 * Throws FileAccessError (missing, a folder, unreadable), FormatError (not what it promises), UnsupportedError
 * (recognised, but not read) or UsageError (the sampling rate is needed); each message is one line.
 */
export async function readRecording(path: string, options: ReadOptions = {}): Promise<Recording> {
  const recording = await readByPath(path, options);
  const { ageYears, sex, context } = options.patient ?? {};
  const known = recording.patient;
  const patient: Patient = {
    ageYears: ageYears ?? known.ageYears,
    sex: sex ?? known.sex,
    context: context ?? known.context,
  };
  return { ...recording, patient };
}

async function readByPath(path: string, options: ReadOptions): Promise<Recording> {
  const status = await statusOf(path);
  if (!status?.isFile()) {
    if (await isFile(`${path}.hea`)) return readWfdb(`${path}.hea`, options);
    if (await isFile(`${path}.csv`)) return readSingle(`${path}.csv`, options);
    throw new FileAccessError(missing(path, status));
  }
  if (extname(path).toLowerCase() === ".hea") return readWfdb(path, options);
  const header = headerBeside(path);
  const ownHeader =
    (await isFile(header)) && (extname(path) === "" || (await namesSignalFile(header, basename(path))));
  return ownHeader ? readWfdb(header, options) : readSingle(path, options);
}

/** A file that stands alone: a CSV, a header under another name, or something that is refused. */
async function readSingle(path: string, options: ReadOptions): Promise<Recording> {
  const bytes = await readBytes(path, MAX_TEXT_BYTES);
  if (bytes.length === 0) throw new FormatError(`${path} is empty, ${WANTED}`);
  const recognised = recognise(bytes);
  switch (recognised.kind) {
    case "foreign":
      throw new UnsupportedError(`${path} is ${recognised.what}, ${WANTED}`);
    case "binary":
      throw new FormatError(
        `${path} is not text and no WFDB header ${headerBeside(path)} names it, ${WANTED}`,
      );
    case "wfdb-header":
      return readWfdb(path, options);
    case "csv": {
      const { samplingRateHz, unit } = options;
      const sha256 = createHash("sha256").update(bytes).digest("hex");
      const name = basename(path, extname(path));
      return decodeCsv({ name, text: recognised.text, sha256, where: path, samplingRateHz, unit });
    }
  }
}

async function readWfdb(headerPath: string, options: ReadOptions): Promise<Recording> {
  const headerBytes = await readBytes(headerPath, MAX_HEADER_BYTES);
  const text = decodeText(headerBytes);
  if (text === null) {
    const recognised = recognise(headerBytes);
    const what = recognised.kind === "foreign" ? recognised.what : "not text";
    throw new FormatError(`${headerPath} is ${what}, wanted a WFDB header`);
  }
  const header = parseWfdbHeader(text, headerPath);
  const hash = createHash("sha256").update(headerBytes);
  const files = new Map<string, Uint8Array>();
  for (const fileName of signalFileNames(header)) {
    const bytes = await readBytes(join(dirname(headerPath), fileName), MAX_FILE_BYTES);
    hash.update(bytes);
    files.set(fileName, bytes);
  }
  const name = basename(headerPath, extname(headerPath));
  const recording = decodeWfdb({ name, header, files, sha256: hash.digest("hex"), where: headerPath });
  const { samplingRateHz } = options;
  if (samplingRateHz === undefined || samplingRateHz === recording.samplingRateHz) return recording;
  const warning = `the header says ${recording.samplingRateHz} Hz and the caller ${samplingRateHz} Hz; the former is used`;
  return { ...recording, source: { ...recording.source, warnings: [...recording.source.warnings, warning] } };
}

function headerBeside(path: string): string {
  return `${path.slice(0, path.length - extname(path).length)}.hea`;
}

/** Is `fileName` one of the signal files of this header? False where the header cannot be read. */
async function namesSignalFile(headerPath: string, fileName: string): Promise<boolean> {
  const text = decodeText(await readBytes(headerPath, MAX_HEADER_BYTES)) ?? "";
  return text.split(/\r\n|\r|\n/).some((line) => line.trim().split(/\s/, 1)[0] === fileName);
}

async function readBytes(path: string, maxBytes: number): Promise<Uint8Array> {
  const status = await statusOf(path);
  if (!status?.isFile()) throw new FileAccessError(missing(path, status));
  if (status.size > maxBytes) {
    throw new FormatError(`${path} has ${status.size} bytes, at most ${maxBytes} are read`);
  }
  try {
    return await readFile(path);
  } catch (error) {
    throw new FileAccessError(`${path} cannot be read (${errorCode(error)})`, { cause: error });
  }
}

async function isFile(path: string): Promise<boolean> {
  return (await statusOf(path))?.isFile() ?? false;
}

/** null where there is nothing by that name. */
async function statusOf(path: string): Promise<Stats | null> {
  try {
    return await stat(path);
  } catch (error) {
    const code = errorCode(error);
    if (code === "ENOENT" || code === "ENOTDIR") return null;
    throw new FileAccessError(`${quote(path, 200)} cannot be read (${code})`, { cause: error });
  }
}

function missing(path: string, status: Stats | null): string {
  if (status === null) return `${path}: no such file, ${WANTED}`;
  return `${path} is ${status.isDirectory() ? "a folder" : "not a regular file"}, ${WANTED}`;
}

function errorCode(error: unknown): string {
  return error instanceof Error && "code" in error ? String(error.code) : "unknown error";
}

// A WFDB record out of a store: its header, and the files that the header names beside it.
import { FileAccessError, FormatError, UnsupportedError } from "../../ecg/errors.ts";
import type { Recording } from "../../ecg/recording.ts";
import { type ByteSource, piecesOf } from "../byte-source.ts";
import { MAX_FILE_BYTES, MAX_HEADER_BYTES } from "../limits.ts";
import { quote } from "../quote.ts";
import { decodeText, recognise } from "../recognise.ts";
import type { RecordingHead, RecordingStream } from "../recording-stream.ts";
import { rateWarnings } from "../sampling-rate.ts";
import { decodeWfdb } from "../wfdb/decode-wfdb.ts";
import { parseWfdbHeader, type WfdbHeader } from "../wfdb/header.ts";
import { neededWfdbFiles } from "../wfdb/needed-files.ts";
import { openWfdb, type WfdbStreamInput } from "../wfdb/open-wfdb.ts";
import { signalFileNames } from "../wfdb/signal-files.ts";
import type { FileStore } from "./file-store.ts";
import { readStoredAnnotations, type StoredAnnotations } from "./read-stored-annotations.ts";
import { baseName, siblingOf } from "./record-path.ts";
import { type StoredReadOptions, sha256 } from "./sha256.ts";

export async function readStoredWfdb(
  store: FileStore,
  headerName: string,
  { hash = sha256, samplingRateHz }: StoredReadOptions,
): Promise<Recording> {
  const { header, headerBytes, where } = await readHeader(store, headerName);
  const files = new Map<string, Uint8Array>();
  let heldBytes = 0;
  // the headers of segments come first, and name the rest
  for (let needed = neededWfdbFiles(header, { files, where }); needed.length > 0; ) {
    for (const fileName of needed) {
      const maxBytes = fileName.endsWith(".hea") ? MAX_HEADER_BYTES : MAX_FILE_BYTES;
      const path = await fileBeside(store, headerName, fileName);
      heldBytes += (await store.byteLength(path)) ?? 0;
      // 256 signals may lie in as many files, each as large as one may be
      if (heldBytes > MAX_FILE_BYTES) {
        const wanted = `at most ${MAX_FILE_BYTES} bytes`;
        throw new FormatError({
          file: where,
          field: "files of the record",
          got: `${heldBytes} bytes`,
          wanted,
        });
      }
      files.set(fileName, await store.read(path, maxBytes));
    }
    needed = neededWfdbFiles(header, { files, where });
  }
  const recording = decodeWfdb({
    name: baseName(headerName),
    header,
    files,
    sha256: await hash([headerBytes, ...files.values()]),
    where,
  });
  const marks = await readStoredAnnotations(store, headerName, recording.samplingRateHz);
  return withRateWarning(withMarks(recording, marks), samplingRateHz);
}

/** The record in pieces, or null where it has to be read whole (FLAC, segments, several rates). */
export async function openStoredWfdb(
  store: FileStore,
  headerName: string,
  { hash = sha256, samplingRateHz }: StoredReadOptions,
): Promise<RecordingStream | null> {
  const { header, headerBytes, where } = await readHeader(store, headerName);
  if (header.segments !== null) return null;
  const sources = new Map<string, ByteSource>();
  for (const fileName of signalFileNames(header)) {
    sources.set(fileName, await store.open(await fileBeside(store, headerName, fileName)));
  }
  const stream = openUnlessWhole({ name: baseName(headerName), header, sources, sha256: "", where });
  if (stream === null) return null;
  const source = { ...stream.head.source, sha256: await hash(allPieces(headerBytes, sources)) };
  const marks = await readStoredAnnotations(store, headerName, stream.head.samplingRateHz);
  return {
    head: withRateWarning(withMarks({ ...stream.head, source }, marks), samplingRateHz),
    chunks: (range) => stream.chunks(range),
  };
}

/** Path of a file that the header names. Its name is the header's word, not the caller's, and is quoted as such. */
async function fileBeside(store: FileStore, headerName: string, fileName: string): Promise<string> {
  const path = siblingOf(headerName, fileName);
  if (fileName === "" || (await store.byteLength(path)) !== null || (await store.list(path)) !== null)
    return path;
  throw new FileAccessError(`${store.where(headerName)}: its file ${quote(fileName)}: no such file`);
}

function openUnlessWhole(input: WfdbStreamInput): RecordingStream | null {
  try {
    return openWfdb(input);
  } catch (error) {
    if (error instanceof UnsupportedError) return null;
    throw error;
  }
}

async function* allPieces(headerBytes: Uint8Array, sources: ReadonlyMap<string, ByteSource>) {
  yield headerBytes;
  for (const source of sources.values()) yield* piecesOf(source);
}

interface StoredHeader {
  readonly header: WfdbHeader;
  readonly headerBytes: Uint8Array;
  readonly where: string;
}

async function readHeader(store: FileStore, headerName: string): Promise<StoredHeader> {
  const where = store.where(headerName);
  const headerBytes = await store.read(headerName, MAX_HEADER_BYTES);
  const text = decodeText(headerBytes);
  if (text === null) {
    const recognised = recognise(headerBytes);
    const what = recognised.kind === "foreign" ? recognised.what : "not text";
    throw new FormatError(`${where} is ${what}, wanted a WFDB header`);
  }
  return { header: parseWfdbHeader(text, where), headerBytes, where };
}

function withMarks<T extends Pick<RecordingHead, "annotations" | "source">>(
  recording: T,
  { annotations, warnings }: StoredAnnotations,
): T {
  if (annotations.length === 0 && warnings.length === 0) return recording;
  const source = { ...recording.source, warnings: [...recording.source.warnings, ...warnings] };
  return { ...recording, annotations, source };
}

function withRateWarning<T extends Pick<RecordingHead, "samplingRateHz" | "source">>(
  recording: T,
  givenHz: number | undefined,
): T {
  const warnings = rateWarnings("the header", recording.samplingRateHz, givenHz);
  if (warnings.length === 0) return recording;
  return {
    ...recording,
    source: { ...recording.source, warnings: [...recording.source.warnings, ...warnings] },
  };
}

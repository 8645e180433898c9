// One recording out of a store, whole, identity and all. Runs in a browser.
import type { Recording } from "../../ecg/recording.ts";
import { decodeRecording } from "../decode-recording.ts";
import { withDoubts } from "../doubtful-amplitudes.ts";
import { MAX_FILE_BYTES } from "../limits.ts";
import type { FileStore } from "./file-store.ts";
import { examsWithHash } from "./open-exams.ts";
import { readStoredWfdb } from "./read-stored-wfdb.ts";
import { baseName } from "./record-path.ts";
import { resolveRecording } from "./resolve-recording.ts";
import { type StoredReadOptions, sha256 } from "./sha256.ts";

/**
 * Reads the recording of that name. Throws FileAccessError (missing, unreadable), FormatError (not what it
 * promises), UnsupportedError (recognised, not read) or UsageError (the caller must say more).
 */
export async function readStoredRecording(
  store: FileStore,
  path: string,
  options: StoredReadOptions = {},
): Promise<Recording> {
  return withDoubts(await readUndoubted(store, path, options));
}

async function readUndoubted(store: FileStore, path: string, options: StoredReadOptions): Promise<Recording> {
  const resolved = await resolveRecording(store, path);
  if (resolved.kind === "wfdb") return readStoredWfdb(store, resolved.headerName, options);
  const { hash = sha256, ...decodeOptions } = options;
  const name = baseName(resolved.fileName);
  if (resolved.kind === "hdf5") {
    const { decodeHdf5Exam } = await import("../hdf5/decode-hdf5.ts");
    const opened = await examsWithHash(store, resolved.fileName, hash);
    return decodeHdf5Exam(opened.examFile, resolved.exam, {
      name,
      sha256: opened.sha256,
      options: decodeOptions,
    });
  }
  const bytes = await store.read(resolved.fileName, MAX_FILE_BYTES);
  return decodeRecording({
    name,
    bytes,
    sha256: await hash([bytes]),
    where: store.where(resolved.fileName),
    options: decodeOptions,
  });
}

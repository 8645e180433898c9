// Which file of a store a name means: with or without extension, a header or one of its signal files, an exam of
// an HDF5 file as if that were a folder, the only recording of an archive.
import { FileAccessError, FormatError, UsageError } from "../../ecg/errors.ts";
import { WANTED } from "../decode-recording.ts";
import { MAX_HEADER_BYTES } from "../limits.ts";
import { decodeText, type Recognised, recognise } from "../recognise.ts";
import { type FileStore, readBeginning } from "./file-store.ts";
import { listContainer } from "./list-container.ts";
import { pickRecordings } from "./pick-recordings.ts";
import { baseName, extensionOf, folderOf, RECORDING_EXTENSIONS, STANDARD_INPUT } from "./record-path.ts";

export type ResolvedRecording =
  | { readonly kind: "wfdb"; readonly headerName: string }
  | { readonly kind: "hdf5"; readonly fileName: string; readonly exam: string }
  | { readonly kind: "file"; readonly fileName: string; readonly recognised: Recognised };

/**
 * Throws FileAccessError where there is nothing by that name, or a folder; FormatError for a container without an
 * ECG and for bytes without a format; UsageError for a container of several recordings.
 */
export async function resolveRecording(store: FileStore, name: string): Promise<ResolvedRecording> {
  if ((await store.byteLength(name)) === null) return resolveOtherName(store, name);
  if (extensionOf(name) === ".hea") {
    return (await isOtherFormat(store, name))
      ? resolveSingleFile(store, name)
      : { kind: "wfdb", headerName: name };
  }
  const header = headerBeside(name);
  const ownHeader =
    (await store.byteLength(header)) !== null &&
    (extensionOf(name) === "" || (await namesSignalFile(store, header, baseName(name, ""))));
  return ownHeader ? { kind: "wfdb", headerName: header } : resolveSingleFile(store, name);
}

/** A file that is called a header and is something else that is known; a damaged header looks like any text. */
async function isOtherFormat(store: FileStore, name: string): Promise<boolean> {
  const byteLength = (await store.byteLength(name)) ?? 0;
  if (byteLength === 0) return false;
  // whole where it can be a header: a store reads small files fast, and nearly all are
  const isSmall = byteLength <= MAX_HEADER_BYTES;
  const bytes = isSmall ? await store.read(name, MAX_HEADER_BYTES) : await readBeginning(store, name);
  const recognised = recognise(bytes);
  if (recognised.kind !== "known") return false;
  return !["wfdb-header", "csv", "json"].includes(recognised.format);
}

async function resolveOtherName(store: FileStore, name: string): Promise<ResolvedRecording> {
  for (const extension of RECORDING_EXTENSIONS) {
    if ((await store.byteLength(name + extension)) !== null) return resolveRecording(store, name + extension);
  }
  const parent = folderOf(name);
  if (parent !== "" && (await store.byteLength(parent)) !== null) {
    const recognised = recognise(await readBeginning(store, parent));
    if (recognised.kind === "known" && recognised.format === "hdf5") {
      return { kind: "hdf5", fileName: parent, exam: baseName(name, "") };
    }
  }
  const files = await store.list(name);
  if (files !== null) {
    const { recordings } = await pickRecordings(store, files);
    const count = recordings.length;
    const among = count === 0 ? "without an ECG" : `of ${count} ${count === 1 ? "recording" : "recordings"}`;
    throw new FileAccessError(`${store.where(name)} is a folder ${among}, ${WANTED}`);
  }
  const said = await store.open(name).then(
    () => `${store.where(name)}: no such file`,
    (error: Error) => error.message,
  );
  throw new FileAccessError(`${said}, ${WANTED}`);
}

async function resolveSingleFile(store: FileStore, name: string): Promise<ResolvedRecording> {
  const where = store.where(name);
  if ((await store.byteLength(name)) === 0) throw new FormatError(`${where} is empty, ${WANTED}`);
  const recognised = recognise(await readBeginning(store, name));
  if (recognised.kind === "known" && recognised.format === "wfdb-header") {
    if (name !== STANDARD_INPUT) return { kind: "wfdb", headerName: name };
    throw new UsageError(
      `${where} is a WFDB header without its signals; give the record's path, or a ZIP archive`,
    );
  }
  const contained = await listContainer(store, name);
  if (contained !== null) {
    const [first, ...others] = contained.names;
    if (first === undefined) throw new FormatError(`${where} holds no ECG, ${WANTED}`);
    if (others.length === 0) return resolveRecording(store, first);
    const example = store.where(first);
    throw new UsageError(`${where} holds ${contained.names.length} recordings; name one, as in ${example}`);
  }
  if (recognised.kind === "binary") {
    const header =
      name === STANDARD_INPUT ? "" : ` and no WFDB header ${store.where(headerBeside(name))} names it`;
    throw new FormatError(`${where} is no format that is known${header}, ${WANTED}`);
  }
  return { kind: "file", fileName: name, recognised };
}

function headerBeside(name: string): string {
  return `${name.slice(0, name.length - extensionOf(name).length)}.hea`;
}

/** Is `fileName` one of the signal files of this header? False where the header cannot be read. */
async function namesSignalFile(store: FileStore, header: string, fileName: string): Promise<boolean> {
  const text = decodeText(await store.read(header, MAX_HEADER_BYTES)) ?? "";
  return text.split(/\r\n|\r|\n/).some((line) => line.trim().split(/\s/, 1)[0] === fileName);
}

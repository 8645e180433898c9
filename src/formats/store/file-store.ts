// Where files come from: a disk, a ZIP archive, or what a person dropped on a page. Reading a recording may
// take several files of one store (a WFDB header and its signals), so the reader asks for them by name.
// Names are paths with "/"; how they look in messages is the store's business.
import { FileAccessError, FormatError } from "../../ecg/errors.ts";
import { type ByteSource, blobAsSource, bytesAsSource } from "../byte-source.ts";
import { RECOGNISED_BY_BYTES } from "../recognise.ts";

export interface FileStore {
  /** Size of the file in bytes, or null where there is none by that name; folders count as none. */
  byteLength(name: string): Promise<number | null>;
  /** All bytes of a file. Throws FileAccessError where there is none, FormatError above `maxBytes`. */
  read(name: string, maxBytes: number): Promise<Uint8Array>;
  /** For files that are read in parts. Throws FileAccessError where there is none. */
  open(name: string): Promise<ByteSource>;
  /** Names of all files below a folder, in order, or null where there is no such folder. */
  list(folder: string): Promise<readonly string[] | null>;
  /** The file as messages name it. */
  where(name: string): string;
}

/** Files held in memory, or dropped on a page. */
export function memoryStore(files: ReadonlyMap<string, Uint8Array | Blob>): FileStore {
  const open = (name: string): ByteSource => {
    const file = files.get(name);
    if (file === undefined) throw new FileAccessError(`${name}: no such file`);
    return file instanceof Uint8Array ? bytesAsSource(file) : blobAsSource(file);
  };
  return {
    byteLength: async (name) => (files.has(name) ? open(name).byteLength : null),
    read: async (name, maxBytes) => {
      const source = open(name);
      checkSize(name, source.byteLength, maxBytes);
      return source.read(0, source.byteLength);
    },
    open: async (name) => open(name),
    list: async (folder) => {
      const prefix = folder === "" ? "" : `${folder.replace(/\/+$/, "")}/`;
      const names = [...files.keys()].filter((name) => name.startsWith(prefix));
      return names.length === 0 ? null : names;
    },
    where: (name) => name,
  };
}

/** Throws FormatError for a file that is larger than what is read of its kind. */
export function checkSize(where: string, byteLength: number, maxBytes: number): void {
  if (byteLength <= maxBytes) return;
  throw new FormatError(`${where} has ${byteLength} bytes, at most ${maxBytes} are read`);
}

/** As much of a file as tells what it is. */
export async function readBeginning(store: FileStore, name: string): Promise<Uint8Array> {
  const source = await store.open(name);
  return source.read(0, Math.min(RECOGNISED_BY_BYTES, source.byteLength));
}

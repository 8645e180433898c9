// The files of the disk, by path as the caller writes it, and standard input as the file "-". The one place of
// this layer, besides the search for recordings, that knows Node.
import { readFileSync, type Stats, statSync } from "node:fs";
import { open, readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { FileAccessError } from "../../ecg/errors.ts";
import { type ByteSource, bytesAsSource } from "../byte-source.ts";
import { MAX_FILE_BYTES } from "../limits.ts";
import { checkSize, type FileStore } from "./file-store.ts";
import { STANDARD_INPUT } from "./record-path.ts";

/**
 * Most recordings are smaller; asking the system directly costs a third of what a round through the thread pool
 * does, and keeps the process busy for a tenth of a millisecond.
 */
const READ_AT_ONCE_BYTES = 1_048_576;
/** A path may be too long to be opened, and then fills a screen. */
const MAX_SHOWN_PATH = 300;

export interface DiskStoreOptions {
  /** Where "-" is read from. */
  readonly standardInput?: AsyncIterable<unknown> | undefined;
}

export function diskStore({ standardInput = process.stdin }: DiskStoreOptions = {}): FileStore {
  let piped: Promise<Uint8Array> | null = null;
  const pipedBytes = () => {
    piped ??= readAll(standardInput);
    return piped;
  };
  return {
    async byteLength(name) {
      if (name === STANDARD_INPUT) return (await pipedBytes()).length;
      const status = statusOf(name);
      return status?.isFile() ? status.size : null;
    },
    async read(name, maxBytes) {
      if (name === STANDARD_INPUT) return pipedBytes();
      const status = statusOf(name);
      if (!status?.isFile()) throw new FileAccessError(missing(name, status));
      checkSize(name, status.size, maxBytes);
      return orFileAccessError(name, async () =>
        status.size <= READ_AT_ONCE_BYTES ? readFileSync(name) : readFile(name),
      );
    },
    async open(name) {
      if (name === STANDARD_INPUT) return bytesAsSource(await pipedBytes());
      const status = statusOf(name);
      if (!status?.isFile()) throw new FileAccessError(missing(name, status));
      return fileAsSource(name, status.size);
    },
    async list(folder) {
      if (!statusOf(folder)?.isDirectory()) return null;
      return (await filesBelow(folder)).sort();
    },
    where: (name) => (name === STANDARD_INPUT ? "standard input" : name.replace(/^-\//, "standard input/")),
  };
}

/** Without what is hidden. A folder within that may not be opened stands for its files: reading it says why. */
async function filesBelow(folder: string): Promise<string[]> {
  const files: string[] = [];
  const folders = [folder];
  // a list that grows is walked to its end
  for (const current of folders) {
    const entries = await orFileAccessError(current, () => readdir(current, { withFileTypes: true })).catch(
      (error: unknown) => {
        if (current === folder) throw error;
        files.push(current);
        return [];
      },
    );
    for (const entry of entries) {
      if (entry.name.startsWith(".")) continue;
      const path = join(current, entry.name);
      // data sets under version control are folders of links; a link to a folder is not followed, since it may lead back
      if (entry.isDirectory()) folders.push(path);
      else if (entry.isFile() || (entry.isSymbolicLink() && isLinkToFile(path))) files.push(path);
    }
  }
  return files;
}

/** False for links that lead nowhere, round in a circle or where nobody may look. */
function isLinkToFile(path: string): boolean {
  try {
    return statSync(path).isFile();
  } catch {
    return false;
  }
}

/** A file is opened for each piece: a recording that is given up half-way leaves no handle behind. */
function fileAsSource(path: string, byteLength: number): ByteSource {
  return {
    byteLength,
    async read(offset, length) {
      const file = await orFileAccessError(path, () => open(path));
      try {
        const bytes = new Uint8Array(length);
        let done = 0;
        while (done < length) {
          const { bytesRead } = await file.read(bytes, done, length - done, offset + done);
          if (bytesRead === 0) throw new FileAccessError(`${path} became shorter while it was read`);
          done += bytesRead;
        }
        return bytes;
      } finally {
        await file.close();
      }
    },
  };
}

async function readAll(stream: AsyncIterable<unknown>): Promise<Uint8Array> {
  const pieces: Uint8Array[] = [];
  let byteLength = 0;
  for await (const piece of stream) {
    pieces.push(piece as Uint8Array);
    byteLength += (piece as Uint8Array).length;
    checkSize("standard input", byteLength, MAX_FILE_BYTES);
  }
  return Buffer.concat(pieces);
}

/** null where there is nothing by that name. */
function statusOf(path: string): Stats | null {
  try {
    return statSync(path);
  } catch (error) {
    const code = errorCode(error);
    if (code === "ENOENT" || code === "ENOTDIR") return null;
    throw new FileAccessError(`${path.slice(0, MAX_SHOWN_PATH)} cannot be read (${code})`, { cause: error });
  }
}

async function orFileAccessError<Result>(path: string, act: () => Promise<Result>): Promise<Result> {
  try {
    return await act();
  } catch (error) {
    throw new FileAccessError(`${path} cannot be read (${errorCode(error)})`, { cause: error });
  }
}

function missing(path: string, status: Stats | null): string {
  if (status === null) return `${path}: no such file`;
  return `${path} is ${status.isDirectory() ? "a folder" : "not a regular file"}`;
}

function errorCode(error: unknown): string {
  return error instanceof Error && "code" in error ? String(error.code) : "unknown error";
}

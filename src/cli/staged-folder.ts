// A folder that is there whole or not at all: written beside its place under another name, every file on the disk before
// the next step, renamed last. What a stopped program leaves is never taken for the folder.
import { createHash } from "node:crypto";
import { type FileHandle, mkdir, open, readdir, rename, rm, rmdir, statfs } from "node:fs/promises";
import { dirname, join, resolve } from "node:path";
import { FileAccessError } from "../ecg/errors.ts";
import type { ByteSource } from "../formats/byte-source.ts";
import { piecesOf } from "../formats/byte-source.ts";
import type { OutputFile, OutputFolder } from "../model/checkpoint/output-folder.ts";
import { makeOutputFolder } from "./write-output.ts";

export const STAGED_SUFFIX = ".part";
const PIECE_BYTES = 4_194_304;

export interface StagedFolder extends OutputFolder {
  /** Gives the folder its name. */
  commit(): Promise<void>;
  /** Takes away what was written. */
  discard(): Promise<void>;
}

/** Throws FileAccessError where something is in its place already. */
export async function stageFolder(target: string): Promise<StagedFolder> {
  const place = resolve(target);
  await checkFree(place, target);
  const staged = place + STAGED_SUFFIX;
  await makeOutputFolder(dirname(place));
  await onDisk(staged, () => mkdir(staged), {
    EEXIST: "is there already: another run is writing it, or one was stopped; remove it to start again",
  });
  return {
    async reserve(byteLength) {
      const { bavail, bsize } = await statfs(staged);
      if (bavail * bsize >= byteLength) return;
      throw new FileAccessError(
        `${JSON.stringify(target)}: the disk has room for ${bavail * bsize} bytes, wanted ${byteLength}`,
      );
    },
    async create(name) {
      const path = join(staged, name);
      await makeOutputFolder(dirname(path));
      return createFile(path, name);
    },
    async commit() {
      await checkFree(place, target);
      // Windows renames onto no folder, not even an empty one
      await rmdir(place).catch(() => {});
      await onDisk(place, () => rename(staged, place));
    },
    discard: () => rm(staged, { recursive: true, force: true }),
  };
}

async function checkFree(place: string, shown: string): Promise<void> {
  const entries = await readdir(place).catch((error: NodeJS.ErrnoException) => {
    if (error.code === "ENOENT") return [];
    throw new FileAccessError(`${JSON.stringify(shown)} is no folder (${error.code})`, { cause: error });
  });
  if (entries.length === 0) return;
  throw new FileAccessError(`${JSON.stringify(shown)} is there already, wanted a new folder`);
}

async function createFile(path: string, name: string): Promise<OutputFile> {
  const file = await onDisk(path, () => open(path, "wx+"));
  let byteLength = 0;
  return {
    async write(offset, bytes) {
      await onDisk(path, () => writeAll(file, bytes, offset));
      byteLength = Math.max(byteLength, offset + bytes.length);
    },
    async finish() {
      try {
        await onDisk(path, () => file.sync());
        const sha256 = await onDisk(path, () => hashOfFile(file, byteLength));
        return { name, byteLength, sha256 };
      } finally {
        await file.close();
      }
    },
  };
}

async function writeAll(file: FileHandle, bytes: Uint8Array, offset: number): Promise<void> {
  for (let done = 0; done < bytes.length; ) {
    const { bytesWritten } = await file.write(bytes, done, bytes.length - done, offset + done);
    done += bytesWritten;
  }
}

async function hashOfFile(file: FileHandle, byteLength: number): Promise<string> {
  const hash = createHash("sha256");
  const piece = new Uint8Array(PIECE_BYTES);
  for (let at = 0; at < byteLength; ) {
    const { bytesRead } = await file.read(piece, 0, Math.min(PIECE_BYTES, byteLength - at), at);
    if (bytesRead === 0) throw new FileAccessError("a file became shorter while it was written");
    hash.update(piece.subarray(0, bytesRead));
    at += bytesRead;
  }
  return hash.digest("hex");
}

/** SHA-256 in hexadecimal digits. */
export async function hashOfSource(source: ByteSource): Promise<string> {
  const hash = createHash("sha256");
  for await (const piece of piecesOf(source)) hash.update(piece);
  return hash.digest("hex");
}

async function onDisk<Result>(
  path: string,
  act: () => Promise<Result>,
  reasons: Readonly<Record<string, string>> = {},
): Promise<Result> {
  try {
    return await act();
  } catch (error) {
    if (error instanceof FileAccessError) throw error;
    const { code = "unknown error" } = error as NodeJS.ErrnoException;
    throw new FileAccessError(`${JSON.stringify(path)} ${reasons[code] ?? `cannot be written (${code})`}`, {
      cause: error,
    });
  }
}

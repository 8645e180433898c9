// Files from a model hub into a folder, each resumed where an earlier run or a broken connection left it, and none
// believed before its hash was right.
import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import { type FileHandle, open, rename, rm, stat } from "node:fs/promises";
import { dirname, join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { FileAccessError, FormatError } from "../ecg/errors.ts";
import { fetchRange } from "../model/checkpoint/fetch-range.ts";
import type { HubFile } from "../model/checkpoint/hub-model.ts";
import type { WrittenFile } from "../model/checkpoint/output-folder.ts";
import { makeOutputFolder } from "./write-output.ts";

/** Of what is still coming. */
const PARTIAL_SUFFIX = ".incomplete";
/** In a row without a byte. */
const ATTEMPTS = 5;

export interface DownloadOptions {
  readonly folder: string;
  /** Where a file of that name is. */
  readonly urlOf: (name: string) => string;
  readonly headers: Readonly<Record<string, string>>;
  readonly signal?: AbortSignal;
  /** Doubled after each attempt. */
  readonly pauseMs: number;
  readonly patienceMs: number;
  /** Bytes that came over the network. */
  readonly onBytes: (byteLength: number) => void;
}

/** Throws FileAccessError for a server that stays down, FormatError for a file that is another. */
export async function downloadFile(file: HubFile, options: DownloadOptions): Promise<WrittenFile> {
  const path = join(options.folder, file.name);
  const ready = await writtenFile(path, file);
  if (ready !== null) return ready;
  await makeOutputFolder(dirname(path));
  const partial = path + PARTIAL_SUFFIX;
  await fetchInto(partial, file, options);
  const written = await writtenFile(partial, file);
  if (written === null) {
    await rm(partial, { force: true });
    throw new FormatError(
      `${options.urlOf(file.name)}: another content than the hub's hash says; nothing of it was kept`,
    );
  }
  await rename(partial, path);
  return written;
}

/** null where the file is not there, or another. */
async function writtenFile(path: string, { name, byteLength, hash }: HubFile): Promise<WrittenFile | null> {
  if ((await sizeOf(path)) !== byteLength) return null;
  const sha256 = createHash("sha256");
  const git = createHash("sha1").update(`blob ${byteLength}\0`);
  for await (const piece of createReadStream(path, { highWaterMark: 1_048_576 })) {
    sha256.update(piece as Uint8Array);
    if (hash.type === "git") git.update(piece as Uint8Array);
  }
  const digest = sha256.digest("hex");
  const got = hash.type === "git" ? git.digest("hex") : digest;
  return got === hash.digest ? { name, byteLength, sha256: digest } : null;
}

async function sizeOf(path: string): Promise<number | null> {
  return stat(path).then(
    ({ size }) => size,
    () => null,
  );
}

async function fetchInto(path: string, file: HubFile, options: DownloadOptions): Promise<void> {
  const output = await open(path, "a+").then(async (made) => {
    await made.close();
    return open(path, "r+");
  });
  try {
    let have = (await output.stat()).size;
    // what is longer than the whole is of something else
    if (have > file.byteLength) have = 0;
    for (let failures = 0; have < file.byteLength; ) {
      const before = have;
      try {
        have = await fetchRest(output, { file, have, options });
      } catch (error) {
        have = Math.min((await output.stat()).size, file.byteLength);
        if (!(error instanceof FileAccessError) || options.signal?.aborted) throw error;
        failures = have > before ? 1 : failures + 1;
        if (failures >= ATTEMPTS) throw error;
        await wait(
          options.pauseMs * 2 ** (failures - 1),
          undefined,
          options.signal && { signal: options.signal },
        );
      }
    }
    await output.truncate(file.byteLength);
    await output.sync();
  } finally {
    await output.close();
  }
}

interface Rest {
  readonly file: HubFile;
  readonly have: number;
  readonly options: DownloadOptions;
}

async function fetchRest(output: FileHandle, { file, have, options }: Rest): Promise<number> {
  const { urlOf, headers, signal, patienceMs, onBytes } = options;
  let end = have;
  const range = {
    url: urlOf(file.name),
    from: have,
    byteLength: file.byteLength,
    headers,
    signal,
    patienceMs,
  };
  for await (const { at, bytes } of fetchRange(range)) {
    // a server that starts anew: what was there is replaced, so that a second break leaves no mixture
    if (at < end) await output.truncate(at);
    for (let done = 0; done < bytes.length; ) {
      done += (await output.write(bytes, done, bytes.length - done, at + done)).bytesWritten;
    }
    end = at + bytes.length;
    onBytes(bytes.length);
  }
  return end;
}

// A file that is there is whole: written under another name in the same folder, forced to the disk, then renamed (POSIX
// rename is atomic). So a finished file is the record of progress, and a job that was killed goes on where it was.
import { open, rename, rm } from "node:fs/promises";
import { FileAccessError } from "../ecg/errors.ts";

/** Throws FileAccessError; nothing half-written is left under either name. */
export async function writeFinished(path: string, data: string | Uint8Array): Promise<void> {
  // two processes that write one file do not meet: the last rename stands, and both would have written the same
  const unfinished = `${path}.${process.pid}-${Math.random().toString(36).slice(2, 8)}.unfinished`;
  try {
    const file = await open(unfinished, "wx");
    try {
      await file.writeFile(data);
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(unfinished, path);
  } catch (error) {
    await rm(unfinished, { force: true }).catch(() => {});
    const { code = "unknown error" } = error as NodeJS.ErrnoException;
    throw new FileAccessError(
      `${JSON.stringify(path)} cannot be written (${code}), wanted a folder that may be written to, with room for it`,
      { cause: error },
    );
  }
}

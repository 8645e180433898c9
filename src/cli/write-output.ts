// Files that a command leaves behind, and their folders: whatever the system refuses becomes one message that
// names the path.
import { mkdir, stat, writeFile } from "node:fs/promises";
import { dirname } from "node:path";
import { FileAccessError } from "../ecg/errors.ts";

type Piece = string | Uint8Array;

/** Writes a file, whole or piece by piece, into a folder that exists. Throws FileAccessError. */
export async function writeOutput(path: string, data: Piece | AsyncIterable<Piece>): Promise<void> {
  await orFileAccessError(path, "a file name in a folder that may be written to", () =>
    writeFile(path, data),
  );
}

/** Makes the folder and those above it, where they are missing. Throws FileAccessError. */
export async function makeOutputFolder(folder: string): Promise<void> {
  await orFileAccessError(folder, "a folder that may be written to", () => makeFolder(folder));
}

// mkdir's own `recursive` never returns where the system says ENOENT of a child of a folder that exists (/proc)
async function makeFolder(folder: string): Promise<void> {
  try {
    await mkdir(folder);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === "EEXIST" && (await stat(folder)).isDirectory()) return;
    if (code !== "ENOENT" || dirname(folder) === folder) throw error;
    await makeFolder(dirname(folder));
    await mkdir(folder);
  }
}

async function orFileAccessError(path: string, wanted: string, write: () => Promise<void>): Promise<void> {
  try {
    await write();
  } catch (error) {
    const { code = "unknown error" } = error as NodeJS.ErrnoException;
    throw new FileAccessError(`${JSON.stringify(path)} cannot be written (${code}), wanted ${wanted}`, {
      cause: error,
    });
  }
}

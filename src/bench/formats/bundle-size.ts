// What a page loads to read every format: all modules of `gem-ecg/formats` as one minified file, without the reader of
// HDF5 and the writers, which a page fetches only for such a file and to write one. Beside it what a page loads first
// where the bundler splits the code, since decoders are imported when a file needs them.
import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import type { OutputChunk } from "rolldown";
import { GemError } from "../../ecg/errors.ts";

export interface BundleChunk {
  readonly name: string;
  readonly code: string;
}

export interface BundleSize {
  /** All readers but that of HDF5 in one file. */
  readonly readersGzipBytes: number;
  /** Of the split code, what is there before the first file: the entry and all that it imports at once. */
  readonly firstGzipBytes: number;
  /** What the writers add to the one file. */
  readonly writersGzipBytes: number;
  /** What the reader of HDF5 adds to the one file. */
  readonly hdf5GzipBytes: number;
}

const ENTRY = fileURLToPath(new URL("../../formats/index.ts", import.meta.url));
const HDF5 = /[/\\]hdf5[/\\]/;
const WRITERS = /[/\\]write-(?!recording\.ts)[^/\\]*\.ts$/;

interface BuildOptions {
  readonly split: boolean;
  /** Modules that stay outside. */
  readonly external?: RegExp;
}

/** Throws GemError where the bundler is not installed; an installed package does not bring it. */
async function build({ split, external }: BuildOptions): Promise<OutputChunk[]> {
  if (!existsSync(ENTRY)) throw new GemError("incomplete", "the sources are not here; a clone has them");
  const { rolldown } = await import("rolldown").catch((error: Error) => {
    throw new GemError(
      "incomplete",
      `the bundler is missing (${error.message}); npm ci in a clone brings it`,
    );
  });
  const bundle = await rolldown({
    input: { index: ENTRY },
    platform: "browser",
    logLevel: "silent",
    ...(external === undefined ? {} : { external }),
  });
  const { output } = await bundle.generate({ format: "esm", minify: true, codeSplitting: split });
  await bundle.close();
  return output.filter((chunk) => chunk.type === "chunk");
}

/** As a page takes it, one file a decoder. Throws GemError where the bundler is not installed. */
export async function bundleFormats(): Promise<BundleChunk[]> {
  const chunks = await build({ split: true });
  return chunks.map(({ fileName, code }) => ({ name: fileName, code }));
}

export async function bundleSize(): Promise<BundleSize> {
  const oneFile = async (...outside: readonly RegExp[]) => {
    const external = new RegExp(outside.map(({ source }) => source).join("|"));
    return gzipBytes(await build({ split: false, external }));
  };
  const readers = await oneFile(HDF5, WRITERS);
  return {
    readersGzipBytes: readers,
    firstGzipBytes: gzipBytes(loadedFirst(await build({ split: true }))),
    writersGzipBytes: (await oneFile(HDF5)) - readers,
    hdf5GzipBytes: (await oneFile(WRITERS)) - readers,
  };
}

function loadedFirst(chunks: readonly OutputChunk[]): OutputChunk[] {
  const first = new Set(chunks.filter((chunk) => chunk.isEntry));
  // a set that grows is walked to its end
  for (const { imports } of first) {
    for (const chunk of chunks) if (imports.includes(chunk.fileName)) first.add(chunk);
  }
  return [...first];
}

function gzipBytes(chunks: readonly OutputChunk[]): number {
  return chunks.reduce((total, { code }) => total + gzipSync(code, { level: 9 }).length, 0);
}

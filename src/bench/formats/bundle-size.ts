// What a page loads to read every format: all modules of `gem-ecg/formats`, bundled and minified, without the reader
// of HDF5, which a page fetches only for such a file.
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import { GemError } from "../../ecg/errors.ts";

export interface BundleChunk {
  readonly name: string;
  readonly code: string;
  readonly hdf5: boolean;
  /** Only for writing files. */
  readonly writer: boolean;
}

export interface BundleSize {
  readonly readersGzipBytes: number;
  readonly writersGzipBytes: number;
  readonly hdf5GzipBytes: number;
}

const ENTRY = fileURLToPath(new URL("../../formats/index.ts", import.meta.url));

/** Throws GemError where the bundler is not installed; an installed package does not bring it. */
export async function bundleFormats(): Promise<BundleChunk[]> {
  const { rolldown } = await import("rolldown").catch((error: Error) => {
    throw new GemError(
      "incomplete",
      `the bundler is missing (${error.message}); npm ci in a clone brings it`,
    );
  });
  const bundle = await rolldown({ input: { index: ENTRY }, platform: "browser", logLevel: "silent" });
  const { output } = await bundle.generate({ format: "esm", minify: true });
  await bundle.close();
  return output.flatMap((chunk) => {
    if (chunk.type !== "chunk") return [];
    const every = (pattern: RegExp) =>
      chunk.moduleIds.length > 0 && chunk.moduleIds.every((id) => pattern.test(id));
    const hdf5 = every(/[/\\](?:hdf5|jsfive|pako)[/\\]/);
    const writer = every(/[/\\]write-[^/\\]*\.ts$/);
    return [{ name: chunk.fileName, code: chunk.code, hdf5, writer }];
  });
}

export async function bundleSize(): Promise<BundleSize> {
  const chunks = await bundleFormats();
  const size = (wanted: (chunk: BundleChunk) => boolean) =>
    chunks.filter(wanted).reduce((total, { code }) => total + gzipSync(code, { level: 9 }).length, 0);
  return {
    readersGzipBytes: size((chunk) => !chunk.hdf5 && !chunk.writer),
    writersGzipBytes: size((chunk) => chunk.writer),
    hdf5GzipBytes: size((chunk) => chunk.hdf5),
  };
}

// `manifest.json` of a model's folder: what it is, where it came from, and the size and SHA-256 of every other file. It
// is written last, so that a folder that has one is whole.
import { FormatError } from "../../ecg/errors.ts";
import { isObject, quote } from "../../tensor/safetensors-header.ts";
import type { WrittenFile } from "./output-folder.ts";

export const MANIFEST_NAME = "manifest.json";
/** Of a few hundred files at most. */
export const MAX_MANIFEST_BYTES = 4_194_304;
const FORMAT = "gem-ecg model";
const MAX_FILES = 10_000;

export interface Manifest {
  readonly format: typeof FORMAT;
  readonly version: 1;
  /** "import": written by us; "download": as it was published. */
  readonly made: "import" | "download";
  /** Where the weights came from, in words or as a name on a model hub. */
  readonly source: string;
  /** As the source states it; null where it states none. */
  readonly licence: string | null;
  readonly quantisation: "int8" | "int4" | null;
  readonly files: readonly WrittenFile[];
}

export function createManifest(manifest: Omit<Manifest, "format" | "version">): Uint8Array {
  const files = manifest.files.toSorted((a, b) => (a.name < b.name ? -1 : 1));
  const json: Manifest = { format: FORMAT, version: 1, ...manifest, files };
  return new TextEncoder().encode(`${JSON.stringify(json, null, 2)}\n`);
}

/** Throws FormatError naming `where`. */
export function readManifest(bytes: Uint8Array, where: string): Manifest {
  const refuse = (field: string, got: unknown, wanted: string) =>
    new FormatError({ file: where, field, got: quote(got), wanted });
  let json: unknown;
  try {
    json = JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(bytes));
  } catch (error) {
    const fault = { file: where, field: "content", got: "text that is none", wanted: "a JSON object" };
    throw new FormatError(fault, { cause: error });
  }
  if (!isObject(json) || json["format"] !== FORMAT) {
    throw refuse("format", isObject(json) ? json["format"] : json, JSON.stringify(FORMAT));
  }
  const { version, made, source, licence, quantisation, files } = json;
  if (version !== 1) throw refuse("version", version, "1");
  if (made !== "import" && made !== "download") throw refuse("made", made, "import or download");
  if (typeof source !== "string") throw refuse("source", source, "a text");
  if (licence !== null && typeof licence !== "string") throw refuse("licence", licence, "a text or null");
  if (quantisation !== null && quantisation !== "int8" && quantisation !== "int4") {
    throw refuse("quantisation", quantisation, "int8, int4 or null");
  }
  if (!Array.isArray(files) || files.length > MAX_FILES || !files.every(isFile)) {
    throw refuse("files", files, "names within the folder, sizes and SHA-256");
  }
  if (new Set(files.map(({ name }) => name)).size < files.length) {
    throw refuse("files", "a name twice", "each once");
  }
  return { format: FORMAT, version, made, source, licence, quantisation, files };
}

function isFile(value: unknown): value is WrittenFile {
  if (!isObject(value)) return false;
  const { name, byteLength, sha256 } = value;
  return (
    typeof name === "string" &&
    isPathWithin(name) &&
    Number.isSafeInteger(byteLength) &&
    (byteLength as number) >= 0 &&
    typeof sha256 === "string" &&
    /^[0-9a-f]{64}$/.test(sha256)
  );
}

/** A path that stays in its folder, of names that every system can have. */
export function isPathWithin(path: string): boolean {
  if (path.length > 255) return false;
  return path.split("/").every((part) => /^[\w+-][\w .+-]*$/.test(part) && !part.endsWith("."));
}

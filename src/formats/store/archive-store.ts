// A store in which ZIP archives are folders: "ecgs.zip/2024/12345.xml" names a file inside one. The archive
// opened last is kept, since its files are asked for one after the other.
import { FileAccessError } from "../../ecg/errors.ts";
import { bytesAsSource } from "../byte-source.ts";
import { MAX_FILE_BYTES } from "../limits.ts";
import { recognise } from "../recognise.ts";
import type { ZipArchive } from "../zip/open-zip.ts";
import { checkSize, type FileStore, readBeginning } from "./file-store.ts";

interface Inside {
  readonly archive: ZipArchive;
  readonly archiveName: string;
  /** Of the entry in the archive. */
  readonly entryName: string;
}

export function withArchives(store: FileStore): FileStore {
  let kept: { readonly name: string; readonly archive: ZipArchive } | null = null;

  async function archiveOf(name: string): Promise<ZipArchive | null> {
    if (kept?.name === name) return kept.archive;
    if ((await store.byteLength(name)) === null) return null;
    const recognised = recognise(await readBeginning(store, name));
    if (recognised.kind !== "known" || recognised.format !== "zip") return null;
    const { openZip } = await import("../zip/open-zip.ts");
    const bytes = await store.read(name, MAX_FILE_BYTES);
    kept = { name, archive: openZip({ bytes, where: store.where(name) }) };
    return kept.archive;
  }

  /** The archive that a path leads into, or null where it leads through plain folders. */
  async function inside(name: string): Promise<Inside | null> {
    for (let end = name.indexOf("/", 1); end !== -1; end = name.indexOf("/", end + 1)) {
      const archiveName = name.slice(0, end);
      const archive = await archiveOf(archiveName);
      if (archive !== null) return { archive, archiveName, entryName: name.slice(end + 1) };
    }
    return null;
  }

  function entry({ archive, entryName }: Inside) {
    return archive.entries.find((candidate) => candidate.name === entryName);
  }

  async function read(name: string, maxBytes: number): Promise<Uint8Array> {
    const found = (await store.byteLength(name)) === null ? await inside(name) : null;
    if (found === null) return store.read(name, maxBytes);
    const { byteLength } = entry(found) ?? missing(store.where(name));
    checkSize(store.where(name), byteLength, maxBytes);
    return found.archive.read(found.entryName);
  }

  return {
    async byteLength(name) {
      const own = await store.byteLength(name);
      if (own !== null) return own;
      const found = await inside(name);
      return found === null ? null : (entry(found)?.byteLength ?? null);
    },
    read,
    async open(name) {
      return (await store.byteLength(name)) === null
        ? bytesAsSource(await read(name, MAX_FILE_BYTES))
        : store.open(name);
    },
    async list(folder) {
      const found = await inside(`${folder}/`);
      if (found === null) return store.list(folder);
      return found.archive.entries
        .map((candidate) => candidate.name)
        .filter((name) => found.entryName === "" || name.startsWith(`${found.entryName.replace(/\/$/, "")}/`))
        .map((name) => `${found.archiveName}/${name}`);
    },
    where: (name) => store.where(name),
  };
}

function missing(where: string): never {
  throw new FileAccessError(`${where}: no such file in the archive`);
}

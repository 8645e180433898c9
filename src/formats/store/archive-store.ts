// A store in which ZIP archives are folders: "ecgs.zip/2024/12345.xml" names a file inside one. The archive
// opened last is kept, since its files are asked for one after the other.
import { FileAccessError } from "../../ecg/errors.ts";
import type { ByteSource } from "../byte-source.ts";
import { MAX_FILE_BYTES } from "../limits.ts";
import { RECOGNISED_BY_BYTES, recognise } from "../recognise.ts";
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
    // the files of an archive are asked for by the thousand: no need to look for it again along their paths
    if (kept !== null && name.startsWith(`${kept.name}/`)) {
      return { archive: kept.archive, archiveName: kept.name, entryName: name.slice(kept.name.length + 1) };
    }
    for (let end = name.indexOf("/", 1); end !== -1; end = name.indexOf("/", end + 1)) {
      const archiveName = name.slice(0, end);
      const archive = await archiveOf(archiveName);
      if (archive !== null) return { archive, archiveName, entryName: name.slice(end + 1) };
    }
    return null;
  }

  async function read(name: string, maxBytes: number): Promise<Uint8Array> {
    const found = (await store.byteLength(name)) === null ? await inside(name) : null;
    if (found === null) return store.read(name, maxBytes);
    const { archive, entryName } = found;
    checkSize(store.where(name), archive.byteLength(entryName) ?? missing(store.where(name)), maxBytes);
    return archive.read(entryName);
  }

  /** Unpacked where more than its beginning is asked for: of thousands of files most are only looked at. */
  function entryAsSource({ archive, entryName }: Inside, name: string): ByteSource {
    const byteLength = archive.byteLength(entryName) ?? missing(store.where(name));
    checkSize(store.where(name), byteLength, MAX_FILE_BYTES);
    let bytes: Uint8Array | null = null;
    return {
      byteLength,
      async read(offset, length) {
        if (offset === 0 && length <= RECOGNISED_BY_BYTES) return archive.readBeginning(entryName, length);
        bytes ??= archive.read(entryName);
        return bytes.subarray(offset, offset + length);
      },
    };
  }

  return {
    async byteLength(name) {
      const own = await store.byteLength(name);
      if (own !== null) return own;
      const found = await inside(name);
      return found === null ? null : found.archive.byteLength(found.entryName);
    },
    read,
    async open(name) {
      const found = (await store.byteLength(name)) === null ? await inside(name) : null;
      return found === null ? store.open(name) : entryAsSource(found, name);
    },
    async list(folder) {
      const found = await inside(`${folder.replace(/\/+$/, "")}/`);
      if (found === null) return store.list(folder);
      const { archive, archiveName, entryName } = found;
      const names = archive.entries
        .map((candidate) => candidate.name)
        .filter((name) => name.startsWith(entryName));
      // an archive has no folders but those that its files lie in
      if (names.length === 0 && entryName !== "") return null;
      return names.map((name) => `${archiveName}/${name}`);
    },
    where: (name) => store.where(name),
  };
}

function missing(where: string): never {
  throw new FileAccessError(`${where}: no such file in the archive`);
}

// One hash that stands for a model: of the lines "sha256  name" of its configuration, tokenizer and weights, sorted by
// name, as sha256sum prints them. The manifest of a folder has them already, and `gem model verify` holds it to them;
// where there is none, or a file has another size than it says, the files are read through.
import { createHash } from "node:crypto";
import { relative } from "node:path";
import type { FileStore } from "../formats/store/file-store.ts";
import {
  MANIFEST_NAME,
  MAX_MANIFEST_BYTES,
  type Manifest,
  readManifest,
} from "../model/checkpoint/manifest.ts";

const PART_BYTES = 8_388_608;

export async function modelSha256(store: FileStore, folder: string): Promise<string> {
  const root = folder.replace(/(?<=.)\/+$/, "");
  const known = await manifestHashes(store, root);
  const names = (await store.list(root)) ?? [];
  const lines: string[] = [];
  for (const name of names.map((path) => relative(root, path)).sort()) {
    if (!/\.(json|model|safetensors)$/.test(name) || name === MANIFEST_NAME) continue;
    lines.push(`${known?.get(name) ?? (await fileSha256(store, `${root}/${name}`))}  ${name}\n`);
  }
  return createHash("sha256").update(lines.join("")).digest("hex");
}

async function manifestHashes(store: FileStore, root: string): Promise<Map<string, string> | null> {
  const path = `${root}/${MANIFEST_NAME}`;
  if ((await store.byteLength(path)) === null) return null;
  const { files }: Manifest = readManifest(await store.read(path, MAX_MANIFEST_BYTES), store.where(path));
  const hashes = new Map<string, string>();
  for (const { name, byteLength, sha256 } of files) {
    if ((await store.byteLength(`${root}/${name}`)) === byteLength) hashes.set(name, sha256);
  }
  return hashes;
}

async function fileSha256(store: FileStore, path: string): Promise<string> {
  const source = await store.open(path);
  const hash = createHash("sha256");
  for (let at = 0; at < source.byteLength; at += PART_BYTES) {
    hash.update(await source.read(at, Math.min(PART_BYTES, source.byteLength - at)));
  }
  return hash.digest("hex");
}

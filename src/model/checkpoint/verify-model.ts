// Whether a model's folder is what its manifest says, to the last bit, and the tensors those of its configuration.
// A file that the manifest does not have is a fault too: a reader might take it for the model's.

import { GemError } from "../../ecg/errors.ts";
import type { ByteSource } from "../../formats/byte-source.ts";
import type { FileStore } from "../../formats/store/file-store.ts";
import { checkNames } from "./check-names.ts";
import { MANIFEST_NAME, MAX_MANIFEST_BYTES, type Manifest, readManifest } from "./manifest.ts";
import { openCheckpoint } from "./open-checkpoint.ts";

export interface VerifyOptions {
  readonly store: FileStore;
  readonly folder: string;
  /** SHA-256 in hexadecimal digits. */
  readonly hash: (source: ByteSource) => Promise<string>;
}

export interface Verification {
  readonly manifest: Manifest;
  /** One line each; none where all is as it was written. */
  readonly faults: readonly string[];
}

/** Throws where there is no manifest, or one that is none. */
export async function verifyModel({ store, folder, hash }: VerifyOptions): Promise<Verification> {
  const root = folder === "" ? "" : `${folder.replace(/\/+$/, "")}/`;
  const manifestName = `${root}${MANIFEST_NAME}`;
  const manifest = readManifest(
    await store.read(manifestName, MAX_MANIFEST_BYTES),
    store.where(manifestName),
  );
  const faults: string[] = [];
  // Windows lists with backslashes
  const slashed = (name: string) => name.replaceAll("\\", "/");
  const listed = new Set([slashed(manifestName)]);
  for (const { name, byteLength, sha256 } of manifest.files) {
    listed.add(slashed(root + name));
    const got = await store.byteLength(root + name);
    if (got === null) faults.push(`${name}: missing`);
    else if (got !== byteLength) faults.push(`${name}: ${got} bytes, wanted ${byteLength}`);
    else if ((await hash(await store.open(root + name))) !== sha256) {
      faults.push(`${name}: another content than when it was written`);
    }
  }
  for (const name of (await store.list(folder)) ?? []) {
    if (!listed.has(slashed(name))) faults.push(`${name.slice(root.length)}: not in the manifest`);
  }
  if (faults.length === 0) {
    try {
      const { weights, config } = await openCheckpoint({ store, folder });
      checkNames(weights, config);
    } catch (error) {
      if (!(error instanceof GemError)) throw error;
      faults.push(error.message);
    }
  }
  return { manifest, faults };
}

// SHA-256 of what was read: the record's identity in every output.
import type { DecodeOptions } from "../decode-input.ts";

/** Of byte arrays one behind the other. */
export type Sha256 = (parts: Iterable<Uint8Array> | AsyncIterable<Uint8Array>) => Promise<string>;

export interface StoredReadOptions extends DecodeOptions {
  /** How bytes are hashed; by the platform's Web Crypto where it is left out. */
  readonly hash?: Sha256 | undefined;
}

/**
 * In hexadecimal, of the parts one behind the other. A page has Web Crypto only where it came over HTTPS, from
 * this machine or from the disk.
 */
export const sha256: Sha256 = async (parts) => {
  const all: Uint8Array<ArrayBuffer>[] = [];
  for await (const part of parts) all.push(part as Uint8Array<ArrayBuffer>);
  const digest = await crypto.subtle.digest("SHA-256", await new Blob(all).arrayBuffer());
  return hexadecimal(new Uint8Array(digest));
};

function hexadecimal(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}

// What the tests of SCP-ECG share: the fixtures, and changes to them whose checksums are right again.
import { readFileSync } from "node:fs";
import type { Recording } from "../../ecg/recording.ts";
import { crcCcitt } from "../crc-ccitt.ts";
import type { DecodeOptions } from "../decode-input.ts";
import { decodeScpEcg } from "./decode-scp-ecg.ts";

export const FIXTURES = new URL("../../../test/fixtures/formats/scp-ecg/", import.meta.url);

export function fixtureBytes(name: string): Uint8Array {
  return new Uint8Array(readFileSync(new URL(`${name}.scp`, FIXTURES)));
}

export function decodeBytes(bytes: Uint8Array, options?: DecodeOptions): Recording {
  return decodeScpEcg({ name: "r", bytes, sha256: "", where: "r.scp", options });
}

/** Place and length of a section, header included; from 0 on. */
export function sectionPlace(
  bytes: Uint8Array,
  id: number,
): { start: number; length: number; pointer: number } {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  for (let pointer = 22; pointer < 6 + view.getUint32(10, true); pointer += 10) {
    if (view.getUint16(pointer, true) !== id) continue;
    return {
      start: view.getUint32(pointer + 6, true) - 1,
      length: view.getUint32(pointer + 2, true),
      pointer,
    };
  }
  throw new Error(`no section ${id}`);
}

/** Overwrites bytes of a section, counted from the end of its header. */
export function changeSection(bytes: Uint8Array, id: number, change: (data: DataView) => void): Uint8Array {
  const copy = bytes.slice();
  const { start, length } = sectionPlace(copy, id);
  change(new DataView(copy.buffer, start + 16, length - 16));
  return withChecksums(copy);
}

/** Takes a section out of section 0. */
export function withoutSection(bytes: Uint8Array, id: number): Uint8Array {
  const copy = bytes.slice();
  copy.fill(0, sectionPlace(copy, id).pointer + 2, sectionPlace(copy, id).pointer + 10);
  return withChecksums(copy);
}

export function withChecksums(bytes: Uint8Array): Uint8Array {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  for (let pointer = 22; pointer < 6 + view.getUint32(10, true); pointer += 10) {
    const length = view.getUint32(pointer + 2, true);
    if (length === 0) continue;
    const start = view.getUint32(pointer + 6, true) - 1;
    if (start !== 6) view.setUint16(start, crcCcitt(bytes.subarray(start + 2, start + length)), true);
  }
  view.setUint16(6, crcCcitt(bytes.subarray(8, 6 + view.getUint32(10, true))), true);
  view.setUint16(0, crcCcitt(bytes.subarray(2)), true);
  return bytes;
}

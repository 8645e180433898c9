// The bytes of a pickle, one after another, with a message that says where they end too early.
import { FormatError } from "../../ecg/errors.ts";

export interface PickleBytes {
  /** Of the next byte. */
  readonly at: number;
  readonly isAtEnd: boolean;
  /** Of so many bytes, little-endian, without a sign. */
  unsigned(byteLength: 1 | 2 | 4): number;
  /** Throws where the number is beyond what counts exactly. */
  unsigned64(): number;
  signed32(): number;
  /** Two's complement of at most eight bytes. */
  long(byteLength: number): number;
  /** Big-endian, as pickles have it. */
  double(): number;
  text(byteLength: number): string;
  /** Up to a line feed, which is taken too. */
  line(): string;
  refuse(got: string | number, wanted: string): FormatError;
}

/** Names of classes and modules are short. */
const MAX_LINE_BYTES = 256;

export function pickleBytes(bytes: Uint8Array, where: string): PickleBytes {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let at = 0;
  const refuse = (got: string | number, wanted: string) =>
    new FormatError({ file: where, byteOffset: at, field: "pickle", got, wanted });
  const take = (byteLength: number): number => {
    if (byteLength > bytes.length - at) {
      throw refuse(`${bytes.length - at} bytes to its end`, `${byteLength} more`);
    }
    at += byteLength;
    return at - byteLength;
  };
  const text = (from: number, to: number): string => {
    try {
      return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes.subarray(from, to));
    } catch (error) {
      throw new FormatError(
        { file: where, byteOffset: from, field: "pickle", got: "bytes that are no text", wanted: "UTF-8" },
        { cause: error },
      );
    }
  };
  const exact = (value: bigint): number => {
    if (value === BigInt.asIntN(54, value)) return Number(value);
    throw refuse("a number of more than 53 bits", "a smaller one");
  };
  return {
    get at() {
      return at;
    },
    get isAtEnd() {
      return at >= bytes.length;
    },
    unsigned(byteLength) {
      const from = take(byteLength);
      if (byteLength === 1) return view.getUint8(from);
      return byteLength === 2 ? view.getUint16(from, true) : view.getUint32(from, true);
    },
    unsigned64: () => exact(view.getBigUint64(take(8), true)),
    signed32: () => view.getInt32(take(4), true),
    long(byteLength) {
      if (byteLength > 8) throw refuse(`a number of ${byteLength} bytes`, "at most 8");
      const from = take(byteLength);
      let value = 0n;
      for (let i = byteLength - 1; i >= 0; i--) value = (value << 8n) | BigInt(bytes[from + i]!);
      return exact(BigInt.asIntN(8 * byteLength, value));
    },
    double: () => view.getFloat64(take(8)),
    text(byteLength) {
      const from = take(byteLength);
      return text(from, from + byteLength);
    },
    line() {
      const end = bytes.indexOf(0x0a, at);
      if (end < 0 || end - at > MAX_LINE_BYTES) {
        throw refuse("a name without an end", `at most ${MAX_LINE_BYTES} bytes`);
      }
      const from = at;
      at = end + 1;
      return text(from, end);
    },
    refuse,
  };
}

// Base64 (RFC 4648) with the line breaks that XML writers put in, to bytes; `atob` is in browsers and in Node.
import { FormatError } from "../ecg/errors.ts";

export interface Base64Place {
  /** Names the file in messages. */
  readonly where: string;
  readonly field: string;
  readonly maxBytes: number;
}

/** The bytes that `text` encodes. Throws FormatError where it is no Base64, or more than `maxBytes`. */
export function decodeBase64(text: string, { where, field, maxBytes }: Base64Place): Uint8Array {
  const plain = text.replace(/\s+/g, "");
  const most = Math.floor((plain.length * 3) / 4);
  if (most > maxBytes + 2) {
    throw new FormatError({ file: where, field, got: `${most} bytes`, wanted: `at most ${maxBytes}` });
  }
  let binary: string;
  try {
    binary = atob(plain);
  } catch (error) {
    throw new FormatError(
      { file: where, field, got: `${plain.length} characters that are none`, wanted: "Base64" },
      { cause: error },
    );
  }
  const bytes = new Uint8Array(binary.length);
  for (let i = 0; i < bytes.length; i++) bytes[i] = binary.charCodeAt(i);
  return bytes;
}

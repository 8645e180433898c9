// Base64 to bytes without Buffer, which browsers do not have.
import { FormatError } from "../../ecg/errors.ts";

/** `field` and `file` name the place in the message. Line breaks and blanks inside are allowed (RFC 2045). */
export function decodeBase64({
  text,
  file,
  field,
}: {
  text: string;
  file: string;
  field: string;
}): Uint8Array {
  let binary: string;
  try {
    binary = atob(text.replace(/\s+/g, ""));
  } catch (error) {
    const wanted = "whole groups of the letters, digits, + and / of Base64";
    throw new FormatError({ file, field, got: "something else", wanted }, { cause: error });
  }
  const bytes = new Uint8Array(binary.length);
  for (let index = 0; index < bytes.length; index++) bytes[index] = binary.charCodeAt(index);
  return bytes;
}

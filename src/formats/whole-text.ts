// A whole file as text. Its size is checked first: the text takes as much memory again as its bytes, or twice that.
import { FormatError } from "../ecg/errors.ts";
import { MAX_TEXT_BYTES } from "./limits.ts";
import { decodeText } from "./recognise.ts";

export interface TextFile {
  readonly bytes: Uint8Array;
  /** Names the file in messages. */
  readonly where: string;
  /** Where a format needs less than the longest text that is read. */
  readonly maxBytes?: number | undefined;
}

/** As `decodeText`; throws FormatError for a file of more than `maxBytes`. */
export function wholeText({ bytes, where, maxBytes = MAX_TEXT_BYTES }: TextFile): string | null {
  if (bytes.length <= maxBytes) return decodeText(bytes);
  const wanted = `at most ${maxBytes} bytes`;
  throw new FormatError({ file: where, field: "size", got: `${bytes.length} bytes`, wanted });
}

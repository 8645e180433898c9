// Lempel-Ziv-Welch (Welch, IEEE Computer 17(6):8, 1984) as XLI uses it: codes of always 10 bits, most significant
// bit first; the dictionary starts with the 256 bytes, is never cleared and stays as it is once it is
// full; the highest code ends the stream, as does the end of the bytes.
import { FormatError } from "../../ecg/errors.ts";

export interface LzwInput {
  readonly bytes: Uint8Array;
  /** More than that is refused, since 10 bits can stand for some 700 bytes. */
  readonly maxOutputBytes: number;
  /** Both name the place in messages. */
  readonly file: string;
  readonly field: string;
}

const CODE_BITS = 10;
const END_CODE = (1 << CODE_BITS) - 1;
const FIRST_FREE_CODE = 256;

export function expandLzw({ bytes, maxOutputBytes, file, field }: LzwInput): Uint8Array {
  // entry = entry `prefix` followed by the byte `suffix`
  const prefix = new Uint16Array(END_CODE);
  const suffix = new Uint8Array(END_CODE);
  const length = new Uint16Array(END_CODE).fill(1, 0, FIRST_FREE_CODE);
  for (let byte = 0; byte < FIRST_FREE_CODE; byte++) suffix[byte] = byte;

  let output = new Uint8Array(Math.min(maxOutputBytes, 4 * bytes.length));
  let written = 0;
  let nextCode = FIRST_FREE_CODE;
  let previous = -1;
  let bits = 0;
  let bitCount = 0;
  for (const byte of bytes) {
    bits = ((bits << 8) | byte) & 0xffffff;
    bitCount += 8;
    if (bitCount < CODE_BITS) continue;
    bitCount -= CODE_BITS;
    const code = (bits >> bitCount) & END_CODE;
    if (code === END_CODE) break;
    // a code may be used one step before it is complete: it then ends with its own first byte
    const isUnfinished = code === nextCode && previous !== -1;
    if (code >= nextCode && !isUnfinished) {
      throw new FormatError({ file, field, got: `code ${code}`, wanted: `at most ${nextCode - 1} here` });
    }
    const known = isUnfinished ? previous : code;
    const entryLength = length[known]! + (isUnfinished ? 1 : 0);
    if (written + entryLength > maxOutputBytes) {
      const wanted = `at most ${maxOutputBytes} bytes once unpacked`;
      throw new FormatError({ file, field, got: "more", wanted });
    }
    if (written + entryLength > output.length) output = grown(output, written + entryLength, maxOutputBytes);
    let entry = known;
    for (let at = written + length[known]! - 1; at >= written; at--) {
      output[at] = suffix[entry]!;
      entry = prefix[entry]!;
    }
    if (isUnfinished) output[written + entryLength - 1] = output[written]!;
    if (previous !== -1 && nextCode < END_CODE) {
      prefix[nextCode] = previous;
      suffix[nextCode] = output[written]!;
      length[nextCode] = length[previous]! + 1;
      nextCode++;
    }
    written += entryLength;
    previous = code;
  }
  return output.subarray(0, written);
}

function grown(output: Uint8Array, needed: number, maximum: number): Uint8Array<ArrayBuffer> {
  const larger = new Uint8Array(Math.min(maximum, Math.max(needed, 2 * output.length)));
  larger.set(output);
  return larger;
}

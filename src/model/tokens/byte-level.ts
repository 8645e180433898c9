// Byte-level vocabularies write each of the 256 bytes as one printable character: those of ISO 8859-1 that are
// printable and no space as themselves, the others in order from U+0100 on (Radford et al., "Language Models are
// Unsupervised Multitask Learners", 2019: the tokenizer of GPT-2).
import type { TokenBytes } from "./token-text.ts";

const isPrintable = (byte: number) =>
  (byte >= 0x21 && byte <= 0x7e) || (byte >= 0xa1 && byte <= 0xac) || byte >= 0xae;

const BYTES = new Map<number, number>();
for (let byte = 0, further = 0x100; byte < 256; byte++) {
  BYTES.set(isPrintable(byte) ? byte : further++, byte);
}

export function byteLevelBytes(text: string): TokenBytes {
  const bytes = Array.from(text, (character) => BYTES.get(character.codePointAt(0)!));
  // a token of another alphabet says what is written
  const known = bytes.every((byte) => byte !== undefined)
    ? Uint8Array.from(bytes)
    : new TextEncoder().encode(text);
  return { bytes: known, isPart: true, isSpecial: false };
}

// Text to token ids and back, for the two kinds of tokenizer that the models come with: sentencepiece with byte
// fallback (Llama) and byte-level pairs (Qwen). Encoding is @huggingface/tokenizers; what ids say is kept as bytes, so
// that an answer can be shown while it is written (token-text.ts).
import type { TokenBytes } from "./token-text.ts";

export interface Tokenizer {
  /** Ids that the tokenizer can make are below it. */
  readonly size: number;
  /** Put before every text; null where the model was trained without. */
  readonly beginId: number | null;
  readonly endId: number | null;
  readonly padId: number | null;
  /** Whether each piece of text between special tokens gets a space before it, as old Llama tokenizers do. */
  readonly legacy: boolean;
  /** With the beginning's token, where the model has one. */
  encode(text: string): number[];
  /** Texts that become one special token wherever they stand, so that a stranger's text must not hold them. */
  readonly specialTexts: readonly string[];
  idOf(token: string): number | null;
  /** What an id says, or undefined for one that is none. */
  tokenBytes(id: number): TokenBytes | undefined;
  readonly decoding: TokenDecoding;
}

export interface TokenDecoding {
  /** Llama writes a space before the first word, which is none of the text. */
  readonly dropsFirstSpace: boolean;
  /** Bytes that are no UTF-8 become one replacement character each, or one for each longest beginning of a character. */
  readonly replaces: "each byte" | "each beginning";
}

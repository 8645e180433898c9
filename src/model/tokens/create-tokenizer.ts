// A Tokenizer out of the files of a model folder: `tokenizer.model` (sentencepiece), else `tokenizer.json`, with
// `tokenizer_config.json` beside it. The reference reads the first and never the second.
import { Tokenizer as TextTokenizer } from "@huggingface/tokenizers";
import { FormatError } from "../../ecg/errors.ts";
import { byteLevelBytes } from "./byte-level.ts";
import { readSentencePieceModel, type SentencePieceModel } from "./sentencepiece-model.ts";
import { sentencePieceToTokenizer } from "./sentencepiece-to-tokenizer.ts";
import type { TokenBytes } from "./token-text.ts";
import type { Tokenizer } from "./tokenizer.ts";

/** What of `tokenizer_config.json` counts here. */
export interface TokenizerConfig {
  readonly legacy?: boolean | null;
  readonly add_bos_token?: boolean;
  readonly bos_token?: unknown;
  readonly eos_token?: unknown;
  readonly pad_token?: unknown;
  readonly [other: string]: unknown;
}

const SPACE = "▁";
const BYTE_PIECE = /^<0x[0-9A-F]{2}>$/;
const SAYS_NOTHING: TokenBytes = { bytes: new Uint8Array(0), isPart: false, isSpecial: true };
/** Several times as many as any model has; a tokenizer's memory grows with the largest. */
const MOST_IDS = 4_000_000;

/** Throws FormatError or UnsupportedError naming `where`. */
export function createSentencePieceTokenizer(
  bytes: Uint8Array,
  { config, where }: { readonly config: TokenizerConfig; readonly where: string },
): Tokenizer {
  const model = readSentencePieceModel(bytes, where);
  checkBytePieces(model, where);
  const tokenizer = new TextTokenizer(sentencePieceToTokenizer(model), {});
  const { pieces } = model;
  const special = new Set(
    pieces.filter(({ kind }) => kind === "control" || kind === "unknown").map((p) => p.text),
  );
  // Hugging Face's Llama tokenizers are legacy unless they say otherwise
  const legacy = config.legacy ?? true;
  const beginId = config.add_bos_token === false ? null : model.beginId;

  /** With a space before the text, which goes again where a special token follows it at once. */
  function encodeText(text: string): number[] {
    if (text === "") return [];
    if (legacy) return encodeLegacy(tokenizer, { text, special });
    const { ids, tokens } = tokenizer.encode(SPACE + text.replaceAll(SPACE, " "));
    return tokens[0] === SPACE && special.has(tokens[1] ?? "") ? ids.slice(1) : ids;
  }

  return {
    size: pieces.length,
    beginId,
    endId: idOfToken(tokenizer, config.eos_token) ?? model.endId,
    padId: idOfToken(tokenizer, config.pad_token) ?? model.unknownId,
    legacy,
    specialTexts: [...special],
    encode: (text) => [...(beginId === null ? [] : [beginId]), ...encodeText(text)],
    idOf: (token) => tokenizer.token_to_id(token) ?? null,
    tokenBytes(id) {
      const piece = pieces[id];
      if (piece === undefined) return undefined;
      return special.has(piece.text) ? SAYS_NOTHING : pieceBytes(piece.text, piece.kind === "byte");
    },
    decoding: { dropsFirstSpace: true, replaces: "each byte" },
  };
}

/** Every stretch between special tokens on its own, each with a space before it. */
function encodeLegacy(
  tokenizer: TextTokenizer,
  { text, special }: { readonly text: string; readonly special: ReadonlySet<string> },
): number[] {
  const between = new RegExp(`(${[...special].map(escaped).join("|")})`, "u");
  return text.split(between).flatMap((part) => {
    if (part === "") return [];
    return tokenizer.encode(special.has(part) ? part : SPACE + part).ids;
  });
}

function escaped(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|/]/g, "\\$&");
}

function checkBytePieces({ pieces }: SentencePieceModel, where: string): void {
  const wrong = pieces.find(({ kind, text }) => kind === "byte" && !BYTE_PIECE.test(text));
  if (wrong === undefined) return;
  const fault = { field: "byte piece", got: JSON.stringify(wrong.text), wanted: "<0x00> to <0xFF>" };
  throw new FormatError({ file: where, ...fault });
}

/** A piece's text, or the byte that it stands for. */
function pieceBytes(text: string, isByte: boolean): TokenBytes {
  if (isByte) {
    const byte = Number.parseInt(text.slice(3, 5), 16);
    return { bytes: Uint8Array.of(byte), isPart: true, isSpecial: false };
  }
  return { bytes: new TextEncoder().encode(text.replaceAll(SPACE, " ")), isPart: false, isSpecial: false };
}

/** `json` and `config` are parsed files. Throws FormatError naming `where`. */
export function createJsonTokenizer(
  json: unknown,
  { config, where }: { readonly config: TokenizerConfig; readonly where: string },
): Tokenizer {
  const tokenizer = openJson(json, { config, where });
  const isByteLevel = JSON.stringify((json as { decoder?: unknown }).decoder ?? null).includes('"ByteLevel"');
  const added = tokenizer.get_added_tokens_decoder();
  const [first] = tokenizer.encode("").ids;
  return {
    size: largestId(json) + 1,
    beginId: first ?? null,
    endId: idOfToken(tokenizer, config.eos_token),
    padId: idOfToken(tokenizer, config.pad_token),
    legacy: config.legacy ?? false,
    specialTexts: [...added.values()].filter((token) => token.special).map((token) => token.content),
    encode: (text) => tokenizer.encode(text).ids,
    idOf: (token) => tokenizer.token_to_id(token) ?? null,
    tokenBytes(id) {
      const known = added.get(id);
      if (known?.special) return SAYS_NOTHING;
      if (known !== undefined) return pieceBytes(known.content, false);
      const text = tokenizer.id_to_token(id);
      if (text === undefined) return undefined;
      return isByteLevel ? byteLevelBytes(text) : pieceBytes(text, BYTE_PIECE.test(text));
    },
    decoding: { dropsFirstSpace: !isByteLevel, replaces: isByteLevel ? "each beginning" : "each byte" },
  };
}

function openJson(
  json: unknown,
  { config, where }: { config: TokenizerConfig; where: string },
): TextTokenizer {
  try {
    if (largestId(json) >= MOST_IDS) throw new RangeError(`ids up to ${largestId(json)}`);
    const tokenizer = new TextTokenizer(json as object, config);
    tokenizer.encode("");
    return tokenizer;
  } catch (error) {
    const fault = { field: "tokenizer", got: "one that cannot be used", wanted: "what a tokenizer.json has" };
    throw new FormatError({ file: where, ...fault }, { cause: error });
  }
}

function largestId(json: unknown): number {
  const { model, added_tokens: added = [] } = json as {
    model: { vocab: Record<string, number> };
    added_tokens?: { id: number }[];
  };
  return [...Object.values(model.vocab), ...added.map(({ id }) => id)].reduce((most, id) => {
    if (!Number.isInteger(id) || id < 0) throw new RangeError(`an id of ${id}`);
    return Math.max(most, id);
  }, -1);
}

/** A special token is written as its text or as an object that holds it. */
function idOfToken(tokenizer: TextTokenizer, token: unknown): number | null {
  const text = typeof token === "object" && token !== null ? (token as { content?: unknown }).content : token;
  return typeof text === "string" ? (tokenizer.token_to_id(text) ?? null) : null;
}

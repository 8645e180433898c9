// A sentencepiece model written as the `tokenizer.json` of @huggingface/tokenizers. Sentencepiece joins the two
// neighbours whose joint piece scores highest, the leftmost first; the other way of writing that is a list of pairs in
// the order of their joint piece's score. Text is not cut before, so that a piece may span several words.
import type { PieceKind, SentencePiece, SentencePieceModel } from "./sentencepiece-model.ts";

const SPACE = "▁";

/** Of the pieces that are never the joint piece of two. */
const APART: readonly PieceKind[] = ["unknown", "control", "user-defined", "byte"];

export function sentencePieceToTokenizer({ pieces, unknownId }: SentencePieceModel): object {
  const added = pieces.flatMap(({ text, kind }, id) =>
    kind === "normal" || kind === "byte" ? [] : [addedToken(id, text, kind !== "user-defined")],
  );
  return {
    version: "1.0",
    added_tokens: added,
    normalizer: { type: "Replace", pattern: { String: " " }, content: SPACE },
    pre_tokenizer: null,
    post_processor: null,
    decoder: null,
    model: {
      type: "BPE",
      unk_token: pieces[unknownId]!.text,
      byte_fallback: pieces.some(({ kind }) => kind === "byte"),
      vocab: Object.fromEntries(pieces.map(({ text }, id) => [text, id])),
      merges: mergesOf(pieces.filter(({ kind }) => !APART.includes(kind))),
    },
  };
}

function addedToken(id: number, content: string, special: boolean): object {
  return { id, content, special, single_word: false, lstrip: false, rstrip: false, normalized: false };
}

/** Every way to put a piece together from two, the best piece first. */
function mergesOf(pieces: readonly SentencePiece[]): [string, string][] {
  const texts = new Set(pieces.map(({ text }) => text));
  const merges: [string, string][] = [];
  for (const { text } of pieces.toSorted((a, b) => b.score - a.score)) {
    for (let at = 1; at < text.length; at++) {
      const left = text.slice(0, at);
      // a half of a character that takes two code units is no piece
      if (texts.has(left) && texts.has(text.slice(at))) merges.push([left, text.slice(at)]);
    }
  }
  return merges;
}

// Token ids to text while they come. A character may be spread over several tokens, so bytes wait until it is whole;
// only what can no longer change is given out. What all ids say together does not depend on how they came in.
import { UsageError } from "../../ecg/errors.ts";
import type { Tokenizer } from "./tokenizer.ts";

/** What one token says. */
export interface TokenBytes {
  readonly bytes: Uint8Array;
  /** May be part of a character; other tokens are whole characters, and end what was begun before them. */
  readonly isPart: boolean;
  /** Says nothing to a reader. */
  readonly isSpecial: boolean;
}

export interface TokenText {
  /** The text that this token settles, often empty in the middle of a character. */
  push(id: number): string;
  /** What was still waiting. */
  end(): string;
}

const REPLACEMENT = "\ufffd";

type Vocabulary = Pick<Tokenizer, "tokenBytes" | "decoding">;

export function createTokenText({ tokenBytes, decoding }: Vocabulary): TokenText {
  const { dropsFirstSpace, replaces } = decoding;
  const decoder = new TextDecoder("utf-8", { ignoreBOM: true });
  let waiting: Uint8Array = new Uint8Array(0);
  let isFirst = true;

  function settle(isEnd: boolean): string {
    let text = "";
    let at = 0;
    while (at < waiting.length) {
      const { bytes, state } = firstCharacter(waiting, at);
      if (state === "begun" && !isEnd) break;
      const isWhole = state === "whole";
      const taken = !isWhole && replaces === "each byte" ? 1 : bytes;
      text += isWhole ? decoder.decode(waiting.subarray(at, at + taken)) : REPLACEMENT;
      at += taken;
    }
    waiting = waiting.subarray(at);
    return text;
  }

  return {
    push(id) {
      const token = tokenBytes(id);
      if (token === undefined) throw new UsageError(`token id ${id}, wanted one of the tokenizer's`);
      if (token.isSpecial) return "";
      const before = token.isPart ? "" : settle(true);
      const drops = dropsFirstSpace && isFirst && !token.isPart && token.bytes[0] === 0x20;
      isFirst = false;
      waiting = joined(waiting, drops ? token.bytes.subarray(1) : token.bytes);
      return before + settle(!token.isPart);
    },
    end: () => settle(true),
  };
}

/** All of it at once. */
export function tokensToText(tokenizer: Vocabulary, ids: Iterable<number>): string {
  const text = createTokenText(tokenizer);
  let all = "";
  for (const id of ids) all += text.push(id);
  return all + text.end();
}

interface FirstCharacter {
  /** Of the character, or of the longest beginning of one, at least 1. */
  readonly bytes: number;
  readonly state: "whole" | "begun" | "wrong";
}

/** Well-formed UTF-8: The Unicode Standard 15, table 3-7. */
function firstCharacter(bytes: Uint8Array, at: number): FirstCharacter {
  const lead = bytes[at]!;
  const wanted = lead < 0x80 ? 1 : lead < 0xc2 ? 0 : lead < 0xe0 ? 2 : lead < 0xf0 ? 3 : lead < 0xf5 ? 4 : 0;
  if (wanted === 0) return { bytes: 1, state: "wrong" };
  for (let i = 1; i < wanted; i++) {
    const byte = bytes[at + i];
    if (byte === undefined) return { bytes: i, state: "begun" };
    const least = i > 1 ? 0x80 : lead === 0xe0 ? 0xa0 : lead === 0xf0 ? 0x90 : 0x80;
    const most = i > 1 ? 0xbf : lead === 0xed ? 0x9f : lead === 0xf4 ? 0x8f : 0xbf;
    if (byte < least || byte > most) return { bytes: i, state: "wrong" };
  }
  return { bytes: wanted, state: "whole" };
}

function joined(first: Uint8Array, second: Uint8Array): Uint8Array {
  if (first.length === 0) return second;
  const all = new Uint8Array(first.length + second.length);
  all.set(first);
  all.set(second, first.length);
  return all;
}

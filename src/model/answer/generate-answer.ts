// An answer, token by token, out of whichever decoder: text comes as soon as it is certain. What the decoder has read
// already, of this conversation or of another about the same ECG, is not read again.
import { UsageError } from "../../ecg/errors.ts";
import { createRandom } from "../../signal/random.ts";
import type { Decoder } from "../network/decoder.ts";
import type { SplicedPrompt } from "../network/splice-features.ts";
import { FEATURES_ID } from "../prompt/prompt-ids.ts";
import { createTokenText } from "../tokens/token-text.ts";
import type { Tokenizer } from "../tokens/tokenizer.ts";
import { createAnswerText } from "./answer-text.ts";
import { checkSampling, GREEDY, type Sampling, sampleToken } from "./sample-token.ts";

export interface GenerateOptions {
  readonly sampling?: Sampling;
  /** The same seed draws the same answer; 0 if not said. */
  readonly seed?: number;
  /** The reference's is 1,024. */
  readonly maxNewTokens?: number;
  /** Texts that end the answer and are none of it. */
  readonly stops?: readonly string[];
  /** Ends the answer where it is. */
  readonly signal?: AbortSignal;
}

export interface Answer {
  readonly text: string;
  /** Without the one that ended it. */
  readonly ids: readonly number[];
  readonly endedBy: "end" | "stop" | "length" | "abort";
  readonly promptTokens: number;
  /** Of the prompt, how many were still known from before. */
  readonly reusedTokens: number;
}

/** What a decoder has read, so that the same beginning is not read twice. */
export interface ReadSoFar {
  ids: number[];
  /** The features among them. */
  features: Float32Array | null;
}

export interface Generation {
  readonly decoder: Decoder;
  readonly tokenizer: Pick<Tokenizer, "tokenBytes" | "decoding">;
  readonly prompt: SplicedPrompt;
  /** The features in the prompt: the same array for the same ECG and picture. */
  readonly features: Float32Array;
  readonly endIds: ReadonlySet<number>;
  readonly readSoFar: ReadSoFar;
}

const MAX_NEW_TOKENS = 1024;
/** Rows after which others may run, and an abort is seen. */
const ROWS_BETWEEN_PAUSES = 384;
const TOKENS_BETWEEN_PAUSES = 16;

/** Yields pieces of text that joined are the answer's. */
export async function* generateAnswer(
  generation: Generation,
  options: GenerateOptions = {},
): AsyncGenerator<string, Answer, void> {
  const { sampling = GREEDY, seed = 0, maxNewTokens = MAX_NEW_TOKENS, stops = [], signal } = options;
  checkOptions({ sampling, maxNewTokens, stops });
  const { decoder, tokenizer, prompt, endIds, readSoFar } = generation;
  const reusedTokens = forgetWhatDiffers(generation);
  const random = createRandom(seed);
  const tokens = createTokenText(tokenizer);
  const answer = createAnswerText(stops);
  const ids: number[] = [];
  let text = "";
  let endedBy: Answer["endedBy"] | null = null;
  const show = (piece: string) => {
    text += piece;
    return piece;
  };

  let logits = await readPrompt(generation, { from: reusedTokens, signal });
  while (endedBy === null) {
    if (logits === null || signal?.aborted) {
      endedBy = "abort";
    } else if (ids.length >= maxNewTokens) {
      endedBy = "length";
    } else {
      const id = sampleToken(logits, sampling, random);
      if (endIds.has(id)) {
        endedBy = "end";
        break;
      }
      ids.push(id);
      const piece = show(answer.push(tokens.push(id)));
      if (piece !== "") yield piece;
      if (answer.stopped) {
        endedBy = "stop";
      } else if (decoder.length >= decoder.capacity) {
        endedBy = "length";
      } else if (ids.length < maxNewTokens) {
        logits = await decoder.read([id]);
        readSoFar.ids.push(id);
        if (ids.length % TOKENS_BETWEEN_PAUSES === 0) await pause();
      }
    }
  }
  const rest = show(answer.push(tokens.end()) + answer.end());
  if (rest !== "") yield rest;
  return { text, ids, endedBy, promptTokens: prompt.ids.length, reusedTokens };
}

interface CheckedOptions {
  readonly sampling: Sampling;
  readonly maxNewTokens: number;
  readonly stops: readonly string[];
}

function checkOptions({ sampling, maxNewTokens, stops }: CheckedOptions): void {
  checkSampling(sampling);
  if (!Number.isInteger(maxNewTokens) || maxNewTokens < 1) {
    throw new UsageError(`${maxNewTokens} new tokens, wanted 1 or more`);
  }
  if (stops.includes("")) throw new UsageError("an empty stop text, wanted one of a letter or more");
}

/** Keeps the beginning that the decoder has read already; the prompt's last row is always read, for its logits. */
function forgetWhatDiffers({ decoder, prompt, features, readSoFar }: Generation): number {
  const known = readSoFar.ids;
  const most = Math.min(known.length, decoder.length, prompt.ids.length - 1);
  let same = 0;
  while (same < most && known[same] === prompt.ids[same]) {
    if (known[same] === FEATURES_ID && readSoFar.features !== features) break;
    same++;
  }
  decoder.keep(same);
  known.length = same;
  readSoFar.features = features;
  return same;
}

/** Null where it was aborted. */
async function readPrompt(
  { decoder, prompt, readSoFar }: Generation,
  { from, signal }: { readonly from: number; readonly signal: AbortSignal | undefined },
): Promise<Float32Array | null> {
  const { rows, ids } = prompt;
  if (ids.length >= decoder.capacity) {
    throw new UsageError(
      `a prompt of ${ids.length} tokens: wanted fewer than ${decoder.capacity}, what the model has room for`,
    );
  }
  let logits: Float32Array | null = null;
  for (let at = from; at < ids.length; at += ROWS_BETWEEN_PAUSES) {
    if (signal?.aborted) return null;
    const end = Math.min(at + ROWS_BETWEEN_PAUSES, ids.length);
    logits = await decoder.read(rows.subarray(at * decoder.width, end * decoder.width));
    readSoFar.ids.push(...ids.slice(at, end));
    if (end < ids.length) await pause();
  }
  return logits;
}

/** Lets timers and events run: promises alone never do. */
function pause(): Promise<void> {
  const { port1, port2 } = new MessageChannel();
  return new Promise((resolve) => {
    const done = () => {
      port1.close();
      resolve();
    };
    port1.addEventListener("message", done, { once: true });
    port1.start();
    port2.postMessage(null);
  });
}

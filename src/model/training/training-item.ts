// One training conversation as ids and labels, as the reference makes them ("llava_v1"): the answers and the token that
// ends each are learnt, all else is masked. Where the pieces do not add up to the whole, the whole item is masked.
import { FormatError } from "../../ecg/errors.ts";
import { LLAVA_ANSWER, LLAVA_END, writeConversation } from "../prompt/conversation-template.ts";
import { IMAGE_TAG, promptIds } from "../prompt/prompt-ids.ts";
import type { Turn } from "../prompt/turn.ts";
import type { Tokenizer } from "../tokens/tokenizer.ts";

/** As the training files have it. */
export interface Instruction {
  readonly conversations: readonly { readonly from: string; readonly value: string }[];
}

export interface TrainingItem {
  /** FEATURES_ID where the features go. */
  readonly inputIds: readonly number[];
  /** MASKED_LABEL where nothing is learnt. */
  readonly labels: readonly number[];
  /** Why all of it is masked, or null. */
  readonly problem: string | null;
}

export const MASKED_LABEL = -100;

/** Throws FormatError naming `where` if the turns do not alternate. */
export function trainingItem(
  { conversations }: Instruction,
  {
    tokenizer,
    maxLength,
    where,
  }: { readonly tokenizer: Tokenizer; readonly maxLength: number; readonly where: string },
): TrainingItem {
  const conversation = writeConversation("llava_v1", turnsOf(conversations, where));
  const inputIds = promptIds(tokenizer, conversation);
  const labels = [...inputIds];
  const mask = (from: number, to: number) => labels.fill(MASKED_LABEL, Math.min(from, to), to);
  let at = 1;
  mask(0, at);
  for (const [i, round] of conversation.split(LLAVA_END).entries()) {
    const [asked, ...answers] = round.split(LLAVA_ANSWER);
    if (round === "" || answers.length !== 1) break;
    // the beginning's token counts as the round's end, of which a later round has none without "legacy"
    const shorter = i > 0 && !tokenizer.legacy ? 1 : 0;
    const instruction = promptIds(tokenizer, asked + LLAVA_ANSWER).length - 2 - shorter;
    mask(at, at + instruction);
    at += promptIds(tokenizer, round).length - shorter;
  }
  mask(at, labels.length);
  // the reference counts what is no padding, and an unknown word is written as padding is
  const wanted = inputIds.filter((id) => id !== tokenizer.padId).length;
  if (at >= maxLength || at === wanted) return { inputIds, labels, problem: null };
  return {
    inputIds,
    labels: labels.map(() => MASKED_LABEL),
    problem: `rounds of ${at} tokens in a conversation of ${wanted}`,
  };
}

/** The tag goes to the front of its turn, on a line of its own. */
function turnsOf(conversations: Instruction["conversations"], where: string): Turn[] {
  const turns = conversations.map(({ from, value }) => {
    if (from !== "human" && from !== "gpt") {
      throw new FormatError({
        file: where,
        field: "from",
        got: JSON.stringify(from),
        wanted: "human or gpt",
      });
    }
    const text = value.includes(IMAGE_TAG)
      ? `${IMAGE_TAG}\n${value.replaceAll(IMAGE_TAG, "").trim()}`.trim()
      : value;
    return { role: from === "human" ? ("user" as const) : ("assistant" as const), text };
  });
  const first = turns.findIndex(({ role }) => role === "user");
  // an answer to nothing at the beginning is left out
  const kept = first === 1 ? turns.slice(1) : turns;
  kept.forEach(({ role }, i) => {
    if (role !== (i % 2 === 0 ? "user" : "assistant")) {
      throw new FormatError({
        file: where,
        field: `turn ${i + 1}`,
        got: role,
        wanted: "human and gpt in turn, human first",
      });
    }
  });
  return kept;
}

// How a conversation is written down for the model, to the letter and the space: the wording that it was trained with.
// "llava_v1" is what GEM and PULSE use, ChatML what their Qwen relatives use.
import type { ConversationTemplate, Turn } from "./turn.ts";

const LLAVA_SYSTEM =
  "A chat between a curious human and an artificial intelligence assistant. " +
  "The assistant gives helpful, detailed, and polite answers to the human's questions.";
const CHATML_SYSTEM = "You are a helpful assistant.";

/** What ends an answer of "llava_v1". */
export const LLAVA_END = "</s>";
/** What stands between a question and its answer in "llava_v1". */
export const LLAVA_ANSWER = " ASSISTANT: ";
const CHATML_END = "<|im_end|>";

/**
 * The conversation as text. Where the last turn is a question the text ends where the answer is to begin, without the
 * space that comes before it.
 */
export function writeConversation(template: ConversationTemplate, turns: readonly Turn[]): string {
  const isOpen = turns.at(-1)?.role === "user";
  switch (template) {
    case "llava_v1": {
      const written = turns.map(({ role, text }) =>
        role === "user" ? `USER: ${text} ` : `ASSISTANT: ${text}${LLAVA_END}`,
      );
      return `${LLAVA_SYSTEM} ${written.join("")}${isOpen ? "ASSISTANT:" : ""}`;
    }
    case "chatml": {
      const message = (role: string, text: string) => `<|im_start|>${role}\n${text}${CHATML_END}\n`;
      const written = turns.map(({ role, text }) => message(role, text));
      return `${message("system", CHATML_SYSTEM)}${written.join("")}${isOpen ? "<|im_start|>assistant\n" : ""}`;
    }
  }
}

/** Tokens that end an answer besides the tokenizer's own. */
export const TEMPLATE_ENDS: Readonly<Record<ConversationTemplate, readonly string[]>> = {
  llava_v1: [],
  chatml: [CHATML_END, "<|endoftext|>"],
};

// Questions about one ECG, one after the other, each with what was asked and answered before. An answer that was withheld
// is not remembered: the next one would build on it. What the model has no more room for is forgotten, oldest first.
import type { AskOptions } from "../../model/gem-model.ts";
import type { Turn } from "../../model/prompt/turn.ts";
import { type Answer, answerOf } from "./answer.ts";
import type { CheckBasis } from "./check-narrative.ts";
import type { Conversation, Interpreter } from "./interpreter.ts";
import { verifiedAnswer } from "./verified-answer.ts";

export interface ChatOptions {
  readonly interpreter: Interpreter;
  readonly conversation: Conversation;
  readonly basis: CheckBasis;
  readonly strict: boolean;
  readonly options: Omit<AskOptions, "history" | "signal">;
}

export interface Chat {
  /** `show` gets the pieces of an answer that is shown while it is written. One question at a time. */
  ask(question: string, show?: (piece: string) => void): Promise<Answer>;
  /** Ends the answer that is being written where it is; false where none is. */
  stop(): boolean;
  /** Begins anew; also how many questions were forgotten for want of room since the last time that was asked. */
  forget(): void;
  takeForgotten(): number;
}

/** Of the room, what is kept for an answer at most; a longer one is cut off rather than all before it forgotten. */
const ANSWER_SHARE = 1 / 4;
const USUAL_NEW_TOKENS = 1024;

export function startChat({ interpreter, conversation, basis, strict, options }: ChatOptions): Chat {
  let history: Turn[] = [];
  let forgotten = 0;
  let stopping: AbortController | null = null;
  return {
    async ask(question, show = () => {}) {
      const kept = withinRoom(history, question, { conversation, options });
      forgotten += (history.length - kept.length) / 2;
      history = kept;
      const controller = new AbortController();
      stopping = controller;
      try {
        const answering = verifiedAnswer({
          conversation,
          question,
          basis,
          strict,
          options: { ...options, history, signal: controller.signal },
        });
        let step = await answering.next();
        while (!step.done) {
          show(step.value);
          step = await answering.next();
        }
        const { narrative } = step.value;
        if (narrative !== null && narrative.trim() !== "") {
          history = [...history, { role: "user", text: question }, { role: "assistant", text: narrative }];
        }
        return answerOf({ interpreter, conversation, basis, question, verified: step.value });
      } finally {
        stopping = null;
      }
    },
    stop() {
      stopping?.abort();
      return stopping !== null;
    },
    forget() {
      history = [];
    },
    takeForgotten() {
      const count = forgotten;
      forgotten = 0;
      return count;
    },
  };
}

function withinRoom(
  history: readonly Turn[],
  question: string,
  { conversation: { room }, options }: Pick<ChatOptions, "conversation" | "options">,
): Turn[] {
  const answer = Math.min(options.maxNewTokens ?? USUAL_NEW_TOKENS, room.tokens * ANSWER_SHARE);
  const sizes = history.map(({ text }) => room.tokensOf(text));
  let tokens = sizes.reduce((sum, size) => sum + size, room.tokensOf(question) + answer);
  let from = 0;
  while (from < history.length && tokens > room.tokens) {
    tokens -= sizes[from]! + (sizes[from + 1] ?? 0);
    from += 2;
  }
  return history.slice(from);
}

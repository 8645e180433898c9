// An answer's text as it may be shown while it is written: without the blanks around it, and without a stop text and
// what follows. What could still turn out to be either waits.

export interface AnswerText {
  /** What of the answer is certain now. */
  push(text: string): string;
  /** The rest. */
  end(): string;
  /** Whether a stop text has come. */
  readonly stopped: boolean;
}

export function createAnswerText(stops: readonly string[]): AnswerText {
  let waiting = "";
  let hasBegun = false;
  let stopped = false;

  function give(length: number): string {
    let text = waiting.slice(0, length);
    waiting = waiting.slice(length);
    if (!hasBegun) text = text.trimStart();
    hasBegun ||= text !== "";
    return text;
  }

  return {
    push(text) {
      if (stopped) return "";
      waiting += text;
      const found = stops.map((stop) => waiting.indexOf(stop)).filter((at) => at >= 0);
      if (found.length > 0) {
        stopped = true;
        waiting = waiting.slice(0, Math.min(...found)).trimEnd();
        return give(waiting.length);
      }
      const certain = waiting.length - Math.max(0, ...stops.map((stop) => begunAtEnd(waiting, stop)));
      return give(waiting.slice(0, certain).trimEnd().length);
    },
    end() {
      waiting = waiting.trimEnd();
      return give(waiting.length);
    },
    get stopped() {
      return stopped;
    },
  };
}

/** How much of `stop` the text ends with, less than all. */
function begunAtEnd(text: string, stop: string): number {
  for (let length = Math.min(stop.length - 1, text.length); length > 0; length--) {
    if (text.endsWith(stop.slice(0, length))) return length;
  }
  return 0;
}

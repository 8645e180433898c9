// An Interpreter's answer, checked before it counts. Strict: an answer of which a claim is contradicted by the signal is
// not shown; another is drawn, a bounded number of times, and then none is given, with the reason. What could not be
// checked contradicts nothing and is shown as such.
import type { Claim } from "../../ecg/interpretation.ts";
import type { AskOptions } from "../../model/gem-model.ts";
import { type CheckBasis, checkNarrative } from "./check-narrative.ts";
import type { Conversation, Draft } from "./interpreter.ts";

export interface VerifiedAnswer {
  /** Null where it was withheld. */
  readonly narrative: string | null;
  readonly claims: Claim[];
  /** Why there is no narrative. */
  readonly withheld: string | null;
  /** How many answers were written; 0 where the recording allows none. */
  readonly tries: number;
  /** Of the last one written. */
  readonly draft: Draft | null;
}

export interface VerifiedAnswerOptions {
  readonly conversation: Conversation;
  readonly question: string;
  readonly basis: CheckBasis;
  readonly strict: boolean;
  readonly options?: AskOptions;
}

export const MOST_TRIES = 3;
/** The likeliest answer would be the same again: further ones are drawn. */
const RETRY_SAMPLING = { temperature: 0.7, topK: null, topP: 0.95 } as const;
const MOST_CITED = 3;

/** Yields pieces as they are written, unchecked; strict: none, for the answer may be withheld. */
export async function* verifiedAnswer(
  asked: VerifiedAnswerOptions,
): AsyncGenerator<string, VerifiedAnswer, void> {
  const { basis, strict } = asked;
  if (basis.measurements?.quality.verdict === "unusable") {
    return withheldAnswer(unusableReason(basis.measurements.quality.reasons), 0, null);
  }
  if (!strict) {
    const draft = yield* asked.conversation.ask(asked.question, asked.options);
    const claims = await checkNarrative(draft.text, basis);
    return { narrative: draft.text, claims, withheld: null, tries: 1, draft };
  }
  for (let tries = 1; ; tries++) {
    const draft = await written(asked, tries);
    const claims = await checkNarrative(draft.text, basis);
    const wrong = claims.filter(({ verdict }) => verdict === "contradicted");
    if (wrong.length === 0) return { narrative: draft.text, claims, withheld: null, tries, draft };
    const isStopped = draft.endedBy === "abort";
    if (tries === MOST_TRIES || isStopped) {
      return withheldAnswer(contradictedReason(wrong, tries, isStopped), tries, draft);
    }
  }
}

async function written(
  { conversation, question, options = {} }: VerifiedAnswerOptions,
  tries: number,
): Promise<Draft> {
  const { sampling, seed = 0 } = options;
  const isDrawn = sampling !== undefined && sampling.temperature > 0;
  const again = { sampling: isDrawn ? sampling : RETRY_SAMPLING, seed: seed + tries - 1 };
  const asking = conversation.ask(question, tries === 1 ? options : { ...options, ...again });
  let step = await asking.next();
  while (!step.done) step = await asking.next();
  return step.value;
}

function withheldAnswer(withheld: string, tries: number, draft: Draft | null): VerifiedAnswer {
  return { narrative: null, claims: [], withheld, tries, draft };
}

function unusableReason(reasons: readonly string[]): string {
  const why = reasons.length === 0 ? "" : ` (${reasons.slice(0, MOST_CITED).join("; ")})`;
  return `the recording is unusable${why}: nothing is said about the heart`;
}

function contradictedReason(wrong: readonly Claim[], tries: number, isStopped: boolean): string {
  const told = wrong
    .slice(0, MOST_CITED)
    .map(({ text, reason }) => `"${text.trim()}": ${reason.replace(/\.$/, "")}`);
  const more = wrong.length > MOST_CITED ? `; and ${wrong.length - MOST_CITED} more` : "";
  const answers = tries === 1 ? "the answer contradicts" : `each of ${tries} answers contradicts`;
  const last = tries === 1 ? "" : " the last";
  return `${isStopped ? "stopped; " : ""}${answers} the signal,${last === "" ? "" : `${last} in`} ${told.join("; ")}${more}`;
}

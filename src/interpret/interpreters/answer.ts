// One answer about one ECG, as `gem ask --json` and every line of `gem chat --json` say it: the question, the Narrative,
// its Claims, and all that tells which model wrote it out of what. Text offsets are UTF-16 code units of `narrative`.
import { z } from "zod";
import { DISCLAIMER } from "../../ecg/disclaimer.ts";
import { ClaimSchema, InterpretationSchema } from "../../ecg/interpretation.ts";
import { QualitySchema, RecordSummarySchema } from "../../ecg/measurements.ts";
import type { CheckBasis } from "./check-narrative.ts";
import type { Conversation, Interpreter } from "./interpreter.ts";
import type { VerifiedAnswer } from "./verified-answer.ts";

export const AnswerSchema = z.object({
  /** Null where there is only a picture from which no signal could be read. */
  record: RecordSummarySchema.nullable(),
  quality: QualitySchema.nullable(),
  interpreter: InterpretationSchema.shape.interpreter,
  question: z.string(),
  /** Null where the answer is withheld. */
  narrative: z.string().nullable(),
  claims: z.array(ClaimSchema),
  /** Why there is no narrative. */
  withheld: z.string().nullable(),
  /** Why no claim can be checked. */
  notCheckable: z.string().nullable(),
  /** What the model was given. */
  seen: z.object({
    signal: z.boolean(),
    image: z.enum(["drawn page", "given picture"]).nullable(),
    notes: z.array(z.string()),
  }),
  /** How many answers were written; 0 where the recording allows none. */
  tries: z.number().int().nonnegative(),
  endedBy: z.enum(["end", "stop", "length", "abort"]).nullable(),
  promptTokens: z.number().int().nonnegative().nullable(),
  newTokens: z.number().int().nonnegative().nullable(),
  disclaimer: z.string(),
});

export type Answer = z.infer<typeof AnswerSchema>;

export interface AnswerInput {
  readonly interpreter: Interpreter;
  readonly conversation: Conversation;
  readonly basis: CheckBasis;
  readonly question: string;
  readonly verified: VerifiedAnswer;
}

export function answerOf({ interpreter, conversation, basis, question, verified }: AnswerInput): Answer {
  const { narrative, claims, withheld, tries, draft } = verified;
  const { seen } = conversation;
  return {
    record: basis.measurements?.record ?? null,
    quality: basis.measurements?.quality ?? null,
    interpreter: interpreter.identity,
    question,
    narrative,
    claims,
    withheld,
    notCheckable: basis.measurements === null ? basis.missing : null,
    seen: { signal: seen.signal, image: seen.image, notes: [...seen.notes] },
    tries,
    endedBy: draft?.endedBy ?? null,
    promptTokens: draft?.promptTokens ?? null,
    newTokens: draft?.newTokens ?? null,
    disclaimer: DISCLAIMER,
  };
}

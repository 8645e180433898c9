// Recording -> Interpretation whose Narrative another Interpreter writes. The findings stay those of the criteria, each
// with its evidence, so that what was written stands beside what was measured; `interpreter.model` names both.
import type { Interpretation, NotAssessed } from "../../ecg/interpretation.ts";
import type { Measurements } from "../../ecg/measurements.ts";
import type { Recording } from "../../ecg/recording.ts";
import type { Picture } from "../../formats/picture/picture.ts";
import type { AskOptions } from "../../model/gem-model.ts";
import { evaluateRules } from "../evaluate-rules.ts";
import { type InterpretOptions, interpretRecording } from "../interpret-recording.ts";
import type { Conversation, Interpreter } from "./interpreter.ts";
import { type VerifiedAnswer, verifiedAnswer } from "./verified-answer.ts";

export interface InterpretWithOptions extends InterpretOptions {
  readonly interpreter: Interpreter;
  /** The person's own; null: a page is drawn. */
  readonly picture: Picture | null;
  readonly strict: boolean;
  readonly options?: AskOptions;
}

/** What is asked where nobody asks anything in particular. */
export const WHOLE_READING =
  "Interpret this ECG: the rhythm and rate, the intervals and the axis, what is abnormal and in which leads, " +
  "and the diagnosis that these findings support.";

export async function interpretWith(
  recording: Recording,
  { interpreter, picture, strict, options = {}, ...interpreting }: InterpretWithOptions,
): Promise<{ interpretation: Interpretation; measurements: Measurements }> {
  const { interpretation, measurements } = await interpretRecording(recording, interpreting);
  const identity = {
    ...interpreter.identity,
    model: `${interpreter.identity.model}; findings by criteria: ${interpretation.interpreter.model}`,
  };
  const results = evaluateRules({ measurements, profile: interpreting.profile ?? "guideline" });
  // an unusable recording is refused in the words of the criteria, and the model is not asked
  if (measurements.quality.verdict === "unusable") {
    return { interpretation: { ...interpretation, interpreter: identity }, measurements };
  }
  const conversation = interpreter.openCase({ recording, picture, patient: recording.patient });
  const basis = { measurements, results };
  const answering = verifiedAnswer({ conversation, question: WHOLE_READING, basis, strict, options });
  let step = await answering.next();
  while (!step.done) step = await answering.next();
  const answer = step.value;
  return {
    interpretation: {
      ...interpretation,
      interpreter: identity,
      narrative: answer.narrative ?? `The model's reading is withheld: ${answer.withheld}.`,
      claims: answer.claims,
      notAssessed: [...interpretation.notAssessed, ...notWritten(conversation, answer)],
    },
    measurements,
  };
}

function notWritten({ seen }: Conversation, { withheld, draft }: VerifiedAnswer): NotAssessed[] {
  const cut = draft?.endedBy === "length" ? `cut off after ${draft.newTokens} tokens` : null;
  return [
    ...seen.notes.map((why) => ({ what: "the whole recording by the model", why })),
    ...(withheld === null ? [] : [{ what: "the model's reading", why: `withheld: ${withheld}` }]),
    ...(withheld !== null || cut === null ? [] : [{ what: "the rest of the model's reading", why: cut }]),
  ];
}

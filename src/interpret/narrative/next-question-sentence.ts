// The end of the paragraph: one or two questions, and for a few patterns the word that they cannot wait.
import { type Sentence, sentence } from "./claim-text.ts";
import { findingsOf, type NarrativeContext } from "./narrative-context.ts";
import { GENERAL_QUESTIONS, NEXT_QUESTIONS, type NextQuestion } from "./next-questions.ts";

const MAX_QUESTIONS = 2;

/** A pattern that is merely possible raises the question, not the alarm. */
function isLikely(context: NarrativeContext, { key }: NextQuestion): boolean {
  return findingsOf(context, key).some((finding) => finding.certainty !== "possible");
}

/** "Is the bundle branch block new compared with a previous tracing?" */
export function nextQuestionSentence(context: NarrativeContext): Sentence {
  const fitting = context.child
    ? []
    : NEXT_QUESTIONS.filter(({ key }) => findingsOf(context, key).length > 0);
  if (fitting.length === 0) return sentence`${context.choose("question", GENERAL_QUESTIONS)}`;
  const asked = fitting.slice(0, MAX_QUESTIONS).map(({ ask }) => ask);
  const urgent = fitting.some((question) => question.urgent === true && isLikely(context, question));
  return sentence`${urgent ? "This pattern needs immediate review by a clinician. " : ""}${asked.join(" ")}`;
}

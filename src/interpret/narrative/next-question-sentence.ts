// The end of the paragraph: one or two questions, and before them, where a finding asks for it, the word
// that it cannot wait.
import { type Sentence, sentence } from "./claim-text.ts";
import { isUrgent } from "./finding-statement.ts";
import { findingsOf, type NarrativeContext } from "./narrative-context.ts";
import { GENERAL_QUESTIONS, NEXT_QUESTIONS } from "./next-questions.ts";

const MAX_QUESTIONS = 2;

/** "Is the bundle branch block new compared with a previous tracing?" */
export function nextQuestionSentence(context: NarrativeContext): Sentence {
  const urgent = context.findings.some(isUrgent)
    ? "This pattern needs immediate review by a clinician. "
    : "";
  const fitting = context.child
    ? []
    : NEXT_QUESTIONS.filter(({ key }) => findingsOf(context, key).length > 0);
  if (fitting.length === 0) return sentence`${urgent}${context.choose("question", GENERAL_QUESTIONS)}`;
  const asked = fitting.slice(0, MAX_QUESTIONS).map(({ ask }) => ask);
  return sentence`${urgent}${asked.join(" ")}`;
}

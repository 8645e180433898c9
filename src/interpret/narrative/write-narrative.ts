// One paragraph that reads an ECG the way GEM's diagnosis guider asks for (Lan et al. 2025, appendix A.1):
// rhythm and rate, intervals, axis, the leads that matter, ST and T, conclusions last, at most 300 words.
// It is written together with its claims, so every assertion knows its lead, beat, milliseconds and value.
import type { Claim } from "../../ecg/interpretation.ts";
import { axisSentence } from "./axis-sentence.ts";
import { claimText, countWords, type Sentence, sentence } from "./claim-text.ts";
import { conclusionSentence } from "./conclusion-sentence.ts";
import { ectopySentence } from "./ectopy-sentence.ts";
import { intervalsSentence } from "./intervals-sentence.ts";
import { limitsSentences } from "./limits-sentence.ts";
import { type NarrativeContext, type NarrativeInput, narrativeContext } from "./narrative-context.ts";
import { nextQuestionSentence } from "./next-question-sentence.ts";
import { pWaveSentence } from "./p-wave-sentence.ts";
import { qWaveSentence } from "./q-wave-sentence.ts";
import { qrsFormSentence } from "./qrs-form-sentence.ts";
import { rhythmSentence } from "./rhythm-sentence.ts";
import { stSentence } from "./st-sentence.ts";
import { tWaveSentence } from "./t-wave-sentence.ts";
import { voltageSentence } from "./voltage-sentence.ts";

export const MAX_NARRATIVE_WORDS = 300;

const MAX_REFUSAL_REASONS = 4;

interface Planned {
  readonly sentence: Sentence;
  /** The lowest go first when the text would be too long. */
  readonly weight: number;
}

/**
 * The narrative of one recording and its claims, in reading order; `claim.text` is the slice of the narrative
 * between its UTF-16 offsets. Same input, same text. An unusable recording gets a refusal without claims.
 */
export function writeNarrative(input: NarrativeInput): { narrative: string; claims: Claim[] } {
  const text = claimText();
  if (input.measurements.quality.verdict === "unusable") {
    refusal(input).forEach(text.append);
    return text.finish();
  }
  for (const planned of withinBudget(plan(narrativeContext(input)))) text.append(planned.sentence);
  return text.finish();
}

function plan(context: NarrativeContext): Planned[] {
  const inOrder: [Sentence, number][] = [
    [rhythmSentence(context), 10],
    ...(context.tooFewLeads ? [] : waveSentences(context)),
    ...limitsSentences(context).map((limits): [Sentence, number] => [limits, 9]),
    [conclusionSentence(context), 10],
    [nextQuestionSentence(context), 8],
  ];
  return inOrder.map(([planned, weight]) => ({ sentence: planned, weight }));
}

function waveSentences(context: NarrativeContext): [Sentence, number][] {
  return [
    [ectopySentence(context), 8],
    [intervalsSentence(context), 9],
    [axisSentence(context), 5],
    [pWaveSentence(context), 4],
    [qrsFormSentence(context), 3],
    [qWaveSentence(context), 6],
    [voltageSentence(context), 2],
    [stSentence(context), 7],
    [tWaveSentence(context), 6],
  ];
}

function withinBudget(planned: readonly Planned[]): Planned[] {
  const kept = planned.filter((it) => it.sentence.length > 0);
  while (kept.reduce((words, it) => words + countWords(it.sentence), 0) > MAX_NARRATIVE_WORDS) {
    const lightest = kept.reduce((a, b) => (b.weight < a.weight ? b : a));
    kept.splice(kept.indexOf(lightest), 1);
  }
  return kept;
}

function refusal({ measurements }: NarrativeInput): Sentence[] {
  const { reasons } = measurements.quality;
  const more =
    reasons.length > MAX_REFUSAL_REASONS ? `; and ${reasons.length - MAX_REFUSAL_REASONS} more reasons` : "";
  const told = reasons.slice(0, MAX_REFUSAL_REASONS).join("; ") + more;
  const why = told === "" ? "its quality does not allow it" : told;
  return [
    sentence`This recording cannot be interpreted: ${why}.`,
    sentence`Nothing is said about the heart; the recording should be repeated.`,
  ];
}

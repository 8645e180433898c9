// The independent test of `gem verify`: true sentences about one record and their falsified twins, worded as
// people, machines and language models word them. Written from the measurement contract alone, without a view of
// the extractor it judges. A twin shares its template and its random choices with the truth beside it.
import type { Measurements } from "../../ecg/measurements.ts";
import { type Chooser, createChooser } from "./chooser.ts";
import type { ClaimFamily } from "./claim-family.ts";
import { expandPattern, locateParts, polishSentence, type SentencePart } from "./expand-pattern.ts";
import { amplitudeFamilies } from "./phrases-amplitudes.ts";
import { axisFamilies } from "./phrases-axis.ts";
import { comparisonFamilies } from "./phrases-comparisons.ts";
import { intervalQualityFamilies } from "./phrases-interval-qualities.ts";
import { intervalFamilies } from "./phrases-intervals.ts";
import { qAndProgressionFamilies } from "./phrases-q-and-progression.ts";
import { rateFamilies } from "./phrases-rate.ts";
import { rhythmFamilies } from "./phrases-rhythm.ts";
import { severalFamilies } from "./phrases-several.ts";
import { stFamilies } from "./phrases-st.ts";
import { valueAndQualityFamilies } from "./phrases-value-and-quality.ts";
import { voltageFamilies } from "./phrases-voltage.ts";
import { waveFamilies } from "./phrases-waves.ts";
import { type RecordFacts, recordFacts } from "./record-facts.ts";

export interface ClaimSentence {
  readonly sentence: string;
  /** "supported": every assertion is true. "contradicted": at least one is false; `parts` says which. */
  readonly expected: "supported" | "contradicted";
  readonly about: string;
  /** Family and index of the pattern, "pr.value.3". */
  readonly template: string;
  /** The assertions and their own truth, by UTF-16 offsets; a plain sentence is one part. */
  readonly parts: readonly SentencePart[];
}

/** Every kind of assertion with all its wordings. */
export const claimFamilies: readonly ClaimFamily[] = [
  ...rateFamilies,
  ...intervalFamilies,
  ...intervalQualityFamilies,
  ...axisFamilies,
  ...amplitudeFamilies,
  ...stFamilies,
  ...waveFamilies,
  ...qAndProgressionFamilies,
  ...rhythmFamilies,
  ...voltageFamilies,
  ...comparisonFamilies,
  ...valueAndQualityFamilies,
  ...severalFamilies,
];

const claimTemplates = claimFamilies.flatMap((family) =>
  family.patterns.map((_, index) => ({ family, index })),
);

const OPENERS = [
  "On this tracing, ",
  "On this ECG, ",
  "Overall, ",
  "Of note, ",
  "In this recording, ",
  "On review, ",
  "Looking at the 12-lead ECG, ",
  "Upon analyzing the provided ECG image, ",
  "On analysing the trace, ",
  "Based on the computed measurements, ",
  "In detail, ",
  "Additionally, ",
];
const CLOSERS = [" on this tracing", " on this ECG", " in this recording", " on the present tracing"];

/** Openers, closers, dropped full stops and small letters: habits of writers that change no meaning. */
function decorate(marked: string, choose: Chooser): string {
  const [opens, closes, drops, small] = [
    choose.chance(0.22),
    choose.chance(0.1),
    choose.chance(0.08),
    choose.chance(0.06),
  ];
  const opener = choose.pick(OPENERS);
  const closer = choose.pick(CLOSERS);
  let text = marked;
  if (!text.endsWith(".")) {
    const romanLead = /\b(I|II|III|R|S|T|P|Q)\b/.test(text);
    return small && !romanLead && !text.includes("\n") ? text.toLowerCase() : text;
  }
  const short = !/tracing|ECG|recording|respectively|[;\n]|\. /.test(text);
  if (opens && short && /^(The|There) /.test(text)) text = opener + text[0]!.toLowerCase() + text.slice(1);
  if (closes && short && !text.includes(",")) text = `${text.slice(0, -1)}${closer}.`;
  return drops ? text.slice(0, -1) : text;
}

function sentenceFor(options: {
  facts: RecordFacts;
  family: ClaimFamily;
  index: number;
  lie: boolean;
  seed: number;
  round: number;
}): ClaimSentence | null {
  const { facts, family, index, lie, seed, round } = options;
  const template = `${family.id}.${index}`;
  const slots = family.slots({ facts, choose: createChooser(seed, `${template}/${round}`), lie });
  if (slots === null) return null;
  // Wording and slots draw separately, so that a lie that needs more tries keeps its truth's wording.
  const wording = createChooser(seed, `${template}/${round}/wording`);
  const expanded = expandPattern(family.patterns[index]!, slots, wording);
  const marked = decorate(polishSentence(expanded), wording);
  const expected = lie ? "contradicted" : "supported";
  return { ...locateParts(marked, expected), expected, about: family.about, template };
}

/**
 * True sentences and falsified twins about one record: each template once per round where the record has
 * something clear to say. The same options give the same sentences. Empty for a record of unusable quality or with
 * suspected lead reversal; nothing is said of unusable leads or of what was not measured.
 */
export function claimSentences(options: {
  readonly measurements: Measurements;
  readonly seed: number;
  /** How often each template is used, each time with other choices; 1 by default. */
  readonly rounds?: number;
  /** At most this many templates a round, drawn by the seed; all by default. */
  readonly templates?: number;
}): ClaimSentence[] {
  const { measurements, seed, rounds = 1, templates = Number.POSITIVE_INFINITY } = options;
  const facts = recordFacts(measurements);
  if (facts === null) return [];
  const found = new Map<string, ClaimSentence>();
  for (let round = 0; round < rounds; round++) {
    const drawn = createChooser(seed, `templates/${round}`).sample(claimTemplates, templates);
    for (const { family, index } of drawn) {
      for (const lie of [false, true]) {
        const made = sentenceFor({ facts, family, index, lie, seed, round });
        if (made !== null && !found.has(made.sentence)) found.set(made.sentence, made);
      }
    }
  }
  return [...found.values()];
}

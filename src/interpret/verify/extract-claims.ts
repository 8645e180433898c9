// Every claim that an English text makes about an ECG, as structured assertions. The text is cut into sentences of
// items (items.ts), each sentence is read by one small reader per kind of statement, and their drafts are placed back
// in the text. What is advice, history or general knowledge makes no claim.
import type { ExtractedClaim, Subject } from "./extracted-claim.ts";
import { placeClaims } from "./read/place-claims.ts";
import { readComparisons } from "./read/read-comparisons.ts";
import { readConduction, readTransition } from "./read/read-conduction.ts";
import { readContrasts } from "./read/read-contrast.ts";
import { readExistence } from "./read/read-existence.ts";
import { readLists } from "./read/read-lists.ts";
import { readPatterns } from "./read/read-patterns.ts";
import { readQualities } from "./read/read-qualities.ts";
import { readValues } from "./read/read-values.ts";
import type { Item } from "./sentence/items.ts";
import { readSentences } from "./sentence/read-sentences.ts";
import { type Draft, readSentence, type Sentence } from "./sentence/sentence.ts";

function draftsOf(sentence: Sentence): Draft[] {
  const taken = new Set<number>();
  const drafts: Draft[] = [
    ...readLists(sentence, taken),
    ...readComparisons(sentence, taken),
    ...readConduction(sentence, taken),
  ];
  drafts.push(...readPatterns(sentence, taken));
  const consumed = new Set(taken);
  drafts.push(...readValues(sentence, taken, consumed));
  drafts.push(...readQualities(sentence, consumed));
  const described = new Set(drafts.map((draft) => draft.subjectAt));
  drafts.push(...readTransition(sentence, described));
  drafts.push(...readExistence(sentence, drafts, taken));
  drafts.push(...readContrasts(sentence, drafts));
  return drafts;
}

function lastSubject(items: readonly Item[]): Subject | null {
  const last = items.findLast((item) => item.kind === "subject");
  return last?.kind === "subject" && last.subject !== "other" ? last.subject : null;
}

/**
 * The claims of a text in order; [] where it makes none. Never throws; time grows linearly with the text.
 * Offsets are UTF-16 code units and `text.slice(start, end)` is the claim's text.
 */
export function extractClaims(text: string): ExtractedClaim[] {
  const claims: ExtractedClaim[] = [];
  let inherited: Subject | null = null;
  for (const items of readSentences(text)) {
    const sentence = readSentence(items, inherited);
    claims.push(...placeClaims(text, sentence, draftsOf(sentence)));
    inherited = lastSubject(sentence.items) ?? inherited;
  }
  return claims;
}

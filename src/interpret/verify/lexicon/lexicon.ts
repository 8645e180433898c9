// The lexicon compiled once into a tree of words. Matching takes the longest phrase that starts at a token;
// hyphens, and full stops or slashes without blanks around them, may stand between the words of a phrase
// ("first-degree A-V block", "ST/T changes"). Phrases with capitals match only as written ("LAD", "T").
import type { Token } from "../sentence/tokenize.ts";
import { comparatorEntries } from "./comparators.ts";
import { functionEntries } from "./function-words.ts";
import { expandPhrase, type LexiconEntry, type Meaning } from "./meaning.ts";
import { morphologyPatterns } from "./patterns-morphology.ts";
import { rhythmPatterns } from "./patterns-rhythm.ts";
import { qualityEntries } from "./qualities.ts";
import { regionEntries } from "./regions.ts";
import { subjectEntries } from "./subjects.ts";
import { unitEntries } from "./units.ts";

interface Node {
  readonly next: Map<string, Node>;
  meaning: Meaning | null;
}

/** What was recognised, and the index of the token after it. */
export interface PhraseMatch {
  readonly meaning: Meaning;
  readonly end: number;
}

/** In order of precedence where two tables have the same phrase. */
const ENTRIES: readonly LexiconEntry[] = [
  ...morphologyPatterns,
  ...rhythmPatterns,
  ...regionEntries,
  ...subjectEntries,
  ...comparatorEntries,
  ...qualityEntries,
  ...functionEntries,
];

function node(): Node {
  return { next: new Map(), meaning: null };
}

/** The words of a phrase as the tokenizer cuts them. */
export function phraseWords(phrase: string): string[] {
  return phrase.match(/\p{L}+\d?(?:'\p{L}*)?|\d(?:st|nd|rd|th)\b|\d+|[^\s-]/gu) ?? [];
}

function compile(entries: readonly LexiconEntry[]): Node {
  const root = node();
  for (const [phrases, meaning] of entries) {
    for (const phrase of phrases.flatMap(expandPhrase)) {
      let at = root;
      const key = /\p{Lu}/u.test(phrase) ? "=" : "";
      for (const word of phraseWords(phrase)) {
        let next = at.next.get(key + word);
        if (next === undefined) {
          next = node();
          at.next.set(key + word, next);
        }
        at = next;
      }
      if (at !== root) at.meaning ??= meaning;
    }
  }
  return root;
}

const phrases = compile(ENTRIES);
const units = compile(unitEntries);

/** A hyphen, or a stop or slash with no blanks around it, between two words of one phrase. */
function isJoint(tokens: readonly Token[], index: number): boolean {
  const token = tokens[index];
  const following = tokens[index + 1];
  if (token === undefined || following === undefined || token.kind !== "symbol") return false;
  const tight = !token.spaceBefore && !following.spaceBefore;
  if (/[-‐‑–]/.test(token.norm)) return tight;
  if (token.norm === ".") return tight || tokens[index - 1]?.norm === "vent";
  return token.norm === "/" && tight;
}

function longest(root: Node, tokens: readonly Token[], start: number): PhraseMatch | null {
  let best: PhraseMatch | null = null;
  const walk = (at: Node, index: number): void => {
    if (at.meaning !== null && (best === null || index > best.end))
      best = { meaning: at.meaning, end: index };
    if (index - start > 24) return;
    const token = tokens[index];
    if (token === undefined) return;
    const exact = at.next.get(`=${token.raw}`);
    if (exact !== undefined) walk(exact, index + 1);
    const folded = at.next.get(token.norm);
    if (folded !== undefined) walk(folded, index + 1);
    if (at !== root && isJoint(tokens, index)) walk(at, index + 1);
  };
  walk(root, start);
  return best;
}

/** The longest phrase of the lexicon that starts at `start`, or null. */
export function matchPhrase(tokens: readonly Token[], start: number): PhraseMatch | null {
  const match = longest(phrases, tokens, start);
  return match !== null && match.end > start ? match : null;
}

/** The longest unit that starts at `start`, or null; a tight hyphen may stand in front ("158-ms"). */
export function matchUnit(tokens: readonly Token[], start: number): PhraseMatch | null {
  const from = isJoint(tokens, start) && tokens[start]?.norm !== "/" ? start + 1 : start;
  const match = longest(units, tokens, from);
  return match !== null && match.end > from ? match : null;
}

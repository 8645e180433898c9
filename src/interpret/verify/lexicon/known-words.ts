// Every word the lexicon's tables use: what the tokenizer takes as whole words before it looks for glued ones.
import { comparatorEntries } from "./comparators.ts";
import { functionEntries } from "./function-words.ts";
import { expandPhrase } from "./meaning.ts";
import { morphologyPatterns } from "./patterns-morphology.ts";
import { rhythmPatterns } from "./patterns-rhythm.ts";
import { qualityEntries } from "./qualities.ts";
import { regionEntries } from "./regions.ts";
import { subjectEntries } from "./subjects.ts";
import { unitEntries } from "./units.ts";

/** Ordinary English that starts or ends like a known word and must not be cut ("insignificant", "also"). */
const ORDINARY =
  "also another associated assessment async around about above area area's ashen inferior individual indication inside into instead island isolated isn't aspect assist anatomy onset theta there their these then offset often abnormal alone arise arises around appears stands along tracing strong interval intervals string sitting person reason occasion action lesion region pattern patterns certain contain remain begin within main margin origin basis analysis axis crisis sinus";

/** A pattern cut at the blanks outside its brackets: no word spans two parts, and parts do not multiply. */
function blankSeparated(pattern: string): string[] {
  const parts = [""];
  let depth = 0;
  for (const character of pattern) {
    if (character === "(") depth++;
    if (character === ")") depth--;
    if (character === " " && depth === 0) parts.push("");
    else parts[parts.length - 1] += character;
  }
  return parts;
}

const words = new Set<string>(ORDINARY.split(" "));
for (const [phrases] of [
  ...functionEntries,
  ...comparatorEntries,
  ...morphologyPatterns,
  ...rhythmPatterns,
  ...qualityEntries,
  ...regionEntries,
  ...subjectEntries,
  ...unitEntries,
]) {
  for (const part of phrases.flatMap(blankSeparated).flatMap(expandPhrase)) {
    for (const word of part.toLowerCase().split(/[^\p{L}\d']+/u)) if (word.length > 1) words.add(word);
  }
}

export const knownWords: ReadonlySet<string> = words;

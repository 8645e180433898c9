// The kinds of meaning a word or phrase of the lexicon can have, and the small notation its tables are written
// in: "premature (ventricular|atrial) (beat|complex)(s|)" stands for every choice of its alternatives, so a
// table of a few lines covers hundreds of phrasings and stays readable.
import type {
  Formula,
  Hedge,
  PresenceAssertion,
  QualityAssertion,
  Subject,
  Unit,
} from "../extracted-claim.ts";

/** A quality word before its subject is known. */
export type Base =
  | "normal"
  | "adequate"
  | "abnormal"
  | "borderline"
  | "increased"
  | "decreased"
  | "long"
  | "short"
  | "wide"
  | "narrow"
  | "raised"
  | "depressed"
  | "isoelectric"
  | "deviated"
  | "upsloping"
  | "downsloping"
  | "horizontal"
  | "concave"
  | "convex"
  | "upright"
  | "inverted"
  | "flat"
  | "biphasic"
  | "tall"
  | "peaked"
  | "deep"
  | "small"
  | "notched"
  | "pathological"
  | "dominant"
  | "constant"
  | "variable"
  | "regular"
  | "irregular"
  | "irregularly irregular"
  | "fast"
  | "slow"
  | "left"
  | "right"
  | "leftward"
  | "rightward"
  | "extreme"
  | "indeterminate"
  | "poor"
  | "reversed"
  | "early"
  | "late";

export type Measure = "amplitude" | "duration" | "axis" | "form" | "segment" | "rate";

export type Meaning =
  | { kind: "subject"; subject: Subject | "other"; bare?: true; formula?: Formula; pointMs?: number }
  | { kind: "subject list"; subjects: readonly Subject[] }
  | { kind: "measure"; measure: Measure }
  | { kind: "quality"; base: Base; noun: boolean }
  | {
      kind: "pattern";
      subject: Subject;
      assertion: PresenceAssertion | QualityAssertion;
      /** Leads or a region in its phrase belong to the claim ("inferior infarct"). */
      takesLeads: boolean;
      /** What a bare number beside it measures ("first-degree AV block, 220 ms"). */
      measures: Subject | null;
    }
  | { kind: "region"; leads: readonly string[]; scope: "group" | "all" | "some" | "most" }
  | { kind: "lead word" }
  | { kind: "negation"; form: "determiner" | "verb" | "after" | "neither" }
  | { kind: "existence"; present: boolean }
  | { kind: "hedge"; hedge: Exclude<Hedge, null>; reach: "next" | "clause" | "back" }
  | { kind: "verb"; verb: "be" | "show" | "measure" | "other"; varies?: true }
  | { kind: "there" }
  | { kind: "pronoun" }
  | { kind: "conjunction"; conjunction: "and" | "or" | "comma" | "slash" }
  | {
      kind: "boundary";
      boundary: "stop" | "contrast" | "relative" | "where" | "finite" | "with" | "parenthesis";
    }
  | { kind: "colon"; dash?: true }
  | { kind: "preposition"; word: string }
  | { kind: "adverb"; degree: QualityAssertion["degree"] }
  | { kind: "filler"; article?: true; pairs?: true; pointMs?: number }
  | { kind: "normal variant" }
  | {
      kind: "comparator";
      operator: "<" | "<=" | ">" | ">=" | "~" | "between" | "from" | "+-";
      /** It holds a denial ("does not reach"), which stays one where no number follows. */
      denies?: true;
    }
  | { kind: "unit"; unit: Unit | "square"; factor: number }
  | { kind: "foreign unit" }
  | { kind: "than" }
  | { kind: "comparative"; relation: "greater" | "less" | "equal" | "greatest" | "least" }
  | { kind: "exception" }
  | { kind: "correction" }
  | { kind: "prior"; reach: "next" | "clause" }
  | { kind: "advice" }
  | { kind: "reference" }
  | { kind: "formula"; formula: Formula }
  | { kind: "every" }
  | { kind: "precedes"; conducts: boolean }
  | { kind: "beat word" }
  | { kind: "sum" };

/** Phrases in the notation above, and what they mean. */
export type LexiconEntry = readonly [phrases: readonly string[], meaning: Meaning];

/** Every plain phrase a pattern in the notation stands for. */
export function expandPhrase(pattern: string): string[] {
  return expandRaw(pattern).map((phrase) => phrase.replace(/\s+/g, " ").trim());
}

function expandRaw(pattern: string): string[] {
  const open = pattern.indexOf("(");
  if (open < 0) return [pattern];
  let depth = 0;
  let close = open;
  const cuts = [open];
  for (; close < pattern.length; close++) {
    const character = pattern[close];
    if (character === "(") depth++;
    else if (character === ")" && --depth === 0) break;
    else if (character === "|" && depth === 1) cuts.push(close);
  }
  cuts.push(close);
  const tails = expandRaw(pattern.slice(close + 1));
  const expanded: string[] = [];
  for (let cut = 0; cut + 1 < cuts.length; cut++) {
    for (const inner of expandRaw(pattern.slice((cuts[cut] ?? 0) + 1, cuts[cut + 1]))) {
      for (const tail of tails) expanded.push(pattern.slice(0, open) + inner + tail);
    }
  }
  return expanded;
}

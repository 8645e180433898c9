// The small words that decide what is claimed of what, put together from their tables in order of precedence.
import { boundaryEntries } from "./boundaries.ts";
import { hedgeEntries } from "./hedges.ts";
import type { LexiconEntry } from "./meaning.ts";
import { negationEntries } from "./negations.ts";
import { nonClaimEntries } from "./non-claims.ts";
import { smallWordEntries } from "./small-words.ts";
import { verbEntries } from "./verbs.ts";

export const functionEntries: readonly LexiconEntry[] = [
  ...negationEntries,
  ...hedgeEntries,
  ...verbEntries,
  ...boundaryEntries,
  ...smallWordEntries,
  ...nonClaimEntries,
];

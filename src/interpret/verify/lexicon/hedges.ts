// Words that leave a claim in doubt, and how far the doubt reaches: the next phrase, the clause, or back.
import type { LexiconEntry } from "./meaning.ts";

export const hedgeEntries: readonly LexiconEntry[] = [
  [
    [
      "possible",
      "questionable",
      "suspected",
      "suspicious",
      "equivocal",
      "suspect",
      "potential",
      "?",
      "subtle possible",
    ],
    { kind: "hedge", hedge: "possible", reach: "next" },
  ],
  [
    ["probable", "likely", "presumed", "presumably", "probably", "most likely"],
    { kind: "hedge", hedge: "probable", reach: "next" },
  ],
  [
    [
      "may",
      "might",
      "could",
      "can",
      "may be",
      "might be",
      "could be",
      "possibly",
      "perhaps",
      "maybe",
      "(may|might|could|would|can) (suggest|indicate|represent|reflect|be consistent with|be due to|be related to|point to|raise suspicion (of|for))",
      "cannot (be |)(rule out|exclude|entirely exclude|completely exclude)",
      "can't (rule out|exclude)",
      "suspicious (for|of)",
      "suspicion (for|of)",
      "raises (the |)(possibility|suspicion|concern) (of|for)",
      "raising (the |)(possibility|suspicion|concern) (of|for)",
      "concerning for",
      "consider",
      "question of",
      "if not",
      "possibility of",
      "(suggests|suggest|suggesting) possible",
    ],
    { kind: "hedge", hedge: "possible", reach: "clause" },
  ],
  [
    ["(suggestive|indicative) of", "in favor of", "favors", "favoring"],
    { kind: "hedge", hedge: "probable", reach: "clause" },
  ],
  [
    [
      "cannot be (ruled out|excluded|entirely excluded|completely excluded)",
      "can't be (ruled out|excluded)",
      "not excluded",
      "(is|are) possible",
      "(is|are) suspected",
    ],
    { kind: "hedge", hedge: "possible", reach: "back" },
  ],
  [["(is|are|seems|appears) (likely|probable)"], { kind: "hedge", hedge: "probable", reach: "back" }],
];

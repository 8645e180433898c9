// Words that bound a number ("exceeds 200 ms", "at least 1 mm") and words that compare two waves or leads ("taller
// than", "highest in V4").
import type { LexiconEntry } from "./meaning.ts";

const GREATER = "(greater|more|longer|higher|larger|wider|faster|bigger|deeper|taller|broader)";
const LESS = "(less|fewer|shorter|lower|smaller|narrower|slower)";

export const comparatorEntries: readonly LexiconEntry[] = [
  [
    [
      `${GREATER} than`,
      "above",
      "over",
      "exceed(s|ing|ed|)",
      "beyond",
      "in excess of",
      "upward(s|) of",
      "surpass(es|ing)",
      "overtakes",
      "outweighs",
    ],
    { kind: "comparator", operator: ">" },
  ],
  [
    [
      "at least",
      `(no|not|never) ${LESS} than`,
      "(a |)minimum of",
      `or ${GREATER.replace("(", "(above|")}`,
      "greater than or equal to",
      "(is|are|was|were|does|do) not (less|shorter|lower|smaller|below) than",
      "not below",
      "not under",
    ],
    { kind: "comparator", operator: ">=" },
  ],
  [[`${LESS} than`, "below", "under", "beneath", "short of"], { kind: "comparator", operator: "<" }],
  [
    [
      "at most",
      "up to",
      `(no|not|never) ${GREATER} than`,
      `(is|are|was|were|does|do) not ${GREATER} than`,
      "(does not|do not|not|without|doesn't|don't) exceed(ing|)",
      "(is not|are not|not) (above|over)",
      "(a |)maximum of",
      `or ${LESS.replace("(", "(below|")}`,
      "less than or equal to",
    ],
    { kind: "comparator", operator: "<=" },
  ],
  [
    [
      "approximately",
      "approx",
      "about",
      "around",
      "roughly",
      "circa",
      "ca",
      "close to",
      "in the (region|vicinity|neighborhood|order) of",
      "(just|slightly|a little|marginally) (over|under|above|below|more than|less than)",
      "or so",
      "on average",
      "on the order of",
    ],
    { kind: "comparator", operator: "~" },
  ],
  [
    [
      "between",
      "in the range (of|from)",
      "in a range (of|from)",
      "varying between",
      "(in |)the (range|interval) between",
    ],
    { kind: "comparator", operator: "between" },
  ],
  [
    [
      "(larger|taller|bigger|higher|greater|deeper|more prominent|wider|longer)",
      "(dominates|exceeding in size)",
    ],
    { kind: "comparative", relation: "greater" },
  ],
  [["(smaller|shorter|lower|shallower|less prominent|narrower)"], { kind: "comparative", relation: "less" }],
  [
    [
      "(equal in (size|amplitude|height) to|the same (size|amplitude|height) as|as (large|tall|big|deep|high) as)",
    ],
    { kind: "comparative", relation: "equal" },
  ],
  [
    ["(the |)(tallest|highest|largest|greatest|deepest|maximal|biggest|most positive)"],
    { kind: "comparative", relation: "greatest" },
  ],
  [["(the |)(smallest|lowest|shallowest|minimal in)"], { kind: "comparative", relation: "least" }],
];

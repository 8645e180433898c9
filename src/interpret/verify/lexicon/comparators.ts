// Words that bound a number ("exceeds 200 ms", "at least 1 mm") and words that compare two waves or leads ("taller
// than", "highest in V4").
import type { LexiconEntry } from "./meaning.ts";

const GREATER = "(greater|more|longer|higher|larger|wider|faster|bigger|deeper|taller|broader)";
const LESS = "(less|fewer|shorter|lower|smaller|narrower|slower)";

const NOT = "(does not|do not|did not|not|never|without|doesn't|don't|cannot)";
const FAILS = "(fails|fail|failed|failing) to";
const REACH = "(reach|attain|achieve|make|meet|get to|come up to|arrive at|amount to)";
const EXCEED =
  "(exceed|surpass|top|pass|overstep|go beyond|go above|go over|go past|rise above|extend beyond|extend past|get above)";
const FALL = "(fall|drop|go|get|sink|come) (below|under|beneath|short of)";

export const comparatorEntries: readonly LexiconEntry[] = [
  [
    [
      `${GREATER} than`,
      "above",
      "over",
      "exceed(s|ing|ed|)",
      "beyond",
      "past",
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
      "(reaches|reach|reaching|measures|measure|amounts to|amounting to) at least",
    ],
    { kind: "comparator", operator: ">=" },
  ],
  [
    [
      `${NOT} ${FALL}`,
      `${FAILS} ${FALL}`,
      "(not|never) (falling|dropping|going|sinking|falls|drops|goes|sinks) (below|under|short of)",
      "not below",
      "not under",
    ],
    { kind: "comparator", operator: ">=", denies: true },
  ],
  [
    [`${LESS} than`, "below", "under", "beneath", "(falls |fall |falling |fell |)short of"],
    { kind: "comparator", operator: "<" },
  ],
  [
    [
      `${NOT} (quite |even |)${REACH}`,
      `${FAILS} ${REACH}`,
      "(not|never|without) (reaching|reaches|attaining|attains)",
      "(is |are |)(not|never) up to",
      "(is |are |was |were |)(not|never) (quite |)as (much|long|high|large|wide|tall|deep|great|big) as",
    ],
    { kind: "comparator", operator: "<", denies: true },
  ],
  [
    [
      "at most",
      "up to",
      `(no|not|never) (any |much |)${GREATER} than`,
      `(is|are|was|were|does|do) not (any |much |)${GREATER} than`,
      "within (the |a |its |)(limit|limits|bound|bounds) of",
      "(a |)maximum of",
      `or ${LESS.replace("(", "(below|")}`,
      "less than or equal to",
    ],
    { kind: "comparator", operator: "<=" },
  ],
  [
    [
      `${NOT} (quite |)${EXCEED}`,
      `${FAILS} ${EXCEED}`,
      "(not|never|without) (exceeding|exceeds|surpassing|surpasses|passing|topping)",
      "(is not|are not|was not|not|never|nowhere) (above|over|beyond|past|in excess of)",
    ],
    { kind: "comparator", operator: "<=", denies: true },
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
    ["(larger|taller|bigger|higher|greater|deeper|more prominent|wider|longer)", "exceeding in size"],
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
    [
      "(the |)(tallest|highest|largest|greatest|deepest|maximal|biggest|most positive)",
      "(peaks|peak|culminates|culminate|is maximal|are maximal) in",
    ],
    { kind: "comparative", relation: "greatest" },
  ],
  [["(the |)(smallest|lowest|shallowest|minimal in)"], { kind: "comparative", relation: "least" }],
];

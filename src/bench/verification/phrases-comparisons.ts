// Comparisons: between leads, and of a number with a bound ("below 200 ms") that the writer chose.
import { type ClaimFamily, spellGlobal } from "./claim-family.ts";
import { TOLERANCES } from "./clear-number.ts";
import type { LeadNumber } from "./lead-readings.ts";
import type { GlobalNumber } from "./record-facts.ts";

const about = "comparison";

/** Two leads whose values are further apart than any tolerance; "bigger" and "smaller" swap places in a lie. */
function leadComparison(id: string, which: LeadNumber, patterns: readonly string[]): ClaimFamily {
  return {
    id,
    about,
    patterns,
    slots: ({ facts, choose, lie }) => {
      const { absolute, relative } = TOLERANCES.amplitudeMv;
      const pairs: [string, string][] = [];
      for (const bigger of facts.leads) {
        for (const smaller of facts.leads) {
          const high = facts.leadNumber(bigger, which)?.values;
          const low = facts.leadNumber(smaller, which)?.values;
          if (high === undefined || low === undefined) continue;
          const gap = Math.min(...high) - Math.max(...low);
          if (Math.min(...low) > 0.05 && gap >= 3 * Math.max(absolute, relative * Math.max(...high)))
            pairs.push([bigger, smaller]);
        }
      }
      const place = choose.uniform();
      const pair = pairs[Math.floor(place * pairs.length)];
      if (pair === undefined) return null;
      return { bigger: pair[lie ? 1 : 0], smaller: pair[lie ? 0 : 1] };
    },
  };
}

function largestFamily(): ClaimFamily {
  return {
    id: "compare.largest",
    about,
    patterns: [
      "The [tallest|largest] R wave [among the precordial leads |in the chest leads |]is [seen |found |]in <lead>.",
      "The R wave is tallest in <lead>[ among the chest leads|].",
      "R-wave amplitude [peaks|is maximal] in <lead>.",
      "Tallest R in <lead>",
    ],
    slots: ({ facts, choose, lie }) => {
      const heights = facts.leads
        .map((lead) => ({ lead, mv: facts.leadNumber(lead, "r")?.values[0] ?? 0 }))
        .sort((a, b) => b.mv - a.mv);
      const [first, second] = heights;
      const third = choose.integer(3, 5);
      const low = heights[third];
      // Tallest of all twelve and of the chest leads, so that both readings agree.
      if (!first?.lead.startsWith("V") || second === undefined || facts.leads.length < 12) return null;
      if (first.mv < second.mv + Math.max(0.1, 0.2 * first.mv)) return null;
      if (!lie) return { lead: first.lead };
      return low !== undefined && low.mv > 0.1 && low.mv < 0.5 * first.mv ? { lead: low.lead } : null;
    },
  };
}

const ABOVE = [
  "<noun> [exceeds|is above|is greater than|is more than|is over|is higher than] <bound>.",
  "<noun> is [at least|no less than|not below] <bound>.",
  "<noun> is >[ |]<bound>.",
];
const BELOW = [
  "<noun> is [below|less than|under|lower than] <bound>.",
  "<noun> [does not exceed|is no more than|is at most|is not above|stays below] <bound>.",
  "<noun> is <less>[ |]<bound>.",
];

/** Bounds more than a tolerance away from the value; the lie puts the bound on the other side. */
function boundFamily(
  id: string,
  which: GlobalNumber,
  noun: string,
  round: number,
  side: "above" | "below",
): ClaimFamily {
  const patterns = (side === "above" ? ABOVE : BELOW).map((pattern) => pattern.replace("<noun>", noun));
  return {
    id: `${id}.${side}`,
    about,
    patterns,
    slots: ({ facts, choose, lie }) => {
      const found = facts.number(which);
      const factor = choose.uniform();
      if (found === null) return null;
      const highest = Math.max(...found.values);
      const lowest = Math.min(...found.values);
      const unit = Math.max(found.tolerance.absolute, found.tolerance.relative * highest);
      const away = unit * (lie ? 2.7 + 2 * factor : 1.5 + 3 * factor);
      // "Above x" is true for a bound below the value, and false for one beyond it.
      const beneath = (side === "above") !== lie;
      const bound = beneath
        ? Math.floor((lowest - away) / round) * round
        : Math.ceil((highest + away) / round) * round;
      if (bound < found.range[0] || bound > found.range[1]) return null;
      return { bound: spellGlobal(which, bound, choose).value!, less: "<" };
    },
  };
}

function bounds(id: string, which: GlobalNumber, noun: string, round: number): ClaimFamily[] {
  return (["above", "below"] as const).map((side) => boundFamily(id, which, noun, round, side));
}

export const comparisonFamilies: readonly ClaimFamily[] = [
  leadComparison("compare.r", "r", [
    "The R wave is [taller|larger|higher] in <bigger> than in <smaller>.",
    "The R wave in <bigger> is [taller|larger|greater] than [that in|the one in|in] <smaller>.",
    "R waves are [taller|larger] in lead <bigger> than in lead <smaller>.",
    "Compared with <smaller>, <bigger> [has|shows] a taller R wave.",
    "R <bigger> > R <smaller>",
    "The R wave in <smaller> is [smaller|lower|shorter] than [that in|in] <bigger>.",
    "<smaller> shows a smaller R wave than <bigger>.",
  ]),
  leadComparison("compare.s", "s", [
    "The S wave is deeper in <bigger> than in <smaller>.",
    "The S wave in <bigger> is deeper than [that in|in] <smaller>.",
    "<bigger> has a deeper S wave than <smaller>.",
    "The S wave in <smaller> is [shallower|smaller] than [that in|in] <bigger>.",
  ]),
  leadComparison("compare.qrs", "qrs", [
    "The QRS amplitude is [higher|larger|greater] in <bigger> than in <smaller>.",
    "QRS voltage is [larger|higher] in lead <bigger> than in lead <smaller>.",
    "Lead <smaller> shows a smaller QRS amplitude [compared to|than] lead <bigger>.",
    "The QRS complex [is larger|has a higher amplitude] in <bigger> than in <smaller>.",
  ]),
  leadComparison("compare.t", "t", [
    "The T wave is [taller|larger|higher] in <bigger> than in <smaller>.",
    "The T wave in <bigger> is [taller|larger] than [that in|in] <smaller>.",
    "T <bigger> > T <smaller>",
    "<smaller> shows a [smaller|lower] T wave than <bigger>.",
  ]),
  largestFamily(),
  ...bounds("compare.rate", "heartRate", "The [heart|ventricular] rate", 5),
  ...bounds("compare.pr", "pr", "The PR interval", 10),
  ...bounds("compare.qrs-duration", "qrs", "The QRS duration", 10),
  ...bounds("compare.qt", "qt", "The QT interval", 10),
  ...bounds("compare.qtc", "qtc", "The [QTc|corrected QT interval]", 10),
];

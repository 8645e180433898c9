// Test support: extracted claims in one line each, so that a test's table reads like the sentence it is about:
// "not st elevated {V1,V2}", "pr = 158 ms", "(possible) [lvh]".

import { extractClaims } from "./extract-claims.ts";
import type { ExtractedClaim } from "./extracted-claim.ts";

function assertion(claim: ExtractedClaim): string {
  const said = claim.assertion;
  const number = (value: number): string => String(Math.round(value * 1000) / 1000);
  switch (said.kind) {
    case "value": {
      const range = said.low === said.high ? number(said.low) : `${number(said.low)}..${number(said.high)}`;
      const formula = said.formula === null ? "" : ` (${said.formula})`;
      return `${claim.subject} ${said.comparator ?? "="} ${range} ${said.unit}${formula}`;
    }
    case "quality":
      return `${claim.subject} ${said.word}`;
    case "presence":
      return `[${said.pattern}]${said.count === null ? "" : ` x${said.count}`}`;
    case "form":
      return `form ${said.form}`;
    case "comparison": {
      const other = [said.otherSubject, said.otherLeads.join(",")].filter(
        (part) => part !== null && part !== "",
      );
      return `${claim.subject} ${said.relation}${other.length === 0 ? "" : ` than ${other.join(" ")}`}`;
    }
  }
}

/** One claim in the notation above. */
export function notation(claim: ExtractedClaim): string {
  const leads = claim.leadScope === "all" || claim.leads.length > 8 ? claim.leadScope : claim.leads.join(",");
  return [
    claim.comparedWithPrior ? "(prior)" : "",
    claim.hedge === null ? "" : `(${claim.hedge})`,
    claim.negated ? "not" : "",
    assertion(claim),
    leads === "" ? "" : `{${leads}}`,
    claim.beat === null ? "" : `beat ${claim.beat}`,
  ]
    .filter((part) => part !== "")
    .join(" ");
}

/** The claims of a text in the notation above. */
export function claimsOf(text: string): string[] {
  return extractClaims(text).map(notation);
}

// Which interpreter made an Interpretation: its name, the version of what it rests on, and a hash over the
// rules, the findings table and the probability model, so that two outputs can be told apart for good.
import type { Interpretation } from "../ecg/interpretation.ts";
import type { Profile } from "./evaluate-rules.ts";
import { findingsTable } from "./findings-table.ts";
import { statementModel } from "./probability/statement-probabilities.ts";
import { ruleBook } from "./rules/rule-book.ts";

let hash: Promise<string> | undefined;

export async function interpreterIdentity(profile: Profile): Promise<Interpretation["interpreter"]> {
  hash ??= sha256(JSON.stringify([ruleBook, findingsTable, statementModel]));
  return {
    name: "criteria",
    model: `${profile} rules, probabilities ${statementModel.version}`,
    sha256: await hash,
  };
}

/** Web Crypto: the same in Node and in a browser. */
async function sha256(text: string): Promise<string> {
  const digest = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(text));
  return Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, "0")).join("");
}

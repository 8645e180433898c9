// Verification of any text about an ECG: its claims are extracted without sight of the measurements, then each is
// checked against them. A claim that cannot be checked says why; nothing is guessed.
import type { Claim } from "../../ecg/interpretation.ts";
import type { Measurements } from "../../ecg/measurements.ts";
import type { RuleResults } from "../rule-result.ts";
import { checkClaim } from "./check-claim.ts";
import { extractClaims } from "./extract-claims.ts";

export interface VerifyTextOptions {
  /** English prose, a machine report or a list; any length. */
  readonly text: string;
  readonly measurements: Measurements;
  /** What the rules gave for these measurements. */
  readonly results: RuleResults;
}

/**
 * The claims of the text in order, each supported, contradicted or not checkable, with evidence down to lead, beat and
 * milliseconds. Offsets are UTF-16 code units; [] where the text claims nothing. Linear in the text's length.
 */
export function verifyText({ text, measurements, results }: VerifyTextOptions): Claim[] {
  return extractClaims(text).map((claim) => checkClaim(claim, { measurements, results }));
}

// A checked text for a terminal: the text with a sign behind every claim, then the claims in reading order,
// each with its verdict and the measurement.
import { DISCLAIMER } from "../ecg/disclaimer.ts";
import type { Claim } from "../ecg/interpretation.ts";
import { claimLines } from "./claim-lines.ts";
import { paragraph, terminalSheet } from "./terminal-layout.ts";
import { VERDICT_SIGNS, verdictSummary } from "./verdict-words.ts";

export interface VerificationTextOptions {
  /** What was checked; the claims' offsets point into it. */
  readonly text: string;
  readonly claims: readonly Claim[];
  readonly color: boolean;
  /** Columns of the terminal; at least 40 are used. */
  readonly width: number;
}

/** The marked text, one entry a claim, the count of the verdicts and the disclaimer. */
export function verificationText({ text, claims, color, width }: VerificationTextOptions): string {
  const sheet = terminalSheet({ color, width });
  const marked = withSigns(text, claims)
    .split("\n")
    .map((line) => line.trim());
  const lines = [
    ...marked.flatMap((line) => (line === "" ? [] : paragraph(sheet, line))),
    "",
    ...claims.flatMap((claim) => claimLines(sheet, claim, "")),
    ...(claims.length === 0 ? [] : [""]),
    ...paragraph(sheet, verdictSummary(claims), ""),
    ...paragraph(sheet, DISCLAIMER, "", "dim"),
  ];
  return `${lines.join("\n")}\n`;
}

/** Each claim followed by the sign of its verdict: "at 150 bpm[✗]". */
export function withSigns(text: string, claims: readonly Claim[]): string {
  const parts: string[] = [];
  let from = 0;
  for (const { end, verdict } of [...claims].sort((a, b) => a.end - b.end)) {
    parts.push(text.slice(from, end), `[${VERDICT_SIGNS[verdict]}]`);
    from = end;
  }
  return parts.join("") + text.slice(from);
}

// Claims in a terminal: the sign, the word, the text, the reason.
import type { Claim, Verdict } from "../ecg/interpretation.ts";
import { paragraph, type Sheet } from "./terminal-layout.ts";
import type { TerminalStyle } from "./terminal-style.ts";
import { VERDICT_SIGNS } from "./verdict-words.ts";

const VERDICT_STYLES: Readonly<Record<Verdict, TerminalStyle>> = {
  supported: "green",
  contradicted: "red",
  "not checkable": "yellow",
};

/** `✗ contradicted: "QRS 140 ms": QRS duration 92 ms, the text says 140`, wrapped. */
export function claimLines(sheet: Sheet, { verdict, text, reason }: Claim, indent: string): string[] {
  const line = `${VERDICT_SIGNS[verdict]} ${verdict}: "${text.replace(/\s+/g, " ").trim()}": ${reason}`;
  return paragraph(sheet, line, indent, VERDICT_STYLES[verdict]);
}

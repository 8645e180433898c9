// An answer for a terminal: the text with a sign behind every claim, the claims with their reasons, what the model was
// given, and which model it was. Text of a model passes through plainText like text of a file.
import type { Answer } from "../interpret/interpreters/answer.ts";
import { claimLines } from "../report/claim-lines.ts";
import { plainText } from "../report/plain-text.ts";
import { paragraph, type Sheet } from "../report/terminal-layout.ts";
import { verdictSummary } from "../report/verdict-words.ts";
import { withSigns } from "../report/verification-text.ts";

const IMAGE_WORDS = {
  "drawn page": "a page drawn from it",
  "given picture": "the picture of the page",
} as const;

/** The text itself; `withoutText` where it was shown as it was written. */
export function answerLines(
  sheet: Sheet,
  answer: Answer,
  { withoutText = false }: { readonly withoutText?: boolean } = {},
): string[] {
  const { narrative, claims, withheld } = answer;
  if (narrative === null) {
    return [...paragraph(sheet, `Answer withheld: ${withheld}.`, "", "yellow"), ...givenLines(sheet, answer)];
  }
  const marked = withSigns(narrative, claims)
    .split("\n")
    .map((line) => line.trim());
  const text = narrative.trim() === "" ? ["(The model said nothing.)"] : marked;
  return [
    ...(withoutText && narrative.trim() !== ""
      ? []
      : text.flatMap((line) => (line === "" ? [] : paragraph(sheet, line, "")))),
    "",
    ...claims.flatMap((claim) => claimLines(sheet, claim, "  ")),
    ...paragraph(sheet, checkedText(answer), "  ", "cyan"),
    ...endLines(sheet, answer),
    ...givenLines(sheet, answer),
  ];
}

function checkedText({ claims, notCheckable }: Answer): string {
  if (notCheckable === null) return verdictSummary(claims);
  return `Not checkable: ${notCheckable}. What the text says was not held against a signal.`;
}

function endLines(sheet: Sheet, { endedBy, newTokens, tries }: Answer): string[] {
  return [
    ...(endedBy === "length" ? paragraph(sheet, `Cut off after ${newTokens} tokens.`, "  ", "yellow") : []),
    ...(endedBy === "abort" ? paragraph(sheet, "Stopped.", "  ", "yellow") : []),
    ...(tries > 1
      ? paragraph(sheet, `Written ${tries} times, until nothing contradicted the signal.`, "  ")
      : []),
  ];
}

function givenLines(sheet: Sheet, { seen, interpreter }: Answer): string[] {
  const given = [
    seen.signal ? "the recorded signal" : null,
    seen.image === null ? null : IMAGE_WORDS[seen.image],
  ]
    .filter((part) => part !== null)
    .join(" and ");
  const by = `By ${interpreter.name} (${interpreter.model}, sha256 ${interpreter.sha256?.slice(0, 12)}), given ${
    given === "" ? "neither signal nor picture" : given
  }`;
  return paragraph(sheet, [by, ...seen.notes].join("; "), "  ", "dim");
}

/** A piece of a text that is still being written; lines stay lines. */
export function plainPiece(piece: string): string {
  return piece.split("\n").map(plainText).join("\n");
}

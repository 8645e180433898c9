// Text that is written together with its claims: sentences are made of plain strings and Statements, and
// the builder records where each Statement lands. The spans are exact by construction, never searched for.
import type { Claim } from "../../ecg/interpretation.ts";
import type { Statement } from "./statement.ts";

export type SentencePart = string | Statement;
export type Sentence = readonly SentencePart[];

/** A narrative under construction; `append` puts one sentence after the others, a space between them. */
export interface ClaimText {
  append(sentence: Sentence): void;
  finish(): { readonly narrative: string; readonly claims: Claim[] };
}

/** An empty text. Offsets are UTF-16 code units of the finished narrative. */
export function claimText(): ClaimText {
  let narrative = "";
  const claims: Claim[] = [];
  return {
    append(sentence) {
      if (sentence.length === 0) return;
      if (narrative !== "") narrative += " ";
      for (const part of capitalised(sentence)) {
        const start = narrative.length;
        narrative += typeof part === "string" ? part : part.text;
        if (typeof part === "string") continue;
        claims.push({
          start,
          end: narrative.length,
          text: part.text,
          verdict: part.verdict,
          evidence: [...part.evidence],
          reason: part.reason,
        });
      }
    },
    finish: () => ({ narrative, claims }),
  };
}

/** Template tag: strings, Statements and whole Sentences become one flat Sentence. */
export function sentence(
  strings: TemplateStringsArray,
  ...values: readonly (SentencePart | Sentence)[]
): Sentence {
  const parts: SentencePart[] = [];
  strings.forEach((text, index) => {
    if (text !== "") parts.push(text);
    const value = values[index];
    if (value === undefined || value === "") return;
    if (typeof value === "string" || !("length" in value)) parts.push(value);
    else parts.push(...value);
  });
  return parts;
}

/** "a", "a and b", "a, b and c": the parts of a Sentence as prose joins them; "a, x; b; and c" where a part holds a comma. */
export function enumerate(items: readonly (SentencePart | Sentence)[]): Sentence {
  const flat = items.map((item) => (typeof item === "string" || !("length" in item) ? [item] : [...item]));
  // commas in parentheses, and those of the last part, confuse nobody
  const heavy = flat.slice(0, -1).some((parts) =>
    textOf(parts)
      .replace(/\([^)]*\)/g, "")
      .includes(","),
  );
  const [comma, and] = heavy ? ["; ", "; and "] : [", ", " and "];
  return flat.flatMap((parts, index): SentencePart[] => {
    if (index === 0) return parts;
    return [index === items.length - 1 ? and : comma, ...parts];
  });
}

/** Words of a Sentence, counted as a reader would: runs of non-space. */
export function countWords(sentence: Sentence): number {
  return textOf(sentence)
    .split(/\s+/)
    .filter((word) => word !== "").length;
}

function textOf(parts: Sentence): string {
  return parts.map((part) => (typeof part === "string" ? part : part.text)).join("");
}

function capitalised(sentence: Sentence): Sentence {
  const [first, ...rest] = sentence;
  if (first === undefined) return sentence;
  const upper = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);
  return [typeof first === "string" ? upper(first) : { ...first, text: upper(first.text) }, ...rest];
}

// Gives drafts their place in the text: each claim spans its own items, and where two would overlap the shared words
// stay with the claim they stand closest to, so that highlighted spans do not run into one another.
import type { ExtractedClaim } from "../extracted-claim.ts";
import type { Item } from "../sentence/items.ts";
import type { Draft, Sentence } from "../sentence/sentence.ts";

interface Span {
  start: number;
  end: number;
}

function coreOf(items: readonly Item[], draft: Draft): Span {
  const own = draft.parts.length === 1 ? items[draft.parts[0]!] : items[draft.anchor];
  return { start: own?.start ?? 0, end: own?.end ?? 0 };
}

function spanOf(items: readonly Item[], draft: Draft): Span {
  const parts = draft.parts.map((part) => items[part]).filter((item) => item !== undefined);
  return {
    start: Math.min(...parts.map((item) => item.start)),
    end: Math.max(...parts.map((item) => item.end)),
  };
}

/** The claims of one sentence, in order of their place. */
export function placeClaims(text: string, sentence: Sentence, drafts: readonly Draft[]): ExtractedClaim[] {
  const { items, marks } = sentence;
  const ordered = drafts
    .map((draft) => ({ draft, core: coreOf(items, draft), span: spanOf(items, draft) }))
    .sort((a, b) => a.core.start - b.core.start || a.core.end - b.core.end);
  const beat = items.find((item) => item.kind === "beat");
  const claims: ExtractedClaim[] = [];
  for (const [position, { draft, core, span }] of ordered.entries()) {
    const previousEnd = claims.at(-1)?.end ?? 0;
    const nextCore = ordered[position + 1]?.core.start ?? Number.POSITIVE_INFINITY;
    let start = span.start;
    if (start < previousEnd)
      start = core.start >= previousEnd ? firstPartAfter(items, draft, previousEnd, core.start) : core.start;
    const clipped =
      span.end > nextCore ? Math.max(core.end, lastPartBefore(items, draft, nextCore)) : span.end;
    let end = withParenthesis(text, start, clipped);
    // Several subjects named by one phrase ("all waves") share its place.
    if (end <= start) {
      start = core.start;
      end = core.end;
    }
    const { subject, leads, assertion, negated, anchor } = draft;
    // "no ST elevation in V1 or V2" denies it of each.
    const each = negated && draft.leadScope === "some" && leads.length < 12;
    const leadScope = each ? "listed" : draft.leadScope;
    claims.push({
      start,
      end,
      text: text.slice(start, end),
      subject,
      leads,
      leadScope,
      assertion,
      negated,
      hedge: marks.hedge[anchor] ?? null,
      ...(draft.withoutCriteria === true ? { withoutCriteria: true } : {}),
      beat: beat?.kind === "beat" ? beat.beat : null,
      comparedWithPrior: marks.prior[anchor] ?? false,
    });
  }
  return claims;
}

/** A parenthesis opened inside a claim and closed right behind it belongs to it. */
function withParenthesis(text: string, start: number, end: number): number {
  const claim = text.slice(start, end);
  return claim.lastIndexOf("(") > claim.lastIndexOf(")") && text[end] === ")" ? end + 1 : end;
}

function firstPartAfter(items: readonly Item[], draft: Draft, offset: number, otherwise: number): number {
  const starts = draft.parts.map((part) => items[part]?.start ?? 0).filter((start) => start >= offset);
  return Math.min(otherwise, ...starts);
}

function lastPartBefore(items: readonly Item[], draft: Draft, offset: number): number {
  const ends = draft.parts.map((part) => items[part]?.end ?? 0).filter((end) => end <= offset);
  return Math.max(0, ...ends);
}

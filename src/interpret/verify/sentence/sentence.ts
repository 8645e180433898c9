// One sentence prepared for reading, and the drafts of claims that its readers produce. A reader sees items, never
// characters; offsets come back only when the drafts are placed (place-claims.ts).

import type { Assertion, LeadScope, Subject } from "../extracted-claim.ts";
import { type Break, findBreaks } from "./clauses.ts";
import { compose } from "./compose.ts";
import { inheritedLeads } from "./inherited-leads.ts";
import type { Item } from "./items.ts";
import { type FoundLeads, findLeadRoles, findLeads, type LeadRole } from "./lead-roles.ts";
import { type Marks, markScopes } from "./negation.ts";

export interface Sentence {
  readonly items: readonly Item[];
  readonly breaks: readonly Break[];
  readonly marks: Marks;
  readonly roles: readonly (LeadRole | null)[];
  /** The subject a leading "it" or "they" stands for: the last of the sentence before. */
  readonly inherited: Subject | null;
}

export interface Draft {
  readonly subject: Subject;
  readonly leads: readonly string[];
  readonly leadScope: LeadScope;
  readonly assertion: Assertion;
  negated: boolean;
  /** The item that carries the assertion; negation and hedge are read there. */
  readonly anchor: number;
  /** Items the claim's text spans. */
  readonly parts: number[];
  /** Index of the subject item, or -1. */
  readonly subjectAt: number;
  /** The subject came before the predicate ("PR is long") rather than after it ("long PR"). */
  readonly backward: boolean;
  /** The text itself says that the criteria of what it suspects are not met. */
  readonly withoutCriteria?: true;
}

export function readSentence(raw: readonly Item[], inherited: Subject | null): Sentence {
  const items = compose(raw);
  const breaks = findBreaks(items);
  return { items, breaks, marks: markScopes(items, breaks), roles: findLeadRoles(items, breaks), inherited };
}

/** Subjects whose quality is usually one of the whole recording; leads count only directly beside them. */
const GLOBAL =
  /^(?:heart rate|atrial rate|rr|pause|pr|pr segment|p duration|qrs duration|qt|qtc|jt|axis|p axis|t axis|qrs-t angle|rhythm|intervals|beats|r progression|transition|av conduction|iv conduction|ecg|sokolow-lyon|cornell|cornell product|peguero-lo presti|gubner)$/;

const LEADLESS =
  /^(?:heart rate|atrial rate|rr|pause|axis|p axis|t axis|qrs-t angle|rhythm|beats|r progression|av conduction|iv conduction|ecg|sokolow-lyon|cornell|cornell product|peguero-lo presti|gubner)$/;

export interface DraftOptions {
  readonly subject: Subject;
  readonly assertion: Assertion;
  readonly anchor: number;
  /** -1 where the assertion has no subject item of its own. */
  readonly subjectAt: number;
  readonly backward?: boolean;
  readonly takesLeads?: boolean;
  readonly negated?: boolean;
}

/** A draft with its leads and its denial read off the sentence. */
export function draftClaim(sentence: Sentence, options: DraftOptions): Draft {
  const { items, breaks, marks, roles } = sentence;
  const { anchor, subjectAt, subject } = options;
  const first = subjectAt < 0 ? anchor : Math.min(anchor, subjectAt);
  const last = Math.max(anchor, subjectAt);
  const own = items[subjectAt];
  const ownLeads = own?.kind === "subject" ? own.leads : [];
  const takesLeads = options.takesLeads ?? !LEADLESS.test(subject);
  let found: FoundLeads = { leads: [], scope: "unspecified", at: -1 };
  if (ownLeads.length > 0) found = { leads: ownLeads, scope: "listed", at: -1 };
  else if (takesLeads)
    found = findLeads({
      items,
      breaks,
      roles,
      negated: marks.negated,
      first,
      last,
      shares: !GLOBAL.test(subject),
      context: subject !== "pattern",
    });
  if (found.leads.length === 0 && takesLeads && !GLOBAL.test(subject) && subject !== "pattern") {
    const inherited = inheritedLeads({ items, breaks, first, subjectAt });
    if (inherited !== null) found = { leads: inherited.leads, scope: inherited.scope, at: -1 };
  }
  const parts = [anchor];
  if (subjectAt >= 0) parts.push(subjectAt);
  if (found.at >= 0) parts.push(found.at);
  const deniedBy = marks.negatedBy[anchor] ?? -1;
  if (
    deniedBy >= 0 &&
    first - deniedBy > 0 &&
    first - deniedBy <= 3 &&
    isOnlyFiller(items, deniedBy + 1, first)
  )
    parts.push(deniedBy);
  return {
    subject,
    leads: found.leads,
    leadScope: found.scope,
    assertion: options.assertion,
    negated: options.negated ?? marks.negated[anchor] ?? false,
    anchor,
    parts,
    subjectAt,
    backward: options.backward ?? (subjectAt >= 0 && subjectAt < anchor),
  };
}

function isOnlyFiller(items: readonly Item[], from: number, to: number): boolean {
  for (let at = from; at < to; at++)
    if (items[at]?.kind !== "filler" && items[at]?.kind !== "adverb") return false;
  return true;
}

/** Skips words that carry no claim: articles, adverbs, hedges. */
export function isLight(item: Item | undefined): boolean {
  return (
    item?.kind === "filler" || item?.kind === "adverb" || item?.kind === "hedge" || item?.kind === "every"
  );
}

/** The next item in a direction that is not light, and its index. */
export function neighbour(items: readonly Item[], from: number, step: 1 | -1): number {
  let at = from + step;
  while (isLight(items[at])) at += step;
  return at;
}

export function isComma(item: Item | undefined): boolean {
  return item?.kind === "conjunction" && item.conjunction === "comma";
}

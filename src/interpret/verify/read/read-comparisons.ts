// "The R wave in V1 is larger than the S wave", "QRS amplitude is higher in V3 than in V2", "R > S in V1", "the
// tallest R wave is in V5": one wave against another, or one lead against others.

import type { Assertion, ComparisonAssertion, Subject } from "../extracted-claim.ts";
import type { Item } from "../sentence/items.ts";
import { type Draft, draftClaim, neighbour, type Sentence } from "../sentence/sentence.ts";
import { measured } from "../sentence/wave-measures.ts";
import { plainWave } from "./attach-quality.ts";

const COMPARABLE = /^(?:p|q|r|s|t|qrs|st|r prime|[pqrst] amplitude|qrs amplitude)$/;

/** The amplitude that a comparison of this wave is about, or null. */
function comparable(item: Item | undefined): Subject | null {
  if (item?.kind !== "subject" || item.subject === "other" || !COMPARABLE.test(item.subject)) return null;
  const subject = measured(plainWave(item.subject), "amplitude");
  return subject === "other" ? null : subject;
}

interface Found {
  readonly subject: Subject;
  readonly at: number;
}

function subjectNear(sentence: Sentence, index: number, step: 1 | -1, reach: number): Found | null {
  for (let at = index + step, steps = 0; steps < reach; at += step, steps++) {
    const item = sentence.items[at];
    if (item === undefined || (step === -1 && sentence.breaks[at + 1] === "stop")) return null;
    const subject = comparable(item);
    if (subject !== null) return { subject, at };
    if (item.kind === "subject" || (item.kind === "boundary" && item.boundary !== "parenthesis")) return null;
  }
  return null;
}

function leadsIn(
  items: readonly Item[],
  from: number,
  to: number,
  most = 12,
): { leads: readonly string[]; at: number } | null {
  for (let at = from; at < to; at++) {
    const item = items[at];
    if (item?.kind === "leads" && item.leads.length <= most) return { leads: item.leads, at };
  }
  return null;
}

function frontLeads(sentence: Sentence, index: number): { leads: readonly string[]; at: number } | null {
  for (let at = index; at >= 0; at--) {
    const item = sentence.items[at];
    if (item?.kind === "leads") return { leads: item.leads, at };
  }
  return null;
}

/** Claims that compare; `taken` receives the items they used. */
export function readComparisons(sentence: Sentence, taken: Set<number>): Draft[] {
  const { items, marks } = sentence;
  const drafts: Draft[] = [];
  for (let index = 0; index < items.length; index++) {
    const item = items[index]!;
    if (marks.skipped[index] || taken.has(index)) continue;
    const draft =
      item.kind === "comparative" && /est$/.test(item.relation)
        ? superlative(sentence, index, item.relation)
        : item.kind === "comparative" || item.kind === "comparator"
          ? comparison(sentence, index)
          : null;
    if (draft === null) continue;
    for (const part of draft.parts) taken.add(part);
    drafts.push(draft);
  }
  return drafts;
}

/** Index of the adjective that a second "is" gives the other wave ("deeper than the R is tall"), or -1. */
function measureWord(items: readonly Item[], subjectAt: number): number {
  let at = neighbour(items, subjectAt, 1);
  if (items[at]?.kind === "preposition" && items[at + 1]?.kind === "leads") at = neighbour(items, at + 1, 1);
  const verb = items[at];
  if (verb?.kind !== "verb" || verb.verb !== "be") return -1;
  at = neighbour(items, at, 1);
  const word = items[at];
  return word?.kind === "quality" && /^(?:tall|deep|increased|wide|long)$/.test(word.base) ? at : -1;
}

function relationOf(item: Item): ComparisonAssertion["relation"] | null {
  if (item.kind === "comparative") return item.relation;
  if (item.kind !== "comparator") return null;
  if (item.operator === ">" || item.operator === ">=") return "greater";
  return item.operator === "<" || item.operator === "<=" ? "less" : null;
}

function comparison(sentence: Sentence, index: number): Draft | null {
  const { items } = sentence;
  const relation = relationOf(items[index]!);
  if (relation === null) return null;
  // ">25 % of the R wave" bounds a share, not a wave.
  if (items[index + 1]?.kind === "foreign") return null;
  const bare = items[index]?.kind === "comparator" || relation === "equal";
  let than = index;
  if (!bare) {
    while (than < items.length && than - index < 9 && items[than]?.kind !== "than") than++;
    if (items[than]?.kind !== "than") return null;
  }
  const ahead = bare ? null : subjectNear(sentence, index, 1, Math.max(0, than - index - 1));
  const own = ahead ?? subjectNear(sentence, index, -1, 7);
  if (own === null) return null;
  const other = subjectNear(sentence, than, 1, 4);
  // "... than the R wave is tall in V2": the other wave's own measure word.
  const tall = other === null ? -1 : measureWord(items, other.at);
  const otherLeads = leadsIn(items, than + 1, Math.min(items.length, Math.max(other?.at ?? than, tall) + 4));
  const leads = leadsIn(items, index, than) ?? leadsIn(items, own.at, index) ?? frontLeads(sentence, index);
  if (other === null && otherLeads === null) return null;
  // "the R is larger than the S in V1": one lead, two waves.
  const shared = leads === null ? otherLeads : leads;
  if (shared === null) return null;
  const assertion: Assertion = {
    kind: "comparison",
    relation,
    otherSubject: other?.subject ?? null,
    otherLeads: otherLeads?.leads ?? shared.leads,
  };
  const parts = [own.at, index, than, other?.at ?? -1, tall, otherLeads?.at ?? -1, leads?.at ?? -1].filter(
    (part) => part >= 0,
  );
  return { ...base(sentence, own, assertion, index), leads: shared.leads, leadScope: "listed", parts };
}

function superlative(
  sentence: Sentence,
  index: number,
  relation: ComparisonAssertion["relation"],
): Draft | null {
  const { items } = sentence;
  const ahead = comparable(items[neighbour(items, index, 1)]);
  const own =
    ahead === null ? subjectNear(sentence, index, -1, 6) : { subject: ahead, at: neighbour(items, index, 1) };
  if (own === null) return null;
  const place = leadsIn(items, index, Math.min(items.length, index + 12), 2) ?? leadsOfVerb(items, index);
  if (place === null || place.leads.length > 2) return null;
  // "the tallest R wave of the chest leads is in V4"
  const among = leadsIn(items, index, place.at, 12);
  const otherLeads = among !== null && among.leads.length > 2 ? among.leads : [];
  const assertion: Assertion = { kind: "comparison", relation, otherSubject: null, otherLeads };
  return {
    ...base(sentence, own, assertion, index),
    leads: place.leads,
    leadScope: "listed",
    parts: [own.at, index, place.at],
  };
}

/** "V2 has the deepest S wave": the leads that open the clause. */
function leadsOfVerb(items: readonly Item[], index: number): { leads: readonly string[]; at: number } | null {
  const verbAt = neighbour(items, index, -1);
  const at = neighbour(items, verbAt, -1);
  const leads = items[at];
  return items[verbAt]?.kind === "verb" && leads?.kind === "leads" ? { leads: leads.leads, at } : null;
}

function base(sentence: Sentence, own: Found, assertion: Assertion, anchor: number): Draft {
  return draftClaim(sentence, {
    subject: own.subject,
    assertion,
    anchor,
    subjectAt: own.at,
    takesLeads: false,
  });
}

// Statements that relate two waves or a wave and a lead: "a P wave before every QRS", "transition in V4".
import type { Assertion } from "../extracted-claim.ts";
import type { Item } from "../sentence/items.ts";
import { type Draft, draftClaim, isLight, neighbour, type Sentence } from "../sentence/sentence.ts";

/** "P waves precede every QRS", "each P wave is followed by a QRS". */
export function readConduction(sentence: Sentence, taken: Set<number>): Draft[] {
  const { items, breaks, marks } = sentence;
  const drafts: Draft[] = [];
  for (let index = 0; index < items.length; index++) {
    const joint = items[index];
    if (joint?.kind !== "precedes" || marks.skipped[index]) continue;
    const before = nearestWave(items, breaks, index, -1);
    const after = nearestWave(items, breaks, index, 1);
    if (before < 0 || after < 0) continue;
    const pair = new Set(
      [items[before], items[after]].map((item) => (item?.kind === "subject" ? item.subject : "")),
    );
    if (!pair.has("p") || !pair.has("qrs")) continue;
    const denied = (marks.negated[before] || marks.negated[index]) ?? false;
    // "P before each QRS" and "each P is followed by a QRS" differ: only the second excludes a dropped beat.
    const pattern = joint.conducts ? "qrs after every p" : "p before every qrs";
    const assertion: Assertion = { kind: "presence", pattern, count: null };
    const draft = draftClaim(sentence, {
      subject: "pattern",
      assertion,
      anchor: index,
      subjectAt: -1,
      takesLeads: false,
      negated: denied,
    });
    drafts.push({ ...draft, parts: [...draft.parts, before, after] });
    taken.add(before).add(after);
  }
  return drafts;
}

function nearestWave(items: readonly Item[], breaks: readonly unknown[], from: number, step: 1 | -1): number {
  for (let at = from + step; at >= 0 && at < items.length && Math.abs(at - from) < 10; at += step) {
    const item = items[at];
    if (item?.kind === "subject" && (item.subject === "p" || item.subject === "qrs")) return at;
    if (breaks[at] === "stop" || breaks[at] === "contrast") return -1;
  }
  return -1;
}

/** "Transition zone in V3-V4". */
export function readTransition(sentence: Sentence, described: ReadonlySet<number>): Draft[] {
  const { items, marks } = sentence;
  const drafts: Draft[] = [];
  for (let index = 0; index < items.length; index++) {
    const item = items[index];
    if (
      item?.kind !== "subject" ||
      item.subject !== "transition" ||
      described.has(index) ||
      marks.skipped[index]
    )
      continue;
    let at = index + 1;
    while (at < items.length && at - index < 8 && mayLeadToPlace(items[at])) at++;
    if (items[at]?.kind !== "leads") at = leadsOfVerb(items, index);
    const leads = items[at];
    if (leads?.kind !== "leads") continue;
    const assertion: Assertion = { kind: "quality", word: "located", degree: null };
    const draft = draftClaim(sentence, { subject: "transition", assertion, anchor: index, subjectAt: index });
    drafts.push({ ...draft, leads: leads.leads, leadScope: "listed", parts: [index, at] });
  }
  return drafts;
}

/** "V3 is the transition lead": index of the leads in front of the verb, or -1. */
function leadsOfVerb(items: readonly Item[], index: number): number {
  const verbAt = neighbour(items, index, -1);
  const verb = items[verbAt];
  if (verb?.kind !== "verb") return -1;
  const at = neighbour(items, verbAt, -1);
  return items[at]?.kind === "leads" ? at : -1;
}

function mayLeadToPlace(item: Item | undefined): boolean {
  return (
    item?.kind === "verb" ||
    item?.kind === "existence" ||
    item?.kind === "preposition" ||
    item?.kind === "comparator" ||
    item?.kind === "colon" ||
    item?.kind === "word" ||
    isLight(item)
  );
}

// "Q waves in III and aVF but not in II": the statement before is denied for the leads that follow (or, said of a
// denial, asserted: "no ST elevation in V1 but in V2").
import { type Draft, neighbour, type Sentence } from "../sentence/sentence.ts";

/** Drafts for leads set off by "but (not) in". */
export function readContrasts(sentence: Sentence, drafts: readonly Draft[]): Draft[] {
  const { items, marks } = sentence;
  const added: Draft[] = [];
  for (let index = 1; index < items.length; index++) {
    const but = items[index];
    if (but?.kind !== "boundary" || but.boundary !== "contrast" || marks.skipped[index]) continue;
    let at = neighbour(items, index, 1);
    const no = items[at];
    if (no?.kind !== "negation") continue;
    at = neighbour(items, at, 1);
    if (items[at]?.kind === "preposition") at = neighbour(items, at, 1);
    const leads = items[at];
    const after = items[neighbour(items, at, 1)];
    const ends = after === undefined || after.kind === "conjunction" || after.kind === "boundary";
    if (leads?.kind !== "leads" || !ends) continue;
    const before = drafts.filter((draft) => draft.anchor < index && draft.leads.length > 0).at(-1);
    if (before === undefined) continue;
    added.push({
      ...before,
      leads: leads.leads,
      leadScope: leads.scope,
      negated: !before.negated,
      anchor: at,
      parts: [at],
      subjectAt: -1,
    });
  }
  return added;
}

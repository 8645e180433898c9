// "Repolarisation is ordinary in aVR, with an upright T wave": a later part of a sentence that names no leads speaks of
// those of the part before it, where it hangs on "with" or names one wave of one lead ("..., and the T wave is flat").
import type { Break } from "./clauses.ts";
import { isFiller } from "./item-kinds.ts";
import type { Item } from "./items.ts";

type Leads = Extract<Item, { kind: "leads" }>;

/** Items looked back over. */
const REACH = 16;

const ONE_LEAD_WAVE = /^(?:[tqrs]|r prime|[tqrs] amplitude)$/;

export interface InheritOptions {
  readonly items: readonly Item[];
  readonly breaks: readonly Break[];
  /** First item of the assertion without leads. */
  readonly first: number;
  /** Its subject, or -1. */
  readonly subjectAt: number;
}

/** The leads that an assertion without its own takes over from the part of the sentence before it, or null. */
export function inheritedLeads({ items, breaks, first, subjectAt }: InheritOptions): Leads | null {
  const subject = items[subjectAt];
  if (subject?.kind !== "subject") return null;
  let joint = first;
  while (joint > 0 && first - joint < REACH && (breaks[joint] ?? null) === null) joint--;
  const reason = breaks[joint] ?? null;
  if (reason === "with") return nearestLeads(items, breaks, joint);
  if (reason !== "clause" && reason !== "contrast") return null;
  const isOne =
    subject.singular === true && ONE_LEAD_WAVE.test(subject.subject) && hasArticle(items, first, subjectAt);
  const leads = isOne ? nearestLeads(items, breaks, joint) : null;
  return leads !== null && leads.leads.length === 1 ? leads : null;
}

function nearestLeads(items: readonly Item[], breaks: readonly Break[], from: number): Leads | null {
  for (let at = from - 1; at >= 0 && from - at < REACH; at--) {
    const item = items[at]!;
    if (item.kind === "leads") return item.scope === "listed" || item.scope === "group" ? item : null;
    if (breaks[at] === "stop" || breaks[at] === "clause" || breaks[at] === "contrast") return null;
  }
  return null;
}

function hasArticle(items: readonly Item[], first: number, subjectAt: number): boolean {
  for (let at = Math.min(first, subjectAt) - 1; isFiller(items[at]); at--) {
    const item = items[at];
    if (item?.kind === "filler" && item.article === true) return true;
  }
  return false;
}

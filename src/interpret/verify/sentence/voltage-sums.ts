// "SV1 + RV5", "the sum of S in V1 and R in V5": the voltage criterion that two deflections add up to.
import type { Subject } from "../extracted-claim.ts";
import { isConjunction, isParenthesis } from "./item-kinds.ts";
import type { Item } from "./items.ts";

/** "SV1 + RV5" and the like: the voltage criterion they add up to. */
function sumSubject(first: Item, second: Item): Subject | null {
  if (first.kind !== "subject" || second.kind !== "subject") return null;
  const key = [first, second]
    .map((part) => `${part.subject.charAt(0)} ${part.leads[0]}`)
    .sort()
    .join(" ");
  if (/^r V[56] s V[12]$/.test(key)) return "sokolow-lyon";
  if (key === "r aVL s V3") return "cornell";
  return key === "r I s III" ? "gubner" : null;
}

const isDeflection = (item: Item | undefined): boolean =>
  item?.kind === "subject" && /^[rs](?: amplitude)?$/.test(item.subject);

/** The one lead that names where a bare R or S was measured ("S in V1", "S(V1)", "S V1"), and the index behind it. */
function ownLead(items: readonly Item[], index: number): { lead: string; end: number } | null {
  let at = index + 1;
  const opened = isParenthesis(items[at]);
  if (opened || items[at]?.kind === "preposition") at++;
  const leads = items[at];
  if (leads?.kind !== "leads" || leads.leads.length !== 1) return null;
  if (opened && !isParenthesis(items[at + 1])) return null;
  return { lead: leads.leads[0]!, end: opened ? at + 1 : at };
}

/** Gives each R and S of a possible sum its lead, then joins sums. */
export function joinSums(items: readonly Item[]): Item[] {
  const attached: Item[] = [];
  for (let index = 0; index < items.length; index++) {
    const item = items[index]!;
    const own =
      isDeflection(item) && item.kind === "subject" && item.leads.length === 0 ? ownLead(items, index) : null;
    if (own !== null && item.kind === "subject") {
      const ahead =
        isConjunction(items[own.end + 1]) && items.slice(own.end + 2, own.end + 5).some(isDeflection);
      const previous = attached.at(-2);
      const behind =
        isConjunction(attached.at(-1)) &&
        isDeflection(previous) &&
        previous?.kind === "subject" &&
        previous.leads.length === 1;
      if (ahead || behind) {
        attached.push({ ...item, leads: [own.lead], end: items[own.end]!.end });
        index = own.end;
        continue;
      }
    }
    attached.push(item);
  }
  const joined: Item[] = [];
  for (const item of attached) {
    const first = joined.at(-2);
    const sum = isConjunction(joined.at(-1)) && first !== undefined ? sumSubject(first, item) : null;
    if (sum !== null && first !== undefined)
      joined.splice(-2, 2, {
        kind: "subject",
        subject: sum,
        bare: false,
        formula: null,
        leads: [],
        start: first.start,
        end: item.end,
      });
    else joined.push(item);
  }
  return joined;
}

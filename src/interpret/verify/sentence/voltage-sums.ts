// "SV1 + RV5", "the sum of S in V1 and R in V5": the voltage criterion that two deflections add up to.
import type { Subject } from "../extracted-claim.ts";
import { isConjunction } from "./item-kinds.ts";
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

/** Attaches "in V1" to a bare R or S before a plus sign, then joins sums. */
export function joinSums(items: readonly Item[]): Item[] {
  const attached: Item[] = [];
  for (let index = 0; index < items.length; index++) {
    const item = items[index]!;
    const leads = items[index + 2];
    if (
      item.kind === "subject" &&
      /^[rs](?: amplitude)?$/.test(item.subject) &&
      item.leads.length === 0 &&
      items[index + 1]?.kind === "preposition" &&
      leads?.kind === "leads" &&
      (isConjunction(items[index + 3]) || isConjunction(attached.at(-1))) &&
      leads.leads.length === 1
    ) {
      const lead = leads.leads[0]!;
      const previous = attached.at(-2);
      const partner = items.slice(index + 4, index + 8).find((other) => other.kind === "subject");
      const sum =
        partner?.kind === "subject" && /^[rs]/.test(partner.subject) && partner.subject !== item.subject;
      if (
        sum ||
        (previous?.kind === "subject" && previous.leads.length === 1 && /^[rs]/.test(previous.subject))
      ) {
        attached.push({ ...item, leads: [lead], end: leads.end });
        index += 2;
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

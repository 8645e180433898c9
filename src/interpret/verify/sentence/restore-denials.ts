// "Does not reach 3.5 mV" bounds a number; "does not reach significance" only denies. Bounds that met no number become
// plain denials again.
import { isFiller } from "./item-kinds.ts";
import type { Item } from "./items.ts";

/** The items with every denying bound that no value took, and that compares no waves, turned into a "not". */
export function restoreDenials(items: readonly Item[]): Item[] {
  return items.map((item, index) => {
    if (item.kind !== "comparator" || item.denies !== true) return item;
    let at = index + 1;
    while (isFiller(items[at])) at++;
    const next = items[at];
    if (next?.kind === "value" || (next?.kind === "subject" && isWave(next))) return item;
    return { kind: "negation", form: "verb", start: item.start, end: item.end };
  });
}

/** R and S stand in comparisons ("R does not exceed S"). */
function isWave(item: Extract<Item, { kind: "subject" }>): boolean {
  return /^(?:[qrst]|[qrst] amplitude)$/.test(item.subject);
}

// Words that are settled only by what follows. "Does not reach 3.5 mV" bounds a number; "does not reach significance" only denies. Bounds that met no number become
// plain denials again.
import { isFiller } from "./item-kinds.ts";
import type { Item } from "./items.ts";

/** The items with every denying bound that no value took, and that compares no waves, turned into a "not". */
export function restoreDenials(items: readonly Item[]): Item[] {
  return items.flatMap((item, index): Item[] => {
    if (item.kind === "verb" && item.varies === true && endsPhrase(items, index + 1))
      return [{ kind: "quality", base: "variable", noun: false, start: item.start, end: item.end }];
    if (item.kind !== "comparator" || item.denies !== true) return [item];
    let at = index + 1;
    while (isFiller(items[at])) at++;
    const next = items[at];
    if (next?.kind === "value" || (next?.kind === "subject" && isWave(next))) return [item];
    const not: Item = { kind: "negation", form: "verb", start: item.start, end: item.end };
    const isNormal = next?.kind === "reference" || (next?.kind === "quality" && next.base === "normal");
    if (next === undefined || !isNormal) return [not];
    // "does not exceed the upper limit of normal"
    const base = item.operator === "<=" ? "increased" : "decreased";
    return [not, { kind: "quality", base, noun: false, start: item.end, end: next.end }];
  });
}

/** "The RR intervals vary." says it all; "vary between 800 and 900 ms" gives numbers. */
function endsPhrase(items: readonly Item[], from: number): boolean {
  let at = from;
  while (isFiller(items[at])) at++;
  const next = items[at];
  return next === undefined || next.kind === "conjunction" || next.kind === "boundary";
}

/** R and S stand in comparisons ("R does not exceed S"). */
function isWave(item: Extract<Item, { kind: "subject" }>): boolean {
  return /^(?:[qrst]|[qrst] amplitude)$/.test(item.subject);
}

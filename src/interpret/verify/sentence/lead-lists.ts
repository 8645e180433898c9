// Regions with their leads spelled out, lists of regions, and exceptions ("all leads except aVR") become single lead
// items.
import { isConjunction, isFiller, isParenthesis } from "./item-kinds.ts";
import type { Item } from "./items.ts";

/** Regions with the leads spelled out behind them, and lists of regions and leads, become one lead item. */
export function joinLeads(items: readonly Item[]): Item[] {
  const joined: Item[] = [];
  for (let index = 0; index < items.length; index++) {
    const item = items[index]!;
    const last = joined.at(-1);
    if (item.kind === "lead word") {
      if (last?.kind === "leads") joined[joined.length - 1] = { ...last, named: true, end: item.end };
      else if (!/^(?:leads)$/.test(items[index + 1]?.kind ?? "")) joined.push(item);
      continue;
    }
    if (item.kind !== "leads") {
      joined.push(item);
      continue;
    }
    const beforeLast = joined.at(-2);
    const refined = refinedBy(joined);
    if (refined >= 0 && item.scope === "listed") {
      // "in several leads, particularly V3 and V4": the leads that are named.
      const vague = joined[refined]!;
      joined.length = refined;
      joined.push({ ...item, start: vague.start });
    } else if (isParenthesis(last) && beforeLast?.kind === "leads" && isParenthesis(items[index + 1])) {
      joined.splice(-2, 2, { ...beforeLast, leads: item.leads, scope: "group", end: items[index + 1]!.end });
      index++;
    } else if (
      last?.kind === "conjunction" &&
      beforeLast?.kind === "leads" &&
      (item.scope === "group" || beforeLast.scope === "group") &&
      beforeLast.scope !== "all" &&
      items[index + 1]?.kind !== "verb"
    ) {
      const leads = [...new Set([...beforeLast.leads, ...item.leads])];
      joined.splice(-2, 2, { ...beforeLast, leads, scope: "group", end: item.end });
    } else joined.push(item);
  }
  return joined;
}

/** Index of a vague lead item ("several leads") that the leads to come spell out, or -1. */
function refinedBy(joined: readonly Item[]): number {
  let at = joined.length - 1;
  while (isFiller(joined[at]) || isConjunction(joined[at]) || joined[at]?.kind === "preposition") at--;
  const item = joined[at];
  return at < joined.length - 1 && item?.kind === "leads" && (item.scope === "some" || item.scope === "most")
    ? at
    : -1;
}

/** "in all leads but aVR". */
function isButLead(items: readonly Item[], index: number): boolean {
  const item = items[index];
  const before = items[index - 1];
  return (
    item?.kind === "boundary" &&
    item.boundary === "contrast" &&
    item.end - item.start === 3 &&
    before?.kind === "leads" &&
    before.scope !== "listed" &&
    items[index + 1]?.kind === "leads"
  );
}

/** "all leads except aVR", "upright except in aVR": the exception's leads are taken off what stands before. */
export function applyExceptions(items: readonly Item[]): Item[] {
  const kept: Item[] = [];
  for (let index = 0; index < items.length; index++) {
    const item = items[index]!;
    if (item.kind !== "exception" && !isButLead(items, index)) {
      kept.push(item);
      continue;
    }
    let at = index + 1;
    while (items[at]?.kind === "preposition" || items[at]?.kind === "lead word" || isFiller(items[at])) at++;
    const excepted = items[at];
    if (excepted?.kind !== "leads") {
      // "no ST changes apart from 1 mm of elevation in V2": what is excepted is there.
      kept.push({ kind: "boundary", boundary: "contrast", start: item.start, end: item.end });
      continue;
    }
    const ahead = items.findIndex((later, place) => place > at && place < at + 5 && later.kind === "leads");
    const whole = items[ahead];
    if (kept.length === 0 && whole?.kind === "leads" && whole.scope !== "listed") {
      // "Except for V1, all precordial leads ..."
      const leads = whole.leads.filter((lead) => !excepted.leads.includes(lead));
      kept.push(...items.slice(at + 1, ahead), { ...whole, leads, scope: "group" });
      index = ahead;
      continue;
    }
    const target = kept.findLastIndex((earlier) => earlier.kind === "leads");
    const named = target >= 0 ? kept[target] : undefined;
    if (named?.kind === "leads" && index - target < 8) {
      const leads = named.leads.filter((lead) => !excepted.leads.includes(lead));
      kept[target] = { ...named, leads, scope: named.scope === "all" ? "group" : named.scope };
    } else {
      const all = ["I", "II", "III", "aVR", "aVL", "aVF", "V1", "V2", "V3", "V4", "V5", "V6"];
      const leads = all.filter((lead) => !excepted.leads.includes(lead));
      kept.push({ kind: "leads", leads, scope: "group", named: true, start: item.start, end: excepted.end });
    }
    index = at;
  }
  return kept;
}

// Small questions about items that many readers ask.
import type { Item } from "./items.ts";

export const isFiller = (item: Item | undefined): boolean =>
  item?.kind === "filler" || item?.kind === "adverb";

export function isConjunction(item: Item | undefined): boolean {
  return item?.kind === "conjunction";
}

export const isParenthesis = (item: Item | undefined): boolean =>
  item?.kind === "boundary" && item.boundary === "parenthesis";

/** " / " between blanks parts statements; "ST/T" and "V1/V2" are one. */
export function isSpacedSlash(items: readonly Item[], at: number): boolean {
  const item = items[at];
  const [before, after] = [items[at - 1], items[at + 1]];
  if (item?.kind !== "conjunction" || item.conjunction !== "slash") return false;
  return (before === undefined || before.end < item.start) && (after === undefined || after.start > item.end);
}

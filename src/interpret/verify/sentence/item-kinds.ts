// Small questions about items that many readers ask.
import type { Item } from "./items.ts";

export const isFiller = (item: Item | undefined): boolean =>
  item?.kind === "filler" || item?.kind === "adverb";

export function isConjunction(item: Item | undefined): boolean {
  return item?.kind === "conjunction";
}

export const isParenthesis = (item: Item | undefined): boolean =>
  item?.kind === "boundary" && item.boundary === "parenthesis";

// Numbers with their comparators become values; a normal range cited beside a measurement ("normal 120-200 ms") is
// dropped, for it claims nothing of this recording.
import type { Comparator } from "../extracted-claim.ts";
import { isFiller, isParenthesis } from "./item-kinds.ts";
import type { Item } from "./items.ts";

const isReferenceWord = (item: Item | undefined): boolean =>
  item?.kind === "reference" || (item?.kind === "quality" && item.base === "normal");

/** Is the number at `index` a normal range or limit cited beside the measurement? */
function isReferenceRange(items: readonly Item[], index: number): boolean {
  const number = items[index];
  if (number?.kind !== "number") return false;
  let at = index - 1;
  let bounded = false;
  for (; at >= 0 && index - at < 5; at--) {
    const item = items[at]!;
    if (item.kind === "comparator") {
      bounded = true;
      if (item.operator === "<" || item.operator === ">") continue;
      bounded = false;
    } else if (
      item.kind === "colon" ||
      isFiller(item) ||
      isParenthesis(item) ||
      (item.kind === "verb" && item.verb === "be")
    )
      continue;
    else if (item.kind === "preposition" && /^(?:of|from|in|at)$/.test(item.word)) continue;
    else break;
  }
  const word = items[at];
  if (word?.kind === "reference") return true;
  if (!isReferenceWord(word)) return false;
  const opened = isParenthesis(items[at - 1]);
  return opened || number.low !== number.high || (bounded && isParenthesis(items[at + 1]));
}

/** Numbers with the comparator in front (or "or more" behind) become values. */
export function joinValues(items: readonly Item[]): Item[] {
  const joined: Item[] = [];
  // More numbers of a reference range: "(less than 440 ms for men and 460 ms for women)", "range: 80 120 ms".
  let more: "none" | "next" | "bracket" = "none";
  let brackets = 0;
  for (let index = 0; index < items.length; index++) {
    const item = items[index]!;
    if (isParenthesis(item)) {
      brackets++;
      more = "none";
    }
    if (item.kind !== "number") {
      if (more === "next") more = "none";
      joined.push(item);
      continue;
    }
    if (more !== "none") {
      while (joined.at(-1)?.kind === "comparator") joined.pop();
      continue;
    }
    let comparator: Comparator | null = null;
    let start = item.start;
    let back = joined.length - 1;
    while (back >= 0 && joined.length - back < 6 && mayStandInComparison(joined[back])) back--;
    const before = joined[back];
    const compared = before?.kind === "comparator";
    if (
      (!compared ||
        isReferenceWord(joined[joined.findLastIndex((_, at) => at < back && !isLink(joined[at]))])) &&
      isReferenceRange(items, index)
    ) {
      if (compared) joined.length = back;
      dropReferenceWord(joined);
      more = brackets % 2 === 1 ? "bracket" : "next";
      continue;
    }
    if (compared) {
      if (/^[<>]=?$/.test(before.operator)) comparator = before.operator as Comparator;
      start = before.start;
      joined.length = back;
    } else if (joined.at(-1)?.kind === "reference") joined.pop();
    else if (isUpperBound(joined, item)) {
      comparator = "<=";
      start = joined.pop()!.start;
    }
    let end = item.end;
    const after = items[index + 1];
    if (
      after?.kind === "comparator" &&
      /^[<>]=$/.test(after.operator) &&
      items[index + 2]?.kind !== "number"
    ) {
      comparator = after.operator as Comparator;
      end = after.end;
      index++;
    }
    const { low, high, unit, inWords } = item;
    joined.push({ kind: "value", low, high, unit, comparator, inWords, start, end });
  }
  return joined;
}

/** "stays within 120 ms"; "within 120-200 ms" is a range, "not within" leaves its side open. */
function isUpperBound(joined: readonly Item[], item: Extract<Item, { kind: "number" }>): boolean {
  const [before, verb] = [joined.at(-1), joined.at(-2)];
  return (
    before?.kind === "preposition" &&
    before.word === "within" &&
    verb?.kind === "verb" &&
    joined.at(-3)?.kind !== "negation" &&
    item.low === item.high &&
    item.unit !== null
  );
}

const isLink = (item: Item | undefined): boolean =>
  item?.kind === "colon" || isParenthesis(item) || isFiller(item);

/** "(normal: 120-200)": the word goes with the range; "normal (120-200)" keeps its word. */
function dropReferenceWord(joined: Item[]): void {
  let at = joined.length - 1;
  while (
    at >= 0 &&
    (joined[at]?.kind === "colon" || joined[at]?.kind === "comparator" || isFiller(joined[at]))
  )
    at--;
  if (isReferenceWord(joined[at]) && isParenthesis(joined[at - 1])) joined.length = at;
}

function mayStandInComparison(item: Item | undefined): boolean {
  if (item?.kind === "preposition") return item.word === "of";
  return item?.kind === "reference" || isFiller(item) || isParenthesis(item) || isReferenceWord(item);
}

// Which way a number without a sign points: depression and inversion are below the baseline.
import type { Subject } from "../extracted-claim.ts";
import type { Item } from "../sentence/items.ts";
import { measured } from "../sentence/wave-measures.ts";

/** "ST depression of 1 mm" is -0.1 mV; so are "T inverted by 2 mm" and any S or Q wave. */
export function signOf(
  items: readonly Item[],
  subject: Subject,
  index: number,
  subjectAt: number,
  low: number,
): 1 | -1 {
  if (subject === "q amplitude" || subject === "s amplitude" || low < 0) return 1;
  if (subject !== "st" && subject !== "t amplitude" && subject !== "p amplitude") return 1;
  const from = Math.max(0, Math.min(index, subjectAt < 0 ? index : subjectAt) - 3);
  for (let at = from; at < items.length && at <= Math.max(index, subjectAt) + 3; at++) {
    const item = items[at];
    const between = at > Math.min(index, subjectAt) - 4;
    if (between && item?.kind === "quality" && /^(?:depressed|inverted)$/.test(item.base)) return -1;
    if (item?.kind === "pattern" && at < index && isDownward(item, subject) && !isParted(items, at, index))
      return -1;
    if (at > Math.max(index, subjectAt) && (item?.kind === "conjunction" || item?.kind === "boundary")) break;
  }
  return 1;
}

/** "STD 1 mm", "TWI 2 mm". */
function isDownward(item: Extract<Item, { kind: "pattern" }>, subject: Subject): boolean {
  return (
    item.assertion.kind === "quality" &&
    /^(?:depressed|inverted)$/.test(item.assertion.word) &&
    measured(item.subject, "amplitude") === subject
  );
}

function isParted(items: readonly Item[], from: number, to: number): boolean {
  return items.slice(from, to).some((item) => item.kind === "conjunction");
}

// "After correction for rate the QT interval is 390 ms", "a QT of 390 ms when corrected for rate": the QT meant is QTc.
import type { Item } from "./items.ts";

/** Items between a correction and the QT it speaks of. */
const REACH = 8;

/** The sentence without its phrases of correction, the QT nearest to each of them turned into QTc. */
export function joinCorrections(items: readonly Item[]): Item[] {
  if (!items.some((item) => item.kind === "correction")) return [...items];
  const joined = [...items];
  for (let index = 0; index < items.length; index++) {
    if (items[index]?.kind !== "correction") continue;
    const at = nearestQt(items, index);
    const qt = joined[at];
    if (qt?.kind !== "subject") continue;
    // "QT 380 ms, 410 ms after correction": a value of its own.
    const numbers = items.slice(at, index).filter((item) => item.kind === "number").length;
    if (numbers > 1)
      joined[index] = { ...qt, subject: "qtc", start: items[index]!.start, end: items[index]!.end };
    else joined[at] = { ...qt, subject: "qtc" };
  }
  return joined.filter((item) => item.kind !== "correction");
}

/** Index of the QT that a correction at `index` speaks of: ahead of it where the phrase opens its clause, else behind. */
function nearestQt(items: readonly Item[], index: number): number {
  const opens =
    index === 0 || items[index - 1]?.kind === "conjunction" || items[index - 1]?.kind === "boundary";
  for (const step of opens ? [1, -1] : [-1, 1]) {
    for (let at = index + step; Math.abs(at - index) <= REACH; at += step) {
      const item = items[at];
      if (item === undefined || (item.kind === "boundary" && item.boundary === "stop")) break;
      if (item.kind === "subject" && item.subject === "qt") return at;
      if (item.kind === "subject" && item.subject !== "heart rate") break;
    }
  }
  return -1;
}

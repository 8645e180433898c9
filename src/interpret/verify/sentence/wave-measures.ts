// A wave and what is measured of it become one subject: "amplitude of the R wave", "P wave amplitude and duration",
// "P-R-T axes", and a QRS form with its noun ("QS complexes").
import type { Subject } from "../extracted-claim.ts";
import type { Measure } from "../lexicon/meaning.ts";
import { isConjunction, isFiller } from "./item-kinds.ts";
import type { Item } from "./items.ts";

const AMPLITUDES: Partial<Record<Subject, Subject>> = {
  p: "p amplitude",
  q: "q amplitude",
  r: "r amplitude",
  s: "s amplitude",
  t: "t amplitude",
  qrs: "qrs amplitude",
};
const DURATIONS: Partial<Record<Subject, Subject>> = {
  p: "p duration",
  q: "q duration",
  t: "t duration",
  qrs: "qrs duration",
  st: "st duration",
};
const AXES: Partial<Record<Subject, Subject>> = { p: "p axis", t: "t axis", qrs: "axis", r: "axis" };

/** The measurable thing that a wave's amplitude, duration or axis is; the wave itself for its form. */
export function measured(subject: Subject | "other", measure: Measure): Subject | "other" {
  if (subject === "other") return subject;
  if (measure === "amplitude") return AMPLITUDES[subject] ?? subject;
  if (measure === "duration") return DURATIONS[subject] ?? subject;
  if (measure === "axis") return AXES[subject] ?? subject;
  return subject;
}

/** "P wave amplitude (and duration)", "amplitude of the P wave": subjects for each measure named. */
export function joinMeasures(items: readonly Item[]): Item[] {
  const joined: Item[] = [];
  for (let index = 0; index < items.length; index++) {
    const item = items[index]!;
    if (item.kind === "subject") {
      let next = items[index + 1];
      if (next?.kind === "measure") {
        joined.push({ ...item, subject: measured(item.subject, next.measure), bare: false, end: next.end });
        index++;
        // The wave has further measures: "... amplitude and duration".
        while (isConjunction(items[index + 1]) && items[index + 2]?.kind === "measure") {
          next = items[index + 2]!;
          if (next.kind === "measure") {
            joined.push(items[index + 1]!);
            joined.push({
              ...next,
              kind: "subject",
              subject: measured(item.subject, next.measure),
              bare: false,
              formula: null,
              leads: item.leads,
            });
          }
          index += 2;
        }
        continue;
      }
      // "T-wave voltage"; "normal-width QRS".
      const voltage = items[index + 1];
      if (
        AMPLITUDES[item.subject as Subject] !== undefined &&
        item.subject !== "qrs" &&
        isPlainVoltage(voltage)
      ) {
        joined.push({
          ...item,
          subject: measured(item.subject, "amplitude"),
          bare: false,
          end: voltage!.end,
        });
        index++;
        continue;
      }
      const before = joined.at(-1);
      if (before?.kind === "measure" && before.measure !== "form" && joined.at(-2)?.kind === "quality") {
        joined[joined.length - 1] = {
          ...item,
          subject: measured(item.subject, before.measure),
          bare: false,
          start: before.start,
        };
        continue;
      }
      joined.push(item);
      continue;
    }
    if (item.kind === "measure") {
      let at = index + 1;
      const of = items[at];
      if (of?.kind === "preposition" && /^(?:of|in|for)$/.test(of.word)) {
        at++;
        while (isFiller(items[at])) at++;
        const wave = items[at];
        if (
          wave?.kind === "subject" &&
          (item.measure === "form" || wave.subject !== measured(wave.subject, item.measure))
        ) {
          joined.push({
            ...wave,
            subject: measured(wave.subject, item.measure),
            bare: false,
            start: item.start,
          });
          index = at;
          continue;
        }
      }
    }
    joined.push(item);
  }
  return joined;
}

function isPlainVoltage(item: Item | undefined): boolean {
  return item?.kind === "subject" && item.subject === "qrs amplitude" && item.end - item.start <= 8;
}

/** A QRS form takes the noun behind it along ("rsR' pattern", "QS complexes"). */
export function joinForms(items: readonly Item[]): Item[] {
  const joined: Item[] = [];
  for (const item of items) {
    const last = joined.at(-1);
    const noun =
      (item.kind === "measure" && item.measure === "form") ||
      (item.kind === "subject" && item.subject === "qrs");
    if (last?.kind === "form" && noun) joined[joined.length - 1] = { ...last, end: item.end };
    else joined.push(item);
  }
  return joined;
}

/** "P-R-T axes", "P and QRS durations", "R and S amplitudes": the measure of the last belongs to all. */
export function shareMeasures(items: readonly Item[]): Item[] {
  const shared = [...items];
  for (let index = shared.length - 1; index > 0; index--) {
    const item = shared[index]!;
    if (item.kind !== "subject" || item.bare) continue;
    const measure = / (axis|amplitude|duration)$/.exec(` ${item.subject}`)?.[1] as Measure | undefined;
    if (measure === undefined) continue;
    for (let at = index - 1; at >= 0; at--) {
      const before = shared[at]!;
      if (isConjunction(before)) continue;
      if (
        before.kind !== "subject" ||
        !(before.bare || (before.subject === "qrs" && before.end - before.start === 3))
      )
        break;
      shared[at] = { ...before, subject: measured(before.subject, measure), bare: false };
    }
  }
  return shared;
}

/** "P-R-T axes" names three subjects in one phrase. */
export function expandLists(items: readonly Item[]): Item[] {
  return items.flatMap((item) =>
    item.kind === "subject list"
      ? item.subjects.flatMap((subject, index): Item[] => {
          const one: Item = {
            kind: "subject",
            subject,
            bare: false,
            formula: null,
            leads: [],
            start: item.start,
            end: item.end,
          };
          return index === 0
            ? [one]
            : [{ kind: "conjunction", conjunction: "and", start: item.start, end: item.start }, one];
        })
      : [item],
  );
}

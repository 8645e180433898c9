// Joins the items of one sentence into larger ones: wave + measure ("amplitude of the R wave"), regions with their
// leads ("inferior leads (II, III, aVF)"), comparator + number, voltage sums ("SV1 + RV5"). Reference ranges
// ("normal 120-200 ms") are dropped here: they are no claims about this recording.
import type { Comparator, Subject } from "./extracted-claim.ts";
import type { Item } from "./items.ts";
import type { Measure } from "./lexicon/meaning.ts";

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

const isFiller = (item: Item | undefined): boolean => item?.kind === "filler" || item?.kind === "adverb";

/** "P wave amplitude (and duration)", "amplitude of the P wave": subjects for each measure named. */
function joinMeasures(items: readonly Item[]): Item[] {
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
            joined.push({ ...next, kind: "subject", subject: measured(item.subject, next.measure), bare: false, formula: null, leads: item.leads });
          }
          index += 2;
        }
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
        if (wave?.kind === "subject" && (item.measure === "form" || wave.subject !== measured(wave.subject, item.measure))) {
          joined.push({ ...wave, subject: measured(wave.subject, item.measure), bare: false, start: item.start });
          index = at;
          continue;
        }
      }
    }
    joined.push(item);
  }
  return joined;
}

function isConjunction(item: Item | undefined): boolean {
  return item?.kind === "conjunction";
}

const isParenthesis = (item: Item | undefined): boolean => item?.kind === "boundary" && item.boundary === "parenthesis";

/** Regions with the leads spelled out behind them, and lists of regions and leads, become one lead item. */
function joinLeads(items: readonly Item[]): Item[] {
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
  return at < joined.length - 1 && item?.kind === "leads" && (item.scope === "some" || item.scope === "most") ? at : -1;
}

/** "in all leads but aVR". */
function isButLead(items: readonly Item[], index: number): boolean {
  const item = items[index];
  const before = items[index - 1];
  return item?.kind === "boundary" && item.boundary === "contrast" && item.end - item.start === 3 && before?.kind === "leads" && before.scope !== "listed" && items[index + 1]?.kind === "leads";
}

/** "all leads except aVR", "upright except in aVR": the exception's leads are taken off what stands before. */
function applyExceptions(items: readonly Item[]): Item[] {
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
    if (excepted?.kind !== "leads") continue;
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
    } else if (item.kind === "colon" || isFiller(item) || isParenthesis(item) || (item.kind === "verb" && item.verb === "be")) continue;
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
function joinValues(items: readonly Item[]): Item[] {
  const joined: Item[] = [];
  for (let index = 0; index < items.length; index++) {
    const item = items[index]!;
    if (item.kind !== "number") {
      joined.push(item);
      continue;
    }
    let comparator: Comparator | null = null;
    let start = item.start;
    let back = joined.length - 1;
    while (back >= 0 && joined.length - back < 6 && mayStandInComparison(joined[back])) back--;
    const before = joined[back];
    const compared = before?.kind === "comparator";
    if ((!compared || isReferenceWord(joined[joined.findLastIndex((_, at) => at < back && !isLink(joined[at]))])) && isReferenceRange(items, index)) {
      if (compared) joined.length = back;
      dropReferenceWord(joined);
      continue;
    }
    if (compared) {
      if (/^[<>]=?$/.test(before.operator)) comparator = before.operator as Comparator;
      start = before.start;
      joined.length = back;
    } else if (joined.at(-1)?.kind === "reference") joined.pop();
    let end = item.end;
    const after = items[index + 1];
    if (after?.kind === "comparator" && /^[<>]=$/.test(after.operator) && items[index + 2]?.kind !== "number") {
      comparator = after.operator as Comparator;
      end = after.end;
      index++;
    }
    joined.push({ kind: "value", low: item.low, high: item.high, unit: item.unit, comparator, start, end });
  }
  return joined;
}

const isLink = (item: Item | undefined): boolean => item?.kind === "colon" || isParenthesis(item) || isFiller(item);

/** "(normal: 120-200)": the word goes with the range; "normal (120-200)" keeps its word. */
function dropReferenceWord(joined: Item[]): void {
  let at = joined.length - 1;
  while (at >= 0 && (joined[at]?.kind === "colon" || joined[at]?.kind === "comparator" || isFiller(joined[at]))) at--;
  if (isReferenceWord(joined[at]) && isParenthesis(joined[at - 1])) joined.length = at;
}

function mayStandInComparison(item: Item | undefined): boolean {
  if (item?.kind === "preposition") return item.word === "of";
  return item?.kind === "reference" || isFiller(item) || isParenthesis(item) || isReferenceWord(item);
}

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
function joinSums(items: readonly Item[]): Item[] {
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
      const sum = partner?.kind === "subject" && /^[rs]/.test(partner.subject) && partner.subject !== item.subject;
      if (sum || (previous?.kind === "subject" && previous.leads.length === 1 && /^[rs]/.test(previous.subject))) {
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
      joined.splice(-2, 2, { kind: "subject", subject: sum, bare: false, formula: null, leads: [], start: first.start, end: item.end });
    else joined.push(item);
  }
  return joined;
}

/** A QRS form takes the noun behind it along ("rsR' pattern", "QS complexes"). */
function joinForms(items: readonly Item[]): Item[] {
  const joined: Item[] = [];
  for (const item of items) {
    const last = joined.at(-1);
    const noun = (item.kind === "measure" && item.measure === "form") || (item.kind === "subject" && item.subject === "qrs");
    if (last?.kind === "form" && noun) joined[joined.length - 1] = { ...last, end: item.end };
    else joined.push(item);
  }
  return joined;
}

/** "P-R-T axes", "P and QRS durations", "R and S amplitudes": the measure of the last belongs to all. */
function shareMeasures(items: readonly Item[]): Item[] {
  const shared = [...items];
  for (let index = shared.length - 1; index > 0; index--) {
    const item = shared[index]!;
    if (item.kind !== "subject" || item.bare) continue;
    const measure = / (axis|amplitude|duration)$/.exec(` ${item.subject}`)?.[1] as Measure | undefined;
    if (measure === undefined) continue;
    for (let at = index - 1; at >= 0; at--) {
      const before = shared[at]!;
      if (isConjunction(before)) continue;
      if (before.kind !== "subject" || !(before.bare || (before.subject === "qrs" && before.end - before.start === 3))) break;
      shared[at] = { ...before, subject: measured(before.subject, measure), bare: false };
    }
  }
  return shared;
}

/** "P-R-T axes" names three subjects in one phrase. */
function expandLists(items: readonly Item[]): Item[] {
  return items.flatMap((item) =>
    item.kind === "subject list"
      ? item.subjects.flatMap((subject, index): Item[] => {
          const one: Item = { kind: "subject", subject, bare: false, formula: null, leads: [], start: item.start, end: item.end };
          return index === 0 ? [one] : [{ kind: "conjunction", conjunction: "and", start: item.start, end: item.start }, one];
        })
      : [item],
  );
}

/** The sentence with its items joined; spans cover what was joined. */
export function compose(items: readonly Item[]): Item[] {
  return joinValues(applyExceptions(joinLeads(joinSums(joinForms(shareMeasures(joinMeasures(expandLists(items))))))));
}

// Numbers: "PR interval of 158 ms", "a 2-mm ST elevation", "72 bpm", and the lists of machine reports ("QT/QTc
// 384/420 ms", "P-R-T axes 54 12 40"). A number without a unit counts only directly behind its subject.
import { measured } from "./compose.ts";
import type { Comparator, Subject, Unit, ValueAssertion } from "./extracted-claim.ts";
import type { Item } from "./items.ts";
import { plainWave } from "./read-qualities.ts";
import { type Draft, draftClaim, isComma, isLight, neighbour, type Sentence } from "./sentence.ts";

type ValueItem = Extract<Item, { kind: "value" }>;

const TIMES = /^(?:rr|pause|pr|p duration|qrs duration|q duration|t duration|st duration|r-peak time|qt|qtc|jt)$/;
const AMPLITUDES =
  /^(?:st|pr segment|sokolow-lyon|cornell|peguero-lo presti|gubner|[pqrst] amplitude|qrs amplitude|r prime|u)$/;

/** What a number in a given unit measures of a subject, or null where they do not go together. */
function quantity(subject: Subject | "other", unit: ValueItem["unit"]): { subject: Subject; unit: Unit } | null {
  if (subject === "other") return null;
  const asDuration = measured(subject, "duration");
  const asAmplitude = measured(subject, "amplitude");
  if (unit === "ms" || unit === "square") {
    if (TIMES.test(subject)) return { subject, unit: "ms" };
    if (unit === "ms") return asDuration !== "other" && TIMES.test(asDuration) && subject !== "st" ? { subject: asDuration, unit: "ms" } : null;
  }
  if (unit === "mV" || unit === "square")
    return asAmplitude !== "other" && AMPLITUDES.test(asAmplitude) ? { subject: asAmplitude, unit: "mV" } : null;
  if (unit === "bpm") return subject === "atrial rate" || subject === "heart rate" ? { subject, unit: "bpm" } : subject === "rhythm" ? { subject: "heart rate", unit: "bpm" } : null;
  if (unit === "deg") return /axis|angle/.test(subject) ? { subject, unit: "deg" } : null;
  if (unit === "mV*ms") return subject === "cornell product" ? { subject, unit: "mV*ms" } : null;
  if (unit !== null) return null;
  if (/rate$/.test(subject)) return { subject, unit: "bpm" };
  if (TIMES.test(subject)) return { subject, unit: "ms" };
  if (subject === "qrs") return { subject: "qrs duration", unit: "ms" };
  if (/axis|angle/.test(subject)) return { subject, unit: "deg" };
  if (subject === "r/s ratio") return { subject, unit: "ratio" };
  return subject === "beats" ? { subject, unit: "count" } : null;
}

/** Millimetres of paper in the unit that the quantity has; plain small numbers of an interval are seconds. */
function scaled(value: number, from: ValueItem["unit"], to: Unit): number {
  if (from === "square") return to === "ms" ? value * 40 : value * 0.1;
  if (from === null && to === "ms" && Math.abs(value) < 3) return value * 1000;
  return value;
}

function formulaNear(items: readonly Item[], index: number, subjectAt: number): ValueAssertion["formula"] {
  const own = items[subjectAt];
  if (own?.kind === "subject" && own.formula !== null) return own.formula;
  for (const reach of [1, 2, 3, 4, -1, -2, -3, -4, -5]) {
    const item = items[index + reach];
    if (item?.kind === "formula") return item.formula;
  }
  return null;
}

/** "ST depression of 1 mm" is -0.1 mV; so are "T inverted by 2 mm" and any S or Q wave. */
function sign(items: readonly Item[], subject: Subject, index: number, subjectAt: number, low: number): 1 | -1 {
  if (subject === "q amplitude" || subject === "s amplitude" || low < 0) return 1;
  if (subject !== "st" && subject !== "t amplitude" && subject !== "p amplitude") return 1;
  const from = Math.max(0, Math.min(index, subjectAt < 0 ? index : subjectAt) - 2);
  for (let at = from; at < items.length && at <= Math.max(index, subjectAt) + 3; at++) {
    const item = items[at];
    const between = at > Math.min(index, subjectAt) - 3;
    if (between && item?.kind === "quality" && /^(?:depressed|inverted)$/.test(item.base)) return -1;
    if (at > Math.max(index, subjectAt) && (item?.kind === "conjunction" || item?.kind === "boundary")) break;
  }
  return 1;
}

interface Match {
  readonly subject: Subject;
  readonly unit: Unit;
  readonly at: number;
}

function matchAt(sentence: Sentence, at: number, unit: ValueItem["unit"]): Match | null {
  const item = sentence.items[at];
  if (item?.kind === "subject") {
    const fits = quantity(item.subject, unit);
    return fits === null ? null : { ...fits, at };
  }
  if (item?.kind === "pattern") {
    if (item.measures === null) return null;
    const fits = quantity(item.measures, unit) ?? (item.measures === "qtc" ? quantity("qt", unit) : null);
    return fits === null ? null : { ...fits, at: -1 };
  }
  if (item?.kind === "measure") {
    for (let back = at - 1; back >= 0; back--) {
      const wave = sentence.items[back];
      if (wave?.kind !== "subject") continue;
      const fits = quantity(measured(plainWave(wave.subject), item.measure), unit);
      return fits === null ? null : { ...fits, at };
    }
  }
  return null;
}

const mayPrecede = (item: Item | undefined): boolean =>
  item?.kind === "verb" ||
  item?.kind === "colon" ||
  isLight(item) ||
  item?.kind === "formula" ||
  item?.kind === "comparator" ||
  (item?.kind === "boundary" && item.boundary === "parenthesis") ||
  (item?.kind === "preposition" && /^(?:of|at|to|by|from|in)$/.test(item.word));

/** The subject directly in front of a number, over verbs, colons, "of" and leads. */
function directlyBehind(sentence: Sentence, index: number, value: ValueItem): Match | null {
  const { items } = sentence;
  for (let at = index - 1; at >= 0 && index - at < 12; at--) {
    const item = items[at];
    const match = matchAt(sentence, at, value.unit);
    if (match !== null) return match;
    const passes = mayPrecede(item) || item?.kind === "leads" || (item?.kind === "quality" && value.unit !== null) || (item?.kind === "negation" && item.form === "verb");
    if (!passes) return null;
  }
  return null;
}

/** "158 ms PR interval", "2 mm of ST elevation": the subject directly behind the number. */
function directlyAhead(sentence: Sentence, index: number, value: ValueItem): Match | null {
  const { items } = sentence;
  if (value.unit === null) return null;
  for (let at = index + 1; at < items.length && at - index < 7; at++) {
    const item = items[at];
    const match = matchAt(sentence, at, value.unit);
    if (match !== null && item?.kind === "subject") return match;
    const passes = isLight(item) || item?.kind === "leads" || (item?.kind === "quality" && !isEnd(items, at)) || (item?.kind === "preposition" && item.word === "of") || (item?.kind === "conjunction" && items[at - 1]?.kind === "quality");
    if (!passes) return null;
  }
  return null;
}

const isEnd = (items: readonly Item[], at: number): boolean => isComma(items[at + 1]) || items[at + 1] === undefined;

/** The nearest earlier subject of the sentence that the unit fits. */
function earlier(sentence: Sentence, index: number, value: ValueItem): Match | null {
  if (value.unit === null) return null;
  const { items } = sentence;
  for (let at = index - 1; at >= 0 && index - at < 40; at--) {
    const match = matchAt(sentence, at, value.unit);
    if (match !== null) return match;
    if (sentence.breaks[at] === "stop" && items[at]?.kind === "boundary" && value.unit !== "mV") return null;
    const item = items[at];
    if (item?.kind === "subject" && item.subject === "other") return null;
    if (item?.kind === "pronoun" && at === 0 && sentence.inherited !== null) {
      const fits = quantity(sentence.inherited, value.unit);
      return fits === null ? null : { ...fits, at: -1 };
    }
  }
  return null;
}

function attach(sentence: Sentence, index: number, value: ValueItem): Match | null {
  const behind = directlyBehind(sentence, index, value);
  const ahead = directlyAhead(sentence, index, value);
  const previous = sentence.items[neighbour(sentence.items, index, -1)];
  // "..., 2 mm ST elevation in V2": a number that opens its phrase belongs to what follows.
  const opens = previous === undefined || previous.kind === "conjunction" || previous.kind === "boundary" || previous.kind === "there" || (previous.kind === "verb" && previous.verb === "show");
  if (ahead !== null && (opens || behind === null)) return ahead;
  if (behind !== null) return behind;
  const before = earlier(sentence, index, value);
  if (before !== null) return before;
  return value.unit === "bpm" ? { subject: "heart rate", unit: "bpm", at: -1 } : null;
}

export function valueAssertion(
  items: readonly Item[],
  value: ValueItem,
  match: { subject: Subject; unit: Unit; at: number },
  index: number,
): ValueAssertion {
  const factor = sign(items, match.subject, index, match.at, value.low);
  const ends = [scaled(value.low, value.unit, match.unit) * factor, scaled(value.high, value.unit, match.unit) * factor];
  let comparator: Comparator | null = value.comparator;
  if (factor < 0 && comparator !== null) comparator = (comparator.startsWith("<") ? comparator.replace("<", ">") : comparator.replace(">", "<")) as Comparator;
  return {
    kind: "value",
    low: Math.min(...ends),
    high: Math.max(...ends),
    unit: match.unit,
    comparator,
    formula: match.subject === "qtc" ? formulaNear(items, index, match.at) : null,
  };
}

/** Readings no resting ECG can have are of something else (a strip's length, a year). */
function isPlausible(assertion: ValueAssertion): boolean {
  const size = Math.max(Math.abs(assertion.low), Math.abs(assertion.high));
  if (assertion.unit === "ms") return size <= 4000;
  if (assertion.unit === "bpm") return size <= 500;
  return assertion.unit === "deg" ? size <= 360 : size < 1000;
}

/** Claims of the numbers that no list reader took; `consumed` collects quality items that a number made its own. */
export function readValues(sentence: Sentence, taken: ReadonlySet<number>, consumed: Set<number>): Draft[] {
  const { items, marks } = sentence;
  const drafts: Draft[] = [];
  for (let index = 0; index < items.length; index++) {
    const item = items[index]!;
    if (item.kind !== "value" || marks.skipped[index] || taken.has(index)) continue;
    const match = attach(sentence, index, item);
    if (match === null) continue;
    const assertion = valueAssertion(items, item, match, index);
    if (!isPlausible(assertion)) continue;
    drafts.push(draftClaim(sentence, { subject: match.subject, assertion, anchor: index, subjectAt: match.at, takesLeads: undefinedIfGlobal(match.subject) }));
    // "120 ms wide", "12 mm deep": the word repeats what is measured.
    const behind = items[index + 1];
    if (behind?.kind === "quality" && /^(?:wide|long|deep|tall|increased|short)$/.test(behind.base) && !behind.noun) consumed.add(index + 1);
    if (match.unit === "mV" && /^(?:st|[pqst] amplitude)$/.test(match.subject)) consumeDirection(items, index, match.at, consumed);
  }
  return drafts;
}

const undefinedIfGlobal = (subject: Subject): boolean => !/^(?:heart rate|atrial rate|axis|p axis|t axis|qrs-t angle|beats|pause|sokolow-lyon|cornell|cornell product|gubner|peguero-lo presti)$/.test(subject);

/** "elevation" in "ST elevation of 2 mm" is said by the number's sign already. */
function consumeDirection(items: readonly Item[], index: number, subjectAt: number, consumed: Set<number>): void {
  const low = Math.min(index, subjectAt < 0 ? index : subjectAt);
  const high = Math.max(index, subjectAt);
  for (let at = Math.max(0, low - 2); at <= Math.min(items.length - 1, high + 2); at++) {
    const item = items[at];
    if (item?.kind !== "quality" || !/^(?:raised|depressed|inverted|deep|upright)$/.test(item.base)) continue;
    const linked = (at > low && at < high) || at === high + 1 || at === low - 1;
    if (linked && !isComma(items[at - 1])) consumed.add(at);
  }
}

// Numbers: "PR interval of 158 ms", "a 2-mm ST elevation", "72 bpm". A number without a unit counts only directly
// behind its subject.
import type { Comparator, Subject, Unit, ValueAssertion } from "../extracted-claim.ts";
import type { Item } from "../sentence/items.ts";
import { type Draft, draftClaim, isComma, isLight, neighbour, type Sentence } from "../sentence/sentence.ts";
import { measured } from "../sentence/wave-measures.ts";
import { plainWave } from "./attach-quality.ts";
import { isPlausible, isTooSmall, quantity, scaled, type ValueItem } from "./quantity.ts";
import { signOf } from "./value-sign.ts";

function formulaNear(items: readonly Item[], index: number, subjectAt: number): ValueAssertion["formula"] {
  const own = items[subjectAt];
  if (own?.kind === "subject" && own.formula !== null) return own.formula;
  for (const reach of [1, 2, 3, 4, -1, -2, -3, -4, -5]) {
    const item = items[index + reach];
    if (item?.kind === "formula") return item.formula;
  }
  return null;
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
  // "the QS complex in V3 measures 2.2 mV": all of the QRS.
  if (item?.kind === "form" && /^qs$/i.test(item.form)) {
    const fits = quantity("qrs", unit);
    return fits === null ? null : { ...fits, at };
  }
  if (item?.kind === "measure") {
    for (let back = at - 1; back >= 0; back--) {
      const wave = sentence.items[back];
      if (wave?.kind !== "subject") continue;
      const fits = quantity(measured(plainWave(wave.subject), item.measure), unit);
      return fits === null ? null : { ...fits, at: back };
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
    const passes =
      mayPrecede(item) ||
      item?.kind === "leads" ||
      (item?.kind === "quality" && value.unit !== null) ||
      (item?.kind === "negation" && item.form === "verb");
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
    const passes =
      isLight(item) ||
      item?.kind === "leads" ||
      (item?.kind === "quality" && !isEnd(items, at)) ||
      (item?.kind === "preposition" && item.word === "of") ||
      (item?.kind === "conjunction" && items[at - 1]?.kind === "quality");
    if (!passes) return null;
  }
  return null;
}

const isEnd = (items: readonly Item[], at: number): boolean =>
  isComma(items[at + 1]) || items[at + 1] === undefined;

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

/** "Measured at 158 ms, the PR interval ...": the first subject behind a number that opens its sentence. */
function later(sentence: Sentence, index: number, value: ValueItem): Match | null {
  const { items } = sentence;
  if (value.unit === null || items.slice(0, index).some((item) => item.kind === "subject")) return null;
  for (let at = index + 1; at < items.length && at - index < 7; at++) {
    if (items[at]?.kind === "boundary") return null;
    if (items[at]?.kind !== "subject") continue;
    const match = matchAt(sentence, at, value.unit);
    return match === null ? null : { ...match, at: -1 };
  }
  return null;
}

/** "66 beats are counted per minute". */
function isRate(items: readonly Item[], from: number): boolean {
  return items.slice(from, from + 6).some((item) => item.kind === "word" && /^min(?:ute)?$/.test(item.word));
}

function attach(sentence: Sentence, index: number, value: ValueItem): Match | null {
  const next = neighbour(sentence.items, index, 1);
  const counted = sentence.items[next];
  // "12 beats": a count; "beats 3 and 7" are names.
  if (value.unit === null && counted?.kind === "subject" && counted.subject === "beats")
    return isRate(sentence.items, next)
      ? { subject: "heart rate", unit: "bpm", at: -1 }
      : { subject: "beats", unit: "count", at: next };
  // "one-to-one": a plain word for a number counts or says nothing.
  // "a beat every 909 ms".
  if (value.unit === "ms" && sentence.items[index - 1]?.kind === "every")
    return { subject: "rr", unit: "ms", at: -1 };
  const behind = directlyBehind(sentence, index, value);
  const ahead = directlyAhead(sentence, index, value);
  const previous = sentence.items[neighbour(sentence.items, index, -1)];
  // "..., 2 mm ST elevation in V2": a number that opens its phrase belongs to what follows.
  const opens =
    previous === undefined ||
    previous.kind === "conjunction" ||
    previous.kind === "boundary" ||
    previous.kind === "there" ||
    (previous.kind === "verb" && previous.verb === "show");
  if (ahead !== null && (opens || behind === null)) return ahead;
  // "one-to-one": a small number in words is no reading.
  if (value.unit === null && value.inWords && value.low < 20) return null;
  if (behind !== null) return behind;
  const other = earlier(sentence, index, value) ?? later(sentence, index, value);
  if (other !== null) return other;
  return value.unit === "bpm" ? { subject: "heart rate", unit: "bpm", at: -1 } : null;
}

export function valueAssertion(
  items: readonly Item[],
  value: ValueItem,
  match: { subject: Subject; unit: Unit; at: number },
  index: number,
  direction: 1 | -1 | null = null,
): ValueAssertion {
  const factor = direction ?? signOf(items, match.subject, index, match.at, value.low);
  const ends = [
    scaled(value.low, value.unit, match.unit) * factor,
    scaled(value.high, value.unit, match.unit) * factor,
  ];
  let comparator: Comparator | null = value.comparator;
  if (factor < 0 && comparator !== null)
    comparator = (
      comparator.startsWith("<") ? comparator.replace("<", ">") : comparator.replace(">", "<")
    ) as Comparator;
  return {
    kind: "value",
    low: Math.min(...ends),
    high: Math.max(...ends),
    unit: match.unit,
    comparator,
    formula: match.subject === "qtc" ? formulaNear(items, index, match.at) : null,
    ...(match.subject === "st" ? pointNear(items, index) : {}),
  };
}

/** The measuring point that the sentence names before the number. */
function pointNear(items: readonly Item[], index: number): { pointMs?: number } {
  for (let at = index - 1; at >= 0 && index - at < 14; at--) {
    const item = items[at]!;
    if ((item.kind === "filler" || item.kind === "subject") && item.pointMs !== undefined)
      return { pointMs: item.pointMs };
    if (item.kind === "value" || (item.kind === "boundary" && item.boundary === "stop")) return {};
  }
  return {};
}

/** Claims of the numbers that no list reader took; `consumed` collects quality items that a number made its own. */
export function readValues(sentence: Sentence, taken: ReadonlySet<number>, consumed: Set<number>): Draft[] {
  const { items, marks } = sentence;
  const drafts: Draft[] = [];
  for (let index = 0; index < items.length; index++) {
    const item = items[index]!;
    if (item.kind !== "value" || marks.skipped[index] || taken.has(index)) continue;
    const match = isOfVariation(items, index) ? null : attach(sentence, index, item);
    if (match === null) continue;
    for (const direction of directions(items, match, index)) {
      const assertion = valueAssertion(items, item, match, index, direction);
      if (!isPlausible(assertion) || (item.unit === null && isTooSmall(assertion))) continue;
      drafts.push(
        draftClaim(sentence, {
          subject: match.subject,
          assertion,
          anchor: index,
          subjectAt: match.at,
          takesLeads: hasLeads(match.subject),
        }),
      );
    }
    // "120 ms wide", "12 mm deep": the word repeats what is measured.
    const behind = items[index + 1];
    if (
      behind?.kind === "quality" &&
      /^(?:wide|long|deep|tall|increased|short)$/.test(behind.base) &&
      !behind.noun
    )
      consumed.add(index + 1);
    if (match.unit === "mV" && /^(?:st|[pqst] amplitude)$/.test(match.subject))
      consumeDirection(items, index, match.at, consumed);
  }
  return drafts;
}

/** "variation of less than 4 ms": the number is not the interval's own. */
function isOfVariation(items: readonly Item[], index: number): boolean {
  let at = neighbour(items, index, -1);
  while (items[at]?.kind === "preposition" || items[at]?.kind === "verb") at = neighbour(items, at, -1);
  const item = items[at];
  return item?.kind === "quality" && item.noun && item.base === "variable";
}

/** "No ST elevation or depression exceeding 1 mm" bounds both sides; null leaves the sign to the words around. */
function directions(items: readonly Item[], match: Match, index: number): readonly (1 | -1 | null)[] {
  if (match.subject !== "st" || match.at < 0 || match.at > index) return [null];
  const between = items
    .slice(match.at, index)
    .flatMap((item) => (item.kind === "quality" ? [item.base] : []));
  const value = items[index];
  const bound = value?.kind === "value" && value.comparator !== null;
  const both = (between.includes("raised") && between.includes("depressed")) || between.includes("deviated");
  return both && bound ? [1, -1] : [null];
}

function isPreposition(item: Item | undefined, word: string): boolean {
  return item?.kind === "preposition" && item.word === word;
}

const hasLeads = (subject: Subject): boolean =>
  !/^(?:heart rate|atrial rate|axis|p axis|t axis|qrs-t angle|beats|pause|sokolow-lyon|cornell|cornell product|gubner|peguero-lo presti)$/.test(
    subject,
  );

/** "elevation" in "ST elevation of 2 mm" is said by the number's sign already. */
function consumeDirection(
  items: readonly Item[],
  index: number,
  subjectAt: number,
  consumed: Set<number>,
): void {
  const low = Math.min(index, subjectAt < 0 ? index : subjectAt);
  const high = Math.max(index, subjectAt);
  // "elevation of the ST segments by 0.1 mV"
  const of = neighbour(items, low, -1);
  const head = items[of - 1];
  if (isPreposition(items[of], "of") && head?.kind === "quality" && head.noun) consumed.add(of - 1);
  for (let at = Math.max(0, low - 2); at <= Math.min(items.length - 1, high + 2); at++) {
    const item = items[at];
    if (item?.kind !== "quality" || !/^(?:raised|depressed|inverted|deep|upright|deviated)$/.test(item.base))
      continue;
    const linked = (at > low && at < high) || at === high + 1 || at === low - 1;
    if (linked && !isComma(items[at - 1])) consumed.add(at);
  }
}

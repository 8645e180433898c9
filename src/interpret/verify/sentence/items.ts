// Tokens become items: the longest of a lexicon phrase, a lead expression, a number or a QRS form at each place.
// Items are grouped into sentences; everything after this works on one sentence at a time, so a text of any length
// costs time in proportion to its length.
import type { Comparator, Formula, LeadScope, Subject, Unit } from "../extracted-claim.ts";
import { matchPhrase } from "../lexicon/lexicon.ts";
import type { Meaning } from "../lexicon/meaning.ts";
import { matchLeads } from "./leads.ts";
import { matchMeasuringPoint } from "./measuring-points.ts";
import { matchNumber } from "./numbers.ts";
import { type Token, tokenize } from "./tokenize.ts";

type Unlocated =
  | Exclude<Meaning, { kind: "subject" | "region" | "unit" | "foreign unit" }>
  | {
      kind: "subject";
      subject: Subject | "other";
      bare: boolean;
      formula: Formula | null;
      leads: readonly string[];
    }
  | { kind: "leads"; leads: readonly string[]; scope: Exclude<LeadScope, "unspecified">; named: boolean }
  | { kind: "number"; low: number; high: number; unit: Unit | "square" | null; inWords: boolean }
  | { kind: "value"; low: number; high: number; unit: Unit | "square" | null; comparator: Comparator | null }
  | { kind: "foreign" }
  | { kind: "form"; form: string }
  | { kind: "beat"; beat: number }
  | { kind: "word"; word: string };

export type Item = Unlocated & { readonly start: number; readonly end: number };

/** Longest run of items without a full stop that is worked on as one sentence. */
const MAXIMUM_SENTENCE_ITEMS = 240;

const ABBREVIATIONS =
  /^(?:vent|ventr|atr|approx|e|g|i\.e|vs|cf|fig|dr|mr|mrs|avg|ca|incl|esp|ref|interv|amp|ampl|dur|prob|poss|resp|mod|incr|decr|prolong)$/;
/** Adjectives cut short: their full stop ends nothing while the thing they describe follows ("no path. Q waves"). */
const CUT_ADJECTIVE =
  /^(?:path|abn|abnl|norm|nl|sign|signif|sig|neg|pos|inf|ant|lat|post|sept|elev|depr|max|min|no)$/;
const CONTINUES =
  /^(?:[pqrstu]|st|qrs|qtc?|pr|rr|axis|axes|[qrst]s|ecg|hr|avr|avl|avf|v[1-6]|twi?|leads?|waves?|limits|mi|lvh)$/;
const ORDINALS = "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth".split(
  " ",
);
const COMPOUND = /^([RSQTPrsqt])(V[1-6]|v[1-6]|aV[RLF]|av[lrf]|AV[LRF]|I{1,3})$/;
const FORM = /^(?=[qrs'’′`´]{2,8}$)q?r?s?r?['’′`´]*s?['’′`´]*$/i;
const INTERROGATIVE =
  /^(?:is|are|was|were|does|do|did|has|have|had|how|what|why|which|when|where|who|could|can|should|would|will)$/;
const FORM_NOUN =
  /^(?:pattern|patterns|complex|complexes|wave|waves|morphology|configuration|deflection|deflections|form|type|appearance)$/;

const WAVES: Readonly<Record<string, Subject>> = {
  R: "r amplitude",
  S: "s amplitude",
  Q: "q amplitude",
  T: "t amplitude",
  P: "p amplitude",
};

/** Is the token a QRS form in letters ("rS", "rsR'", "QS complexes") rather than a word? */
function matchForm(tokens: readonly Token[], index: number): string | null {
  const raw = tokens[index]?.raw ?? "";
  if (!FORM.test(raw) || (/^qrs$/i.test(raw) && !/^(?:qRs|qRS|QRs|qrS|QrS)$/.test(raw))) return null;
  const letters = raw.replace(/[’′`´]/g, "'");
  if (letters.length === 2 && letters.endsWith("'")) return null;
  const mixed = /[A-Z]/.test(letters) && /[a-z]/.test(letters);
  const nounAt = /[-‐]/.test(tokens[index + 1]?.norm ?? "") ? index + 2 : index + 1;
  const next = tokens[nounAt]?.norm ?? "";
  if (/^[RQS]s$/.test(letters)) return FORM_NOUN.test(next) ? letters : null;
  if (letters.includes("'") || mixed || /^rsr$/i.test(letters)) return letters;
  if (FORM_NOUN.test(next)) return letters;
  return /^(?:QS|RS|QR)$/.test(letters) && /^(?:in|at|on|,|\.|\()$/.test(next) ? letters : null;
}

function matchBeat(tokens: readonly Token[], index: number): { beat: number; end: number } | null {
  const token = tokens[index];
  if (token === undefined) return null;
  if (token.norm === "beat") {
    let at = index + 1;
    while (/^(?:number|no|#|\.)$/.test(tokens[at]?.norm ?? "") && at < index + 3) at++;
    const number = tokens[at];
    if (number?.kind === "number" && Number.isInteger(number.value) && number.value > 0)
      return { beat: number.value - 1, end: at + 1 };
    return null;
  }
  const digits = /^(\d{1,2})(?:st|nd|rd|th)$/.exec(token.norm);
  const ordinal = digits === null ? ORDINALS.indexOf(token.norm) : Number(digits[1]) - 1;
  const noun = /^(?:sinus|qrs|normal)$/.test(tokens[index + 1]?.norm ?? "") ? index + 2 : index + 1;
  // "every second beat" names no beat.
  if (/^(?:every|each)$/.test(tokens[index - 1]?.norm ?? "")) return null;
  return ordinal >= 0 && /^(?:beat|complex|heartbeat)$/.test(tokens[noun]?.norm ?? "")
    ? { beat: ordinal, end: noun + 1 }
    : null;
}

function located(unlocated: Unlocated, tokens: readonly Token[], first: number, end: number): Item {
  return { ...unlocated, start: tokens[first]?.start ?? 0, end: tokens[end - 1]?.end ?? 0 };
}

function fromMeaning(meaning: Meaning): Unlocated {
  switch (meaning.kind) {
    case "subject":
      return {
        kind: "subject",
        subject: meaning.subject,
        bare: meaning.bare === true,
        formula: meaning.formula ?? null,
        leads: [],
      };
    case "region":
      return { kind: "leads", leads: meaning.leads, scope: meaning.scope, named: false };
    case "unit":
    case "foreign unit":
      return { kind: "foreign" };
    default:
      return meaning;
  }
}

/** The item that starts at `index` and the index after it; null for symbols that carry no meaning. */
function matchItem(
  tokens: readonly Token[],
  index: number,
  previous: Item | undefined,
): { item: Item | null; end: number } {
  const token = tokens[index];
  if (token === undefined) return { item: null, end: index + 1 };
  let best: { unlocated: Unlocated; end: number } | null = null;
  const offer = (unlocated: Unlocated, end: number): void => {
    if (best === null || end > best.end) best = { unlocated, end };
  };
  const beat = matchBeat(tokens, index);
  if (beat !== null) offer({ kind: "beat", beat: beat.beat }, beat.end);
  const form = matchForm(tokens, index);
  if (form !== null) offer({ kind: "form", form }, index + 1);
  const phrase = matchPhrase(tokens, index);
  if (phrase !== null) offer(fromMeaning(phrase.meaning), phrase.end);
  const leads = matchLeads(tokens, index);
  if (leads !== null)
    offer(
      { kind: "leads", leads: leads.leads, scope: leads.alternative ? "some" : "listed", named: leads.named },
      leads.end,
    );
  const afterBetween = previous?.kind === "comparator" && /^(?:between|from)$/.test(previous.operator);
  const number = matchNumber(
    tokens,
    index,
    afterBetween || (previous?.kind === "preposition" && previous.word === "from"),
  );
  if (number !== null)
    offer(
      number.foreign
        ? { kind: "foreign" }
        : { kind: "number", low: number.low, high: number.high, unit: number.unit, inWords: number.inWords },
      number.end,
    );
  const point = matchMeasuringPoint(tokens, index);
  if (point > index) offer({ kind: "filler" }, point);
  const compound = COMPOUND.exec(token.raw);
  if (compound !== null) {
    const lead = matchLeads(
      [{ ...token, norm: (compound[2] ?? "").toLowerCase(), raw: compound[2] ?? "" }],
      0,
    );
    const subject = WAVES[(compound[1] ?? "").toUpperCase()];
    const name = lead?.leads[0] ?? compound[2] ?? "";
    if (subject !== undefined)
      offer({ kind: "subject", subject, bare: false, formula: null, leads: [name] }, index + 1);
  }
  if (best !== null) {
    const { unlocated, end } = best as { unlocated: Unlocated; end: number };
    return { item: located(unlocated, tokens, index, end), end };
  }
  if (token.kind === "word")
    return { item: located({ kind: "word", word: token.norm }, tokens, index, index + 1), end: index + 1 };
  return { item: symbolItem(tokens, index), end: index + 1 };
}

const COMPARATORS: Readonly<Record<string, "<" | "<=" | ">" | ">=" | "~">> = {
  "<": "<",
  ">": ">",
  "≤": "<=",
  "≥": ">=",
  "~": "~",
  "≈": "~",
  "±": "~",
};

function symbolItem(tokens: readonly Token[], index: number): Item | null {
  const token = tokens[index];
  if (token === undefined) return null;
  let operator = COMPARATORS[token.norm];
  if (operator !== undefined) {
    if (tokens[index + 1]?.norm === "=" && (operator === "<" || operator === ">"))
      operator = operator === "<" ? "<=" : ">=";
    return located({ kind: "comparator", operator }, tokens, index, index + 1);
  }
  if (/^[()[\]{}]$/.test(token.norm))
    return located({ kind: "boundary", boundary: "parenthesis" }, tokens, index, index + 1);
  if (token.norm === "|")
    return located({ kind: "conjunction", conjunction: "comma" }, tokens, index, index + 1);
  // A dash between blanks separates like a comma ("Axis – normal").
  if (/^[-–−]$/.test(token.norm) && token.spaceBefore)
    return located({ kind: "colon", dash: true }, tokens, index, index + 1);
  return null;
}

/** Borders of a scanned page (":", "!", "|", a lone "1" or "I" at an edge of a line) carry no meaning. */
function isBorder(tokens: readonly Token[], index: number): boolean {
  const token = tokens[index];
  if (token === undefined) return false;
  const next = tokens[index + 1];
  const atEnd = next === undefined || next.lineStart;
  if (token.raw === "I" && token.lineStart)
    return next?.kind === "word" && /^(?!and$|or$|to$|through$|shows$|has$|is$)[a-z]{2,}/.test(next.raw);
  if (token.raw === "1" && atEnd)
    return (
      next !== undefined && token.spaceBefore && !/^(?:leads?|beat|type)$/.test(tokens[index - 1]?.norm ?? "")
    );
  if (!/^[:!|\]}_*#>;-]$/.test(token.norm)) return false;
  if (token.norm === "!" && !token.spaceBefore) return false;
  return token.lineStart || (atEnd && (token.spaceBefore || token.norm === "|"));
}

/** The tokens without borders; a line's end before a border ("- no ectopy") stays one. */
function withoutBorders(all: readonly Token[]): Token[] {
  const tokens: Token[] = [];
  let breakBefore = false;
  for (const [index, token] of all.entries()) {
    if (isBorder(all, index)) {
      breakBefore ||= token.breakBefore && /^[-*•–·]$/.test(token.norm);
      continue;
    }
    tokens.push(breakBefore ? { ...token, breakBefore } : token);
    breakBefore = false;
  }
  return tokens;
}

function endsSentence(tokens: readonly Token[], index: number): boolean {
  const token = tokens[index];
  const next = tokens[index + 1];
  if (token === undefined) return false;
  if (token.norm === "!" || (token.norm === "?" && (next === undefined || next.spaceBefore))) return true;
  if (token.norm !== ".") return false;
  if (next !== undefined && !next.spaceBefore) return false;
  if (next === undefined || next.breakBefore) return true;
  const before = tokens[index - 1]?.norm ?? "";
  if (ABBREVIATIONS.test(before)) return false;
  return !(CUT_ADJECTIVE.test(before) && (CONTINUES.test(next.norm) || /^\p{Ll}/u.test(next.raw)));
}

/** The sentences of a text as items, in order. */
export function readSentences(text: string): Item[][] {
  const all = tokenize(text);
  const tokens = withoutBorders(all);
  const sentences: Item[][] = [];
  let sentence: Item[] = [];
  let opening = "";
  const close = (isQuestion = false): void => {
    // "Is there an earlier tracing?" asks and claims nothing; "LVH?" is a doubtful claim.
    if (sentence.length > 0 && !(isQuestion && INTERROGATIVE.test(opening))) sentences.push(sentence);
    sentence = [];
    opening = "";
  };
  for (let index = 0; index < tokens.length; ) {
    const token = tokens[index];
    if (token?.breakBefore || sentence.length >= MAXIMUM_SENTENCE_ITEMS) close();
    if (endsSentence(tokens, index)) {
      close(token?.norm === "?");
      index++;
      continue;
    }
    if (opening === "") opening = token?.norm ?? "";
    const { item, end } = matchItem(tokens, index, sentence.at(-1));
    if (item !== null) sentence.push(item);
    index = end;
  }
  close();
  return sentences;
}

// Tokens become items: the longest of a lexicon phrase, a lead expression, a number or a QRS form at each place.
import type { Comparator, Formula, LeadScope, Subject, Unit } from "../extracted-claim.ts";
import { matchPhrase } from "../lexicon/lexicon.ts";
import type { Meaning } from "../lexicon/meaning.ts";
import { matchLeads } from "./leads.ts";
import { matchMeasuringPoint } from "./measuring-points.ts";
import { matchNumber } from "./numbers.ts";
import type { Token } from "./tokenize.ts";

type Unlocated =
  | Exclude<Meaning, { kind: "subject" | "region" | "unit" | "foreign unit" }>
  | {
      kind: "subject";
      subject: Subject | "other";
      bare: boolean;
      formula: Formula | null;
      leads: readonly string[];
      /** How far behind the J point the ST level is meant. */
      pointMs?: number;
      /** "T wave" rather than "T waves": it is of one lead. */
      singular?: true;
    }
  | { kind: "leads"; leads: readonly string[]; scope: Exclude<LeadScope, "unspecified">; named: boolean }
  | { kind: "number"; low: number; high: number; unit: Unit | "square" | null; inWords: boolean }
  | {
      kind: "value";
      low: number;
      high: number;
      unit: Unit | "square" | null;
      comparator: Comparator | null;
      inWords: boolean;
    }
  | { kind: "foreign" }
  | { kind: "form"; form: string }
  | { kind: "beat"; beat: number }
  | { kind: "word"; word: string };

export type Item = Unlocated & { readonly start: number; readonly end: number };

const ORDINALS = "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth".split(
  " ",
);
const COMPOUND = /^([RSQTPrsqt])(V[1-6]|v[1-6]|aV[RLF]|av[lrf]|AV[LRF]|I{1,3})$/;
const FORM = /^(?=[qrs'’′`´]{2,8}$)q?r?s?r?['’′`´]*s?['’′`´]*$/i;
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

function fromMeaning(meaning: Meaning, plural: boolean): Unlocated {
  switch (meaning.kind) {
    case "subject":
      return {
        kind: "subject",
        subject: meaning.subject,
        bare: meaning.bare === true,
        formula: meaning.formula ?? null,
        leads: [],
        ...(meaning.pointMs === undefined ? {} : { pointMs: meaning.pointMs }),
        ...(plural ? {} : { singular: true }),
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
export function matchItem(
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
  if (phrase !== null)
    offer(fromMeaning(phrase.meaning, /s$/.test(tokens[phrase.end - 1]?.norm ?? "")), phrase.end);
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
  if (point !== null) {
    const opens = token.norm.startsWith("j") && (previous === undefined || previous.kind === "conjunction");
    const { ms } = point;
    offer(
      opens
        ? { kind: "subject", subject: "st", bare: false, formula: null, leads: [], pointMs: ms }
        : { kind: "filler", pointMs: ms },
      point.end,
    );
  }
  const times = /^[x×](\d{1,2})$/.exec(token.norm);
  if (times !== null)
    offer(
      { kind: "number", low: Number(times[1]), high: Number(times[1]), unit: null, inWords: false },
      index + 1,
    );
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

// Reads lead expressions: single leads, lists, ranges ("V1-V4", "v4,5,6", "II, III and aVF"), and what OCR makes
// of them ("lI", "lll", "|", "aVvL"). Doubtful spellings count only beside a certain one or after "lead(s)".
import type { Token } from "./tokenize.ts";

export interface LeadMatch {
  readonly leads: readonly string[];
  /** Index of the token after the expression. */
  readonly end: number;
  /** "lead" or "leads" stood in front. */
  readonly named: boolean;
  /** "V1 or V2": any of them. */
  readonly alternative: boolean;
}

const LIMB_ORDER = ["I", "II", "III", "aVR", "aVL", "aVF"];
const PRECORDIAL_ORDER = ["V1", "V2", "V3", "V4", "V5", "V6", "V7", "V8", "V9"];

/** Spellings that need a lead nearby to count, by the lead they stand for. */
const DOUBTFUL: ReadonlyMap<string, string> = new Map([
  ...["i", "l", "|", "1", "!"].map((spelling): [string, string] => [spelling, "I"]),
  ...["ll", "il", "li", "l1", "1l", "i1", "11", "2", "|i", "||"].map((spelling): [string, string] => [
    spelling,
    "II",
  ]),
  ...["lll", "ill", "lil", "iil", "lii", "lli", "ili", "111", "3", "|||"].map(
    (spelling): [string, string] => [spelling, "III"],
  ),
  ["vi", "V1"],
  ["vl", "V1"],
]);

const AUGMENTED: ReadonlyMap<string, string> = new Map([
  ["avr", "aVR"],
  ["avl", "aVL"],
  ["avf", "aVF"],
  ["avvl", "aVL"],
  ["avvr", "aVR"],
  ["avvf", "aVF"],
  ["awl", "aVL"],
  ["awf", "aVF"],
]);

/** The lead a token names beyond doubt, or null. */
function certainLead(token: Token | undefined): string | null {
  if (token === undefined) return null;
  const norm = token.norm.replace(/'s$/, "");
  if (/^(?:I|II|III)$/.test(token.raw)) return token.raw;
  if (/^(?:ii|iii)$/.test(norm)) return norm.toUpperCase();
  const augmented = AUGMENTED.get(norm);
  if (augmented !== undefined) return augmented;
  if (/^v[1-9]$/.test(norm)) return norm.toUpperCase();
  if (/^d(?:i{1,3}|[1-3])$/.test(token.norm)) {
    const numeral = token.norm.slice(1);
    return /^\d$/.test(numeral) ? "I".repeat(Number(numeral)) : numeral.toUpperCase();
  }
  return null;
}

function separatorEnd(
  tokens: readonly Token[],
  index: number,
): { end: number; range: boolean; alternative: boolean } | null {
  const token = tokens[index];
  if (token === undefined) return null;
  let end = index + 1;
  const range = /^(?:[-‐‑–—−]|to|through|thru|until)$/.test(token.norm);
  if (!range && !/^(?:,|\/|and|&|or|nor|\+|;|plus)$/.test(token.norm)) return null;
  if (token.norm === ";" && (certainLead(tokens[end]) === null || isPredicateAhead(tokens, end))) return null;
  let alternative = token.norm === "or";
  if (token.norm === "," && /^(?:and|&|or|to)$/.test(tokens[end]?.norm ?? "")) {
    alternative = tokens[end]?.norm === "or";
    end++;
  }
  if (/^(?:in|also)$/.test(tokens[end]?.norm ?? "") && /^leads?$/.test(tokens[end + 1]?.norm ?? "")) end++;
  if (/^leads?$/.test(tokens[end]?.norm ?? "")) end++;
  return { end, range, alternative };
}

/** "...; I, aVR and V1 show no ST elevation": the leads behind the semicolon have a verb of their own. */
function isPredicateAhead(tokens: readonly Token[], from: number): boolean {
  for (let at = from; at < from + 14; at++) {
    const norm = tokens[at]?.norm ?? ".";
    if (/^(?:show|have|are|display|exhibit|demonstrate|reveal)$/.test(norm) || LEAD_VERB.test(norm))
      return true;
    if (/^[.;:(]$/.test(norm)) return false;
  }
  return false;
}

/** "V1 V2 V3": leads side by side. */
function juxtaposed(tokens: readonly Token[], index: number): ReturnType<typeof separatorEnd> {
  const lead = certainLead(tokens[index]);
  return lead !== null && lead !== "I" ? { end: index, range: false, alternative: false } : null;
}

function between(from: string, to: string): string[] {
  for (const order of [PRECORDIAL_ORDER, LIMB_ORDER]) {
    const first = order.indexOf(from);
    const last = order.indexOf(to);
    if (first >= 0 && last > first) return order.slice(first, last + 1);
  }
  return [from, to];
}

/** "in III and aVF shows": the last lead is the subject of its own clause. */
function startsOwnClause(tokens: readonly Token[], start: number, after: number): boolean {
  if (!/^(?:in|from|of|for|at)$/.test(tokens[start - 1]?.norm ?? "")) return false;
  return /^(?:shows|has|demonstrates|displays|exhibits|reveals|is|presents)$/.test(tokens[after]?.norm ?? "");
}

function firstLead(
  tokens: readonly Token[],
  index: number,
  named: boolean,
): { lead: string; end: number } | null {
  const token = tokens[index];
  if (token === undefined) return null;
  const following = tokens[index + 1];
  if (/^a$/i.test(token.raw) && /^v[rlf]$/i.test(following?.raw ?? "") && following?.raw !== "vf")
    return { lead: AUGMENTED.get(`a${following?.norm}`) ?? "", end: index + 2 };
  if (token.norm === "v" && following?.kind === "number" && Number.isInteger(following.value))
    return following.value >= 1 && following.value <= 9
      ? { lead: `V${following.value}`, end: index + 2 }
      : null;
  const certain = certainLead(token);
  if (certain !== null) {
    if (certain === "I" && !named && !iIsALead(tokens, index)) return null;
    return { lead: certain, end: index + 1 };
  }
  const doubtful = DOUBTFUL.get(token.norm);
  if (doubtful === undefined) return null;
  if (named || (!/^\d/.test(token.norm) && leadFollows(tokens, index)))
    return { lead: doubtful, end: index + 1 };
  return null;
}

/** A comma, "and" or slash and then a certain lead: what stands in front of them is a lead too. */
function leadFollows(tokens: readonly Token[], index: number): boolean {
  let at = index;
  for (let atoms = 0; atoms < 4; atoms++) {
    const separator = separatorEnd(tokens, at + 1);
    const next = separator === null ? undefined : tokens[separator.end];
    if (separator === null || next === undefined) return false;
    if (certainLead(next) !== null) return true;
    if (!DOUBTFUL.has(next.norm) || next.kind === "number") return false;
    at = separator.end;
  }
  return false;
}

/** Verbs in the form that a lead takes and the pronoun does not. */
export const LEAD_VERB =
  /^(?:is|has|shows|displays|exhibits|demonstrates|reveals|contains|carries|lacks|features|presents|measures|does|doesn't|hasn't|isn't)$/;
const WAVE_NAME =
  /^(?:[PQRSTU]s?|[pqrstu]-?waves?|[PQRSTU]waves?|QRS|ST|STE|STD|TWI|QS|rS|qR|amplitude|voltage|depth|height|waves?)$/;

/** "I" is the pronoun unless its neighbours say otherwise. */
function iIsALead(tokens: readonly Token[], index: number): boolean {
  if (leadFollows(tokens, index)) return true;
  const before = tokens[index - 1]?.norm ?? "";
  const next = tokens[index + 1];
  if (LEAD_VERB.test(next?.norm ?? "") || /^(?:[:=<>≥≤~≈([]|without)$/.test(next?.norm ?? "")) return true;
  // "I QRS amplitude = 0.8 mV", "I: R 0.3 mV"; "T I 0.25 mV", "STE I".
  if (next !== undefined && (WAVE_NAME.test(next.raw) || (next.norm === "lead" && before === "")))
    return true;
  const ends = next === undefined || next.kind !== "word" || next.lineStart;
  if (ends && WAVE_NAME.test(tokens[index - 1]?.raw ?? "")) return true;
  if (
    /^(?:see|think|would|believe|am|have|note|suspect|recommend|can|do|find|indicate)$/.test(
      tokens[index + 1]?.norm ?? "",
    )
  )
    return false;
  return /^(?:in|of|for|from|to|than|vs|versus|and|or|,|\/|\(|&|both|waves?|on|at|inversions?)$/.test(before);
}

/** The lead expression that starts at `start`, or null. */
export function matchLeads(tokens: readonly Token[], start: number): LeadMatch | null {
  let index = start;
  const named = /^(?:leads?|derivations?)$/.test(tokens[index]?.norm ?? "");
  if (named) {
    index++;
    if (/^[:#(]$/.test(tokens[index]?.norm ?? "") && certainLead(tokens[index + 1]) !== null) index++;
  }
  const first = firstLead(tokens, index, named);
  if (first === null) return null;
  const leads = [first.lead];
  let alternative = false;
  index = first.end;
  for (;;) {
    const separator = separatorEnd(tokens, index) ?? juxtaposed(tokens, index);
    if (separator === null) break;
    const next = continuation(
      tokens,
      separator.end,
      leads.at(-1) ?? "",
      named || leads.length > 1,
      separator.range,
    );
    if (next === null || (!separator.range && startsOwnClause(tokens, start, next.end))) break;
    if (separator.range) leads.push(...between(leads.at(-1) ?? "", next.lead).slice(1));
    else leads.push(next.lead);
    alternative ||= separator.alternative;
    index = next.end;
  }
  return { leads: [...new Set(leads)], end: index, named, alternative };
}

function continuation(
  tokens: readonly Token[],
  index: number,
  previous: string,
  settled: boolean,
  range: boolean,
): { lead: string; end: number } | null {
  const token = tokens[index];
  const certain = firstLead(tokens, index, true);
  if (token === undefined) return null;
  // "V1-4" and "v4,5,6": a bare digit continues the precordial series.
  if (token.kind === "number") {
    const digit = token.value;
    const follows =
      previous.startsWith("V") && Number.isInteger(digit) && digit > Number(previous.slice(1)) && digit <= 9;
    const unitAfter = /^(?:mm|mv|ms|msec|bpm|°|degrees|beats|%|-)$/.test(tokens[index + 1]?.norm ?? "");
    if (follows && (!unitAfter || (tokens[index + 1]?.norm === "-" && !range)))
      return { lead: `V${digit}`, end: index + 1 };
    if (!settled || previous.startsWith("V")) return null;
    return !unitAfter && /^(?:11|111|[123])$/.test(token.raw) && certain !== null ? certain : null;
  }
  if (certain === null) return null;
  if (certainLead(token) !== null || token.norm === "v" || token.norm === "a") return certain;
  return /^[il|!1]+$/i.test(token.raw) || settled ? certain : null;
}

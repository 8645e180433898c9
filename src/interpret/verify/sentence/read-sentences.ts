// A text cut into sentences of items. Everything after this works on one sentence at a time, so a text of any length
// costs time in proportion to its length. Full stops of abbreviations ("no path. Q waves") end nothing.
import { type Item, matchItem } from "./items.ts";
import { LEAD_VERB } from "./leads.ts";
import { type Token, tokenize } from "./tokenize.ts";

/** Longest run of items without a full stop that is worked on as one sentence. */
const MAXIMUM_SENTENCE_ITEMS = 240;

const ABBREVIATIONS =
  /^(?:vent|ventr|atr|acc|approx|e|g|i\.e|vs|cf|fig|dr|mr|mrs|avg|ca|incl|esp|ref|interv|amp|ampl|dur|prob|poss|resp|mod|incr|decr|prolong)$/;
/** Adjectives cut short: their full stop ends nothing while the thing they describe follows ("no path. Q waves"). */
const CUT_ADJECTIVE =
  /^(?:path|abn|abnl|norm|nl|sign|signif|sig|neg|pos|inf|ant|lat|post|sept|elev|depr|max|min|no)$/;
const CONTINUES =
  /^(?:[pqrstu]|st|qrs|qtc?|pr|rr|axis|axes|[qrst]s|ecg|hr|avr|avl|avf|v[1-6]|twi?|leads?|waves?|limits|mi|lvh)$/;
const INTERROGATIVE =
  /^(?:is|are|was|were|does|do|did|has|have|had|how|what|why|which|when|where|who|could|can|should|would|will)$/;

/** Borders of a scanned page (":", "!", "|", a lone "1" or "I" at an edge of a line) carry no meaning. */
function isBorder(tokens: readonly Token[], index: number): boolean {
  const token = tokens[index];
  if (token === undefined) return false;
  const next = tokens[index + 1];
  const atEnd = next === undefined || next.lineStart;
  if (token.raw === "I" && token.lineStart)
    return (
      next?.kind === "word" &&
      /^(?!and$|or$|to$|through$|without$)[a-z]{2,}/.test(next.raw) &&
      !LEAD_VERB.test(next.norm)
    );
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
  // "[...]" stands for what is left out.
  if (token.norm === "…" || (token.norm === "." && next?.norm === ".")) return true;
  if (token.norm !== ".") return false;
  if (next !== undefined && !next.spaceBefore) return false;
  if (next === undefined || next.breakBefore) return true;
  const before = tokens[index - 1]?.norm ?? "";
  if (ABBREVIATIONS.test(before)) return false;
  return !(CUT_ADJECTIVE.test(before) && (CONTINUES.test(next.norm) || /^\p{Ll}/u.test(next.raw)));
}

/** The number of a point in a list ("2)"), with no bracket open before it. */
function isPointNumber(tokens: readonly Token[], index: number, sentence: readonly Item[]): boolean {
  const [number, bracket, next] = [tokens[index], tokens[index + 1], tokens[index + 2]];
  if (number?.kind !== "number" || bracket?.norm !== ")" || bracket.spaceBefore || !next?.spaceBefore)
    return false;
  if (!/^[1-9]\d?$/.test(number.raw)) return false;
  const brackets = sentence.filter(
    (item) => item.kind === "boundary" && item.boundary === "parenthesis",
  ).length;
  return brackets % 2 === 0;
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
    // "1) sinus rhythm 2) LVH": each point stands for itself.
    if (isPointNumber(tokens, index, sentence)) {
      close();
      index += 2;
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

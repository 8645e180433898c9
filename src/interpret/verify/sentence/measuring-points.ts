// "ST (J+60 ms) V3: 0.15 mV", "ST 60 ms after the J point": where on the ST segment was measured is no reading of its
// own. Brackets left with nothing in them vanish.
import { isFiller, isParenthesis } from "./item-kinds.ts";
import type { Item } from "./items.ts";
import type { Token } from "./tokenize.ts";

/** The end of a measuring point on the ST segment that starts at token `index`, or -1. */
export function matchMeasuringPoint(tokens: readonly Token[], index: number): number {
  const norm = (at: number): string => tokens[at]?.norm ?? "";
  // "J60", "J + 60 ms", "J point + 80".
  if (/^j\d{2}$/.test(norm(index))) return unitEnd(tokens, index + 1);
  if (norm(index) === "j") {
    let at = index + 1;
    if (norm(at) === "-") at++;
    if (/^(?:point|junction)$/.test(norm(at))) at++;
    const signed = tokens[at]?.kind === "number" && tokens[at]?.raw.startsWith("+");
    if (/^(?:\+|plus)$/.test(norm(at))) at++;
    else if (!signed && tokens[at]?.kind === "number" && tokens[at]?.spaceBefore) return -1;
    return tokens[at]?.kind === "number" ? unitEnd(tokens, at + 1) : -1;
  }
  // "60 ms after the J point".
  if (tokens[index]?.kind !== "number") return -1;
  let at = unitEnd(tokens, index + 1);
  if (!/^(?:after|past|behind|beyond|from|post|following)$/.test(norm(at))) return -1;
  at++;
  if (norm(at) === "the") at++;
  if (norm(at) !== "j") return -1;
  at++;
  if (norm(at) === "-") at++;
  return /^(?:point|junction)$/.test(norm(at)) ? at + 1 : at;
}

function unitEnd(tokens: readonly Token[], at: number): number {
  return /^(?:ms|msec|milliseconds?)$/.test(tokens[at]?.norm ?? "") ? at + 1 : at;
}

/** The sentence without brackets that hold nothing but small words. */
export function dropAsides(items: readonly Item[]): Item[] {
  const kept: Item[] = [];
  for (let index = 0; index < items.length; index++) {
    const item = items[index]!;
    if (isParenthesis(item)) {
      let close = index + 1;
      while (isFiller(items[close]) || items[close]?.kind === "preposition") close++;
      if (close > index + 1 && isParenthesis(items[close])) {
        index = close;
        continue;
      }
    }
    kept.push(item);
  }
  return kept;
}

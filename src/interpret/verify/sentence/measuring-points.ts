// "ST (J+60 ms) V3: 0.15 mV", "ST 60 ms after the J point": where on the ST segment was measured is no reading of its
// own. Brackets left with nothing in them vanish.
import { isFiller, isParenthesis } from "./item-kinds.ts";
import type { Item } from "./items.ts";
import type { Token } from "./tokenize.ts";

interface MeasuringPoint {
  /** Milliseconds behind the J point. */
  readonly ms: number;
  /** Index of the token after it. */
  readonly end: number;
}

const normAt = (tokens: readonly Token[], at: number): string => tokens[at]?.norm ?? "";

/** The place on the ST segment named at token `index` ("J+60 ms", "J60", "ST60", "60 ms after the J point"), or null. */
export function matchMeasuringPoint(tokens: readonly Token[], index: number): MeasuringPoint | null {
  const token = tokens[index];
  if (token === undefined) return null;
  if (token.norm === "j") return behindJ(tokens, index);
  if (token.kind !== "number") return null;
  const glued = normAt(tokens, index - 1) === "st" && !token.spaceBefore && /^[2-9]0$/.test(token.norm);
  return glued ? pointAt(tokens, index) : beforeJ(tokens, index);
}

/** "J60", "J + 60 ms", "J point + 80". */
function behindJ(tokens: readonly Token[], index: number): MeasuringPoint | null {
  let at = index + 1;
  if (normAt(tokens, at) === "-") at++;
  if (/^(?:point|junction)$/.test(normAt(tokens, at))) at++;
  const number = tokens[at];
  if (/^(?:\+|plus)$/.test(normAt(tokens, at))) return pointAt(tokens, at + 1);
  const joined = number?.kind === "number" && (number.raw.startsWith("+") || !number.spaceBefore);
  return joined ? pointAt(tokens, at) : null;
}

/** "60 ms after the J point". */
function beforeJ(tokens: readonly Token[], index: number): MeasuringPoint | null {
  const point = pointAt(tokens, index);
  let at = point?.end ?? index;
  if (!/^(?:after|past|behind|beyond|from|post|following)$/.test(normAt(tokens, at))) return null;
  at++;
  if (normAt(tokens, at) === "the") at++;
  if (normAt(tokens, at) !== "j" || point === null) return null;
  at++;
  if (normAt(tokens, at) === "-") at++;
  return { ms: point.ms, end: /^(?:point|junction)$/.test(normAt(tokens, at)) ? at + 1 : at };
}

function pointAt(tokens: readonly Token[], at: number): MeasuringPoint | null {
  const number = tokens[at];
  if (number?.kind !== "number" || !Number.isFinite(number.value)) return null;
  const unit = normAt(tokens, at + 1);
  if (/^(?:s|sec|seconds?)$/.test(unit)) return { ms: Math.abs(number.value) * 1000, end: at + 2 };
  const hasUnit = /^(?:ms|msec|milliseconds?)$/.test(unit);
  return { ms: Math.abs(number.value), end: hasUnit ? at + 2 : at + 1 };
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
        kept.push(...items.slice(index + 1, close).filter(isFiller));
        index = close;
        continue;
      }
    }
    kept.push(item);
  }
  return kept;
}

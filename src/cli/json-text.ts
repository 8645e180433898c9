/**
 * JSON in ASCII where it matters: JSON.stringify leaves C1 controls and text-direction marks as they are, and
 * a lead name with one of them would act on the terminal. Escaped, the value stays the same.
 */
export function jsonText(value: unknown, indent?: number): string {
  return JSON.stringify(value, null, indent).replace(/(?!\n)[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, (character) =>
    Array.from({ length: character.length }, (_, index) => {
      return `\\u${character.charCodeAt(index).toString(16).padStart(4, "0")}`;
    }).join(""),
  );
}

/** Lists at least this long are told in parts of as many entries. */
const PART_ENTRIES = 500;

/** The text of an object in pieces, for one that is large: a day of beats as one text takes four times its memory. */
export function* jsonPieces(value: object, indent = 0): Generator<string> {
  if (Array.isArray(value)) {
    yield jsonText(value, indent);
    return;
  }
  const line = (depth: number): string => (indent === 0 ? "" : `\n${" ".repeat(depth * indent)}`);
  const within = (part: unknown, depth: number): string =>
    jsonText(part ?? null, indent).replaceAll("\n", line(depth));
  let separator = "{";
  for (const [key, member] of Object.entries(value)) {
    if (member === undefined) continue;
    yield `${separator}${line(1)}${jsonText(key)}:${indent === 0 ? "" : " "}`;
    separator = ",";
    if (!Array.isArray(member) || member.length < PART_ENTRIES) {
      yield within(member, 1);
      continue;
    }
    for (let start = 0; start < member.length; start += PART_ENTRIES) {
      const part = member.slice(start, start + PART_ENTRIES).map((entry) => line(2) + within(entry, 2));
      yield (start === 0 ? "[" : ",") + part.join(",");
    }
    yield `${line(1)}]`;
  }
  yield separator === "{" ? "{}" : `${line(0)}}`;
}

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
